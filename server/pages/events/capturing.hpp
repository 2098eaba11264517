// Capturing: what whoever is at an event writes down, straight to the board of its community (needs G4, N-89).
#pragma once

#include "federation/events/captured_read.hpp"
#include "server/pages/lookups.hpp"

namespace collegium::server::pages {

namespace events = federation::events;

// What is wrong with what was sent from the form, in words for beside its fields.
struct CaptureProblems {
    std::string questions{};
    std::string notes{};

    bool any() const { return !questions.empty() || !notes.empty(); }
};

// Whether the member who calls writes down what came up: whoever announced the event, comes to it, or runs its
// community. Nobody where it was cancelled.
bool may_capture(App const& app, Call const& call, events::EventView const& event);

// At QUESTIONS, NOTES and CAPTURE: what came up, and the form for those who may, or if something was typed in it.
void show_captured(
    App const& app,
    Call const& call,
    Values& values,
    events::EventView const& event,
    events::Captured const& captured,
    CaptureProblems const& problems
);

// Where notes are read on the page of their event; empty for anything else, and for notes that do not stand there.
std::string notes_place(App const& app, Call const& call, timeline::PostView const& post);

// The event that a form or an address names by its digits ("event"), if it is of this community: a question is asked
// that came up there.
std::optional<events::EventView> event_named(App const& app, Call const& call, timeline::ActorView const& community);

// "From [TeachMeet](https://…)": how words say where they come from to whoever knows no more than words.
std::string reference_to(timeline::PostView const& event);

}  // namespace collegium::server::pages
