// Running a community: what its facilitators do on pages, and what becomes of it when one of them goes.
#pragma once

#include "server/app.hpp"

#include <string>

namespace collegium::server::communities {

// A facilitator; an operator of this node where nobody who runs the community can act any more.
bool may_run(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle community, Member const& member);

struct Description {
    std::string display;  // the name that people read
    std::string summary;  // plain text
    storage::CommunityRecord terms;
};

Description description_of(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle community);

// A community of this node describes itself anew. Refuses not_found where it is none.
boost::asio::awaitable<Result<storage::Nothing>> describe(
    federation::Node const& node, storage::Handle community, Description description
);

enum class Appointment { appoint, dismiss };

// person: a grown-up. An operator who is no facilitator speaks in the name of the community. Refuses what the door
// (federation/community/sponsors.hpp) and the rules refuse.
boost::asio::awaitable<Result<storage::Nothing>> change_facilitator(
    App const& app, storage::Handle community, storage::Handle member, storage::Handle person, Appointment change
);

// Closes an account. The communities that nobody else runs are handed over first, in one transaction with it, and
// their collections are no more. Refuses conflict if one of them has nobody to go to, or is a council that would be
// left to one grown-up who can act, and what changing the account refuses. by: the account that decides, for the audit
// log.
boost::asio::awaitable<Result<storage::Nothing>> close_account(
    federation::Node const& node, std::string account, std::string by
);

}  // namespace collegium::server::communities
