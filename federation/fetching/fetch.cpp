#include "federation/fetching/fetch.hpp"

#include "federation/messages/vocabulary.hpp"
#include "federation/partners/policy.hpp"
#include "federation/signing/courier.hpp"

namespace collegium::federation {

namespace asio = boost::asio;

namespace {

struct Answer {
    Answer(Iri from_, IncomingResponse response_) : from{std::move(from_)}, response{std::move(response_)} {}

    Iri from;  // after redirects
    IncomingResponse response;
};

// "application/activity+json; charset=utf-8" and the long form with its profile, in any order and case of parameters.
bool is_activity_type(std::string_view field) {
    auto const type = field.substr(0, field.find(';'));
    if (type.starts_with(vocabulary::activity_json)) return true;
    return type.starts_with("application/ld+json") &&
           field.find("https://www.w3.org/ns/activitystreams") != std::string_view::npos;
}

Refusal refusal_of(unsigned status) {
    if (status == 404) return {Reason::not_found, "the other node has no such document"};
    if (status == 410) return {Reason::gone, "the other node has deleted it"};
    if (status == 401 || status == 403) return {Reason::not_allowed, "the other node does not show it to us"};
    return {Reason::unreachable, "the other node did not give the document"};
}

bool is_redirect(unsigned status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

Result<Iri> redirect_target(Answer const& answer) {
    auto const location = answer.response.field("location");
    if (location.starts_with('/') && !location.starts_with("//"))
        return Iri::parse(std::string{answer.from.origin()} + std::string{location});
    return Iri::parse(location);
}

asio::awaitable<Result<Answer>> get_once(Node const& node, Iri iri, std::string accept, FetchBudget& budget) {
    if (budget.requests == 0) co_return Refusal{Reason::too_many, "this needs more fetches than are allowed"};
    --budget.requests;
    if (auto const allowed = may_fetch(node, iri, budget.for_introduction); !allowed) co_return allowed.error();

    OutgoingRequest request{"GET", std::string{iri.host()}, std::string{iri.target()}};
    request.fields.push_back({"Accept", std::move(accept)});
    auto signer = instance_signer(node);
    auto response = co_await exchange_signed(node, std::move(signer), std::move(request));
    if (!response) co_return response.error();
    co_return Answer{std::move(iri), *std::move(response)};
}

asio::awaitable<Result<Answer>> get(Node const& node, Iri iri, std::string accept, FetchBudget& budget) {
    for (unsigned left = budget.redirects;; --left) {
        auto answer = co_await get_once(node, iri, accept, budget);
        if (!answer) co_return answer.error();
        budget.bytes += answer->response.body.size();
        auto const status = answer->response.status;
        if (status == 200) co_return answer;
        if (!is_redirect(status)) co_return refusal_of(status);
        if (left == 0) co_return Refusal{Reason::forbidden_place, "too many redirects"};
        auto next = redirect_target(*answer);
        if (!next) co_return Refusal{Reason::forbidden_place, "a redirect to something that is not https"};
        iri = *std::move(next);
    }
}

}  // namespace

asio::awaitable<Result<Json>> fetch_json(Node const& node, Iri iri, FetchBudget& budget) {
    auto answer = co_await get(node, std::move(iri), "application/jrd+json, application/json", budget);
    if (!answer) co_return answer.error();
    co_return Json::read_object(std::move(answer->response.body), incoming_json);
}

asio::awaitable<Result<Fetched>> fetch_document(Node const& node, Iri iri, FetchBudget& budget) {
    std::string const accept{vocabulary::accept_activity};
    for (bool again = false;; again = true) {
        auto answer = co_await get(node, iri, accept, budget);
        if (!answer) co_return answer.error();
        if (!is_activity_type(answer->response.field("content-type")))
            co_return Refusal{Reason::wrong_type, "the document is not of an ActivityPub media type"};
        auto json = Json::read_object(std::move(answer->response.body), incoming_json);
        if (!json) co_return json.error();

        auto id = Iri::parse(text_member(json->root(), "id"));
        if (!id) co_return Refusal{Reason::malformed, "a document without an https id"};
        if (*id == answer->from) co_return Fetched{*std::move(id), *std::move(json)};
        if (again || !id->same_origin(answer->from))
            co_return Refusal{Reason::foreign, "the document's id is not where it was found"};
        iri = *std::move(id);
    }
}

asio::awaitable<Result<Fetched>> fetch_named(Node const& node, Iri iri, FetchBudget& budget) {
    if (auto const failed = node.failures.find(iri.text(), node.clock.now())) co_return *failed;
    auto fetched = co_await fetch_document(node, iri, budget);
    // An empty purse says nothing about the document.
    if (!fetched && fetched.error().reason() != Reason::too_many)
        node.failures.note(iri.text(), fetched.error(), node.clock.now());
    co_return fetched;
}

asio::awaitable<Result<Gone>> confirm_gone(Node const& node, Iri iri, Absence absence, FetchBudget& budget) {
    auto const fetched = co_await fetch_document(node, iri, budget);
    if (fetched && type_of(fetched->root()) != "Tombstone")
        co_return Refusal{Reason::unconcerned, "what is said to be gone is still there"};
    auto const reason = fetched ? Reason::gone : fetched.error().reason();
    bool const is_gone = reason == Reason::gone || (reason == Reason::not_found && absence == Absence::proves);
    if (!is_gone) co_return fetched.error();
    co_return Gone{std::move(iri)};
}

}  // namespace collegium::federation
