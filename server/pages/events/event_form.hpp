// The form in which events are announced and changed.
#pragma once

#include "federation/events/compose_event.hpp"
#include "federation/events/reading.hpp"
#include "server/pages/lookups.hpp"

namespace collegium::server::pages {

namespace events = federation::events;

struct EventProblem {
    std::string_view field;
    std::string_view words;
};

struct EventFormView {
    std::string action;  // where it is sent
    std::string heading;
    std::string button;
    timeline::ActorView community;
    std::vector<EventProblem> problems{};
    std::string_view refused{};  // why it was not taken as a whole; empty: it was not refused
};

EventFormView announcing(timeline::ActorView const& community);
EventFormView changing(events::EventView const& standing);

// An event as it stands, for whoever changes it.
events::EventDraft draft_of(events::EventView const& standing);

// `before` with the fields of the form. problems: takes what cannot stand, by its field.
events::EventDraft event_typed(Form const& form, events::EventDraft before, std::vector<EventProblem>& problems);

// With what was typed; else with what stands.
Response event_form(
    App const& app, Call const& call, events::EventDraft const& standing, EventFormView const& view, unsigned status
);

}  // namespace collegium::server::pages
