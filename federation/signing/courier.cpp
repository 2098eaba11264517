#include "federation/signing/courier.hpp"

#include "federation/messages/vocabulary.hpp"
#include "federation/signing/habit.hpp"

namespace collegium::federation {

namespace asio = boost::asio;

using storage::SignatureFormat;

namespace {

// 403, 404, 410 and 5xx say nothing of the signature.
bool is_signature_trouble(IncomingResponse const& response) {
    return response.status == 400 || response.status == 401;
}

std::optional<SignatureFormat> asked_for(IncomingResponse const& response) {
    auto const algorithm = crypto::requested_algorithm(response.field("accept-signature"));
    if (!algorithm) return std::nullopt;
    if (*algorithm == "ed25519") return SignatureFormat::rfc9421_ed25519;
    if (algorithm->empty() || *algorithm == "rsa-v1_5-sha256") return SignatureFormat::rfc9421_rsa;
    return std::nullopt;  // a kind of key that we have not
}

SignatureForm second_try(SignatureFormat first, OutgoingRequest const& request, IncomingResponse const& response) {
    if (auto const asked = asked_for(response); asked && *asked != first) return {*asked};
    if (first != SignatureFormat::cavage) return {SignatureFormat::cavage};
    if (response.status == 401 && request.target.find('?') != std::string::npos) return {SignatureFormat::cavage, true};
    return {SignatureFormat::rfc9421_rsa};
}

asio::awaitable<Result<IncomingResponse>> attempt(
    Node const& node, Signer signer, OutgoingRequest request, SignatureForm form, BodyDigests const* digests
) {
    auto signed_request = co_await sign(node, std::move(signer), std::move(request), form, digests);
    if (!signed_request) co_return signed_request.error();
    auto const host = signed_request->host;
    node.traffic.sent(host, signed_request->body.size());
    auto response = co_await node.network.exchange(*std::move(signed_request));
    if (response)
        node.traffic.answered(host, response->body.size(), node.clock.now(), from_http_date(response->field("date")));
    co_return response;
}

}  // namespace

OutgoingRequest message_to(Iri const& inbox, std::string activity) {
    OutgoingRequest request{"POST", std::string{inbox.host()}, std::string{inbox.target()}};
    request.fields.push_back({"Content-Type", std::string{vocabulary::activity_json}});
    request.fields.push_back({"Accept", std::string{vocabulary::accept_activity}});
    request.body = std::move(activity);
    return request;
}

asio::awaitable<Result<IncomingResponse>> exchange_signed(Node const& node, Signer signer, OutgoingRequest request) {
    std::function<OutgoingRequest()> again = [&request] { return request; };
    Message message{std::move(again), nullptr};
    auto response = co_await exchange_signed(node, std::move(signer), std::move(message));
    co_return response;
}

asio::awaitable<Result<IncomingResponse>> exchange_signed(Node const& node, Signer signer, Message message) {
    auto request = message.request();
    auto const host = request.host;
    SignatureForm const first{habit_of(node, host)};
    auto response = co_await attempt(node, signer, std::move(request), first, message.digests);
    if (!response) co_return response;
    if (!is_signature_trouble(*response)) {
        if (auto const asked = asked_for(*response)) co_await learn_habit(node, host, *asked, Evidence::claimed);
        co_return response;
    }

    request = message.request();
    auto const second = second_try(first.format, request, *response);
    auto last = co_await attempt(node, std::move(signer), std::move(request), second, message.digests);
    if (last && last->status < 400) co_await learn_habit(node, host, second.format, Evidence::answered);
    // Some servers break over a form that they do not know. What they said to the one they know is their answer.
    bool const understood = last && !is_signature_trouble(*last) && last->status < 500;
    if (!understood) co_return response;
    co_return last;
}

}  // namespace collegium::federation
