// Where somebody's words have arrived, for those who wrote them.
#pragma once

#include "server/pages/lookups.hpp"

namespace collegium::server::pages {

// At `place`: for the author, once anybody elsewhere was to be told. The place has a name of its own for questions and
// for answers, since an answer would inherit the question's.
void show_delivery(
    App const& app, Call const& call, Values& values, timeline::PostView const& post, std::string_view place
);

}  // namespace collegium::server::pages
