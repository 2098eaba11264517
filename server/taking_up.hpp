// Taking up: that a member works on a question, from pages and from programs.
#pragma once

#include "federation/admit.hpp"
#include "federation/timeline.hpp"
#include "server/app.hpp"

namespace collegium::server {

// Comments on the question that take it up, the newest of each person. They point into the thread.
std::vector<federation::timeline::PostView const*> take_ups_of(federation::timeline::Thread const& thread);
federation::timeline::PostView const* take_up_by(
    federation::timeline::Thread const& thread, storage::Handle member
);  // null: none

// What a state is called.
std::string_view state_label(std::string_view state) noexcept;

// The words of a take-up as its author typed them, and as HTML, without the line that says the state.
std::string typed_plan(federation::timeline::PostView const& take_up);
std::string shown_plan(federation::timeline::PostView const& take_up);

// Everybody but the asker, and but pupils.
bool may_take_up(Member const& member, federation::timeline::PostView const& question);

struct TakeUpWish {
    std::string state;  // one of take_up_states
    std::string plan;   // Markdown, at most 2,000 characters
};

// Empty if all is well.
std::string_view problem_with(TakeUpWish const& wish);

// The first one, or the member's own as it is now.
federation::Composed taking_up(
    App const& app,
    federation::Author const& author,
    storage::Handle member,
    federation::timeline::Thread const& thread,
    TakeUpWish const& wish
);

}  // namespace collegium::server
