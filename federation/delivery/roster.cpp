#include "federation/delivery/roster.hpp"

#include <algorithm>
#include <utility>

namespace collegium::federation {

using storage::Handle;

Roster::Roster(std::size_t places)
    : places_{std::max<std::size_t>(places, 1)}, doubtful_places_{std::max<std::size_t>(places / 4, 1)} {}

void Roster::call(Handle host, Instant now) {
    auto const [found, is_new] = entries_.try_emplace(host);
    auto& entry = found->second;
    bool const wakes = entry.place == Place::asleep && (entry.light || entry.until <= now);
    if (is_new || wakes) get_in_line(host, entry);
}

void Roster::sleep(Handle host, Instant until, Sleep sleep) {
    auto& entry = entries_[host];
    free_place(entry);
    if (entry.place == Place::asleep) sleepers_.erase({entry.until, host});
    entry = {Place::asleep, sleep == Sleep::light, sleep == Sleep::failing, false, until};
    sleepers_.emplace(until, host);
}

void Roster::leave(Handle host) {
    auto const found = entries_.find(host);
    free_place(found->second);
    entries_.erase(found);
}

void Roster::stand_back(Handle host, bool failing) {
    auto& entry = entries_[host];
    free_place(entry);
    entry.failing = failing;
    get_in_line(host, entry);
}

void Roster::heard_from(Handle host, Instant now, std::chrono::milliseconds longer_than) {
    auto const found = entries_.find(host);
    if (found == entries_.end()) return;
    auto& entry = found->second;
    if (entry.place != Place::asleep || !entry.failing || entry.until - now <= longer_than) return;
    entry.revived = true;
    get_in_line(host, entry);
}

void Roster::wake(Handle host) {
    auto const [found, is_new] = entries_.try_emplace(host);
    auto& entry = found->second;
    entry.revived = true;
    if (is_new || entry.place == Place::asleep) get_in_line(host, entry);
}

std::optional<Roster::Turn> Roster::next(Instant now) {
    rise(now);
    if (at_work_ >= places_) return std::nullopt;
    // The doubtful first, as far as they may: or they would never have a turn while there is much to do.
    if (!doubtful_.empty() && doubtful_at_work_ < doubtful_places_) return take(doubtful_);
    return sound_.empty() ? std::nullopt : take(sound_);
}

std::optional<Instant> Roster::alarm() const {
    return sleepers_.empty() ? std::nullopt : std::optional{sleepers_.begin()->first};
}

void Roster::get_in_line(Handle host, Entry& entry) {
    if (entry.place == Place::asleep) sleepers_.erase({entry.until, host});
    entry.place = Place::in_line;
    (entry.failing ? doubtful_ : sound_).push_back(host);
}

void Roster::rise(Instant now) {
    while (!sleepers_.empty() && sleepers_.begin()->first <= now) {
        auto const host = sleepers_.begin()->second;
        get_in_line(host, entries_.at(host));
    }
}

void Roster::free_place(Entry const& entry) {
    if (entry.place != Place::at_work) return;
    --at_work_;
    if (entry.failing) --doubtful_at_work_;
}

std::optional<Roster::Turn> Roster::take(std::deque<Handle>& line) {
    Turn turn{line.front()};
    line.pop_front();
    auto& entry = entries_.at(turn.host);
    entry.place = Place::at_work;
    turn.revived = std::exchange(entry.revived, false);
    ++at_work_;
    if (entry.failing) ++doubtful_at_work_;
    return turn;
}

}  // namespace collegium::federation
