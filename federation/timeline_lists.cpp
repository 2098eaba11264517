#include "federation/timeline_lists.hpp"

#include "config/ascii.hpp"
#include "federation/logged.hpp"
#include "federation/surroundings.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::federation::timeline {

using storage::Edge;
using storage::ObjectRecord;
using storage::PlaceKey;
using storage::ReadTx;
using storage::Tables;

namespace {

// How many lines are looked at for each that is wanted. What is rarer than that takes more than one page to find.
constexpr std::size_t looks_per_line = 20;

bool is_community(ReadTx const& tx, Tables const& tables, Handle actor) {
    auto const record = tables.actors.get(tx, actor);
    return record && record->type == storage::ActorType::group;
}

bool is_local(ReadTx const& tx, Tables const& tables, Handle actor) {
    auto const record = tables.actors.get(tx, actor);
    return record && record->local;
}

Direction direction_of(Stretch const& stretch) {
    return stretch.next_to_after ? Direction::to_newer : Direction::to_older;
}

LocalId first_edge(Stretch const& stretch) {
    return stretch.next_to_after ? stretch.after.value_or(LocalId{0}) : stretch.before.value_or(LocalId{~0ull});
}

bool is_past(Line const& line, Stretch const& stretch) {
    if (stretch.next_to_after) return stretch.before && line.number >= *stretch.before;
    return stretch.after && line.number <= *stretch.after;
}

bool is_media(JsonValue const& attachment) {
    auto const type = text_member(attachment, "mediaType");
    auto const begins = [&](std::string_view start) { return type.starts_with(start); };
    return begins("image/") || begins("audio/") || begins("video/");
}

bool has_media(ReadTx const& tx, Tables const& tables, ObjectRecord const& record) {
    auto const activity = logged_activity(tx, tables, record.words);
    auto const* const object = activity ? activity->object() : nullptr;
    auto const* const attached = object != nullptr ? member(*object, "attachment") : nullptr;
    if (attached == nullptr) return false;
    return attached->IsArray() ? std::ranges::any_of(attached->GetArray(), is_media) : is_media(*attached);
}

}  // namespace

std::optional<Handle> find_tag(ReadTx const& tx, Tables const& tables, std::string_view origin, std::string_view name) {
    return storage::find_handle(tx, tables, std::string{origin} + "/tags/" + ascii::lowered(name));
}

Lines ListReader::read(std::vector<List> lists, Stretch const& stretch, Accept const& accept) const {
    return read(std::move(lists), stretch, accept, stretch.most * looks_per_line);
}

Lines ListReader::read(std::vector<List> lists, Stretch const& stretch, Accept const& accept, std::size_t looks) const {
    Lines page;
    MergedLists merged{std::move(lists), first_edge(stretch), direction_of(stretch)};
    std::size_t left = looks;
    for (auto line = merged.next(); line && !is_past(*line, stretch); line = merged.next()) {
        page.more = page.lines.size() == stretch.most || left-- == 0;
        if (page.more) break;
        page.reached = line->number;
        if (accept(*line)) page.lines.push_back(*line);
    }
    if (stretch.next_to_after) std::ranges::reverse(page.lines);
    return page;
}

bool ListReader::is_heard(Handle actor) const {
    return timeline::is_heard(tx_, tables_, viewer_.member, actor);
}

bool ListReader::is_there(Handle thing, ObjectRecord const& record) const {
    return record.kind != storage::ObjectKind::unknown &&
           community::is_meant_for(tx_, tables_, viewer_, thing, record) &&
           community::is_visible(tx_, tables_, thing, record);
}

std::optional<ObjectRecord> ListReader::shown(Handle thing) const {
    auto record = tables_.objects.get(tx_, thing);
    return record && is_there(thing, *record) ? record : std::nullopt;
}

bool ListReader::is_shown(Handle thing) const {
    auto const record = shown(thing);
    return record && is_heard(record->author);
}

bool ListReader::is_public_enough(ObjectRecord const& record) const {
    using enum storage::Audience;
    return record.audience == everyone || (record.audience == here && viewer_.member != storage::no_one);
}

bool ListReader::fits(Selection const& selection, ObjectRecord const& record) const {
    auto const has_tag = [&](Handle tag) { return tables_.tagged.contains(tx_, {tag, record.number}); };
    if (selection.only_for_everyone && record.audience != storage::Audience::everyone) return false;
    if (selection.without_replies && record.parent != storage::no_one) return false;
    if (!std::ranges::all_of(selection.every_tag, has_tag) || std::ranges::any_of(selection.no_tag, has_tag))
        return false;
    if ((selection.only_local || selection.only_remote) &&
        is_local(tx_, tables_, record.author) != selection.only_local)
        return false;
    return !selection.only_media || has_media(tx_, tables_, record);
}

