#include "server/throttle.hpp"

#include <arpa/inet.h>
#include <array>

namespace collegium::server {

std::string address_block(std::string const& address) {
    std::array<unsigned char, 16> bytes{};
    if (inet_pton(AF_INET6, address.c_str(), bytes.data()) != 1) return address;
    return {bytes.begin(), bytes.begin() + 8};
}

bool Throttle::allows(std::string const& key, Instant now) {
    std::lock_guard const lock{mutex_};
    if (tries_.size() >= most_keys)
        std::erase_if(tries_, [&](auto const& each) { return now - each.second.since > window_; });
    if (tries_.size() >= most_keys && !tries_.contains(key)) return false;
    auto& tries = tries_[key];
    if (now - tries.since > window_) tries = {now, 0};
    return ++tries.count <= most_;
}

void Throttle::clear(std::string const& key) {
    std::lock_guard const lock{mutex_};
    tries_.erase(key);
}

}  // namespace collegium::server
