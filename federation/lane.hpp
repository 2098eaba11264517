// Lane: what to send to one host, and when. Pure: it owns no socket, no timer and no clock, so that every schedule can
// be tested in microseconds; delivery.cpp does what it says.
//
//      waiting (by entry)          under way (at most `window`)
//      41 42 43 44 45 46    --->   38  40             one of each sender at a time, so that a Create
//                                                     never overtakes an Update of the same author
#pragma once

#include "storage/tables.hpp"

#include <deque>
#include <map>
#include <set>
#include <variant>

namespace collegium::federation {

struct LaneTimes {
    std::chrono::milliseconds first_wait{std::chrono::minutes{1}};
    std::chrono::milliseconds last_wait{std::chrono::hours{48}};
    unsigned window = 8;
};

struct Parcel {
    storage::Seq seq{};
    storage::Handle sender{};
    auto operator<=>(Parcel const&) const = default;
};

class Lane {
public:
    struct Send {
        Parcel parcel;
    };
    struct Wait {
        Instant until;
    };
    struct Idle {};  // nothing to do before something is added or comes back
    using Step = std::variant<Idle, Send, Wait>;

    // state: what survived the last stop.
    Lane(LaneTimes const& times, storage::LaneRecord state) : times_{times}, state_{std::move(state)} {}

    // In the order of the log. What is known already is not added twice.
    void add(Parcel parcel);

    Step next(Instant now);

    // What became of a parcel that was under way. A failure puts it back; all failures of one outage count once.
    // retry_after: what the host asked for, zero if nothing.
    void delivered(Parcel parcel, Instant now);
    void refused(Parcel parcel);  // by the host, for good: the outage, if there was one, is over
    void failed(Parcel parcel, Instant now, std::chrono::milliseconds retry_after, std::string error);

    // The host lives, but could not take this one parcel yet (it may lack a key): it waits by itself, and holds up
    // nothing.
    void set_aside(Parcel parcel, Instant now, std::string error);

    // Not tried at all, since the host is paused here: no failure, only later.
    void postponed(Parcel parcel, Instant until);

    // The host was heard of: worth a try at once. Where only the way to it is broken, that try is no new failure, or
    // whatever it has to say would double our silence.
    void revive();

    // Forgets what waits: all of it is added again, and with it what was queued once more since.
    void begin_anew();

    std::size_t size() const noexcept { return waiting_.size() + under_way_.size() + aside_.size(); }
    storage::LaneRecord const& state() const noexcept { return state_; }
    storage::Seq newest() const noexcept { return newest_; }

private:
    std::chrono::milliseconds wait_after(std::uint64_t failures) const;
    void succeeded();
    void put_back(Parcel parcel);
    void take_up_aside(Instant now);
    Step wait_or_idle() const;

    LaneTimes times_;
    storage::LaneRecord state_;
    std::deque<Parcel> waiting_;
    std::set<Parcel> under_way_;
    std::map<Parcel, Instant> aside_;            // until when
    std::map<Parcel, std::uint64_t> set_aside_;  // how often, of those that are not gone yet
    storage::Seq newest_{};
    bool probe_now_ = false;
};

}  // namespace collegium::federation
