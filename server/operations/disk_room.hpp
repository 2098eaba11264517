// DiskRoom: how much of the disk is left, and whether that is enough to take something new. One measure for everybody
// who asks (M11: the floor is never crossed).
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>

namespace collegium::server::operations {

// Bytes that this user may still fill, on the disk of the folder (statvfs(3)). Nothing if nobody knows.
std::optional<std::uint64_t> free_bytes(std::filesystem::path const& folder);

class DiskRoom {
public:
    using Measure = std::function<std::optional<std::uint64_t>()>;

    // floor: bytes that stay free. measure: asked at most once a second; it may be called from any thread.
    DiskRoom(std::uint64_t floor, Measure measure) : floor_{floor}, measure_{std::move(measure)} {}

    // Below the floor nothing is taken from outside; below half of it nothing is written at all: what lies between is
    // for the node's own bookkeeping, such as what became of a delivery. A disk that cannot be measured has room.
    bool is_low() const { return left() < floor_; }
    bool is_out() const { return left() < floor_ / 2; }

    std::uint64_t left() const;  // bytes
    std::uint64_t floor() const noexcept { return floor_; }

private:
    using Steady = std::chrono::steady_clock;

    std::uint64_t floor_;
    Measure measure_;
    mutable std::atomic<std::uint64_t> left_ = UINT64_MAX;
    mutable std::atomic<Steady::rep> next_look_ = 0;
};

}  // namespace collegium::server::operations
