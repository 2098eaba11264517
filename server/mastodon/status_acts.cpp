#include "server/mastodon/status_acts.hpp"

#include "federation/admit.hpp"
#include "federation/logged.hpp"

namespace collegium::server::mastodon {

boost::asio::awaitable<Result<void>> take_back(App const& app, storage::Handle member, storage::Seq seq) {
    auto const act = app.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::logged_activity(tx, tables, seq);
    });
    auto const author = federation::author_of(app.node, member);
    if (!act || !author || act->actor().text() != author->iri)
        co_return Refusal{Reason::not_found, "an act that is not kept"};
    auto composed = federation::composer_of(app.node).undo(*author, *act);
    auto const undone = co_await federation::perform(app.node, std::move(composed));
    if (!undone) co_return undone.error();
    co_return Result<void>{};
}

}  // namespace collegium::server::mastodon
