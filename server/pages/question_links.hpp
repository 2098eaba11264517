// Question links: that two questions belong together, said by people below one of them.
#pragma once

#include "server/pages/question_page.hpp"

namespace collegium::server::pages {

// At DUPLICATE and RELATED: the questions that belong to this one, and at LINK_FORM the form for one more.
void show_related(Values& values, Call const& call, QuestionView const& view, std::string_view problem);

}  // namespace collegium::server::pages
