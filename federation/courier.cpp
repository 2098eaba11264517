#include "federation/courier.hpp"

namespace collegium::federation {

namespace asio = boost::asio;

asio::awaitable<Result<IncomingResponse>> exchange_signed(Node const& node, Signer signer, OutgoingRequest request) {
    auto signed_request = co_await sign(node, std::move(signer), std::move(request));
    if (!signed_request) co_return signed_request.error();
    auto const host = signed_request->host;
    node.traffic.sent(host, signed_request->body.size());
    auto response = co_await node.network.exchange(*std::move(signed_request));
    if (response)
        node.traffic.answered(host, response->body.size(), node.clock.now(), from_http_date(response->field("date")));
    co_return response;
}

}  // namespace collegium::federation
