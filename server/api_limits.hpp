// How often programs may call (security W12), and how they are told (clients 2e.4).
#pragma once

#include "server/app.hpp"

namespace collegium::server {

class ApiLimits {
public:
    // Any call: 300 in 5 minutes.
    Throttle::Standing any(Call const& call, Instant now) { return any_.count(key_of(call), now); }

    // What asks the whole store, or other nodes: 30 a minute.
    Throttle::Standing search(Call const& call, Instant now) { return search_.count(caller_of(call), now); }

    // What somebody must look into: 20 an hour.
    Throttle::Standing report(Call const& call, Instant now) { return report_.count(caller_of(call), now); }

    // What our script asks for while a member types: 120 a minute.
    Throttle::Standing typing(Call const& call, Instant now) { return typing_.count(caller_of(call), now); }

private:
    // A member, with whatever program; else the place that the call comes from, where a whole school may sit.
    static std::string caller_of(Call const& call);

    // The same, each program of a member by itself.
    static std::string key_of(Call const& call);

    Throttle any_{300, std::chrono::minutes{5}};
    Throttle search_{30, std::chrono::minutes{1}};
    Throttle typing_{120, std::chrono::minutes{1}};
    Throttle report_{20, std::chrono::hours{1}};
};

// 429, with the time after which it is worth to try again.
Response too_many_calls(Throttle::Standing const& standing, Instant now);

// Adds X-RateLimit-Limit, -Remaining and -Reset, unless they are there.
Response with_rate_limit(Response response, Throttle::Standing const& standing);

}  // namespace collegium::server
