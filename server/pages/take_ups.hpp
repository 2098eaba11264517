// Take-ups: who works on a question, and how far they are.
#pragma once

#include "server/pages/question_page.hpp"

namespace collegium::server::pages {

// Comments on the question that take it up, the newest of each person.
std::vector<timeline::PostView const*> take_ups_of(timeline::Thread const& thread);

// What a state is called.
std::string_view state_label(std::string_view state) noexcept;

// The words of a take-up as its author typed them, and as HTML, without the line that says the state.
std::string typed_plan(timeline::PostView const& take_up);
std::string shown_plan(timeline::PostView const& take_up);

// At TAKE_UP_FORM, for who may take the question up.
void show_take_up_form(Values& values, Call const& call, timeline::Thread const& thread, std::string_view problem);

}  // namespace collegium::server::pages
