#include "server/http/connection_pool.hpp"

#include <algorithm>

namespace collegium::server {

std::unique_ptr<Transport> ConnectionPool::take(std::string_view host) {
    drop_expired();
    for (auto i = kept_.size(); i-- > 0;) {
        if (kept_[i].host != host) continue;
        auto wire = std::move(kept_[i].wire);
        kept_.erase(kept_.begin() + static_cast<std::ptrdiff_t>(i));
        if (wire->is_quiet()) return wire;
    }
    return nullptr;
}

void ConnectionPool::put(std::string_view host, std::unique_ptr<Transport> wire) {
    drop_expired();
    auto const same = [&](Kept const& kept) { return kept.host == host; };
    auto const count = static_cast<std::size_t>(std::ranges::count_if(kept_, same));
    if (count >= limits_.for_each_host) {
        kept_.erase(std::ranges::find_if(kept_, same));
    } else if (kept_.size() >= limits_.in_all) {
        kept_.erase(kept_.begin());
    }
    wire->deadline(limits_.idle);
    kept_.push_back(Kept{std::string{host}, std::move(wire), std::chrono::steady_clock::now() + limits_.idle});
}

void ConnectionPool::drop_expired() {
    auto const now = std::chrono::steady_clock::now();
    std::erase_if(kept_, [&](Kept const& kept) { return kept.until <= now; });
}

}  // namespace collegium::server
