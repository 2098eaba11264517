// Watching: what is asked of the words of an act when it comes in: whether a watch list has them, and whether whoever
// says them is new here (needs N3, N4). Asked once, at the one door for acts of ours and of others; what the door
// decides about waiting is kept with the entry, so that a replay decides the same.
#pragma once

#include "federation/messages/activity.hpp"
#include "storage/tables.hpp"

#include <span>
#include <vector>

namespace collegium::federation::watch {

// What the settings say of newcomers. 0: nobody is one.
struct Newcomers {
    unsigned posts = 0;         // whose first so many things wait
    unsigned partner_days = 0;  // things from an institution that became a partner less than so long ago wait
};

struct Verdict {
    bool holds = false;
    std::vector<storage::WatchRecord> alarms;  // of which the safeguarding lead is told
};

// Of a Create or an Update; anything else passes. Things wait in communities of this node, where facilitators let them
// pass. Refuses watched for words of ours that are blocked, or that would have to wait where nothing can; what comes
// from elsewhere waits instead of being blocked. Refuses limited for somebody whose things have to wait, in such a
// place.
Result<Verdict> judge(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    Activity const& activity,
    bool local,
    Newcomers const& newcomers,
    Instant now
);

// Of which the lead is told although an act of ours was refused as watched: somebody in need may have said it where
// nothing can wait. Not of lists that only block.
std::vector<storage::WatchRecord> told_of_refused(
    storage::ReadTx const& tx, storage::Tables const& tables, Activity const& activity, Newcomers const& newcomers
);

// Those of the watch lists that are about this act: by its words, and by who says them. Newcomers are left out here.
std::vector<storage::WatchRecord> concerning(
    storage::ReadTx const& tx, storage::Tables const& tables, Activity const& activity
);

// Which phrases a text of somebody has, for trying it out.
std::vector<storage::WatchRecord> found_in(
    storage::ReadTx const& tx, storage::Tables const& tables, std::string_view text
);

// Writes down what was found in the thing of an act that took effect, for whoever tells the lead.
void keep_alarms(
    storage::WriteTx& tx,
    storage::Tables& tables,
    Activity const& activity,
    Verdict const& verdict,
    std::span<storage::LocalId const> numbers
);

}  // namespace collegium::federation::watch
