// Trials: what a whole node is put through. Each returns a row of the table; `lost` counts what must not happen.
#pragma once

#include "tests/dice.hpp"
#include "tests/faults/node_trial.hpp"

namespace collegium::faults {

struct Scale {
    std::uint64_t seed;
    std::size_t kills;
    std::size_t cuts;         // files after power cuts that are looked at
    std::size_t disk_rounds;  // how often each call of one commit fails, for each fault
    std::size_t allocations;  // how many of one request's fail, spread evenly
    std::size_t jumps;        // of the clock
};

// SIGKILL under traffic: everything acknowledged is there after each kill, and nothing is there twice in the end.
Row kill_loop(NodeTrial& trial, Scale const& scale);

// Power cuts of a recorded run of the node.
Row cut_power(NodeTrial& trial, Shims const& shims, Scale const& scale);

// The n-th call of a commit fails while the node serves: alone, or with 29 more. The same process goes on once the disk
// is well, and what it acknowledged is on the disk, whatever it took for synced.
Row fail_disk(NodeTrial& trial, Shims const& shims, Scale const& scale, Fault fault, std::string const& name);

// The n-th allocation fails while a delivery is taken in. Not for programs with an allocator of their own.
Row fail_allocations(NodeTrial& trial, Shims const& shims, Scale const& scale);

// The clock jumps forth and back under traffic.
Row jump_clock(NodeTrial& trial, Shims const& shims, Scale const& scale);

}  // namespace collegium::faults
