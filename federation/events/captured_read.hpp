// Reading what came up at events. What is not meant for a reader is as if it did not exist.
#pragma once

#include "federation/events/reading.hpp"

namespace collegium::federation::events {

// Of one event, the oldest first.
struct Captured {
    std::vector<timeline::PostView> notes;
    std::vector<timeline::PostView> questions;
};

// By what their newest words say, among the first 500 that ever named the event.
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

// Whether a post is notes of something.
bool is_notes(timeline::PostView const& post);

}  // namespace collegium::federation::events
