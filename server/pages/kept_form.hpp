// A form that was sent and not taken, on a page of ours again: nothing that was typed is lost. A password is typed
// anew.
#pragma once

#include "server/pages/page.hpp"

namespace collegium::server::pages {

// True if there is something in the form that somebody wrote at length.
bool has_words(Form const& form);

// At the place KEPT: the form with all its fields, under the key of the browser as it is now. Only for a form that came
// from a page of ours. It goes where it went, unless it is a draft that was not saved. place: of such a draft: it is
// saved again, or sent there by a button that says so.
void show_kept(Values& page, Call const& call, std::string_view place = {});

// The answer to a form that was sent under a sign-in that has ended, or that is another one by now.
// to: the page that has to be seen first, as in "/sign-in"; empty: the form only has to be sent once more.
Response unsent_page(App const& app, Call const& call, std::string_view to);

// The answer to a small form that has no page of its own and was not taken: all of it once more, and why.
// field: the name of the field that is wrong, of those that show_kept() shows.
Response refused_form_page(App const& app, Call const& call, std::string_view field, std::string_view why);

}  // namespace collegium::server::pages
