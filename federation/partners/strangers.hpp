// Strangers: how often those who are no partners may knock (security R18). In memory, and bounded: strangers choose the
// names.
#pragma once

#include "config/clock.hpp"

#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace collegium::federation {

class Strangers {
public:
    static constexpr unsigned most_of_one_host = 6;  // from one place, within the window
    static constexpr unsigned most_from_one_place = 20;
    static constexpr unsigned most_in_all = 600;
    static constexpr std::chrono::minutes window{30};

    // True if this host, whoever shares its place (a block of addresses), and all strangers together knocked seldom
    // enough; counts this time. Whether it is that host nobody has proven yet: who only says so at another place takes
    // nothing from it. From any thread.
    bool may_knock(std::string_view host, std::string_view place, Instant now);

private:
    std::mutex mutex_;  // guards the rest
    Instant since_{};
    unsigned in_all_ = 0;
    std::map<std::string, unsigned, std::less<>> by_place_;
    std::map<std::pair<std::string, std::string>, unsigned> by_host_;  // and place
};

}  // namespace collegium::federation
