// What those who ask and those who are asked see of a request.
#include "federation/community/holding.hpp"
#include "federation/community/moderation.hpp"
#include "federation/consent/consent.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/logged.hpp"
#include "federation/notify/outside_review.hpp"
#include "federation/reviews/handing_in.hpp"
#include "federation/reviews/requests.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::federation::reviews {

using storage::Edge;
using storage::Handle;
using storage::ReadTx;
using storage::RequestAnswer;
using storage::RequestAnswerRecord;
using storage::ReviewRecord;
using storage::ReviewRequestRecord;
using storage::Seq;
using storage::Tables;

namespace {

constexpr std::size_t most_requests = 200;
constexpr std::size_t most_answers = 50;

AnswerView answer_view(ReadTx const& tx, Tables const& tables, Handle by, RequestAnswerRecord const& record) {
    AnswerView view;
    view.by = timeline::find_actor(tx, tables, by).value_or(timeline::ActorView{});
    view.answer = record.answer;
    view.at = record.at;
    auto const act = logged_activity(tx, tables, record.seq);
    if (!act) return view;
    view.reason = content::cut(text_member(act->root(), "summary"), longest_note);
    view.from = content::cut(text_member(act->root(), "col:from"), 10);
    for (auto const each : references(act->root(), "col:suggested", most_alternates)) view.suggested.emplace_back(each);
    return view;
}

std::vector<AnswerView> answers_to(ReadTx const& tx, Tables const& tables, Handle offer) {
    std::vector<AnswerView> answers;
    tables.request_answers
        .ascend(tx, Edge{offer, storage::no_one}, [&](Edge const& key, RequestAnswerRecord const& record) {
            if (key.of != offer) return false;
            answers.push_back(answer_view(tx, tables, key.by, record));
            return answers.size() < most_answers;
        });
    return answers;
}

// Only those who were asked end a request, or who answered for the community that was.
bool is_by_asked(
    ReadTx const& tx, Tables const& tables, Handle offer, ReviewRequestRecord const& request, Handle reviewer
) {
    return reviewer == request.target || tables.request_answers.contains(tx, {offer, reviewer});
}

bool is_reviewed(ReadTx const& tx, Tables const& tables, Handle offer, ReviewRequestRecord const& request) {
    bool found = false;
    tables.reviews.ascend(tx, Edge{request.guide, storage::no_one}, [&](Edge const& key, ReviewRecord const& record) {
        if (key.of != request.guide) return false;
        bool const answers = record.request == offer && is_by_asked(tx, tables, offer, request, record.by);
        auto const thing = answers ? tables.objects.get(tx, key.by) : std::nullopt;
        found = thing && community::is_settled(tx, tables, key.by, *thing);
        return !found;
    });
    return found || is_answered_under_pen_name(tx, tables, request.guide, offer);
}

// One who takes it on is enough; of a community, others may decline.
RequestState state_by(std::vector<AnswerView> const& answers) {
    if (answers.empty()) return RequestState::asked;
    switch (std::ranges::min_element(answers, {}, &AnswerView::answer)->answer) {
        case RequestAnswer::accepted: return RequestState::accepted;
        case RequestAnswer::later: return RequestState::later;
        case RequestAnswer::declined_for_now: return RequestState::declined_for_now;
        case RequestAnswer::declined: return RequestState::declined;
    }
    return RequestState::asked;
}

RequestState state_of(ReadTx const& tx, Tables const& tables, Handle offer, RequestView const& view) {
    auto const record = tables.review_requests.get(tx, offer);
    if (!record || record->withdrawn != Seq{0}) return RequestState::withdrawn;
    if (is_reviewed(tx, tables, offer, *record)) return RequestState::done;
    if (notify::is_reviewed_outside(tx, tables, record->guide, offer)) return RequestState::done;
    return state_by(view.answers);
}

// Nothing if who asked is gone or what they wrote is withheld, or if its words were erased.
std::optional<RequestView> view_of(
    ReadTx const& tx, Tables const& tables, Handle offer, ReviewRequestRecord const& record
) {
    if (community::is_gone(tx, tables, record.by) || consent::is_withheld(tx, tables, record.by)) return std::nullopt;
    auto const act = logged_activity(tx, tables, record.seq);
    if (!act) return std::nullopt;
    auto request = request_in(*act);
    if (!request) return std::nullopt;
    RequestView view;
    view.offer = offer;
    view.iri = act->id().text();
    view.guide = record.guide;
    view.by = timeline::find_actor(tx, tables, record.by).value_or(timeline::ActorView{});
    view.target = timeline::find_actor(tx, tables, record.target).value_or(timeline::ActorView{});
    view.request = *std::move(request);
    view.answers = answers_to(tx, tables, offer);
    view.state = state_of(tx, tables, offer, view);
    if (auto const entry = tables.log.get(tx, record.seq)) view.received = entry->received;
    return view;
}

struct Found {
    Handle offer{};
    ReviewRequestRecord record;
};

// The desk of a guide or of somebody.
void add_from_desk(ReadTx const& tx, Tables const& tables, Handle of, std::vector<Found>& found) {
    tables.review_desk.ascend(tx, Edge{of, storage::no_one}, [&](Edge const& key, storage::Nothing const&) {
        if (key.of != of) return false;
        if (auto const record = tables.review_requests.get(tx, key.by)) found.push_back({key.by, *record});
        return true;
    });
}

std::vector<RequestView> views_of(ReadTx const& tx, Tables const& tables, std::vector<Found> found) {
    std::ranges::sort(found, [](Found const& first, Found const& second) {
        return first.record.seq > second.record.seq;
    });
    std::vector<RequestView> views;
    for (auto const& each : found) {
        if (views.size() == most_requests) break;
        if (auto view = view_of(tx, tables, each.offer, each.record)) views.push_back(*std::move(view));
    }
    return views;
}

bool answers_for(ReadTx const& tx, Tables const& tables, Handle asked, Handle member) {
    if (asked == member || community::moderates(tx, tables, asked, member)) return true;
    auto const follow = tables.following.get(tx, {member, asked});
    auto const target = follow ? tables.actors.get(tx, asked) : std::nullopt;
    return target && target->type == storage::ActorType::group && follow->state == storage::FollowState::accepted;
}

bool is_concerned(ReadTx const& tx, Tables const& tables, ReviewRequestRecord const& record, Handle member) {
    if (member == storage::no_one) return false;
    auto const guide = tables.objects.get(tx, record.guide);
    return record.by == member || (guide && guide->author == member) || answers_for(tx, tables, record.target, member);
}

bool is_of_version(RequestView const& first, ReviewRequest const& second) {
    return first.request.guide == second.guide && first.request.version == second.version;
}

bool is_in_queue(RequestState state) {
    return state == RequestState::asked || state == RequestState::later || state == RequestState::accepted;
}

}  // namespace

