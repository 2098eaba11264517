#include "federation/courier.hpp"

namespace collegium::federation {

namespace asio = boost::asio;

asio::awaitable<Result<IncomingResponse>> exchange_signed(Node const& node, Signer signer, OutgoingRequest request) {
    auto signed_request = co_await sign(node, std::move(signer), std::move(request));
    if (!signed_request) co_return signed_request.error();
    co_return co_await node.network.exchange(*std::move(signed_request));
}

}  // namespace collegium::federation
