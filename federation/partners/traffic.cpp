#include "federation/partners/traffic.hpp"

#include "config/log.hpp"

#include <algorithm>

namespace collegium::federation {

using storage::TrafficRecord;

namespace {

// Numbers add up; of times and words the newer one stays.
void add(TrafficRecord& whole, TrafficRecord const& recent) {
    whole.messages_in += recent.messages_in;
    whole.bytes_in += recent.bytes_in;
    whole.refused_in += recent.refused_in;
    whole.requests_out += recent.requests_out;
    whole.bytes_out += recent.bytes_out;
    whole.answers_bytes += recent.answers_bytes;
    if (!recent.last_refusal.empty()) whole.last_refusal = recent.last_refusal;
    whole.last_in = std::max(whole.last_in, recent.last_in);
    if (recent.last_out == Instant{}) return;
    whole.last_out = recent.last_out;
    whole.clock_ahead = recent.clock_ahead;
    whole.clock_behind = recent.clock_behind;
}

std::uint64_t seconds_between(Instant earlier, Instant later) {
    if (later <= earlier) return 0;
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::seconds>(later - earlier).count());
}

}  // namespace

TrafficRecord* Traffic::of(std::string_view host) {
    auto const found = recent_.find(host);
    if (found != recent_.end()) return &found->second;
    if (recent_.size() >= most_hosts) return nullptr;
    return &recent_[std::string{host}];
}

void Traffic::received(std::string_view host, std::size_t bytes, Instant now) {
    std::lock_guard const lock{mutex_};
    take_from_budget(host, bytes, std::chrono::floor<std::chrono::days>(now));
    auto* const record = of(host);
    if (record == nullptr) return;
    ++record->messages_in;
    record->bytes_in += bytes;
    record->last_in = now;
}

void Traffic::fetched_for(std::string_view host, std::size_t bytes, Instant now) {
    std::lock_guard const lock{mutex_};
    take_from_budget(host, bytes, std::chrono::floor<std::chrono::days>(now));
}

// When there is no place left, what counts no more makes some; if that is none, who comes last is not counted, and
// nobody's budget begins anew.
void Traffic::take_from_budget(std::string_view host, std::size_t bytes, std::chrono::sys_days day) {
    auto found = today_.find(host);
    if (found == today_.end()) {
        if (today_.size() >= most_hosts)
            std::erase_if(today_, [&](auto const& each) { return each.second.day != day; });
        if (today_.size() >= most_hosts) return;
        found = today_.emplace(std::string{host}, Today{day, 0}).first;
    }
    if (found->second.day != day) found->second = {day, 0};
    found->second.bytes += bytes;
}

std::uint64_t Traffic::taken_today(std::string_view host, Instant now) const {
    std::lock_guard const lock{mutex_};
    auto const found = today_.find(host);
    bool const is_of_today = found != today_.end() && found->second.day == std::chrono::floor<std::chrono::days>(now);
    return is_of_today ? found->second.bytes : 0;
}

void Traffic::turned_down(std::string_view host, std::string_view why) {
    std::lock_guard const lock{mutex_};
    auto* const record = of(host);
    if (record == nullptr) return;
    ++record->refused_in;
    record->last_refusal = why;
}

void Traffic::sent(std::string_view host, std::size_t bytes) {
    std::lock_guard const lock{mutex_};
    auto* const record = of(host);
    if (record == nullptr) return;
    ++record->requests_out;
    record->bytes_out += bytes;
}

void Traffic::answered(std::string_view host, std::size_t bytes, Instant now, std::optional<Instant> their_time) {
    std::lock_guard const lock{mutex_};
    auto* const record = of(host);
    if (record == nullptr) return;
    record->answers_bytes += bytes;
    record->last_out = now;
    record->clock_ahead = their_time ? seconds_between(now, *their_time) : 0;
    record->clock_behind = their_time ? seconds_between(*their_time, now) : 0;
}

TrafficRecord Traffic::with_recent(std::string_view host, TrafficRecord record) const {
    std::lock_guard const lock{mutex_};
    if (auto const found = recent_.find(host); found != recent_.end()) add(record, found->second);
    return record;
}

// Nobody who counts waits for the disk.
Traffic::Records Traffic::take() {
    std::lock_guard const lock{mutex_};
    return std::exchange(recent_, {});
}

void Traffic::flush(storage::Store& store) {
    auto const counted = take();
    if (counted.empty()) return;
    storage::Store::Change<storage::Nothing> const change = [&](storage::WriteTx& tx, storage::Tables& tables) {
        for (auto const& [host, recent] : counted) {
            auto whole = tables.traffic.get(tx, host).value_or(TrafficRecord{});
            add(whole, recent);
            tables.traffic.put(tx, host, whole);
        }
        return Result<storage::Nothing>{storage::Nothing{}};
    };
    if (auto const written = store.write_now(change); !written) log::error("traffic was not written", {});
}

}  // namespace collegium::federation
