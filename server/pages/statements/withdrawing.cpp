// A sponsor takes a statement of the council back.
#include "federation/admit.hpp"
#include "federation/statements/reading.hpp"
#include "server/dispatch.hpp"
#include "server/pages/statements/handlers.hpp"

namespace collegium::server::pages {

namespace {

// A statement that stands, of a council that the caller sponsors.
std::optional<timeline::PostView> sponsored(App const& app, Call const& call) {
    auto post = post_of(app, call);
    if (!post || post->state != storage::ObjectState::visible) return std::nullopt;
    bool const is_theirs = app.node.store.read([&](auto const& tx, auto const& tables) {
        auto const part = communities::part_in(tx, tables, post->author.handle, *call.member);
        return part == communities::CouncilPart::sponsor &&
               federation::statements::is_statement_about(tx, tables, post->parent, post->handle);
    });
    return is_theirs ? post : std::nullopt;
}

Response no_statement(App const& app, Call const& call) {
    return refuse(app, call, {Reason::not_found, "no statement of a council that the member sponsors"});
}

}  // namespace

awaitable<Response> get_withdraw_statement(App const& app, Call call) {
    auto const post = sponsored(app, call);
    if (!post) co_return no_statement(app, call);
    Page page{app, call, "statement_withdraw", phrase("Take a statement back")};
    auto& values = page.values();
    values.text("ACTION", "/comment/" + federation::digits(post->number) + "/statement/withdraw");
    values.text("LIST", statements_path(post->author));
    values.text("COUNCIL", post->author.display);
    values.text("LANG", post->language);
    values.html("CONTENT", post->content);
    co_return page.render();
}

// Whoever was told it is told that it is gone.
awaitable<Response> post_withdraw_statement(App const& app, Call call) {
    auto const post = sponsored(app, call);
    auto const words = post ? newest_words(app, *post) : std::nullopt;
    auto const council = words ? federation::author_of(app.node, post->author.handle) : std::nullopt;
    if (!council) co_return no_statement(app, call);
    auto composed = federation::composer_of(app.node).delete_object(*council, *words);
    auto const done = co_await federation::perform(app.node, std::move(composed));
    if (!done) co_return refuse(app, call, done.error());
    co_return Response::see_other(statements_path(post->author));
}

}  // namespace collegium::server::pages
