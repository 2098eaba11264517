#include "federation/guides/entering.hpp"

#include "federation/community/polls.hpp"
#include "federation/community/pupils.hpp"
#include "federation/guides/authorship.hpp"
#include "federation/guides/reading.hpp"
#include "federation/guides/suggestion.hpp"
#include "federation/messages/addressees.hpp"
#include "federation/messages/object.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::federation::guides {

using community::is_pupil;
using storage::ReadTx;
using storage::Tables;

namespace {

bool stays_here(std::string_view origin, JsonValue const& object) {
    auto const read = Object::parse(object);
    return read && std::ranges::any_of(read->addressees, [&](auto const& iri) { return is_kept_address(origin, iri); });
}

bool names_pupil(ReadTx const& tx, Tables const& tables, Guide const& guide) {
    auto const is_one = [&](Contributor const& each) { return is_pupil(tx, tables, each.iri); };
    return std::ranges::any_of(guide.contributors, is_one) ||
           (guide.evidence && is_pupil(tx, tables, guide.evidence->rater));
}

// Nothing for a guide that is new.
std::optional<GuideView> standing_guide(ReadTx const& tx, Tables const& tables, Activity const& activity) {
    auto const guide = storage::find_handle(tx, tables, activity.object_id());
    auto const author = storage::find_handle(tx, tables, activity.actor().text());
    if (!guide || !author) return std::nullopt;
    auto view = find_guide(tx, tables, *guide, timeline::Viewer::of_member(*author));
    return view && view->post.author.handle == *author ? std::move(view) : std::nullopt;
}

Result<void> check_step(GuideView const& standing, Guide const& next, std::string_view version) {
    if (!may_follow(standing.guide.state, next.state))
        return Refusal{Reason::not_allowed, "a guide that others have seen does not become a draft again"};
    if (version != standing.version && next.previous != standing.version)
        return Refusal{Reason::conflict, "the guide has changed since: bring your words into its newest version"};
    return {};
}

// In a community of ours, whoever wrote it; in another one only our own, as its home judges the others.
Result<void> check_authors(ReadTx const& tx, Tables const& tables, JsonValue const& object, bool local) {
    auto const guide = guide_in(object);
    auto const read = Object::parse(object);
    auto const community = guide && read ? community_of(tx, tables, *read) : storage::Handle{0};
    auto const record = tables.actors.get(tx, community);
    return record && (local || record->local) ? check_authorship(tx, tables, *guide, community) : Result<void>{};
}

// What is wrong in itself is for the rules to say.
Result<void> check_guide(
    ReadTx const& tx, Tables const& tables, std::string_view origin, Activity const& activity, JsonValue const& object
) {
    auto const guide = guide_in(object);
    if (!guide) return {};
    if (auto const standing = standing_guide(tx, tables, activity))
        if (auto const fits = check_step(*standing, *guide, text_member(object, "col:version")); !fits) return fits;
    if (stays_here(origin, object)) return {};
    if (names_pupil(tx, tables, *guide))
        return Refusal{Reason::not_allowed, "pupils are named only in what stays in this school"};
    if (guide->state == GuideState::draft)
        return Refusal{Reason::not_allowed, "a draft is for its author: finish it before others see it"};
    return {};
}

Result<void> check_patch(
    ReadTx const& tx, Tables const& tables, Activity const& activity, JsonValue const& patch, bool local
) {
    auto const guide = storage::find_handle(tx, tables, reference_member(patch, "object"));
    auto const record = guide ? tables.objects.get(tx, *guide) : std::nullopt;
    if (!record) return {};
    if (!local && is_pupil(tx, tables, record->author))
        return Refusal{Reason::unconcerned, "about something that we do not know"};
    bool const goes_out = local && !community::is_by_one_of_us(tx, tables, *record);
    if (goes_out && is_pupil(tx, tables, activity.actor().text()))
        return Refusal{Reason::not_allowed, "what pupils suggest stays in this school"};
    return {};
}

Result<void> check_answer(Activity const& activity) {
    if (text_member(activity.root(), "summary").size() > longest_reason)
        return Refusal{Reason::too_large, "the reason of an answer is longer than 2,000 bytes: shorten it"};
    return {};
}

}  // namespace

Result<void> check_entering(
    ReadTx const& tx, Tables const& tables, std::string_view origin, Activity const& activity, bool local
) {
    if (local && activity.verb() == Verb::reject) return check_answer(activity);
    auto const* const object = activity.object();
    if (object == nullptr) return {};
    if (activity.verb() == Verb::offer) return check_patch(tx, tables, activity, *object, local);
    bool const brings_words = activity.verb() == Verb::create || activity.verb() == Verb::update;
    if (!brings_words || text_member(*object, "col:kind") != guide_kind) return {};
    if (auto const fits = check_authors(tx, tables, *object, local); !fits || !local) return fits;
    return check_guide(tx, tables, origin, activity, *object);
}

}  // namespace collegium::federation::guides
