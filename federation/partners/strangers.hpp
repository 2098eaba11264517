// Strangers: how often those who are no partners may knock (security R18). In memory, and bounded: strangers choose the
// names.
#pragma once

#include "config/clock.hpp"

#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace collegium::federation {

class Strangers {
public:
    static constexpr unsigned most_of_one_host = 6;  // within the window
    static constexpr unsigned most_in_all = 60;
    static constexpr std::chrono::minutes window{30};

    // True if this host, and all strangers together, knocked seldom enough; counts this time. From any thread.
    bool may_knock(std::string_view host, Instant now);

private:
    std::mutex mutex_;  // guards the rest
    Instant since_{};
    unsigned in_all_ = 0;
    std::map<std::string, unsigned, std::less<>> by_host_;
};

}  // namespace collegium::federation
