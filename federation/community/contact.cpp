#include "federation/community/contact.hpp"

#include "federation/community/audience.hpp"
#include "federation/community/pupils.hpp"
#include "federation/messages/addressees.hpp"
#include "federation/messages/object.hpp"
#include "federation/messages/polls.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::federation::community {

using storage::ReadTx;
using storage::Tables;

namespace {

bool is_at(std::string_view origin, std::string_view iri) {
    return iri.starts_with(origin) && (iri.size() == origin.size() || iri[origin.size()] == '/');
}

// All whom an act and the words inside it address or name.
std::vector<std::string> names_in(Activity const& activity) {
    std::vector<std::string> names;
    for (auto const each : activity.addressees()) names.emplace_back(each);
    auto const* const value = activity.object();
    auto const object = value == nullptr ? std::nullopt : std::optional{Object::parse(*value)};
    if (object && *object) names.insert(names.end(), (*object)->addressees.begin(), (*object)->addressees.end());
    return names;
}

bool carries_words(Activity const& activity) {
    return activity.verb() == Verb::create || activity.verb() == Verb::update;
}

bool is_for_members(std::string_view origin, std::vector<std::string> const& names) {
    return std::ranges::any_of(names, [&](auto const& name) { return is_kept_address(origin, name); });
}

// Everything that a pupil does is addressed to this node, and to nobody elsewhere.
Result<void> check_pupil(std::string_view origin, Activity const& activity) {
    auto const names = names_in(activity);
    bool const stays = is_for_members(origin, names) &&
                       std::ranges::all_of(names, [&](auto const& name) { return is_at(origin, name); });
    if (!stays) return Refusal{Reason::not_allowed, "what pupils do stays in this school"};
    bool const joins = activity.verb() == Verb::follow || activity.verb() == Verb::join;
    if (joins && !is_at(origin, activity.object_id()))
        return Refusal{Reason::not_allowed, "pupils join and follow in this school only"};
    return {};
}

Result<void> check_own(ReadTx const& tx, Tables const& tables, std::string_view origin, Activity const& activity) {
    if (is_pupil(tx, tables, activity.actor().text())) return check_pupil(origin, activity);
    if (activity.verb() == Verb::invite && is_pupil(tx, tables, activity.target()) &&
        !is_at(origin, activity.object_id()))
        return Refusal{Reason::not_allowed, "pupils join and follow in this school only"};
    if (!carries_words(activity)) return {};
    auto const names = names_in(activity);
    if (is_for_members(origin, names)) return {};
    if (std::ranges::any_of(names, [&](auto const& name) { return is_pupil(tx, tables, name); }))
        return Refusal{Reason::not_allowed, "pupils are named only in what stays in this school"};
    return {};
}

// What a pupil asks is not there for others.
bool is_vote_for_pupil(ReadTx const& tx, Tables const& tables, Activity const& activity) {
    auto const* const object = activity.object();
    if (activity.verb() != Verb::create || object == nullptr || !is_ballot(*object)) return false;
    auto const poll = storage::find_handle(tx, tables, reference_member(*object, "inReplyTo"));
    auto const record = poll ? tables.objects.get(tx, *poll) : std::nullopt;
    return record && is_pupil(tx, tables, record->author);
}

// A name among the addressees is not looked at: as nobody's, it neither makes the words our concern nor keeps them out,
// so that the answer tells nobody who is a pupil.
Result<void> check_others(ReadTx const& tx, Tables const& tables, Activity const& activity) {
    bool const about_pupil = is_pupil(tx, tables, activity.object_id());
    if (about_pupil && activity.verb() == Verb::follow)
        return Refusal{Reason::not_found, "there is nobody of that name to follow"};
    if (about_pupil && activity.verb() != Verb::flag)
        return Refusal{Reason::unconcerned, "about somebody whom we do not know"};
    if (activity.verb() == Verb::invite && is_pupil(tx, tables, activity.target()))
        return Refusal{Reason::not_found, "there is nobody of that name to invite"};
    if (is_vote_for_pupil(tx, tables, activity))
        return Refusal{Reason::unconcerned, "a vote in a poll that we do not know"};
    return {};
}

}  // namespace

Result<void> check_contact(
    ReadTx const& tx, Tables const& tables, std::string_view origin, Activity const& activity, bool local
) {
    return local ? check_own(tx, tables, origin, activity) : check_others(tx, tables, activity);
}

}  // namespace collegium::federation::community
