#include "server/media/pictures.hpp"

#include <algorithm>
#include <charconv>

namespace collegium::server::media {

using storage::Handle;
using storage::LocalId;
using storage::MediaRecord;
using storage::MediaState;
using storage::PlaceKey;
using storage::ReadTx;
using storage::Tables;

namespace {

constexpr std::size_t longest_share = 12;  // characters

// Calls visit(number, record) for each picture of the owner.
template <class Visit>
void each_of(ReadTx const& tx, Tables const& tables, Handle owner, Visit visit) {
    tables.media.ascend(tx, {owner, LocalId{0}}, [&](PlaceKey const& key, MediaRecord const& record) {
        if (key.under != owner) return false;
        visit(key.number, record);
        return true;
    });
}

Attachment attachment_of(std::string_view origin, MediaRecord const& record) {
    return {
        std::string{origin} + picture_path(record.file),
        record.type,
        record.description,
        record.width,
        record.height,
        record.blurhash,
        record.focus};
}

std::optional<double> read_share(std::string_view text) {
    if (text.size() > longest_share) return std::nullopt;
    double value = 0;
    auto const* const end = text.data() + text.size();
    auto const [rest, problem] = std::from_chars(text.data(), end, value, std::chars_format::fixed);
    bool const fits = problem == std::errc{} && rest == end && value >= -1 && value <= 1;
    return fits ? std::optional{value} : std::nullopt;
}

}  // namespace

std::optional<MediaRecord> find_own(ReadTx const& tx, Tables const& tables, Handle owner, LocalId number) {
    return tables.media.get(tx, {owner, number});
}

Result<std::vector<Attachment>> attachments_of(
    ReadTx const& tx,
    Tables const& tables,
    std::string_view origin,
    Handle owner,
    std::span<LocalId const> numbers,
    Handle thing
) {
    if (numbers.size() > most_on_one_thing) return Refusal{Reason::too_many, "more than four pictures"};
    std::vector<Attachment> attachments;
    for (auto const number : numbers) {
        auto const record = find_own(tx, tables, owner, number);
        if (!record || record->state == MediaState::refused) return Refusal{Reason::not_found, "no such picture"};
        if (record->state == MediaState::waiting) return Refusal{Reason::conflict, "a picture that is not ready"};
        bool const is_free = record->thing == Handle{0} || record->thing == thing;
        if (!is_free) return Refusal{Reason::conflict, "a picture of another thing"};
        attachments.push_back(attachment_of(origin, *record));
    }
    return attachments;
}

void make_part_of(storage::WriteTx& tx, Tables& tables, Handle owner, std::span<LocalId const> numbers, Handle thing) {
    std::vector<std::pair<LocalId, MediaRecord>> changed;
    each_of(tx, tables, owner, [&](LocalId number, MediaRecord record) {
        bool const named = std::ranges::find(numbers, number) != numbers.end();
        bool const was_part = record.thing == thing;
        if (named == was_part) return;
        record.thing = named ? thing : Handle{0};
        changed.emplace_back(number, std::move(record));
    });
    for (auto const& [number, record] : changed) tables.media.put(tx, {owner, number}, record);
}

std::uint64_t room_taken(ReadTx const& tx, Tables const& tables, Handle owner) {
    std::uint64_t bytes = 0;
    each_of(tx, tables, owner, [&](LocalId, MediaRecord const& record) { bytes += record.bytes; });
    return bytes;
}

std::optional<Focus> read_focus(std::string_view text) {
    auto const comma = text.find(',');
    if (comma == std::string_view::npos) return std::nullopt;
    auto const x = read_share(text.substr(0, comma)), y = read_share(text.substr(comma + 1));
    return x && y ? std::optional{Focus{*x, *y}} : std::nullopt;
}

std::optional<LocalId> read_number(std::string_view digits) noexcept {
    std::uint64_t number = 0;
    auto const* const end = digits.data() + digits.size();
    auto const [rest, problem] = std::from_chars(digits.data(), end, number);
    bool const whole = problem == std::errc{} && rest == end;
    return whole ? std::optional{LocalId{number}} : std::nullopt;
}

bool is_description(std::string_view text) noexcept {
    auto const begins_letter = [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; };
    return static_cast<std::size_t>(std::ranges::count_if(text, begins_letter)) <= longest_description;
}

std::string picture_path(std::string_view file) {
    return "/media/" + std::string{file};
}

}  // namespace collegium::server::media
