#include "storage/ids.hpp"

#include <algorithm>

namespace collegium::storage {

LocalId IdSource::at(Instant when) {
    return LocalId{static_cast<std::uint64_t>(when.time_since_epoch().count()) << 16};
}

LocalId IdSource::next() {
    auto const now = static_cast<std::uint64_t>(at(clock_.now()));
    auto last = last_.load();
    std::uint64_t fresh = 0;
    do {
        fresh = std::max(last + 1, now);
    } while (!last_.compare_exchange_weak(last, fresh));
    return LocalId{fresh};
}

}  // namespace collegium::storage
