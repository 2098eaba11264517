#include "server/media/pictures.hpp"

#include <algorithm>
#include <charconv>

namespace collegium::server::media {

using storage::Handle;
using storage::LocalId;
using storage::MediaRecord;
using storage::PlaceKey;
using storage::ReadTx;
using storage::Tables;

namespace {

constexpr std::size_t longest_share = 12;  // characters
constexpr std::size_t most_looks = 2'000;  // at pictures, until one is found
constexpr char const* not_free =
    "A picture must be brought here first, and can be part of one thing only: see endpoints.uploadMedia.";

// Calls visit(number, record) for each picture of the owner.
template <class Visit>
void each_of(ReadTx const& tx, Tables const& tables, Handle owner, Visit visit) {
    tables.media.ascend(tx, {owner, LocalId{0}}, [&](PlaceKey const& key, MediaRecord const& record) {
        if (key.under != owner) return false;
        visit(key.number, record);
        return true;
    });
}

// It has a day again: who deletes a post to write it anew brings its pictures along.
void let_go(MediaRecord& record, Instant now) {
    record.thing = Handle{0};
    record.created = now;
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

std::optional<std::pair<LocalId, MediaRecord>> find_by_file(
    ReadTx const& tx, Tables const& tables, Handle owner, std::string_view file, LocalId before
) {
    std::optional<std::pair<LocalId, MediaRecord>> found;
    std::size_t left = most_looks;
    tables.media.descend(tx, {owner, before}, [&](PlaceKey const& key, MediaRecord const& record) {
        if (key.under != owner || left-- == 0) return false;
        if (record.file == file) found.emplace(key.number, record);
        return !found;
    });
    return found;
}

Result<void> make_part_of(
    storage::WriteTx& tx, Tables& tables, Handle owner, std::vector<Named> named, Handle thing, Instant now
) {
    std::vector<std::pair<LocalId, MediaRecord>> changed;
    bool all_free = true;
    each_of(tx, tables, owner, [&](LocalId number, MediaRecord record) {
        auto const is_it = [&](Named const& each) { return !record.file.empty() && each.file == record.file; };
        auto const at = std::ranges::find_if(named, is_it);
        bool const is_part = record.thing == thing;
        if (at == named.end() && !is_part) return;
        if (at == named.end()) {
            let_go(record, now);
        } else {
            all_free = all_free && (is_part || record.thing == Handle{0});
            record.thing = thing;
            record.description = at->description;
            std::erase_if(named, is_it);
        }
        changed.emplace_back(number, std::move(record));
    });
    if (!all_free || !named.empty()) return Refusal{Reason::conflict, not_free};
    for (auto const& [number, record] : changed) tables.media.put(tx, {owner, number}, record);
    return {};
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
