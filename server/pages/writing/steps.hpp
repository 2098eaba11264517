// Steps: what all forms have in common in which people write. A page with such a form is opened with the draft that
// waits for it; what is sent from it may be looked at first, brings pictures, is taken once, and ends its draft.
#pragma once

#include "federation/admit.hpp"
#include "server/writing/drafts.hpp"

namespace collegium::server::pages {

using Handler = boost::asio::awaitable<Response> (*)(App const& app, Call call);

// Puts what the member typed before into the form of the call: the draft that the address names ("draft"), none for
// "none", else the newest one of a form on this page. Beside it stand its number and "draft_saved". What the address
// says itself counts more.
boost::asio::awaitable<Response> with_draft(App const& app, Call call, Handler page);

// A form that was sent before leads to what came of it. Takes in the pictures that come with the form.
boost::asio::awaitable<Response> with_writing(App const& app, Call call, Handler act);

// The same, for tables of routes.
template <Handler page>
boost::asio::awaitable<Response> opening(App const& app, Call call) {
    return with_draft(app, std::move(call), page);
}
template <Handler act>
boost::asio::awaitable<Response> sending(App const& app, Call call) {
    return with_writing(app, std::move(call), act);
}

// Whoever sent the form wants to see first how it will look.
bool is_preview(Call const& call);

// The form's own number: as it was made with the page. Nothing for forms without one.
std::optional<storage::LocalId> number_in(Form const& form);

// All that people typed or chose, without what the page itself put into the form.
std::vector<FormField> typed_in(Form const& form);

// For perform(): the draft of the form ends with the act that it was sent for, whose pictures become part of its thing,
// and the form is not taken a second time. path: of the page that shows what came of it. Refuses conflict if it was
// sent meanwhile, and what media::with_pictures refuses.
federation::Alongside on_sending(
    App const& app, Call const& call, federation::Activity const& activity, std::string path
);

// The same for a form that has no pictures.
federation::Alongside on_sending(App const& app, Call const& call, std::string path);

}  // namespace collegium::server::pages
