// Offshoots: what grew out of a question, on its page.
#pragma once

#include "server/pages/question_page.hpp"

namespace collegium::server::pages {

// At GUIDES, MADE_GUIDES and MADE_PROJECTS: what was made from it, and the ways to make more.
void show_offshoots(Values& values, Call const& call, QuestionView const& view);

}  // namespace collegium::server::pages
