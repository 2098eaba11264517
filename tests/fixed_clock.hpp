// A clock that only moves when it is told to.
#pragma once

#include "config/clock.hpp"

namespace collegium::tests {

class FixedClock final : public Clock {
public:
    Instant now() const override { return now_; }
    void set(Instant when) { now_ = when; }
    void pass(std::chrono::milliseconds time) { now_ += time; }

private:
    Instant now_{std::chrono::milliseconds{1'788'256'800'000}};  // 2026-09-01T10:00:00Z
};

}  // namespace collegium::tests
