// Randomness, passed in, so that a test can own it.
#pragma once

#include <cstdint>
#include <span>

namespace collegium {

class Entropy {
public:
    virtual ~Entropy() = default;
    virtual void fill(std::span<std::uint8_t> bytes) = 0;
};

// The kernel's generator. Throws std::system_error if the kernel has none, which stops the start.
class SystemEntropy final : public Entropy {
public:
    void fill(std::span<std::uint8_t> bytes) override;
};

}  // namespace collegium
