// Surroundings: whom a member follows, communities and people, with the member themselves, and what these bring them.
#pragma once

#include "federation/merged_lists.hpp"

#include <unordered_map>
#include <unordered_set>

namespace collegium::federation::timeline {

struct HandleHash {
    std::size_t operator()(Handle handle) const noexcept { return static_cast<std::size_t>(handle); }
};
using Handles = std::unordered_set<Handle, HandleHash>;

// They, or the reader, do not want to hear of the other.
bool is_heard(storage::ReadTx const& tx, storage::Tables const& tables, Handle reader, Handle actor);

// Somebody of these passed it on before this line.
bool was_passed_on_before(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    std::function<bool(Handle)> const& is_one,
    Line const& line
);

// Lives no longer than what it reads from. Somebody is looked up when they bring something: most bring nothing to a
// page.
class Surroundings {
public:
    Surroundings(storage::ReadTx const& tx, storage::Tables const& tables, Handle member);

    std::size_t size() const noexcept { return around_.size(); }

    // The line is there because of somebody around: they said it, it is in their community, or they passed on what did
    // not come by one of these ways. record: of its thing.
    bool brings(Line const& line, storage::ObjectRecord const& record);

    // All that any of them may bring.
    std::vector<List> lists(Direction direction);

private:
    struct Known {
        bool gone = false;
        bool heard = false;  // and not gone
        bool community = false;
    };

    Known const& known(Handle actor);
    bool hears(Handle actor) { return around_.contains(actor) && known(actor).heard; }
    bool is_around(Handle actor) { return around_.contains(actor) && !known(actor).gone; }

    storage::ReadTx const& tx_;
    storage::Tables const& tables_;
    Handle member_;
    Handles around_;
    std::unordered_map<Handle, Known, HandleHash> known_;
};

}  // namespace collegium::federation::timeline
