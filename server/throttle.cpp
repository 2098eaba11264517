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
    if (tries_.size() >= most_keys)
        std::erase_if(tries_, [&](auto const& each) { return now - each.second.since > window_; });
    if (tries_.size() >= most_keys && !tries_.contains(key)) return {false, most_, 0, now + window_};
    auto& tries = tries_[key];
    if (now - tries.since > window_) tries = {now, 0};
    ++tries.count;
    return {tries.count <= most_, most_, most_ - std::min(tries.count, most_), tries.since + window_};
}

void Throttle::clear(std::string const& key) {
    std::lock_guard const lock{mutex_};
    tries_.erase(key);
}

}  // namespace collegium::server
