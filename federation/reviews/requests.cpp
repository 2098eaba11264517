#include "federation/reviews/requests.hpp"

#include "federation/community/moderation.hpp"
#include "federation/community/visibility.hpp"
#include "federation/notify/queue.hpp"

namespace collegium::federation::reviews {

using storage::ActorType;
using storage::Edge;
using storage::Handle;
using storage::ObjectKind;
using storage::ObjectRecord;
using storage::RequestAnswer;
using storage::RequestAnswerRecord;
using storage::ReviewRequestRecord;
using storage::Seq;

namespace {

Refusal unknown() {
    return Refusal{Reason::unconcerned, "about something that we do not know"};
}

bool may_ask(rules::Context const& context, ObjectRecord const& guide, Handle asker) {
    if (asker == guide.author) return true;
    return guide.community != storage::no_one && community::moderates(context, guide.community, asker);
}

// To those for whom a guide is not, it does not exist.
bool may_read(rules::Context const& context, Handle guide, ObjectRecord const& record) {
    auto const& actor = context.activity.actor();
    auto const viewer =
        context.local ? community::Viewer::of_member(context.find(actor.text()).value_or(storage::no_one))
                      : community::Viewer{storage::no_one, context.find(actor.origin()).value_or(storage::no_one)};
    return community::is_in_audience(context.tx, context.tables, viewer, guide, record) &&
           community::is_visible(context.tx, context.tables, guide, record);
}

// Who runs a community is known at its home, which judges what its own people ask.
bool is_of_home(rules::Context const& context, Handle community) {
    auto const home = Iri::parse(storage::iri_of(context.tx, context.tables, community));
    return home && home->same_origin(context.activity.actor());
}

Result<void> check_known(rules::Context const& context, Handle guide, ObjectRecord const& record) {
    if (record.kind != ObjectKind::guide || !may_read(context, guide, record)) return unknown();
    auto const asker = context.find(context.activity.actor().text());
    if (asker && may_ask(context, record, *asker)) return {};
    if (!context.local && is_of_home(context, record.community)) return {};
    if (context.local)
        return Refusal{
            Reason::not_allowed, "the author of a guide and the facilitators of its community ask for reviews"};
    return Refusal{Reason::foreign, "neither the author of the guide nor a facilitator"};
}

// Of a guide that is not known here, its author's own node speaks.
Result<void> check_guide(rules::Context const& context, ReviewRequest const& request) {
    auto const guide = context.find(request.guide);
    auto const record = guide ? context.tables.objects.get(context.tx, *guide) : std::nullopt;
    if (record) return check_known(context, *guide, *record);
    auto const iri = Iri::parse(request.guide);
    if (context.local || !iri || !iri->same_origin(context.activity.actor())) return unknown();
    return {};
}

bool has_answer(rules::Context const& context, Handle offer) {
    bool found = false;
    context.tables.request_answers
        .ascend(context.tx, Edge{offer, storage::no_one}, [&](Edge const& key, RequestAnswerRecord const&) {
            found = key.of == offer;
            return false;
        });
    return found;
}

std::size_t count_waiting(rules::Context const& context, Handle target, Handle by) {
    std::size_t waiting = 0;
    context.tables.review_desk
        .ascend(context.tx, Edge{target, storage::no_one}, [&](Edge const& key, storage::Nothing const&) {
            if (key.of != target) return false;
            auto const record = context.tables.review_requests.get(context.tx, key.by);
            bool const stands = record && record->target == target && record->by == by && record->withdrawn == Seq{0};
            if (stands && !has_answer(context, key.by)) ++waiting;
            return true;
        });
    return waiting;
}

Result<void> check_count(rules::Context const& context, Handle target) {
    auto const by = context.find(context.activity.actor().text());
    if (!by || count_waiting(context, target, *by) < most_waiting) return {};
    if (context.local)
        return Refusal{
            Reason::too_many, "50 requests of yours wait for an answer of theirs: take something back first"};
    return Refusal{Reason::not_allowed, "50 requests of theirs wait for this reviewer"};
}

bool is_actor(rules::Context const& context, std::optional<Handle> handle) {
    return handle && context.tables.actors.contains(context.tx, *handle);
}

bool is_older(RequestAnswerRecord const& candidate, RequestAnswerRecord const& standing) {
    return std::tie(candidate.at, candidate.act) <= std::tie(standing.at, standing.act);
}

std::optional<ReviewRequestRecord> record_of(rules::Context const& context, std::optional<Handle> offer) {
    return offer ? context.tables.review_requests.get(context.tx, *offer) : std::nullopt;
}

}  // namespace

Result<void> ask(rules::Context const& context) {
    auto const request = request_in(context.activity);
    if (!request) return request.error();
    auto const target = context.find(request->target);
    if (!context.local && !context.is_ours(request->target)) return unknown();
    if (auto const sound = check_guide(context, *request); !sound) return sound;
    if (!is_actor(context, target)) return Refusal{Reason::not_found, "there is nobody of that name to ask"};
    if (*target == context.find(context.activity.actor().text()))
        return Refusal{Reason::not_allowed, "nobody asks themselves for a review"};
    if (auto const few = check_count(context, *target); !few) return few;

    auto const offer = context.intern(context.activity.id().text());
    auto const guide = context.intern(request->guide);
    ReviewRequestRecord const record{context.seq, guide, context.actor(), *target, Seq{0}};
    context.tables.review_requests.put(context.tx, offer, record);
    for (auto const each : {guide, record.by, record.target})
        context.tables.review_desk.put(context.tx, Edge{each, offer}, {});
    notify::tell_of_request(context, *target);
    if (!context.tables.objects.contains(context.tx, guide)) context.effects.missing.push_back(guide);
    return {};
}

bool is_about_request(rules::Context const& context) {
    return record_of(context, context.find(context.activity.object_id())).has_value();
}

// A community's people answer for it. Who is one of them on another node is known there.
bool may_answer(rules::Context const& context, Handle target, Handle actor) {
    if (actor == target || community::moderates(context, target, actor)) return true;
    auto const asked = context.tables.actors.get(context.tx, target);
    if (!asked || asked->type != ActorType::group) return false;
    auto const follow = context.tables.following.get(context.tx, {actor, target});
    if (follow && follow->state == storage::FollowState::accepted) return true;
    auto const community = Iri::parse(storage::iri_of(context.tx, context.tables, target));
    return !asked->local && community && community->same_origin(context.activity.actor());
}

Result<void> answer(rules::Context const& context, RequestAnswer said) {
    auto const offer = context.find(context.activity.object_id());
    auto const record = record_of(context, offer);
    if (!record) return Refusal{Reason::unconcerned, "about a request that we do not know"};
    auto const actor = context.find(context.activity.actor().text());
    if (!actor || !may_answer(context, record->target, *actor))
        return Refusal{Reason::foreign, "not the one who was asked"};
    RequestAnswerRecord const candidate{
        context.seq, said, context.activity.published(), storage::hash_of(context.activity.id().text())};
    auto const standing = context.tables.request_answers.get(context.tx, {*offer, *actor});
    if (standing && is_older(candidate, *standing))
        return Refusal{Reason::unconcerned, "an answer that is older than the one that holds"};
    context.tables.request_answers.put(context.tx, {*offer, *actor}, candidate);
    return {};
}

Result<void> withdraw_request(rules::Context const& context, Activity const& act) {
    auto const offer = context.find(act.id().text());
    auto record = record_of(context, offer);
    if (!record || record->withdrawn != Seq{0})
        return Refusal{Reason::unconcerned, "a request that is not kept, or was taken back"};
    record->withdrawn = context.seq;
    context.tables.review_requests.put(context.tx, *offer, *record);
    notify::tell_of_withdrawal(context, record->target);
    return {};
}

}  // namespace collegium::federation::reviews
