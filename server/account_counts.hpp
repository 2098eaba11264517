// Counts: how many follow somebody, whom they follow, and what they wrote. Every line of a timeline shows them.
#pragma once

#include "config/clock.hpp"
#include "storage/store.hpp"

#include <map>
#include <mutex>

namespace collegium::server {

struct AccountCount {
    std::uint64_t followers = 0;
    std::uint64_t following = 0;
    std::uint64_t statuses = 0;
    storage::LocalId newest{};  // of what they wrote; 0: nothing
};

// Who is told. Strangers are not told of pupils, and of nothing that stays in the school. What is for followers or for
// some people counts for nobody: the day of somebody's last message is their own business.
enum class ToldTo { members, strangers };

class AccountCounts {
public:
    // Small numbers are counted each time. Large ones are true to the minute, since counting them takes a while.
    AccountCount of(
        storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle actor, ToldTo reader, Instant now
    );

private:
    static constexpr std::uint64_t small = 200;
    static constexpr std::size_t most_kept = 10'000;

    struct Kept {
        AccountCount count;
        Instant at{};
    };

    std::mutex mutex_;  // guards kept_
    std::map<std::pair<storage::Handle, ToldTo>, Kept> kept_;
};

}  // namespace collegium::server
