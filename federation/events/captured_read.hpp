// Reading what came up at events. What is not meant for a reader is as if it did not exist.
#pragma once

#include "federation/events/reading.hpp"

namespace collegium::federation::events {

// Of one event, the oldest first.
struct Captured {
    std::vector<timeline::PostView> notes;
    std::vector<timeline::PostView> questions;
};

// By what their newest words say, the first 200 of them. Takes some milliseconds where many name the event: run it on
// the workers.
Captured captured_at(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    timeline::PostView const& event,
    timeline::Viewer const& viewer
);

// The event at which something came up; nothing if it names none that this reader may see.
std::optional<EventView> event_behind(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    timeline::PostView const& post,
    timeline::Viewer const& viewer
);

// Whether a question or notes stand on the page of an event: they come of it, are in its community, and that has passed
// them on. Before it does, their author sees them there, and facilitators what waits for them. What stays at one node
// is passed on by nobody and stands there at once. post: as `viewer` finds it.
bool stands_at(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    timeline::PostView const& post,
    timeline::PostView const& event,
    timeline::Viewer const& viewer
);

// Whether a post is notes of something.
bool is_notes(timeline::PostView const& post);

}  // namespace collegium::federation::events
