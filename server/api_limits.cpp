#include "server/api_limits.hpp"

#include "server/api_gate.hpp"

#include <algorithm>

namespace collegium::server {

std::string ApiLimits::caller_of(Call const& call) {
    if (call.member) return "member " + std::to_string(static_cast<std::uint64_t>(call.member->actor));
    return "place " + address_block(call.client);
}

std::string ApiLimits::key_of(Call const& call) {
    return call.member && call.bearer ? caller_of(call) + " " + call.bearer->app : caller_of(call);
}

Response too_many_calls(Throttle::Standing const& standing, Instant now) {
    auto const wait = std::chrono::ceil<std::chrono::seconds>(standing.again - now).count();
    auto response = api_error(429, "Too many requests. Wait a little, then try again.");
    response.with("Retry-After", std::to_string(std::max<long>(wait, 1)));
    return with_rate_limit(std::move(response), standing);
}

Response with_rate_limit(Response response, Throttle::Standing const& standing) {
    if (!response.field("x-ratelimit-limit").empty()) return response;
    response.with("X-RateLimit-Limit", std::to_string(standing.most))
        .with("X-RateLimit-Remaining", std::to_string(standing.left))
        .with("X-RateLimit-Reset", to_rfc3339(standing.again));
    return response;
}

}  // namespace collegium::server
