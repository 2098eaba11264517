// What the pages have in common by which somebody comes in.
#pragma once

#include "server/app.hpp"
#include "server/http/message.hpp"
#include "server/pages/page.hpp"

namespace collegium::server::pages {

// A browser as its member knows it: "Firefox, Linux".
std::string browser_name(Request const& request);

// Counts a try. The place where the tries come from has its measure, then the account: a place that must wait locks
// nobody else out.
bool may_try(App const& app, Call const& call, std::string const& account);

// Gives the browser the cookie of a sign-in and leads on. An operator's cookie does not come along with links from
// other sites (security W4).
Response signed_in(App const& app, std::string const& token, std::string_view to);

// The same where nobody says who they are before they have proved it.
bool may_try_from(App const& app, Call const& call);

// It was right. The account's tries are forgotten; the place gets this one back and no other, or whoever has one
// account could guess at the others without end.
void note_right(App const& app, Call const& call, std::string const& account);

// From now on every sign-in needs a second factor: those that were begun without one end, and this one begins anew.
// Returns its token.
boost::asio::awaitable<Result<std::string>> begin_with_second_factor(App const& app, Call const& call);

// The page gives the browser the cookie of that sign-in.
Response with_sign_in(App const& app, std::string const& token, Response page);

// Recovery codes that were just made, at FRESH: shown this one time. to: the path to go on to.
void show_recovery_codes(Values& values, std::vector<std::string> const& codes, std::string_view to);

// The second step of a sign-in: asks for a code, or a passkey. The ticket says that the first one was done in this
// browser; back: where they wanted to go.
Response code_page(
    App const& app,
    Call const& call,
    std::string_view ticket,
    std::string_view back,
    std::string_view problem = "",
    unsigned status = 200
);

constexpr std::string_view wrong_password_words = "The password is not right. Check it and try again.";
constexpr std::string_view too_many_tries_words = "Too many tries. Wait fifteen minutes, then try again.";

// False for those who come in through the school's own sign-in only.
bool has_password(App const& app, Call const& call);

// The way to the school's own sign-in, where there is one. back: the path to come back to.
void show_school(App const& app, Page& page, std::string_view back);

constexpr std::string_view through_school_words = "Sign in through your school once more, then try again.";

// The member's own password, in the field "password", asked for before something that matters: what is wrong with it,
// in words for them, or an empty text. Counts as a try. Who has none must have come in through the school a few minutes
// ago instead.
boost::asio::awaitable<std::string_view> password_problem(App const& app, Call const& call);

}  // namespace collegium::server::pages
