// Reading events: questions that pages ask of the views. What is not meant for a reader is as if it did not exist.
#pragma once

#include "federation/community/votes.hpp"
#include "federation/events/event.hpp"
#include "federation/timeline.hpp"

namespace collegium::federation::events {

struct EventView {
    timeline::PostView post;
    Event event;
    std::uint64_t coming = 0;
    std::optional<storage::AttendanceState> own;  // of the reader
};

// As its newest words have it, whoever may read them: for rules.
std::optional<Event> words_of(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::ObjectRecord const& record
);

// They come, or wait to hear whether they can.
bool wants_to_come(storage::AttendanceState state) noexcept;

// How many come, as far as this node knows.
std::uint64_t coming_to(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle event, community::Counted counted
);

// Those who come to an event, or asked to, and belong to other nodes: one of each node, for it is the node that shows
// its people what changed. IRIs, at most 200.
std::vector<std::string> guests_abroad(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle event);

// Nothing if there is no such event, if it is not meant for this reader, or if it was taken away.
std::optional<EventView> find_event(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle event, timeline::Viewer const& viewer
);

// Those of a community that are not over, the next one first: among the newest 500.
std::vector<EventView> events_in(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    storage::Handle community,
    timeline::Viewer const& viewer,
    Instant now
);

// Those of all communities that a member follows or belongs to, the next one first.
std::vector<EventView> calendar_of(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle member, Instant now
);

}  // namespace collegium::federation::events
