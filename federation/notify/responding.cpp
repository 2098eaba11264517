#include "federation/notify/responding.hpp"

#include "federation/admit.hpp"
#include "federation/community/audience.hpp"
#include "federation/content/markdown.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/logged.hpp"
#include "federation/notify/outside_review.hpp"
#include "federation/reviews/compose_review.hpp"
#include "storage/names.hpp"

namespace collegium::federation::notify {

using storage::Handle;
using storage::ReadTx;
using storage::RequestAnswer;
using storage::ReviewRequestRecord;
using storage::Tables;

namespace {

constexpr std::size_t longest_title = 150;  // characters, of the name of what is to be reviewed

Refusal unknown_request() {
    return {Reason::not_found, "we made no such request to this service"};
}

// A request of ours to this service.
struct Asked {
    std::string offer;  // IRI
    std::string asker;  // IRI
    reviews::ReviewRequest request;
};

std::optional<Asked> asked_by(
    ReadTx const& tx, Tables const& tables, Service const& service, std::string const& notice
) {
    auto const offer = tables.notices.get(tx, storage::hash_of(notice));
    auto const record = offer ? tables.review_requests.get(tx, *offer) : std::nullopt;
    if (!record || record->target != service.record.actor) return std::nullopt;
    auto const act = logged_activity(tx, tables, record->seq);
    auto request = act ? reviews::request_in(*act) : Result<reviews::ReviewRequest>{unknown_request()};
    if (!request) return std::nullopt;
    return Asked{act->id().text(), act->actor().text(), *std::move(request)};
}

std::optional<Asked> asked_by(Node const& node, Service const& service, std::string const& notice) {
    return node.store.read([&](auto const& tx, auto const& tables) { return asked_by(tx, tables, service, notice); });
}

RequestAnswer answer_of(Pattern pattern) {
    switch (pattern) {
        case Pattern::accept: return RequestAnswer::accepted;
        case Pattern::tentative_accept: return RequestAnswer::later;
        case Pattern::tentative_reject: return RequestAnswer::declined_for_now;
        default: return RequestAnswer::declined;
    }
}

Result<Author> speaker_for(Node const& node, Service const& service) {
    auto author = author_of(node, service.record.actor);
    if (!author) return Refusal{Reason::not_found, "the service has no actor here"};
    return *std::move(author);
}

Result<Response> pass_answer_on(Node const& node, Service const& service, Author const& author, Notice const& notice) {
    auto const asked = asked_by(node, service, notice.in_reply_to);
    if (!asked) return unknown_request();
    reviews::RequestReply reply;
    reply.answer = answer_of(notice.pattern);
    reply.offer = asked->offer;
    reply.asker = asked->asker;
    reply.reason = content::cut(notice.summary, reviews::longest_note);
    reviews::ReviewComposer const composer{node.settings.origin(), node.clock, node.ids};
    return Response{composer.answer(author, reply), ""};
}

// The page of the guide, of one of its versions, or of a part of it.
std::string guide_named(std::string_view name) {
    return std::string{name.substr(0, name.find_first_of("?#"))};
}

std::optional<timeline::PostView> open_guide(Node const& node, std::string const& iri) {
    return node.store.read([&](auto const& tx, auto const& tables) -> std::optional<timeline::PostView> {
        auto const handle = storage::find_handle(tx, tables, iri);
        auto post = handle ? timeline::find_post(tx, tables, *handle) : std::nullopt;
        bool const is_guide = post && post->kind == storage::ObjectKind::guide;
        if (!is_guide || post->state != storage::ObjectState::visible) return std::nullopt;
        return community::is_open(post->audience) ? std::move(post) : std::nullopt;
    });
}

// Of nobody's asking it counts only for what is written here.
bool is_at_home(Node const& node, timeline::PostView const& guide) {
    return guide.iri.starts_with(node.settings.origin() + "/");
}

std::string display_of(Node const& node, Service const& service) {
    auto const view = node.store.read([&](auto const& tx, auto const& tables) {
        return timeline::find_actor(tx, tables, service.record.actor);
    });
    return view ? view->display : service.name;
}

Result<Response> show_review(Node const& node, Service const& service, Author const& author, Notice const& notice) {
    if (!Iri::parse(notice.object)) return Refusal{Reason::malformed, "a review stands at an https address"};
    auto const asked = notice.in_reply_to.empty() ? std::nullopt : asked_by(node, service, notice.in_reply_to);
    if (!notice.in_reply_to.empty() && !asked) return unknown_request();
    OutsideReview review;
    review.guide = guide_named(notice.context);
    if (asked && asked->request.guide != review.guide)
        return Refusal{Reason::malformed, "a review of something else than what was asked about"};
    auto const guide = open_guide(node, review.guide);
    if (!guide || (!asked && !is_at_home(node, *guide)))
        return Refusal{Reason::not_found, "there is no such guide here for everyone"};
    review.link = notice.object;
    review.cite_as = content::cut(notice.cite_as, reviews::longest_note);
    review.request = asked ? asked->offer : "";
    review.version = asked ? asked->request.version : "";
    review.summary = content::cut(notice.summary, reviews::longest_note);
    return Response{
        compose_outside_review(
            author, display_of(node, service), review, *guide, node.settings.origin(), node.clock, node.ids
        ),
        ""};
}

// Nothing of theirs is copied but the addresses.
QuestionDraft question_about(Notice const& notice, std::string const& service, std::string community) {
    auto const named = notice.cite_as.empty() ? notice.object : notice.cite_as;
    QuestionDraft draft;
    draft.community = std::move(community);
    draft.title = "Review wanted: " + content::cut_characters(named, longest_title);
    draft.source = content::as_markdown(service + " asks for a review.") + "\n\nAbout it: <" + notice.object +
                   ">\n\nTo read: <" + notice.item +
                   ">\n\nWhoever takes this up is named to the service, and an answer here is the review.\n";
    return draft;
}

Result<Response> ask_here(Node const& node, Service const& service, Author const& author, Notice const& notice) {
    if (service.record.community == Handle{0})
        return Refusal{Reason::not_found, "requests of this service are not taken here"};
    auto const community = node.store.read([&](auto const& tx, auto const& tables) {
        return storage::iri_of(tx, tables, service.record.community);
    });
    auto question = composer_of(node).question(author, question_about(notice, display_of(node, service), community));
    auto const iri = question.activity.object_id();
    return Response{std::move(question), iri};
}

Result<Response> take_question_back(
    Node const& node, Service const& service, Author const& author, Notice const& notice
) {
    auto const question = node.store.read([&](auto const& tx, auto const& tables) {
        auto const kept = tables.notices_in.get(tx, received_name(service, notice.in_reply_to));
        bool const asks = kept && kept->made != Handle{0};
        return asks ? timeline::find_post(tx, tables, kept->made) : std::nullopt;
    });
    if (!question) return Refusal{Reason::not_found, "the service made no such request"};
    if (question->state != storage::ObjectState::visible) return Response{};
    return Response{composer_of(node).delete_object(author, question->iri, question->community.iri, ""), ""};
}

}  // namespace

storage::IriHash received_name(Service const& service, std::string_view notice) {
    return storage::hash_of(service.name + " " + std::string{notice});
}

Result<Response> respond(Node const& node, Service const& service, Notice const& notice) {
    auto const author = speaker_for(node, service);
    if (!author) return author.error();
    switch (notice.pattern) {
        case Pattern::accept:
        case Pattern::tentative_accept:
        case Pattern::reject:
        case Pattern::tentative_reject: return pass_answer_on(node, service, *author, notice);
        case Pattern::withdraw: return take_question_back(node, service, *author, notice);
        case Pattern::announce_review: return show_review(node, service, *author, notice);
        case Pattern::request_review: return ask_here(node, service, *author, notice);
        default: return Response{};
    }
}

}  // namespace collegium::federation::notify