std::vector<RequestView> requests_for(
    ReadTx const& tx, Tables const& tables, Handle guide, timeline::Viewer const& viewer
) {
    std::vector<Found> found;
    add_from_desk(tx, tables, guide, found);
    std::erase_if(found, [&](Found const& each) { return !is_concerned(tx, tables, each.record, viewer.member); });
    return views_of(tx, tables, std::move(found));
}

std::vector<RequestView> queue_of(ReadTx const& tx, Tables const& tables, Handle member) {
    std::vector<Found> found;
    add_from_desk(tx, tables, member, found);
    std::erase_if(found, [&](Found const& each) { return each.record.target != member; });
    for (auto const& each : timeline::communities_of(tx, tables, member))
        if (each.state == storage::FollowState::accepted) add_from_desk(tx, tables, each.community.handle, found);
    std::erase_if(found, [](Found const& each) { return each.record.withdrawn != Seq{0}; });
    auto views = views_of(tx, tables, std::move(found));
    std::erase_if(views, [](RequestView const& each) { return !is_in_queue(each.state); });
    return views;
}

std::vector<RequestView> asked_by(ReadTx const& tx, Tables const& tables, Handle member) {
    std::vector<Found> found;
    add_from_desk(tx, tables, member, found);
    std::erase_if(found, [&](Found const& each) { return each.record.by != member; });
    return views_of(tx, tables, std::move(found));
}

std::vector<Seq> standing_requests_of(ReadTx const& tx, Tables const& tables, Handle member) {
    std::vector<Found> found;
    add_from_desk(tx, tables, member, found);
    std::vector<Seq> standing;
    for (auto const& each : found)
        if (each.record.by == member && each.record.withdrawn == Seq{0}) standing.push_back(each.record.seq);
    return standing;
}

bool is_asked(ReadTx const& tx, Tables const& tables, RequestView const& request, Handle member) {
    return answers_for(tx, tables, request.target.handle, member);
}

std::vector<RequestView> open_requests(ReadTx const& tx, Tables const& tables, Instant since) {
    std::vector<RequestView> views;
    tables.review_requests.each(tx, [&](Handle offer, ReviewRequestRecord const& record) {
        auto const entry = record.withdrawn == Seq{0} ? tables.log.get(tx, record.seq) : std::nullopt;
        if (!entry || entry->received < since || is_reviewed(tx, tables, offer, record)) return true;
        if (notify::is_reviewed_outside(tx, tables, record.guide, offer)) return true;
        if (auto view = view_of(tx, tables, offer, record)) views.push_back(*std::move(view));
        return true;
    });
    return views;
}

std::vector<std::string> asked_about(ReadTx const& tx, Tables const& tables, RequestView const& view) {
    std::vector<Found> found;
    add_from_desk(tx, tables, view.guide, found);
    std::vector<std::string> asked;
    for (auto const& each : found) {
        auto const act = logged_activity(tx, tables, each.record.seq);
        auto request =
            act ? request_in(*act) : Result<ReviewRequest>{Refusal{Reason::not_found, "words that are gone"}};
        if (request && is_of_version(view, *request)) asked.push_back(std::move(request->target));
    }
    return asked;
}

bool has_successor(ReadTx const& tx, Tables const& tables, RequestView const& view) {
    std::vector<Found> found;
    add_from_desk(tx, tables, view.guide, found);
    return std::ranges::any_of(found, [&](Found const& each) {
        auto const act = each.record.by == view.by.handle ? logged_activity(tx, tables, each.record.seq) : std::nullopt;
        return act && reference_member(act->root(), "col:insteadOf") == view.iri;
    });
}

std::optional<RequestView> find_request(
    ReadTx const& tx, Tables const& tables, std::string_view iri, timeline::Viewer const& viewer
) {
    auto const offer = storage::find_handle(tx, tables, iri);
    auto const record = offer ? tables.review_requests.get(tx, *offer) : std::nullopt;
    if (!record || !is_concerned(tx, tables, *record, viewer.member)) return std::nullopt;
    return view_of(tx, tables, *offer, *record);
}

}  // namespace collegium::federation::reviews
