#include "federation/signing/key_cache.hpp"

namespace collegium::federation {

std::shared_ptr<KnownKey const> KeyCache::find(std::string const& key_id) const {
    std::lock_guard const lock{mutex_};
    auto const found = keys_.find(key_id);
    return found == keys_.end() ? nullptr : found->second;
}

void KeyCache::put(std::string const& key_id, KnownKey key) {
    auto known = std::make_shared<KnownKey const>(std::move(key));
    std::lock_guard const lock{mutex_};
    make_room();
    keys_[key_id] = std::move(known);
}

void KeyCache::forget(std::string const& key_id) {
    std::lock_guard const lock{mutex_};
    keys_.erase(key_id);
}

bool KeyCache::may_refetch(std::string const& key_id, Instant now) {
    std::lock_guard const lock{mutex_};
    make_room();
    auto& next = next_fetch_[key_id];
    if (now < next) return false;
    next = now + std::chrono::minutes{5};
    return true;
}

void KeyCache::retry_soon(std::string const& key_id, Instant now) {
    std::lock_guard const lock{mutex_};
    make_room();
    next_fetch_[key_id] = now + std::chrono::seconds{1};
}

// Strangers choose key ids, so both maps are bounded. Starting over is cheap: the keys are on disk as well.
void KeyCache::make_room() {
    if (keys_.size() >= most_) keys_.clear();
    if (next_fetch_.size() >= most_) next_fetch_.clear();
}

}  // namespace collegium::federation
