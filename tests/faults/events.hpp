// Events: what a recording consists of, in the order in which it happened.
#pragma once

#include <cstdint>

namespace collegium::faults {

enum class EventKind : std::uint32_t {
    write,         // handed to the kernel: `size` bytes follow, for `where` in the file
    durable,       // the last write before it is on disk, since its descriptor says so (O_DSYNC)
    synced,        // everything that was written before it is on disk
    spoiled,       // a sync failed: what was written before it, and is not on disk, never gets there by a later one
    acknowledged,  // somebody was told that something is kept: `where` is its number, or the count of answers 2xx
    resized,       // to `where` bytes
};

// As it lies in a recording, with the bytes of a write behind it.
struct Event {
    EventKind kind;
    std::uint32_t size;
    std::uint64_t where;
};

}  // namespace collegium::faults
