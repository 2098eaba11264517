// Passkeys on the pages by which somebody comes in: asking for one, and who it was that answered.
#pragma once

#include "server/members/passkey_answers.hpp"
#include "server/pages/page.hpp"

namespace collegium::server::pages {

enum class PasskeyStep {
    sign_in,  // anybody's, in place of name and password
    second,   // of the one whose password was right
    again,    // of the one who is signed in
};

members::PasskeyParty passkey_party(App const& app);

// The ids of a member's passkeys, for browsers: in base64url, with blanks between them.
std::string passkeys_known(App const& app, std::string const& account);

// Puts a form that asks for a passkey at PASSKEY. It is hidden until our script shows it. Nothing is put there for
// somebody who has none. account: whose; empty for the first step. back: where they wanted to go. ticket: of the step
// before, for the second.
void ask_for_passkey(
    App const& app,
    Call const& call,
    Page& page,
    PasskeyStep step,
    std::string const& account,
    std::string_view back,
    std::string_view ticket = ""
);

// The account of the one whose passkey answered the form. The challenge is used up. Refuses stale and duplicate for a
// challenge that is over, not_allowed for somebody whom the school's own sign-in has to vouch for first, and forged or
// conflict for whatever is wrong with the answer or its holder.
boost::asio::awaitable<Result<std::string>> passkey_holder(
    App const& app, Call const& call, PasskeyStep step, std::string account
);

// The refusal, in words for people.
std::string_view passkey_words(Refusal refusal) noexcept;

}  // namespace collegium::server::pages
