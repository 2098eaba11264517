// Services: who outside reviews for this node's people, as the operator registered them. Their notices are not signed,
// so nobody else is listened to, and nothing goes anywhere but to the inbox that was registered. Each speaks here
// through an actor of ours, so that what it says is an act like every other: in the log, signed, and replayed.
#pragma once

#include "federation/guides/problem.hpp"
#include "federation/local_actors.hpp"

namespace collegium::federation::notify {

constexpr std::size_t most_services = 100;
constexpr std::size_t most_addresses = 16;  // of one service
constexpr std::uint64_t most_a_day = 1000;  // notices of one service

struct Service {
    std::string name;  // of its actor here
    storage::ServiceRecord record;
};

struct NewService {
    std::string name;                    // what is_local_name allows
    std::string display_name;            // may be empty: the name
    std::string id;                      // https address
    std::string inbox;                   // https address with a path
    std::vector<std::string> addresses;  // numbers: "192.0.2.7", "2001:db8::7"
    std::string community;               // name of one here that takes its requests; may be empty
    std::string shown;                   // the token that it wants to see; may be empty
};

// "name", "display_name", "id", "inbox", "addresses", "shown".
std::vector<guides::Problem> problems_of(NewService const& service);

// The token that it must show us, 256 random bits in base64url, is the caller's to hand over. The first time, keys are
// for its actor; later they are not looked at. Refuses what problems_of names, conflict where the name is somebody
// else's, another service has this inbox or this one had another, not_found for the community, too_many.
Result<storage::Handle> register_service(
    storage::WriteTx& tx,
    storage::Tables& tables,
    Keyring const& keyring,
    std::string_view origin,
    NewService const& service,
    ActorKeys const& keys,
    std::string_view token,
    Instant now
);

// What waits for it is not sent. Its actor stays, since others have heard of it. False if there is none of that name.
bool remove_service(storage::WriteTx& tx, storage::Tables& tables, std::string const& name);

std::vector<Service> all_services(storage::ReadTx const& tx, storage::Tables const& tables);
std::optional<Service> service_named(storage::ReadTx const& tx, storage::Tables const& tables, std::string const& name);

// The service behind an actor of ours; nothing for every other actor, and after it was removed.
std::optional<Service> service_behind(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle actor);

// Whether this actor is or was that of a service, ours or another node's.
bool speaks_for_service(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle actor);

// Those whom this token or this address proves.
std::vector<Service> proven_by(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    std::optional<storage::TokenDigest> const& token,
    std::string_view address
);

// Deliveries to a service have a lane of their own, named by its inbox: whether this one is such a lane, and the
// service that it leads to; nothing after it was removed.
bool is_lane(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle host);
std::optional<Service> service_of_lane(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle host);

}  // namespace collegium::federation::notify
