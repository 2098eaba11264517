// Hearing: what one member may be told of, asked for many notices at once.
#pragma once

#include "server/notifications/notices.hpp"

#include <map>

namespace collegium::server::notifications {

// Answers as may_hear does, and reads once what is the same for all notices to one member, and for all by one person.
// Lives no longer than what it reads from.
class Hearing {
public:
    Hearing(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle member);

    // Of a notice to this member.
    bool of(Notice const& notice);

private:
    struct Sender {
        storage::Handle person{};  // whose act it is, also by a collection of theirs
        bool silenced = false;
    };

    Sender const& sender(storage::Handle by);
    Sender read_sender(storage::Handle by) const;
    bool is_kept_apart(Notice const& notice, std::optional<storage::ObjectRecord> const& thing, storage::Handle person)
        const;

    storage::ReadTx const& tx_;
    storage::Tables const& tables_;
    storage::Handle member_;
    bool listens_ = false;  // has an account that is in use
    bool pupil_ = false;
    std::map<storage::Handle, Sender> senders_;
};

}  // namespace collegium::server::notifications
