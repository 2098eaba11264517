#include "federation/fetching/recent_failures.hpp"

namespace collegium::federation {

std::optional<Refusal> RecentFailures::find(std::string const& name, Instant now) const {
    std::lock_guard const lock{mutex_};
    auto const found = failures_.find(name);
    if (found == failures_.end() || found->second.until <= now) return std::nullopt;
    return found->second.why;
}

void RecentFailures::note(std::string const& name, Refusal why, Instant now) {
    std::lock_guard const lock{mutex_};
    // Strangers choose the names. Those that are over go first; if that is not enough, starting over costs a few
    // fetches.
    if (failures_.size() >= most_) std::erase_if(failures_, [&](auto const& each) { return each.second.until <= now; });
    if (failures_.size() >= most_) failures_.clear();
    failures_.insert_or_assign(name, Failure{why, now + memory});
}

}  // namespace collegium::federation
