#include "federation/reviews/entering.hpp"

#include "federation/community/audience.hpp"
#include "federation/community/pupils.hpp"
#include "federation/guides/guide_json.hpp"
#include "federation/notify/service.hpp"
#include "federation/reviews/conflicts.hpp"
#include "federation/reviews/handing_in.hpp"
#include "federation/reviews/managing.hpp"
#include "federation/reviews/request.hpp"
#include "federation/reviews/review_json.hpp"
#include "storage/names.hpp"

namespace collegium::federation::reviews {

using storage::ReadTx;
using storage::Tables;

namespace {

bool is_at(std::string_view origin, std::string_view iri) {
    return iri.starts_with(origin) && (iri.size() == origin.size() || iri[origin.size()] == '/');
}

bool is_community(ReadTx const& tx, Tables const& tables, std::string_view iri) {
    auto const handle = storage::find_handle(tx, tables, iri);
    auto const actor = handle ? tables.actors.get(tx, *handle) : std::nullopt;
    return actor && actor->type == storage::ActorType::group;
}

bool is_service(ReadTx const& tx, Tables const& tables, std::string_view iri) {
    auto const handle = storage::find_handle(tx, tables, iri);
    return handle && notify::speaks_for_service(tx, tables, *handle);
}

// Of one of ours: it must still be registered, and it reads what everybody may read.
Result<void> check_service(
    ReadTx const& tx, Tables const& tables, std::string_view origin, ReviewRequest const& request
) {
    if (!is_at(origin, request.target) || !is_service(tx, tables, request.target)) return {};
    if (!notify::service_behind(tx, tables, storage::find_handle(tx, tables, request.target).value()))
        return Refusal{Reason::not_found, "that service is not registered here any more"};
    auto const guide = storage::find_handle(tx, tables, request.guide);
    auto const record = guide ? tables.objects.get(tx, *guide) : std::nullopt;
    if (record && !community::is_open(record->audience))
        return Refusal{Reason::not_allowed, "a service outside is asked only about a guide that is for everyone"};
    return {};
}

// The version that the standing review is pinned to; nothing where there is none.
std::optional<storage::VersionHash> pinned(ReadTx const& tx, Tables const& tables, Activity const& activity) {
    auto const thing = storage::find_handle(tx, tables, activity.object_id());
    auto const record = thing ? tables.objects.get(tx, *thing) : std::nullopt;
    auto const review = record ? tables.reviews.get(tx, {record->parent, *thing}) : std::nullopt;
    return review ? std::optional{review->version} : std::nullopt;
}

// What they handed in of this version under a pen name, and did not take back.
std::optional<HandInView> handed_in_before(
    ReadTx const& tx, Tables const& tables, Activity const& activity, Review const& review
) {
    auto const guide = storage::find_handle(tx, tables, review.guide);
    auto const actor = storage::find_handle(tx, tables, activity.actor().text());
    auto const version = guides::digest_of(review.version);
    if (!guide || !actor || !version) return std::nullopt;
    return find_hand_in(tx, tables, *guide, *version, *actor);
}

Result<void> check_review(ReadTx const& tx, Tables const& tables, Activity const& activity, JsonValue const& object) {
    auto const review = review_in(object);
    if (!review)
        return Refusal{Reason::malformed, "a review replies to its guide and names its version, track and verdict"};
    // Else anybody here could say of themselves what only the keeper of pen names says.
    auto const actor = storage::find_handle(tx, tables, activity.actor().text());
    if (review->pen_name && (!actor || !tables.pen_names.contains(tx, *actor)))
        return Refusal{Reason::not_allowed, "a review under a pen name is handed in to the community of its guide"};
    auto const standing = pinned(tx, tables, activity);
    if (standing && guides::digest_of(review->version) != standing)
        return Refusal{Reason::not_allowed, "a review stays with its version: write one of the other version"};
    if (handed_in_before(tx, tables, activity, *review))
        return Refusal{Reason::not_allowed, "you review this version under a pen name: take that review back first"};
    auto const problems = problems_here(tx, tables, *review, activity.actor().text(), activity.published());
    if (!problems.empty()) return problems.front().why;
    return {};
}

Result<void> check_request(ReadTx const& tx, Tables const& tables, std::string_view origin, Activity const& offer) {
    auto const request = request_in(offer);
    if (!request) return request.error();
    if (auto const open = check_service(tx, tables, origin, *request); !open) return open;
    auto const guide = storage::find_handle(tx, tables, request->guide);
    auto const record = guide ? tables.objects.get(tx, *guide) : std::nullopt;
    if (!record) return {};
    auto const version = guides::digest_of(request->version);
    if (!version || !tables.guide_versions.contains(tx, {*guide, *version}))
        return Refusal{Reason::malformed, "the guide never had the version that is to be reviewed"};
    if (community::stays_here(record->audience) && !is_at(origin, request->target))
        return Refusal{Reason::not_allowed, "a guide that stays in this school is reviewed in this school"};
    bool const colleague = is_colleague(authors_of(tx, tables, *guide), request->target);
    bool const may_be_colleague = is_community(tx, tables, request->target) || is_service(tx, tables, request->target);
    if (colleague && !may_be_colleague)
        return Refusal{Reason::not_allowed, "people of an author's own institution do not review their guide"};
    return {};
}

Result<void> check_hand_in(ReadTx const& tx, Tables const& tables, Activity const& offer) {
    auto const review = handed_in(offer);
    if (!review) return review.error();
    auto const reviewer = offer.actor().text();
    auto const problems = problems_here(tx, tables, *review, reviewer, offer.published());
    if (!problems.empty()) return problems.front().why;
    auto const before = handed_in_before(tx, tables, offer, *review);
    bool const stands = before && before->published;
    return check_pen_name(tx, tables, *review, reviewer, offer.published(), stands);
}

bool is_answer(Verb verb) {
    return verb == Verb::accept || verb == Verb::reject || verb == Verb::tentative_accept ||
           verb == Verb::tentative_reject;
}

Result<void> check_own(ReadTx const& tx, Tables const& tables, std::string_view origin, Activity const& activity) {
    if (is_request(activity)) return check_request(tx, tables, origin, activity);
    if (is_hand_in(activity)) return check_hand_in(tx, tables, activity);
    if (is_answer(activity.verb()) && text_member(activity.root(), "summary").size() > longest_note)
        return Refusal{Reason::too_large, "the reason of an answer is longer than 2,000 bytes: shorten it"};
    bool const brings_words = activity.verb() == Verb::create || activity.verb() == Verb::update;
    auto const* const object = brings_words ? activity.object() : nullptr;
    if (object == nullptr || text_member(*object, "col:kind") != review_kind) return {};
    return check_review(tx, tables, activity, *object);
}

}  // namespace

Result<void> check_entering(
    ReadTx const& tx, Tables const& tables, std::string_view origin, Activity const& activity, bool local
) {
    if (local) return check_own(tx, tables, origin, activity);
    if (!is_request(activity)) return {};
    if (community::is_pupil(tx, tables, activity.target()))
        return Refusal{Reason::not_found, "there is nobody of that name to ask"};
    auto const request = request_in(activity);
    return request ? check_service(tx, tables, origin, *request) : Result<void>{request.error()};
}

}  // namespace collegium::federation::reviews
