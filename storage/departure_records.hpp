// What left this node, counted: by day, by where it went and by what it was. No words, and nobody's name.
#pragma once

#include "storage/keys.hpp"

namespace collegium::storage {

struct DepartureKey {
    std::uint64_t day{};   // days since 1970-01-01, UTC
    Handle host{};         // a partner, or the inbox of a service outside
    std::uint64_t verb{};  // federation's Verb
    std::uint64_t kind{};  // ObjectKind of what it is about
    static constexpr auto fields =
        std::tuple{&DepartureKey::day, &DepartureKey::host, &DepartureKey::verb, &DepartureKey::kind};
    bool operator==(DepartureKey const&) const = default;
};

struct DepartureRecord {
    std::uint64_t delivered{};
    std::uint64_t refused{};
    static constexpr auto fields = std::tuple{&DepartureRecord::delivered, &DepartureRecord::refused};
    bool operator==(DepartureRecord const&) const = default;
};

}  // namespace collegium::storage
