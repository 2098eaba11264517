#include "federation/community/sponsors.hpp"

#include "federation/community/facilitators.hpp"
#include "federation/community/moderation.hpp"
#include "federation/community/pupils.hpp"
#include "federation/logged.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::federation::community {

using storage::Handle;
using storage::ReadTx;
using storage::Tables;

namespace {

constexpr std::string_view moderators_path = "/moderators";
constexpr std::ptrdiff_t fewest_sponsors = 2;

bool is_run_as_council(ReadTx const& tx, Tables const& tables, Handle community) {
    auto const terms = tables.communities.get(tx, community);
    return terms && terms->kind == storage::CommunityKind::council;
}

// Ours, whose facilitators this changes.
std::optional<Handle> community_changed_by(ReadTx const& tx, Tables const& tables, Activity const& act) {
    bool const is_change = act.verb() == Verb::add || act.verb() == Verb::remove;
    auto target = act.target();
    if (!is_change || !target.ends_with(moderators_path)) return std::nullopt;
    target.remove_suffix(moderators_path.size());
    auto const community = storage::find_handle(tx, tables, target);
    return community && is_home(tx, tables, *community) ? community : std::nullopt;
}

Result<void> check_appointed(ReadTx const& tx, Tables const& tables, Handle community, std::string_view person) {
    auto const known = storage::find_handle(tx, tables, person);
    if (known && is_pupil(tx, tables, *known)) return Refusal{Reason::not_allowed, "communities are run by grown-ups"};
    bool const is_of_school = known && tables.account_names.contains(tx, *known);
    if (is_run_as_council(tx, tables, community) && !is_of_school)
        return Refusal{Reason::not_allowed, "members of this school run a student council"};
    return {};
}

Result<void> check_dismissed(ReadTx const& tx, Tables const& tables, Handle community, std::string_view person) {
    auto const known = storage::find_handle(tx, tables, person);
    if (!known || !would_be_alone(tx, tables, community, *known)) return {};
    return Refusal{Reason::not_allowed, "two grown-ups run a student council: appoint another one first"};
}

std::optional<Activity> taken_back_by(ReadTx const& tx, Tables const& tables, Activity const& undo) {
    auto const seq = tables.known.get(tx, storage::hash_of(undo.object_id()));
    if (seq) return logged_activity(tx, tables, *seq);
    auto whole = undo.parse_object();
    return whole ? std::optional{*std::move(whole)} : std::nullopt;
}

}  // namespace

bool would_be_alone(ReadTx const& tx, Tables const& tables, Handle community, Handle leaving) {
    if (!is_run_as_council(tx, tables, community)) return false;
    if (!tables.moderators.contains(tx, {community, leaving})) return false;
    auto const sponsors = facilitators_of(tx, tables, community);
    auto const stays = [&](Handle each) { return each != leaving && can_act(tx, tables, each); };
    return std::ranges::count_if(sponsors, stays) < fewest_sponsors;
}

Result<void> check_appointment(ReadTx const& tx, Tables const& tables, Activity const& activity) {
    bool const is_undo = activity.verb() == Verb::undo;
    auto const undone = is_undo ? taken_back_by(tx, tables, activity) : std::nullopt;
    if (is_undo && !undone) return {};
    auto const& act = undone ? *undone : activity;
    auto const community = community_changed_by(tx, tables, act);
    if (!community) return {};
    bool const appoints = (act.verb() == Verb::add) != is_undo;
    return appoints ? check_appointed(tx, tables, *community, act.object_id())
                    : check_dismissed(tx, tables, *community, act.object_id());
}

}  // namespace collegium::federation::community
