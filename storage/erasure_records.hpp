// What is kept of erasures: that somebody of this node is gone with all that they wrote, and what those who had got
// something of theirs said of it.
#pragma once

#include "config/clock.hpp"
#include "storage/keys.hpp"

namespace collegium::storage {

// Under the Delete by which somebody ended themselves.
struct ErasureRecord {
    Handle person{};
    Instant at{};
    static constexpr auto fields = std::tuple{&ErasureRecord::person, &ErasureRecord::at};
    bool operator==(ErasureRecord const&) const = default;
};

// Of one host that was asked, under the Delete and the host.
struct ErasureReceiptRecord {
    Instant asked{};
    Instant confirmed{};  // when its receipt came; 1970: it has not
    static constexpr auto fields = std::tuple{&ErasureReceiptRecord::asked, &ErasureReceiptRecord::confirmed};
    bool operator==(ErasureReceiptRecord const&) const = default;
};

}  // namespace collegium::storage
