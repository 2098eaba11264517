// Farewell: the end of a node, told to everybody who has something of it (needs 4.2, point 20). Every step can be done
// again: what was done is seen in the store, so a farewell that was broken off goes on where it was.
#pragma once

#include "federation/node.hpp"

#include <string>
#include <vector>

namespace collegium::server::decommission {

// What becomes of members' words at partners: their actors end, and with them all that they wrote, or both stay.
enum class Words { end, stay };

// What a farewell says, to be read before.
struct Plan {
    std::vector<storage::Handle> people;       // whose words left this node, and who are not gone
    std::vector<storage::Handle> communities;  // the same, without those that were handed over
    std::vector<storage::Handle> others;       // subjects, collections, pen names
    std::vector<std::string> partners;         // hosts that are told, by name
};

// Refuses paused while all exchange rests, and conflict while a partner is paused by itself: neither hears anything.
// Reads the whole log, once: never on a shard.
Result<Plan> plan_of(federation::Node const& node);

// Queues the farewell: a Delete of each actor of the plan (of people only where their words end, with the wish for a
// receipt), for exactly the hosts that had got something of it, and the end of each follow that is left. Withdraws
// introductions that nobody has answered. by: for the audit log. Refuses what plan_of and federation::perform_now
// refuse; what was queued before stays queued.
Result<Plan> say_farewell(federation::Node const& node, Words words, std::string const& by);

// Ends the partnership with each partner that has got everything, and gave its receipts or had two minutes to do so.
// Refuses conflict where no farewell was begun.
Result<storage::Nothing> part(federation::Node const& node);

enum class State {
    waiting,  // not everything has been delivered
    parting,  // everything has, but not the last word, which ends the partnership
    told
};

// How one host was told.
struct Told {
    std::string host;
    State state{};
    std::uint64_t waiting = 0;  // messages
    std::uint64_t refused = 0;  // of them, and of all before, which it would not take
    std::string reason;         // why it waits; may be empty
};

// Of partners, and of others for which something waits, by name. Empty where no farewell was begun.
std::vector<Told> standings(federation::Node const& node);

}  // namespace collegium::server::decommission
