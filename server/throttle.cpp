#include "server/throttle.hpp"

namespace collegium::server {

bool Throttle::allows(std::string const& key, Instant now) {
    std::lock_guard const lock{mutex_};
    if (tries_.size() >= most_keys)
        std::erase_if(tries_, [&](auto const& each) { return now - each.second.since > window_; });
    if (tries_.size() >= most_keys) return false;
    auto& tries = tries_[key];
    if (now - tries.since > window_) tries = {now, 0};
    return ++tries.count <= most_;
}

void Throttle::clear(std::string const& key) {
    std::lock_guard const lock{mutex_};
    tries_.erase(key);
}

}  // namespace collegium::server
