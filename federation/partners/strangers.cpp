#include "federation/partners/strangers.hpp"

namespace collegium::federation {

bool Strangers::may_knock(std::string_view host, std::string_view place, Instant now) {
    std::lock_guard const lock{mutex_};
    if (now - since_ >= window) {
        since_ = now;
        in_all_ = 0;
        by_place_.clear();
        by_host_.clear();
    }
    if (in_all_ >= most_in_all) return false;
    auto& of_place = by_place_[std::string{place}];
    if (of_place >= most_from_one_place) return false;
    auto& of_host = by_host_[{std::string{host}, std::string{place}}];
    if (of_host >= most_of_one_host) return false;
    ++of_place;
    ++of_host;
    ++in_all_;
    return true;
}

}  // namespace collegium::federation
