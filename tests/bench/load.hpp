// Load: sends mail over kept connections, each with one request on its way, from one thread.
#pragma once

#include "tests/bench/mail.hpp"

#include <cstdint>
#include <vector>

namespace collegium::bench {

struct Answers {
    std::vector<unsigned> statuses;  // of each mail; 0 is no answer
    std::vector<double> millis;      // from sending to the whole answer, of all that were answered; sorted
    double seconds = 0;
    double own_cpu_seconds = 0;  // what the sending itself cost, on the same cores

    std::size_t accepted() const;  // 202
    double percentile(double share) const;
};

// Ends when all are answered, or after half a minute without any answer. Throws if nobody listens.
Answers send_all(std::uint16_t port, std::vector<Mail> const& mails, std::size_t connections);

}  // namespace collegium::bench
