// Documents of others for a member's program, which can neither sign nor, in a browser, read every site. The node asks
// in its own name, so that no other node learns which member reads what; what it is shown for one member is not shown
// to the others.
#include "federation/fetching/fetch.hpp"
#include "federation/messages/hidden_recipients.hpp"
#include "federation/messages/vocabulary.hpp"
#include "federation/partners/policy.hpp"
#include "federation/served/documents.hpp"
#include "server/api_gate.hpp"
#include "server/api_limits.hpp"
#include "server/client_to_server/foreign_documents.hpp"
#include "server/client_to_server/handlers.hpp"
#include "storage/names.hpp"

namespace collegium::server::client_to_server {

namespace documents = federation::documents;

namespace {

constexpr unsigned most_requests = 5;  // one document, its redirects and its own place

Response document(std::string body, unsigned status = 200) {
    Response response{status, std::string{federation::vocabulary::activity_json}, std::move(body)};
    return std::move(response).with("Cache-Control", "private, no-store");
}

// Somebody of this node, a thing or an act of it: what this member may see, and nothing else.
Response own_document(App const& app, Call const& call, std::string_view iri) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        auto const handle = storage::find_handle(tx, tables, iri);
        auto const record = handle ? tables.actors.get(tx, *handle) : std::nullopt;
        if (record && record->local) return document(documents::actor(iri, *record));
        if (auto const thing = documents::object(tx, tables, call.viewer(), iri))
            return document(thing->body, thing->gone ? 410 : 200);
        if (auto act = documents::activity(tx, tables, call.viewer(), iri)) return document(*std::move(act));
        return api_error(404, "There is nothing of that id here.");
    });
}

// Pupils read nothing of nodes with which no operator has agreed, also where the node exchanges with everybody.
bool may_ask(App const& app, Call const& call, Iri const& iri) {
    if (!call.member->pupil) return true;
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::standing_of(tx, tables, iri.host()) == federation::Standing::agreed;
    });
}

Response not_fetched(Refusal refusal) {
    switch (refusal.reason()) {
        case Reason::not_found: return api_error(404, "The other node has nothing of that id.");
        case Reason::gone: return api_error(410, "It was deleted at the other node.");
        case Reason::not_allowed: return api_error(403, "The other node does not show that to us.");
        case Reason::not_partner: return api_error(403, "That node is no partner of this one.");
        case Reason::forbidden_place: return api_error(403, "That address is not on the public network.");
        case Reason::paused: return api_error(503, "Exchange with that node is paused.");
        default: return api_error(502, "The other node did not answer with a document of that id.");
    }
}

// What is not for this member looks like what is not there.
constexpr Refusal not_for_member{Reason::not_found, "for somebody else"};

bool is_withheld_from(App const& app, Call const& call, Iri const& iri) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return is_withheld(tx, tables, call.member->actor, iri.text());
    });
}

bool is_for_caller(App const& app, Call const& call, federation::Fetched const& fetched) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return is_for_member(tx, tables, call.member->actor, fetched.root());
    });
}

}  // namespace

awaitable<Response> post_proxy(App const& app, Call call) {
    auto const parsed = Iri::parse(call.parameters.text("id"));
    if (!parsed) co_return api_error(400, "Write the https id of what you want into the field \"id\".");
    auto iri = parsed->without_fragment();
    if (iri.host() == app.node.settings.node.domain) co_return own_document(app, call, iri.text());
    auto const now = app.node.clock.now();
    if (auto const standing = app.api_limits.search(call, now); !standing.allowed)
        co_return too_many_calls(standing, now);
    if (!may_ask(app, call, iri)) co_return not_fetched({Reason::not_partner, "a pupil asks for a stranger"});
    if (is_withheld_from(app, call, iri)) co_return not_fetched(not_for_member);
    federation::FetchBudget budget;
    budget.requests = most_requests;
    auto const fetched = co_await federation::fetch_named(app.node, std::move(iri), budget);
    if (!fetched) co_return not_fetched(fetched.error());
    if (!is_for_caller(app, call, *fetched)) co_return not_fetched(not_for_member);
    co_return document(federation::without_hidden_recipients(fetched->bytes()));
}

}  // namespace collegium::server::client_to_server
