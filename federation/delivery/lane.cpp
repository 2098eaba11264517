#include "federation/delivery/lane.hpp"

#include <algorithm>
#include <array>

namespace collegium::federation {

using std::chrono::milliseconds;
using storage::AsideRecord;
using storage::Handle;
using storage::Seq;

namespace {

constexpr std::chrono::hours week{24 * 7};
constexpr std::chrono::hours between_probes_of_the_dead{24};
constexpr std::chrono::hours most_asked_for{6};
constexpr std::uint64_t spread = 8;  // waits grow by up to an eighth

Seq after(Seq seq) {
    return Seq{static_cast<std::uint64_t>(seq) + 1};
}

// Evenly spread bits of two numbers (the finaliser of MurmurHash3): the same on every run, so tests and restarts agree.
std::uint64_t mixed(std::uint64_t one, std::uint64_t other) {
    auto bits = one * 0x9e3779b97f4a7c15ull + other;
    bits = (bits ^ (bits >> 33)) * 0xff51afd7ed558ccdull;
    bits = (bits ^ (bits >> 33)) * 0xc4ceb9fe1a85ec53ull;
    return bits ^ (bits >> 33);
}

}  // namespace

bool is_dead(storage::LaneRecord const& state, Instant now) noexcept {
    return state.failures > 0 && now - state.first_failure >= week;
}

void Lane::add(Parcel parcel, std::optional<AsideRecord> const& aside) {
    read_from_ = std::max(read_from_, after(parcel.seq));
    auto const under_way = under_way_.find(parcel.order);
    bool const is_here = under_way != under_way_.end() && under_way->second == parcel.seq;
    if (is_here || is_held(parcel)) return;
    if (aside)
        aside_.try_emplace(parcel.order, Aside{parcel.seq, *aside});
    else
        waiting_.insert(parcel);
}

void Lane::look_again() noexcept {
    read_from_ = Seq{0};
    at_end_ = false;
}

Lane::Step Lane::next(Instant now) {
    auto const parcel = first_due(now);
    if (!parcel) return wait_or_idle();
    if (state_.failures > 0 && !under_way_.empty()) return Idle{};  // one probe at a time
    if (now < state_.next_try) return Wait{state_.next_try};
    if (under_way_.size() >= times_.window) return Idle{};
    waiting_.erase(*parcel);
    under_way_.emplace(parcel->order, parcel->seq);
    return Send{*parcel};
}

bool Lane::is_held(Parcel parcel) const {
    return aside_.contains(parcel.order);
}

std::optional<Parcel> Lane::first_due(Instant now) const {
    for (auto const& [order, aside] : aside_)
        if (aside.record.until <= now && !under_way_.contains(order)) return Parcel{aside.seq, order};
    auto const found = std::ranges::find_if(waiting_, [&](Parcel const& each) {
        return !under_way_.contains(each.order) && !is_held(each);
    });
    return found == waiting_.end() ? std::nullopt : std::optional{*found};
}

Lane::Step Lane::wait_or_idle() const {
    if (aside_.empty()) return Idle{};
    auto const until = [](auto const& each) { return each.second.record.until; };
    return Wait{until(*std::ranges::min_element(aside_, {}, until))};
}

void Lane::delivered(Instant now) {
    state_.last_success = now;
    succeeded();
}

void Lane::refused() {
    succeeded();
}

void Lane::settled(Parcel parcel) {
    under_way_.erase(parcel.order);
    if (aside_.erase(parcel.order) > 0) look_again();  // what it held back was passed over
}

void Lane::failed(Parcel parcel, Instant now, milliseconds retry_after, std::string error) {
    put_back(parcel);
    state_.last_error = std::move(error);
    // Several lost in one outage are one failure, or eight at once would mean a day of silence.
    if (state_.failures > 0 && now < state_.next_try) return;
    if (state_.failures == 0) state_.first_failure = now;
    ++state_.failures;
    auto const wait = is_dead(state_, now) ? milliseconds{between_probes_of_the_dead} : wait_after(state_.failures);
    auto const asked_for = std::min<milliseconds>(retry_after, most_asked_for);
    state_.next_try = now + std::max(with_spread(std::min(wait, times_.last_wait), state_.failures), asked_for);
}

std::optional<AsideRecord> Lane::set_aside(Parcel parcel, Instant now, std::string error) {
    if (aside_.size() >= most_aside && !is_held(parcel)) {
        failed(parcel, now, milliseconds{0}, std::move(error));
        return std::nullopt;
    }
    succeeded();
    state_.last_error = std::move(error);
    under_way_.erase(parcel.order);
    std::erase_if(waiting_, [&](Parcel const& each) { return each.order == parcel.order; });

    constexpr std::array<int, most_asides> factors{1, 5, 15, 60, 1440};
    auto& record = aside_.try_emplace(parcel.order, Aside{parcel.seq, {}}).first->second.record;
    auto const factor = factors[std::min<std::uint64_t>(record.times, factors.size() - 1)];
    ++record.times;
    record.until = now + with_spread(times_.first_wait * factor, static_cast<std::uint64_t>(parcel.seq));
    return record;
}

bool Lane::was_set_aside_enough(Parcel parcel) const {
    auto const found = aside_.find(parcel.order);
    return found != aside_.end() && found->second.record.times >= most_asides;
}

void Lane::postponed(Parcel parcel, Instant until) {
    put_back(parcel);
    state_.next_try = std::max(state_.next_try, until);
}

void Lane::put_back(Parcel parcel) {
    under_way_.erase(parcel.order);
    if (!is_held(parcel)) waiting_.insert(parcel);
}

void Lane::revive(Instant now) {
    if (state_.failures == 0) state_.next_try = Instant{};
    if (state_.failures == 0 || state_.next_try - now <= times_.first_wait) return;
    state_.failures = 1;
    state_.first_failure = now;
    state_.next_try = now;
}

void Lane::succeeded() {
    state_.failures = 0;
    state_.next_try = Instant{};
    state_.last_error.clear();
}

// 1, 5, 15 minutes, 1, 3, 6, 12, 24, 48 hours for a first wait of one minute.
milliseconds Lane::wait_after(std::uint64_t failures) const {
    constexpr std::array<int, 9> factors{1, 5, 15, 60, 180, 360, 720, 1440, 2880};
    return times_.first_wait * factors[std::min<std::uint64_t>(failures, factors.size()) - 1];
}

milliseconds Lane::with_spread(milliseconds wait, std::uint64_t turn) const {
    constexpr std::uint64_t steps = 1024;
    auto const step = mixed(static_cast<std::uint64_t>(times_.host), turn) % steps;
    return wait + milliseconds{static_cast<std::uint64_t>(wait.count()) * step / (steps * spread)};
}

}  // namespace collegium::federation
