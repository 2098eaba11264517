// Speech: a member's saying on its way to become an act of ours. What the program wrote is never passed on as it came:
// its meaning is put into our own words, with our ids, by the same Composer that the pages use.
#pragma once

#include "federation/messages/compose.hpp"
#include "federation/timeline.hpp"
#include "server/app.hpp"
#include "server/client_to_server/saying.hpp"

namespace collegium::server::client_to_server {

namespace timeline = federation::timeline;

using boost::asio::awaitable;
using federation::Composed;

struct Speech {
    App const& app;
    Call const& call;  // by a member
    federation::Author author;
    Saying saying;

    federation::Composer composer() const;

    // A thing that the member may see and that is still there. Refuses not_found.
    Result<timeline::PostView> thing(std::string_view iri) const;
};

// A new thing: a question in a community, a reply, or a post. Refuses not_found for whom or what nobody here knows.
awaitable<Result<Composed>> compose_create(Speech const& speech);

// A thing of the member's own with some members changed. Whom it is for stays as it was. Refuses not_allowed for
// others' things.
awaitable<Result<Composed>> compose_update(Speech const& speech);

// A thing of the member's own, or, with a reason in the summary, one in a community that the member facilitates.
Result<Composed> compose_delete(Speech const& speech);

// Somebody of this node or of a partner; looked up if nobody here knows them. Pupils follow people and communities of
// this node only.
awaitable<Result<Composed>> compose_follow(Speech const& speech);

// An act of the member's own that can be taken back, by its id or whole.
Result<Composed> compose_undo(Speech const& speech);

Result<Composed> compose_vote(Speech const& speech);    // Like, Dislike
Result<Composed> compose_boost(Speech const& speech);   // Announce of what is for everyone
Result<Composed> compose_choice(Speech const& speech);  // ChooseAnswer

// A report goes to the community of the first thing, or to this node.
Result<Composed> compose_flag(Speech const& speech);

// What facilitators decide: Add and Remove for the two collections of a community, Block with a community as target.
Result<Composed> compose_decision(Speech const& speech);

}  // namespace collegium::server::client_to_server
