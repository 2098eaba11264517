// Preparation: one picture goes through collegium-media, a process of its own (security R12).
#pragma once

#include "config/result.hpp"

#include <chrono>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace collegium::server::media {

struct Worker {
    std::vector<std::string> command;            // the program and its arguments
    std::chrono::milliseconds patience{40'000};  // then it is killed
};

// The one beside this program.
Worker worker_beside_us();

struct Encoded {
    std::string bytes;
    std::string type;  // "image/jpeg", "image/png" or "image/webp"
    std::uint64_t width = 0;
    std::uint64_t height = 0;
};

struct Prepared {
    Encoded picture;
    Encoded preview;  // at most 640 dots on its longest side
    std::string blurhash;
};

// Starts the worker, gives it the bytes, and reads its answer, as a stranger's. On the calling thread, for seconds;
// asked to stop, it gives up within a tenth of one. No worker outlives the call.
// Refuses wrong_type (no JPEG, PNG, GIF or WebP), too_large (more than 40 million dots), malformed (cannot be decoded,
// or not within the worker's limits), unavailable (there is no worker, it could not be confined, or we are stopping).
Result<Prepared> prepare(Worker const& worker, std::string_view bytes, std::stop_token const& stop);

}  // namespace collegium::server::media
