// RecentFailures: what could not be fetched a moment ago, so that repeated messages do not make us ask again and again.
#pragma once

#include "config/clock.hpp"
#include "config/result.hpp"

#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace collegium::federation {

class RecentFailures {
public:
    static constexpr std::chrono::minutes memory{10};

    explicit RecentFailures(std::size_t most = 65'536) : most_{most} {}

    // Why it failed, if that was less than ten minutes ago. From any thread.
    std::optional<Refusal> find(std::string const& name, Instant now) const;
    void note(std::string const& name, Refusal why, Instant now);

private:
    struct Failure {
        Refusal why;
        Instant until;
    };

    std::size_t most_;
    mutable std::mutex mutex_;  // guards failures_
    std::unordered_map<std::string, Failure> failures_;
};

}  // namespace collegium::federation
