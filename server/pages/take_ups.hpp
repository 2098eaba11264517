// Take-ups on the page of a question: who works on it, and how far they are.
#pragma once

#include "server/pages/question_page.hpp"

namespace collegium::server::pages {

// At TAKE_UP_FORM, for who may take the question up.
void show_take_up_form(Values& values, Call const& call, timeline::Thread const& thread, std::string_view problem);

}  // namespace collegium::server::pages
