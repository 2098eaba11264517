#include "federation/signing/key_requests.hpp"

#include <algorithm>

namespace collegium::federation {

namespace {

constexpr std::size_t most_hosts = 4096;

}  // namespace

bool KeyRequests::may_ask(std::string_view host, Instant now) {
    std::lock_guard const lock{mutex_};
    make_room(now);
    auto& its = hosts_.try_emplace(std::string{host}, Budget{most_of_host, now}).first->second;
    refill(its, most_of_host, now);
    refill(all_, most_in_all, now);
    if (its.left < 1 || all_.left < 1) return false;
    --its.left;
    --all_.left;
    return true;
}

void KeyRequests::was_right(std::string_view host, unsigned times) {
    std::lock_guard const lock{mutex_};
    all_.left = std::min(all_.left + times, static_cast<double>(most_in_all));
    if (auto const its = hosts_.find(std::string{host}); its != hosts_.end())
        its->second.left = std::min(its->second.left + times, static_cast<double>(most_of_host));
}

// A clock that was set back gives nothing, and nobody waits until it has come that far again.
void KeyRequests::refill(Budget& budget, unsigned most, Instant now) {
    auto const passed = std::chrono::duration<double>(std::max(now, budget.at) - budget.at).count();
    budget.left = std::min(budget.left + passed * most, static_cast<double>(most));
    budget.at = now;
}

// Whoever was not asked lately has its whole budget anyway. If that is not enough, all hosts together have theirs
// still.
void KeyRequests::make_room(Instant now) {
    if (hosts_.size() < most_hosts) return;
    std::erase_if(hosts_, [now](auto const& each) { return each.second.at + std::chrono::seconds{1} <= now; });
    if (hosts_.size() >= most_hosts) hosts_.clear();
}

}  // namespace collegium::federation
