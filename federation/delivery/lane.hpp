// Lane: what to send to one host, and when. Pure: it owns no socket, no timer and no clock, so that every schedule can
// be tested in microseconds; delivery.cpp does what it says.
//
//      on disk          waiting (by entry)         under way (at most `window`)
//      47 48 49 ...     43 44 45 46      --->      38  40        one of each order at a time, so that a Create
//                                                                never overtakes an Update of the same author
//                       set aside, each until its time: 41       and what must not overtake it stays on disk
#pragma once

#include "storage/tables.hpp"

#include <map>
#include <set>
#include <variant>

namespace collegium::federation {

struct LaneTimes {
    std::chrono::milliseconds first_wait{std::chrono::minutes{1}};
    std::chrono::milliseconds last_wait{std::chrono::hours{48}};
    unsigned window = 8;
    storage::Handle host{};  // hosts that were lost together are not tried together
};

struct Parcel {
    storage::Seq seq{};
    storage::Handle order{};  // parcels of one order arrive in the order of the log
    auto operator<=>(Parcel const&) const = default;
};

// A host that has not been reached for a week: probed once a day, but nothing that waits for it is dropped.
bool is_dead(storage::LaneRecord const& state, Instant now) noexcept;

class Lane {
public:
    static constexpr std::size_t most_waiting = 64;  // the rest stays on disk
    static constexpr std::size_t most_aside = 1024;  // more than that, and the host takes nothing at all
    static constexpr std::uint64_t most_asides = 5;  // of one parcel: then it is refused

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

    // Reading from disk: from where, whether it is time, whether there is room for one more, and each row in the order
    // of the log, with what is known of its being set aside. What is here already is not added twice, and what must
    // wait for something that was set aside is passed over until that is settled.
    storage::Seq read_from() const noexcept { return read_from_; }
    bool wants_more() const noexcept { return !at_end_ && waiting_.size() < most_waiting / 2; }
    bool has_room() const noexcept { return waiting_.size() < most_waiting; }
    void add(Parcel parcel, std::optional<storage::AsideRecord> const& aside = std::nullopt);
    void reached_end() noexcept { at_end_ = true; }

    // Rows were added on disk, before or after what was read.
    void look_again() noexcept;

    Step next(Instant now);

    // What became of a parcel that is under way. It stays so until settled(): until its receipt is on disk.
    void delivered(Instant now);
    void refused();  // by the host, for good: the outage, if there was one, is over
    void settled(Parcel parcel);

    // A failure puts it back; all failures of one outage count once. retry_after: what the host asked for, or zero.
    void failed(Parcel parcel, Instant now, std::chrono::milliseconds retry_after, std::string error);

    // The host lives, but could not take this one parcel yet (it may lack a key): it waits by itself, and holds up
    // only what is of the same order. Returns what to remember of it, or nothing if the host was judged to be out.
    std::optional<storage::AsideRecord> set_aside(Parcel parcel, Instant now, std::string error);
    bool was_set_aside_enough(Parcel parcel) const;

    // Not tried at all, since the host is paused here: no failure, only later.
    void postponed(Parcel parcel, Instant until);

    // The host was heard of: its outage begins anew, with a try at once unless one is near. A wait for another reason
    // than an outage is over.
    void revive(Instant now);

    std::size_t size() const noexcept { return waiting_.size() + under_way_.size() + aside_.size(); }
    bool is_failing() const noexcept { return state_.failures > 0; }
    storage::LaneRecord const& state() const noexcept { return state_; }

private:
    struct Aside {
        storage::Seq seq{};
        storage::AsideRecord record;
    };

    bool is_held(Parcel parcel) const;
    std::optional<Parcel> first_due(Instant now) const;
    Step wait_or_idle() const;
    void put_back(Parcel parcel);
    void succeeded();
    std::chrono::milliseconds wait_after(std::uint64_t failures) const;
    std::chrono::milliseconds with_spread(std::chrono::milliseconds wait, std::uint64_t turn) const;

    LaneTimes times_;
    storage::LaneRecord state_;
    std::set<Parcel> waiting_;
    std::map<storage::Handle, storage::Seq> under_way_;  // by order: one of each
    std::map<storage::Handle, Aside> aside_;             // by order: it holds back the others
    storage::Seq read_from_{};
    bool at_end_ = false;
};

}  // namespace collegium::federation
