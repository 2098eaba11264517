// Traffic: what goes to and fro between us and each host. Counted in memory, written now and then: a crash loses half a
// minute of numbers and nothing else.
#pragma once

#include "storage/store.hpp"

#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace collegium::federation {

class Traffic {
public:
    // A message whose sender is proven. From any thread, like all of these.
    void received(std::string_view host, std::size_t bytes, Instant now);
    void turned_down(std::string_view host, std::string_view why);  // one of those

    // Bytes that came from anywhere because its messages named them: it counts as if it had sent them.
    void fetched_for(std::string_view host, std::size_t bytes, Instant now);

    // Bytes of such messages from there on the day of `now` (UTC), since the start at the longest: its budget of a day
    // begins anew with a restart, and that only helps the honest.
    std::uint64_t taken_today(std::string_view host, Instant now) const;

    // A request of ours, and what came back. Nothing for their time: the answer had no Date.
    void sent(std::string_view host, std::size_t bytes);
    void answered(std::string_view host, std::size_t bytes, Instant now, std::optional<Instant> their_time);

    // What was counted since the last time, added to the record.
    storage::TrafficRecord with_recent(std::string_view host, storage::TrafficRecord record) const;

    // Writes what was counted, and begins anew. On the caller's thread.
    void flush(storage::Store& store);

private:
    // Hosts that are no partners come here too when an operator tests them, so there is a bound.
    static constexpr std::size_t most_hosts = 10'000;

    using Records = std::map<std::string, storage::TrafficRecord, std::less<>>;

    struct Today {
        std::chrono::sys_days day{};
        std::uint64_t bytes = 0;
    };

    storage::TrafficRecord* of(std::string_view host);
    Records take();
    void take_from_budget(std::string_view host, std::size_t bytes, std::chrono::sys_days day);

    mutable std::mutex mutex_;  // guards both maps
    Records recent_;
    std::map<std::string, Today, std::less<>> today_;  // at most most_hosts
};

}  // namespace collegium::federation
