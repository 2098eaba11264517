// Notices: which entry of the log tells whom of what. A pure function of the views and the entry: whom something was
// told before is the concern of those who write it down.
#pragma once

#include "server/followers/log_listener.hpp"

namespace collegium::server::notifications {

// One act tells at most so many members (security C10), those who are named first; and all who come to an event that is
// changed.
constexpr std::size_t most_told = 20;

struct Notice {
    storage::Handle member{};
    storage::News news{};
    storage::Handle by{};     // 0: it is not said by whom
    storage::Handle thing{};  // 0: about no thing
    bool operator==(Notice const&) const = default;
};

struct Notices {
    std::vector<Notice> told;
    std::vector<Notice> taken_back;     // a favourite or a follow that no longer stands; `member` is not set
    std::vector<storage::Handle> gone;  // things that are there no more: whatever was told of them goes too
};

Notices notices_of(storage::ReadTx const& tx, storage::Tables const& tables, Logged const& logged);

// Whether a member hears of it: they are active, did not do it themselves, have neither muted nor shut out the one who
// did, may see the thing, and no rule for contact with pupils stands against it.
bool may_hear(storage::ReadTx const& tx, storage::Tables const& tables, Notice const& notice);

}  // namespace collegium::server::notifications
