// Pulse: whether the writer still answers. A change that hangs on the disk stops it, and nothing else would tell.
#pragma once

#include "storage/store.hpp"

#include <boost/asio/awaitable.hpp>

#include <atomic>
#include <chrono>

namespace collegium::server::operations {

class Pulse {
public:
    // Asks the writer for a change of nothing, which touches no disk and needs no room on it, and notes that it came
    // back: that nothing before it hangs.
    boost::asio::awaitable<void> beat(storage::Store& store);

    // True if it came back within the last half minute. Rounds of ten seconds make it beat.
    bool answers() const noexcept;

private:
    std::atomic<std::chrono::steady_clock::rep> last_ = std::chrono::steady_clock::now().time_since_epoch().count();
};

}  // namespace collegium::server::operations
