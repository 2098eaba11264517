// Reading one response from a server that may be hostile or broken.
#pragma once

#include "federation/network.hpp"
#include "server/http/inflow.hpp"

namespace collegium::server {

struct ResponseLimits {
    std::size_t head = 32 * 1024;
    std::size_t body = std::size_t{1} << 20;
};

// Reads one response; the wire's deadline bounds its time, and ends it however the body is delimited.
class ResponseReader {
public:
    // `to_head`: the answer to a HEAD request, which has no body whatever it says.
    ResponseReader(Wire& wire, ResponseLimits limits, bool to_head) : wire_{wire}, limits_{limits}, to_head_{to_head} {}

    // Refuses: unreachable (silence, anomalies of framing, a Content-Encoding that nobody asked for, more
    // than five interim responses), too_large (body over the limit).
    boost::asio::awaitable<Result<federation::IncomingResponse>> read();

    bool heard_nothing() const noexcept { return heard_nothing_; }  // not one byte came
    bool ends_with_connection() const noexcept { return until_end_; }
    bool can_go_on() const noexcept { return can_go_on_; }  // the connection is good for another request

private:
    Wire& wire_;
    ResponseLimits limits_;
    bool to_head_;
    Inflow inflow_;
    bool heard_nothing_ = true;
    bool until_end_ = false;
    bool can_go_on_ = false;
};

}  // namespace collegium::server
