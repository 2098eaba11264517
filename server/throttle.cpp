#include "server/throttle.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>

namespace collegium::server {

std::string address_block(std::string const& address) {
    std::array<unsigned char, 16> bytes{};
    if (inet_pton(AF_INET6, address.c_str(), bytes.data()) != 1) return address;
    return {bytes.begin(), bytes.begin() + 8};
}

Throttle::Standing Throttle::count(std::string const& key, Instant now) {
    std::lock_guard const lock{mutex_};
    while (!tries_.empty() && is_over(tries_.front(), now)) forget(tries_.begin());
    auto& tries = tries_of(key, now);
    ++tries.count;
    return {tries.count <= most_, most_, most_ - std::min(tries.count, most_), tries.since + window_};
}

bool Throttle::is_open(std::string const& key, Instant now) {
    std::lock_guard const lock{mutex_};
    auto const found = places_.find(key);
    return found == places_.end() || is_over(*found->second, now) || found->second->count < most_;
}

void Throttle::clear(std::string const& key) {
    std::lock_guard const lock{mutex_};
    if (auto const found = places_.find(key); found != places_.end()) forget(found->second);
}

void Throttle::give_back(std::string const& key) {
    std::lock_guard const lock{mutex_};
    auto const found = places_.find(key);
    if (found != places_.end() && found->second->count > 0) --found->second->count;
}

void Throttle::forget(Place place) {
    places_.erase(place->key);
    tries_.erase(place);
}

Throttle::Tries& Throttle::tries_of(std::string const& key, Instant now) {
    auto const found = places_.find(key);
    if (found != places_.end() && !is_over(*found->second, now)) return *found->second;
    if (found != places_.end()) forget(found->second);  // a clock that was set back left it behind younger ones
    if (tries_.size() >= most_keys) forget(tries_.begin());
    tries_.push_back({key, now, 0});
    places_.emplace(tries_.back().key, std::prev(tries_.end()));
    return tries_.back();
}

}  // namespace collegium::server