// What is new for somebody who follows many is much of what is new at all: so as many lines of everything are looked at
// as there are people to ask, before all of these are asked.
Lines ListReader::home(Stretch const& stretch) const {
    Surroundings around{tx_, tables_, viewer_.member};
    auto const direction = direction_of(stretch);
    auto const accept = [&](Line const& line) {
        auto const record = tables_.objects.get(tx_, line.thing);
        return record && around.brings(line, *record) && is_there(line.thing, *record) && is_heard(record->author);
    };
    auto page = read(
        {list_of_all(tx_, tables_, direction), list_of_all_passed_on(tx_, tables_, direction)},
        stretch,
        accept,
        around.size()
    );
    if (!page.more || page.lines.size() == stretch.most) return page;
    auto rest = stretch;
    rest.most -= page.lines.size();
    (stretch.next_to_after ? rest.after : rest.before) = page.reached;
    auto further = read(around.lists(direction), rest, accept, rest.most * looks_per_line);
    if (stretch.next_to_after) std::swap(page.lines, further.lines);
    page.lines.insert(page.lines.end(), further.lines.begin(), further.lines.end());
    page.more = further.more;
    if (further.reached != LocalId{0}) page.reached = further.reached;
    return page;
}

Lines ListReader::everyone(Selection const& selection, Stretch const& stretch) const {
    return read({list_of_all(tx_, tables_, direction_of(stretch))}, stretch, [&](Line const& line) {
        auto const record = tables_.objects.get(tx_, line.thing);
        return record && record->parent == storage::no_one && is_public_enough(*record) && is_shown(line.thing) &&
               fits(selection, *record);
    });
}

Lines ListReader::tagged(std::vector<Handle> const& any_tag, Selection const& selection, Stretch const& stretch) const {
    std::vector<List> lists;
    for (auto const tag : any_tag) lists.push_back(list_under(tx_, tables_.tagged, tag, direction_of(stretch)));
    return read(std::move(lists), stretch, [&](Line const& line) {
        auto const record = shown(line.thing);
        return record && is_public_enough(*record) && is_heard(record->author) && fits(selection, *record);
    });
}

Lines ListReader::in_community(Handle community, Stretch const& stretch) const {
    return read({list_under(tx_, tables_.posts, community, direction_of(stretch))}, stretch, [&](Line const& line) {
        return is_shown(line.thing);
    });
}

Lines ListReader::by(Handle actor, Selection const& selection, Stretch const& stretch) const {
    if (tables_.blocks.contains(tx_, {actor, viewer_.member})) return {};
    auto const direction = direction_of(stretch);
    std::vector<List> lists;
    if (!is_community(tx_, tables_, actor)) lists.push_back(list_under(tx_, tables_.works, actor, direction));
    if (!selection.without_boosts) lists.push_back(list_under(tx_, tables_.boosts_by, actor, direction, true));
    return read(std::move(lists), stretch, [&](Line const& line) {
        auto const record = shown(line.thing);
        if (!record || !fits(selection, *record)) return false;
        return !line.passed_on || is_heard(record->author);
    });
}

Lines ListReader::passed_on(std::vector<Handle> const& actors, Stretch const& stretch) const {
    Handles const around{actors.begin(), actors.end()};
    std::vector<List> lists;
    for (auto const actor : around)
        lists.push_back(list_under(tx_, tables_.boosts_by, actor, direction_of(stretch), true));
    auto const is_one = [&around](Handle actor) { return around.contains(actor); };
    return read(std::move(lists), stretch, [&](Line const& line) {
        return is_shown(line.thing) && !was_passed_on_before(tx_, tables_, is_one, line);
    });
}

Lines ListReader::bookmarks(Stretch const& stretch) const {
    return read(
        {list_under(tx_, tables_.bookmarks, viewer_.member, direction_of(stretch))},
        stretch,
        [&](Line const& line) { return shown(line.thing).has_value(); }
    );
}

Lines ListReader::favourites(Stretch const& stretch) const {
    return read(
        {list_under(tx_, tables_.liked, viewer_.member, direction_of(stretch))},
        stretch,
        [&](Line const& line) { return shown(line.thing).has_value(); }
    );
}

}  // namespace collegium::federation::timeline
