// Counts: how many follow somebody, whom they follow, and what they wrote. Every line of a timeline shows them.
#pragma once

#include "config/clock.hpp"
#include "storage/store.hpp"

#include <map>
#include <mutex>
#include <optional>

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
    // Of small numbers what is new shows at once, and works that are gone within a minute. Of large ones, which take a
    // while to count, what is new shows within a minute and what is gone within an hour.
    AccountCount of(
        storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle actor, ToldTo reader, Instant now
    );

private:
    using Whose = std::pair<storage::Handle, ToldTo>;

    struct Kept {
        AccountCount count;
        std::uint64_t snapshot = 0;  // ReadTx::number of the last look
        Instant at{};                // of the last look
        Instant whole_at{};          // of the last count from the beginning
    };

    std::optional<Kept> find(Whose const& whose);
    void keep(Whose const& whose, Kept const& kept);

    std::mutex mutex_;  // guards kept_
    std::map<Whose, Kept> kept_;
};

}  // namespace collegium::server
