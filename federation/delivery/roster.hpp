// Roster: which hosts are being served, which wait for a place, and which sleep until when. Pure, like the lanes: no
// timer and no clock. A host that sleeps costs one entry here and nothing else.
//
//      call --> queue --> at work (at most `places`) --> gone, or asleep until its time --> queue ...
//
// Hosts that failed before have a queue of their own and at most a quarter of the places: however many of them are
// down, and however long each lets us wait, the living ones are served.
#pragma once

#include "storage/tables.hpp"

#include <deque>
#include <optional>
#include <set>
#include <unordered_map>

namespace collegium::federation {

class Roster {
public:
    explicit Roster(std::size_t places);

    struct Turn {
        storage::Handle host{};
        bool revived = false;  // it was heard of or woken while it slept
    };

    enum class Sleep : std::uint8_t {
        light,    // a call wakes it: only some of what it has must wait
        deep,     // nothing may be sent before its time
        failing,  // the same, since it did not answer; but it wakes when it is heard of
    };

    // There is something for this host. It gets in line, unless it sleeps deeply and its time has not come.
    void call(storage::Handle host, Instant now);

    // Its place is free; it comes back at that time.
    void sleep(storage::Handle host, Instant until, Sleep sleep);

    // Its place is free; it comes back when it is called.
    void leave(storage::Handle host);

    // Its place is free, but it is not finished: it goes to the end of the line.
    void stand_back(storage::Handle host, bool failing);

    // Somebody heard of it. If it sleeps because it failed, and for longer than this from now, it gets in line.
    void heard_from(storage::Handle host, Instant now, std::chrono::milliseconds longer_than);

    // Whatever it waits for is over: it gets in line, and begins anew.
    void wake(storage::Handle host);

    // The next one to serve, if there is one and a place for it; it is at work from now on.
    std::optional<Turn> next(Instant now);

    std::optional<Instant> alarm() const;  // when the first sleeper's time comes

    bool knows(storage::Handle host) const { return entries_.contains(host); }
    bool is_anyone_in_line() const noexcept { return !sound_.empty() || !doubtful_.empty(); }
    std::size_t at_work() const noexcept { return at_work_; }
    std::size_t asleep() const noexcept { return sleepers_.size(); }

private:
    enum class Place : std::uint8_t { in_line, at_work, asleep };
    struct Entry {
        Place place = Place::in_line;
        bool light = false;
        bool failing = false;
        bool revived = false;
        Instant until{};
    };

    void get_in_line(storage::Handle host, Entry& entry);
    void rise(Instant now);
    void free_place(Entry const& entry);
    std::optional<Turn> take(std::deque<storage::Handle>& line);

    std::size_t places_;
    std::size_t doubtful_places_;
    std::size_t at_work_ = 0;
    std::size_t doubtful_at_work_ = 0;
    std::unordered_map<storage::Handle, Entry> entries_;
    std::deque<storage::Handle> sound_, doubtful_;
    std::set<std::pair<Instant, storage::Handle>> sleepers_;
};

}  // namespace collegium::federation
