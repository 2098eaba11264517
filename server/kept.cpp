#include "server/kept.hpp"

#include <algorithm>

namespace collegium::server {

std::shared_ptr<void const> Kept::find(std::string const& name, Instant now) const {
    std::lock_guard const lock{mutex_};
    auto const found = entries_.find(name);
    bool const fresh = found != entries_.end() && now >= found->second.made && now - found->second.made < lifetime;
    return fresh ? found->second.value : nullptr;
}

void Kept::put(std::string const& name, Instant now, std::shared_ptr<void const> value) {
    std::lock_guard const lock{mutex_};
    if (entries_.size() >= most && !entries_.contains(name)) {
        auto const oldest = std::ranges::min_element(entries_, {}, [](auto const& each) { return each.second.made; });
        entries_.erase(oldest);
    }
    entries_.insert_or_assign(name, Entry{now, std::move(value)});
}

}  // namespace collegium::server
