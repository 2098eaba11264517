// What the registers hold of collections: things that a member keeps together under a name.
#pragma once

#include "config/clock.hpp"
#include "storage/keys.hpp"

namespace collegium::storage {

// Its name is that of its actor.
struct CollectionRecord {
    Handle owner{};
    std::vector<Handle> things{};  // in the member's order, each once
    Instant made{};
    static constexpr auto fields =
        std::tuple{&CollectionRecord::owner, &CollectionRecord::things, &CollectionRecord::made};
    bool operator==(CollectionRecord const&) const = default;
};

}  // namespace collegium::storage
