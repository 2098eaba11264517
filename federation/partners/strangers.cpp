#include "federation/partners/strangers.hpp"

namespace collegium::federation {

bool Strangers::may_knock(std::string_view host, Instant now) {
    std::lock_guard const lock{mutex_};
    if (now - since_ >= window) {
        since_ = now;
        in_all_ = 0;
        by_host_.clear();
    }
    if (in_all_ >= most_in_all) return false;
    auto& count = by_host_[std::string{host}];
    if (count >= most_of_one_host) return false;
    ++count;
    ++in_all_;
    return true;
}

}  // namespace collegium::federation
