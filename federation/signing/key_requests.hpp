// KeyRequests: how often other nodes are asked for keys in vain (security L7). Anybody may name a key at somebody
// else's node and sign nothing with it; each such message would make us ask there.
#pragma once

#include "config/clock.hpp"

#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace collegium::federation {

class KeyRequests {
public:
    // In vain, or under way, within a second.
    static constexpr unsigned most_of_host = 10;
    static constexpr unsigned most_in_all = 100;

    // True if this host, and all hosts together, were asked seldom enough; counts this time. From any thread.
    bool may_ask(std::string_view host, Instant now);

    // A signature was right by a key that was asked for so many times: these do not count.
    void was_right(std::string_view host, unsigned times);

private:
    struct Budget {
        double left = 0;
        Instant at{};
    };

    static void refill(Budget& budget, unsigned most, Instant now);
    void make_room(Instant now);

    std::mutex mutex_;  // guards the rest
    Budget all_{most_in_all};
    std::unordered_map<std::string, Budget> hosts_;
};

}  // namespace collegium::federation
