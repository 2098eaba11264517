// Node: everything that the federation works with, handed down from the composition root. References only.
#pragma once

#include "config/clock.hpp"
#include "config/settings.hpp"
#include "federation/fetching/recent_failures.hpp"
#include "federation/network.hpp"
#include "federation/partners/strangers.hpp"
#include "federation/partners/traffic.hpp"
#include "federation/recent_activities.hpp"
#include "federation/signing/key_cache.hpp"
#include "federation/signing/keyring.hpp"
#include "federation/workers.hpp"
#include "storage/ids.hpp"
#include "storage/store.hpp"

namespace collegium::federation {

// What delivery wants to hear of. From any thread.
class DeliveryBell {
public:
    virtual ~DeliveryBell() = default;
    virtual void ring(storage::Handle host) = 0;         // rows were added for this host
    virtual void heard_from(std::string_view host) = 0;  // it sent us something true: it lives
    virtual void resumed(std::string_view host) = 0;     // what waits for it may go now, or never will
};

// What backfill wants to hear of. From any thread.
class BackfillBell {
public:
    virtual ~BackfillBell() = default;
    virtual void ring() = 0;                             // something is wanted
    virtual void back_again(std::string_view host) = 0;  // a host was out (all of them, if empty): much may be missing
};

struct Node {
    Settings const& settings;
    Clock const& clock;
    storage::IdSource& ids;
    storage::Store& store;
    Keyring& keyring;
    KeyCache& keys;
    Network& network;
    Workers& workers;
    DeliveryBell& bell;
    BackfillBell& backfill;
    RecentFailures& failures;
    Traffic& traffic;
    Strangers& strangers;
    RecentActivities& recent;
};

// The newest local id in the log, so that a restart goes on after it.
storage::LocalId newest_id(storage::Store const& store);

}  // namespace collegium::federation
