// What the pages about consent show in the same way: to a pupil, and to staff.
#pragma once

#include "server/app.hpp"
#include "server/consent/consents.hpp"
#include "server/pages/page.hpp"

namespace collegium::server::pages {

using boost::asio::awaitable;

awaitable<Response> get_own_consent(App const& app, Call call);
awaitable<Response> post_own_consent(App const& app, Call call);
awaitable<Response> get_withdraw_own_consent(App const& app, Call call);
awaitable<Response> post_withdraw_own_consent(App const& app, Call call);

// For the safeguarding lead and operators; for others there is nothing here.
awaitable<Response> get_pupils(App const& app, Call call);
awaitable<Response> get_pupil(App const& app, Call call);
awaitable<Response> post_pupil(App const& app, Call call);
awaitable<Response> get_withdraw_consent(App const& app, Call call);
awaitable<Response> post_withdraw_consent(App const& app, Call call);

// The purposes that were ticked, as bits: fields "agrees_<name>".
std::uint64_t purposes_in(Form const& form);

// At PURPOSE, for each: NAME, WORDS, and CHOSEN for those in `chosen`.
void show_purposes(Values& values, std::uint64_t chosen);

// Age, who agreed to what and when, and what has become of it.
void show_consent(Values& values, storage::ConsentRecord const& record, unsigned own_from);

// Why something was not recorded, beside the form.
std::string_view consent_problem(Refusal refusal) noexcept;

}  // namespace collegium::server::pages
