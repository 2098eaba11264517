// What the register of mailboxes holds: who fetches here what is for it, and where this node fetches (needs M8).
#pragma once

#include "config/clock.hpp"

#include <string>
#include <tuple>

namespace collegium::storage {

// Under the host of the other node. Either way, or both.
struct MailboxRecord {
    std::string key{};  // the Ed25519 key of the node that comes here, as a multikey; empty: it does not come
    Instant offered{};  // since when it may
    Instant used{};     // since when this node goes there; 1970: it does not
    static constexpr auto fields = std::tuple{&MailboxRecord::key, &MailboxRecord::offered, &MailboxRecord::used};
    bool operator==(MailboxRecord const&) const = default;
};

}  // namespace collegium::storage
