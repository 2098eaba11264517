#include "server/writing/drafts.hpp"

#include "server/media/pictures.hpp"
#include "server/retention/holds.hpp"

namespace collegium::server::writing {

namespace asio = boost::asio;

using storage::Handle;
using storage::LocalId;
using storage::Nothing;
using storage::PlaceKey;
using storage::ReadTx;
using storage::Tables;
using storage::WriteTx;
using storage::WritingDraftRecord;

namespace {

constexpr std::size_t most_at_once = 500;  // forgotten in one transaction
constexpr std::string_view picture_field = "picture_";

bool is_sent(WritingDraftRecord const& record) noexcept {
    return !record.sent_as.empty();
}

// Calls visit(draft) for each that is not sent, newest first, until it says false.
template <class Visit>
void each_draft(ReadTx const& tx, Tables const& tables, Handle member, Visit visit) {
    auto const look = [&](PlaceKey const& key, WritingDraftRecord const& record) {
        if (key.under != member) return false;
        return is_sent(record) || visit(Draft{key.number, record});
    };
    tables.writing_drafts.descend(tx, {member, LocalId{~0ull}}, look);
}

std::size_t size_of(std::vector<FormField> const& typed) noexcept {
    std::size_t bytes = 0;
    for (auto const& each : typed) bytes += each.name.size() + each.value.size();
    return bytes;
}

bool is_over(WritingDraftRecord const& record, Instant now) noexcept {
    return record.saved + (is_sent(record) ? sending_is_known : draft_lives) <= now;
}

std::vector<PlaceKey> over(App const& app, Instant now) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        std::vector<PlaceKey> found;
        auto const held = retention::held_people(tx, tables);
        tables.writing_drafts.each(tx, [&](PlaceKey const& key, WritingDraftRecord const& record) {
            if (is_over(record, now) && !held.contains(key.under)) found.push_back(key);
            return found.size() < most_at_once;
        });
        return found;
    });
}

// Somebody may have saved it again since it was found.
storage::Store::Change<Nothing> forgetting(std::vector<PlaceKey> found, Instant now) {
    return [found = std::move(found), now](WriteTx& tx, Tables& tables) -> Result<Nothing> {
        for (auto const& key : found) {
            auto const record = tables.writing_drafts.get(tx, key);
            if (record && is_over(*record, now)) tables.writing_drafts.erase(tx, key);
        }
        return Nothing{};
    };
}

}  // namespace

std::vector<FormField> fields_of(WritingDraftRecord const& record) {
    std::vector<FormField> fields;
    for (std::size_t i = 0; i + 1 < record.typed.size(); i += 2)
        fields.push_back({record.typed[i], record.typed[i + 1]});
    return fields;
}

Result<void> keep_draft(
    WriteTx& tx,
    Tables& tables,
    Handle member,
    LocalId number,
    std::string place,
    std::vector<FormField> const& typed,
    Instant now
) {
    PlaceKey const key{member, number};
    auto const before = tables.writing_drafts.get(tx, key);
    if (before && is_sent(*before)) return Refusal{Reason::conflict, "this was sent already"};
    if (place.size() > longest_place || size_of(typed) > longest_draft)
        return Refusal{Reason::too_large, "a draft has at most 65,536 bytes: shorten it, then save it again"};
    if (!before && drafts_of(tx, tables, member).size() >= most_drafts)
        return Refusal{Reason::too_many, "you have 50 drafts: send or throw away one first"};
    WritingDraftRecord record;
    record.place = std::move(place);
    for (auto const& each : typed) {
        record.typed.push_back(each.name);
        record.typed.push_back(each.value);
    }
    record.saved = now;
    tables.writing_drafts.put(tx, key, record);
    return {};
}

bool drop_draft(WriteTx& tx, Tables& tables, Handle member, LocalId number) {
    return find_draft(tx, tables, member, number) && tables.writing_drafts.erase(tx, {member, number});
}

void drop_drafts_of(WriteTx& tx, Tables& tables, Handle member) {
    std::vector<PlaceKey> places;
    tables.writing_drafts.ascend(tx, {member, LocalId{0}}, [&](PlaceKey const& key, WritingDraftRecord const&) {
        if (key.under == member) places.push_back(key);
        return key.under == member;
    });
    for (auto const& place : places) tables.writing_drafts.erase(tx, place);
}

std::optional<Draft> find_draft(ReadTx const& tx, Tables const& tables, Handle member, LocalId number) {
    auto record = tables.writing_drafts.get(tx, {member, number});
    if (!record || is_sent(*record)) return std::nullopt;
    return Draft{number, *std::move(record)};
}

std::optional<Draft> newest_draft(ReadTx const& tx, Tables const& tables, Handle member, std::string_view place) {
    std::optional<Draft> found;
    each_draft(tx, tables, member, [&](Draft draft) {
        if (draft.record.place == place) found = std::move(draft);
        return !found;
    });
    return found;
}

std::vector<Draft> drafts_of(ReadTx const& tx, Tables const& tables, Handle member) {
    std::vector<Draft> found;
    each_draft(tx, tables, member, [&](Draft draft) {
        found.push_back(std::move(draft));
        return true;
    });
    return found;
}

std::optional<Sent> sending_of(ReadTx const& tx, Tables const& tables, Handle member, LocalId number) {
    auto const record = tables.writing_drafts.get(tx, {member, number});
    if (!record || !is_sent(*record)) return std::nullopt;
    return Sent{record->sent_as, record->sent_form};
}

Result<void> note_sending(WriteTx& tx, Tables& tables, Handle member, LocalId number, Sent const& sent, Instant now) {
    if (sending_of(tx, tables, member, number)) return Refusal{Reason::conflict, "this was sent already"};
    WritingDraftRecord record;
    record.saved = now;
    record.sent_as = sent.path;
    record.sent_form = sent.form;
    tables.writing_drafts.put(tx, {member, number}, record);
    return {};
}

std::set<std::pair<Handle, LocalId>> pictures_in_drafts(ReadTx const& tx, Tables const& tables) {
    std::set<std::pair<Handle, LocalId>> pictures;
    tables.writing_drafts.each(tx, [&](PlaceKey const& key, WritingDraftRecord const& record) {
        for (auto const& field : fields_of(record)) {
            if (!field.name.starts_with(picture_field)) continue;
            if (auto const number = media::read_number(field.value)) pictures.emplace(key.under, *number);
        }
        return true;
    });
    return pictures;
}

asio::awaitable<void> tend_drafts(App const& app) {
    while (true) {
        auto const now = app.node.clock.now();
        auto found = over(app, now);
        bool const more = found.size() == most_at_once;
        if (found.empty()) co_return;
        auto change = forgetting(std::move(found), now);
        auto const forgotten = co_await app.node.store.write(std::move(change));
        if (!forgotten || !more) co_return;
    }
}

}  // namespace collegium::server::writing
