// Load: sends mail over kept connections, each with one request on its way, from one thread: as fast as answers come,
// or at a pace of its own.
#pragma once

#include "tests/bench/mail.hpp"

#include <cstdint>
#include <vector>

namespace collegium::bench {

struct Answers {
    std::vector<unsigned> statuses;  // of each mail; 0 is no answer
    std::vector<double> ended;       // of each mail: seconds from the beginning to the whole answer; 0 without one
    std::vector<double> millis;      // from sending to the whole answer, of all that were answered; sorted
    std::size_t to_come_back = 0;    // answers with Retry-After
    double seconds = 0;
    double own_cpu_seconds = 0;  // what the sending itself cost, on the same cores

    std::size_t accepted() const;  // 202
    double percentile(double share) const;
};

// Ends when all are answered, or after half a minute without any answer. Throws if nobody listens.
// per_second: how many are sent at most, as long as a connection is free; 0: there is no pace.
Answers send_all(std::uint16_t port, std::vector<Mail> const& mails, std::size_t connections, double per_second = 0);

}  // namespace collegium::bench
