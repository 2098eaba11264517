// A process that reads a file and writes an answer, and is gone when we are done with it.
#pragma once

#include <chrono>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace collegium::server::media {

struct Answered {
    int exit_status = 0;  // minus the signal that ended it
    std::string output;
};

enum class NoAnswer { not_started, late, too_long, stopped };

struct Outcome {
    std::optional<Answered> answered;
    NoAnswer problem{};  // if there is no answer
};

// Runs the command with `input` as a file on its standard input, no environment, and nothing else of ours. Its standard
// error leads nowhere. It is killed when `patience` is over, when it says more than `most` bytes, or when asked to
// stop.
Outcome run_worker(
    std::vector<std::string> const& command,
    std::string_view input,
    std::size_t most,
    std::chrono::milliseconds patience,
    std::stop_token const& stop
);

}  // namespace collegium::server::media
