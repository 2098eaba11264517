#include "server/streaming/credentials.hpp"

#include "server/api_gate.hpp"

namespace collegium::server::streaming {

std::string token_of(Call const& call) {
    if (auto const token = bearer_token(call.request)) return std::string{*token};
    if (auto const protocol = call.request.field("sec-websocket-protocol"); !protocol.empty())
        return std::string{protocol};
    return call.parameters.text("access_token");
}

}  // namespace collegium::server::streaming
