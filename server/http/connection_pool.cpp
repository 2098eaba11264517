#include "server/http/connection_pool.hpp"

#include <algorithm>

namespace collegium::server {

std::unique_ptr<Transport> ConnectionPool::take(std::string const& host) {
    drop_expired();
    for (auto found = places_.find(host); found != places_.end(); found = places_.find(host)) {
        auto const place = found->second.back();
        auto wire = std::move(place->wire);
        drop(place);
        if (wire->is_quiet()) return wire;
    }
    return nullptr;
}

void ConnectionPool::put(std::string const& host, std::unique_ptr<Transport> wire) {
    drop_expired();
    auto const found = places_.find(host);
    if (found != places_.end() && found->second.size() >= limits_.for_each_host)
        drop(found->second.front());
    else if (kept_.size() >= limits_.in_all)
        drop(kept_.begin());
    wire->deadline(limits_.idle);
    kept_.push_back(Kept{host, std::move(wire), std::chrono::steady_clock::now() + limits_.idle});
    places_[host].push_back(std::prev(kept_.end()));
}

// All rest equally long, so those whose time is over are the first.
void ConnectionPool::drop_expired() {
    auto const now = std::chrono::steady_clock::now();
    while (!kept_.empty() && kept_.front().until <= now) drop(kept_.begin());
}

void ConnectionPool::drop(Place place) {
    auto const found = places_.find(place->host);
    std::erase(found->second, place);
    if (found->second.empty()) places_.erase(found);
    kept_.erase(place);
}

}  // namespace collegium::server
