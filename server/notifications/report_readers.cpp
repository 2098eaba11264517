#include "server/notifications/report_readers.hpp"

#include "server/members/roles.hpp"

namespace collegium::server::notifications {

using storage::Edge;
using storage::Handle;
using storage::ReadTx;
using storage::Seq;
using storage::Tables;

namespace {

// Ours, and the node's own actor: reports stand nowhere else.
std::vector<Handle> recipients_of(ReadTx const& tx, Tables const& tables, Seq report) {
    std::vector<Handle> found;
    tables.local_names.each(tx, [&](std::string const&, Handle actor) {
        if (tables.reports.contains(tx, {actor, report})) found.push_back(actor);
        return true;
    });
    return found;
}

std::vector<Handle> facilitators_here(ReadTx const& tx, Tables const& tables, Handle community) {
    std::vector<Handle> found;
    tables.moderators.ascend(tx, {community, Handle{0}}, [&](Edge const& key, storage::Ruling) {
        if (key.of != community) return false;
        if (tables.account_names.contains(tx, key.by)) found.push_back(key.by);
        return true;
    });
    return found;
}

std::vector<Handle> moderators_of_the_node(ReadTx const& tx, Tables const& tables) {
    std::vector<Handle> found;
    tables.accounts.each(tx, [&](std::string const&, storage::AccountRecord const& account) {
        if (members::look_into_reports(account.roles)) found.push_back(account.actor);
        return true;
    });
    return found;
}

}  // namespace

std::vector<Handle> report_readers(ReadTx const& tx, Tables const& tables, Seq report) {
    std::vector<Handle> readers;
    for (auto const recipient : recipients_of(tx, tables, report)) {
        auto found = facilitators_here(tx, tables, recipient);
        if (found.empty()) found = moderators_of_the_node(tx, tables);
        readers.insert(readers.end(), found.begin(), found.end());
    }
    return readers;
}

}  // namespace collegium::server::notifications
