// Local ids: 64-bit, ordered by time, unique on this node, shown as digits in addresses.
#pragma once

#include "config/clock.hpp"

#include <atomic>
#include <cstdint>

namespace collegium::storage {

enum class LocalId : std::uint64_t {};

// Milliseconds since 1970 in the upper 48 bits and a counter below them. A clock that goes back does not repeat an id:
// the next one is then simply the last one plus one.
class IdSource {
public:
    // after: the newest id that was ever given out.
    IdSource(Clock const& clock, LocalId after) : clock_{clock}, last_{static_cast<std::uint64_t>(after)} {}

    LocalId next();  // from any thread

    static LocalId at(Instant when);  // the smallest id of that millisecond

private:
    Clock const& clock_;
    std::atomic<std::uint64_t> last_;
};

}  // namespace collegium::storage
