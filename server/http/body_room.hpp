// Body room: what all bodies may hold together while they are read and answered, so that strangers who send slowly, or
// never end, fill this much memory and no more (security L2, L3).
#pragma once

#include "server/http/wire.hpp"

#include <algorithm>
#include <atomic>
#include <cstddef>

namespace collegium::server {

class BodyRoom {
public:
    static constexpr std::size_t least = std::size_t{48} << 20;  // bytes
    static constexpr std::size_t largest_bodies = 8;  // have room beside each other, however large they may be
    static constexpr std::size_t small_body = std::size_t{16} << 10;  // bytes that each body has besides

    // False if that many bytes more would be more than `most`; nothing is taken then. From any thread.
    bool take(std::size_t bytes, std::size_t most) noexcept {
        if (taken_.fetch_add(bytes) + bytes <= most) return true;
        give_back(bytes);
        return false;
    }
    void give_back(std::size_t bytes) noexcept { taken_ -= bytes; }
    std::size_t taken() const noexcept { return taken_; }

private:
    std::atomic<std::size_t> taken_ = 0;
};

// A wire of which what is read takes room, for as long as this lives. Where there is none, nothing more is read.
class RoomyWire final : public Wire {
public:
    // largest: bytes of the largest body.
    RoomyWire(Wire& wire, BodyRoom& room, std::size_t largest)
        : wire_{wire}, room_{room}, most_{std::max(BodyRoom::least, BodyRoom::largest_bodies * largest)} {}
    ~RoomyWire() override {
        if (taken_ > 0) room_.give_back(taken_);
    }
    RoomyWire(RoomyWire const&) = delete;
    RoomyWire& operator=(RoomyWire const&) = delete;

    boost::asio::awaitable<std::size_t> read(boost::asio::mutable_buffer into) override {
        if (full_) co_return 0;
        auto const size = co_await wire_.read(into);
        seen_ += size;
        auto const wanted = seen_ - std::min(seen_, BodyRoom::small_body) - taken_;
        full_ = wanted > 0 && !room_.take(wanted, most_);
        if (full_) co_return 0;
        taken_ += wanted;
        co_return size;
    }
    boost::asio::awaitable<bool> write(boost::asio::const_buffer from) override { return wire_.write(from); }
    void deadline(std::chrono::steady_clock::duration from_now) override { wire_.deadline(from_now); }
    void close() override { wire_.close(); }
    std::chrono::milliseconds late_by() override { return wire_.late_by(); }
    std::string peer() const override { return wire_.peer(); }

    bool was_full() const noexcept { return full_; }

private:
    Wire& wire_;
    BodyRoom& room_;
    std::size_t most_;
    std::size_t seen_ = 0;
    std::size_t taken_ = 0;
    bool full_ = false;
};

}  // namespace collegium::server
