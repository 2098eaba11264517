#include "federation/lane.hpp"

#include <algorithm>
#include <array>

namespace collegium::federation {

using std::chrono::milliseconds;

void Lane::add(Parcel parcel) {
    if (parcel.seq <= newest_) return;
    newest_ = parcel.seq;
    if (!under_way_.contains(parcel)) waiting_.push_back(parcel);
}

Lane::Step Lane::next(Instant now) {
    take_up_aside(now);
    if (waiting_.empty()) return wait_or_idle();
    if (state_.failures > 0 && !under_way_.empty()) return Idle{};  // one probe at a time
    if (now < state_.next_try && !probe_now_) return Wait{state_.next_try};
    if (under_way_.size() >= times_.window) return Idle{};

    auto const sender_is_free = [&](Parcel const& parcel) {
        return std::ranges::none_of(under_way_, [&](Parcel const& each) { return each.sender == parcel.sender; });
    };
    auto const found = std::ranges::find_if(waiting_, sender_is_free);
    if (found == waiting_.end()) return Idle{};
    auto const parcel = *found;
    waiting_.erase(found);
    under_way_.insert(parcel);
    probe_now_ = false;
    return Send{parcel};
}

void Lane::take_up_aside(Instant now) {
    for (auto each = aside_.begin(); each != aside_.end();) {
        if (each->second > now) {
            ++each;
            continue;
        }
        waiting_.insert(std::ranges::lower_bound(waiting_, each->first), each->first);
        each = aside_.erase(each);
    }
}

Lane::Step Lane::wait_or_idle() const {
    if (aside_.empty()) return Idle{};
    auto const first = std::ranges::min_element(aside_, {}, &std::pair<Parcel const, Instant>::second);
    return Wait{first->second};
}

void Lane::delivered(Parcel parcel, Instant now) {
    under_way_.erase(parcel);
    set_aside_.erase(parcel);
    state_.last_success = now;
    succeeded();
}

void Lane::refused(Parcel parcel) {
    under_way_.erase(parcel);
    set_aside_.erase(parcel);
    succeeded();
}

void Lane::failed(Parcel parcel, Instant now, milliseconds retry_after, std::string error) {
    put_back(parcel);
    state_.last_error = std::move(error);
    // Several lost in one outage are one failure, or eight at once would mean a day of silence.
    if (state_.failures > 0 && now < state_.next_try) return;
    if (state_.failures == 0) state_.first_failure = now;
    ++state_.failures;
    state_.next_try =
        now + std::max(wait_after(state_.failures), std::min<milliseconds>(retry_after, std::chrono::hours{6}));
}

void Lane::set_aside(Parcel parcel, Instant now, std::string error) {
    under_way_.erase(parcel);
    succeeded();
    state_.last_error = std::move(error);
    aside_[parcel] = now + wait_after(++set_aside_[parcel]);
}

void Lane::postponed(Parcel parcel, Instant until) {
    put_back(parcel);
    state_.next_try = std::max(state_.next_try, until);
}

void Lane::put_back(Parcel parcel) {
    under_way_.erase(parcel);
    waiting_.insert(std::ranges::lower_bound(waiting_, parcel), parcel);
}

void Lane::revive() {
    probe_now_ = true;
}

void Lane::begin_anew() {
    waiting_.clear();
    aside_.clear();
    newest_ = storage::Seq{};
    revive();
}

void Lane::succeeded() {
    state_.failures = 0;
    state_.next_try = Instant{};
    state_.last_error.clear();
}

// 1, 5, 15 minutes, 1, 3, 6, 12, 24, 48 hours for a first wait of one minute.
milliseconds Lane::wait_after(std::uint64_t failures) const {
    constexpr std::array<int, 9> factors{1, 5, 15, 60, 180, 360, 720, 1440, 2880};
    auto const step = std::min<std::uint64_t>(failures, factors.size()) - 1;
    return std::min(times_.first_wait * factors[step], times_.last_wait);
}

}  // namespace collegium::federation
