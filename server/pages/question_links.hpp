// Question links: that two questions belong together, said by people below one of them.
#pragma once

#include "server/pages/question_page.hpp"

namespace collegium::server::pages {

// At DUPLICATE and RELATED: the questions that belong to this one, and at LINK_FORM the form for one more.
void show_related(Values& values, Call const& call, QuestionView const& view, std::string_view problem);

// Whether show_related shows all that a comment says: a link that stands there, no words beside it, and no replies.
bool is_only_a_link(QuestionView const& view, timeline::PostView const& comment);

}  // namespace collegium::server::pages
