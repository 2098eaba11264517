// Network: the one way out. Production connects over TLS through the guarded dialer; a test passes messages by hand.
#pragma once

#include "config/result.hpp"
#include "crypto/http_signature.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace collegium::federation {

// One request to https://host/target. Host, Content-Length and Connection are added by the network.
struct OutgoingRequest {
    OutgoingRequest() = default;
    OutgoingRequest(std::string method_, std::string host_, std::string target_)
        : method{std::move(method_)}, host{std::move(host_)}, target{std::move(target_)} {}

    std::string method;
    std::string host;    // lower case, as in the IRI, with a port only if the IRI has one
    std::string target;  // path and query
    std::vector<crypto::HeaderField> fields;
    std::string body;
};

struct IncomingResponse {
    IncomingResponse() = default;

    unsigned status = 0;
    std::vector<crypto::HeaderField> fields;
    std::string body;  // at most 1 MiB

    // The first field of that name (any case), or an empty text.
    std::string_view field(std::string_view name) const noexcept;
};

class Network {
public:
    virtual ~Network() = default;

    // Sends one request and reads one response; follows no redirect. Connections are kept alive by host.
    // Refuses: forbidden_place (the name leads to an address that is not global, or the host is not one we may dial),
    // unreachable (no connection, bad certificate, time out, not HTTP), too_large (over 1 MiB),
    // malformed (a field or target with control bytes).
    virtual boost::asio::awaitable<Result<IncomingResponse>> exchange(OutgoingRequest request) = 0;
};

}  // namespace collegium::federation
