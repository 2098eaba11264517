#include "federation/surroundings.hpp"

#include "federation/community/visibility.hpp"

namespace collegium::federation::timeline {

using storage::Edge;
using storage::ObjectRecord;
using storage::PlaceKey;
using storage::ReadTx;
using storage::Tables;

namespace {

// Of those who passed a thing on, as many are asked whether they did so before.
constexpr std::size_t most_boosters = 100;

}  // namespace

bool is_heard(ReadTx const& tx, Tables const& tables, Handle reader, Handle actor) {
    if (reader == storage::no_one || actor == reader) return true;
    return !tables.mutes.contains(tx, {reader, actor}) && !tables.blocks.contains(tx, {reader, actor}) &&
           !tables.blocks.contains(tx, {actor, reader});
}

bool was_passed_on_before(
    ReadTx const& tx, Tables const& tables, std::function<bool(Handle)> const& is_one, Line const& line
) {
    bool found = false;
    std::size_t left = most_boosters;
    tables.boosters.ascend(tx, {line.thing, storage::no_one}, [&](Edge const& key, LocalId number) {
        if (key.of != line.thing || left-- == 0) return false;
        found = number < line.number && is_one(key.by);
        return !found;
    });
    return found;
}

Surroundings::Surroundings(ReadTx const& tx, Tables const& tables, Handle member)
    : tx_{tx}, tables_{tables}, member_{member}, around_{member} {
    tables.following.ascend(tx, {member, storage::no_one}, [&](Edge const& key, storage::FollowRecord const& record) {
        if (key.of != member) return false;
        if (record.state == storage::FollowState::accepted) around_.insert(key.by);
        return true;
    });
}

bool Surroundings::brings(Line const& line, ObjectRecord const& record) {
    if (!line.passed_on)
        return (hears(record.author) && tables_.works.contains(tx_, {record.author, line.number})) ||
               (hears(record.community) && tables_.posts.contains(tx_, {record.community, line.number}));
    auto const passed_on = tables_.boosts.get(tx_, line.number);
    if (!passed_on || !hears(passed_on->by) || known(passed_on->by).community) return false;
    if (is_around(record.author) || is_around(record.community)) return false;  // there already
    auto const is_one = [this](Handle actor) { return is_around(actor) && !known(actor).community; };
    return !was_passed_on_before(tx_, tables_, is_one, line);
}

std::vector<List> Surroundings::lists(Direction direction) {
    std::vector<List> lists;
    for (auto const actor : around_) {
        auto const& who = known(actor);
        if (!who.heard) continue;
        if (who.community) {
            lists.push_back(list_under(tx_, tables_.posts, actor, direction));
        } else {
            lists.push_back(list_under(tx_, tables_.works, actor, direction));
            lists.push_back(list_under(tx_, tables_.boosts_by, actor, direction, true));
        }
    }
    return lists;
}

Surroundings::Known const& Surroundings::known(Handle actor) {
    auto const [place, is_new] = known_.try_emplace(actor);
    if (!is_new) return place->second;
    auto const record = tables_.actors.get(tx_, actor);
    place->second.community = record && record->type == storage::ActorType::group;
    place->second.gone = community::is_gone(tx_, tables_, actor);
    place->second.heard = !place->second.gone && is_heard(tx_, tables_, member_, actor);
    return place->second;
}

}  // namespace collegium::federation::timeline
