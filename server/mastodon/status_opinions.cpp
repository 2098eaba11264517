// What a member thinks of a status, and passes on: acts that others hear of.
#include "federation/admit.hpp"
#include "federation/judged.hpp"
#include "server/api_gate.hpp"
#include "server/mastodon/status_acts.hpp"
#include "server/mastodon/status_entity.hpp"
#include "server/mastodon/status_handlers.hpp"
#include "server/mastodon/status_lookup.hpp"

namespace collegium::server::mastodon {

using storage::Audience;
using storage::Edge;
using storage::Seq;
using timeline::PostView;

namespace {

struct Given {  // what a member thinks of a thing already
    std::optional<Seq> favourite;
    std::optional<storage::LocalId> line;
    std::optional<Seq> boost;
};

Given given_to(App const& app, Call const& call, PostView const& post) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        Given given;
        auto const vote = tables.votes.get(tx, Edge{post.handle, call.member->actor});
        if (vote && vote->kind == storage::VoteKind::up) given.favourite = vote->seq;
        given.line = tables.boosters.get(tx, Edge{post.handle, call.member->actor});
        auto const record = given.line ? tables.boosts.get(tx, *given.line) : std::nullopt;
        if (record) given.boost = record->seq;
        return given;
    });
}

Response show_line(App const& app, Call const& call, storage::LocalId line) {
    auto const text = look(app, call, [&](View const& view) {
        auto const record = view.tables.boosts.get(view.tx, line);
        return record ? StatusWriter{view}.boost(line, *record) : std::nullopt;
    });
    return text ? api_json(*text) : no_such_status();
}

bool may_be_shared(PostView const& post) {
    return post.audience == Audience::everyone || post.audience == Audience::quiet;
}

// Done, or done already.
bool holds(Result<Seq> const& done) {
    if (done) return true;
    return done.error().reason() == Reason::duplicate || done.error().reason() == Reason::unconcerned;
}

}  // namespace

awaitable<Response> post_favourite(App const& app, Call call) {
    auto const post = status_of(app, call);
    auto const author = post ? federation::author_of(app.node, call.member->actor) : std::nullopt;
    if (!author) co_return no_such_status();
    if (given_to(app, call, *post).favourite) co_return show_status(app, call, post->handle);
    auto composed = federation::composer_of(app.node).like(*author, federation::judged_of(*post));
    auto const liked = co_await federation::perform(app.node, std::move(composed));
    if (!holds(liked)) co_return api_refused(liked.error());
    co_return show_status(app, call, post->handle);
}

awaitable<Response> post_unfavourite(App const& app, Call call) {
    auto const post = status_of(app, call);
    if (!post) co_return no_such_status();
    auto const given = given_to(app, call, *post);
    if (!given.favourite) co_return show_status(app, call, post->handle);
    auto const undone = co_await take_back(app, call.member->actor, *given.favourite);
    if (!undone) co_return api_refused(undone.error());
    co_return show_status(app, call, post->handle);
}

awaitable<Response> post_reblog(App const& app, Call call) {
    auto const post = status_of(app, call);
    auto const author = post ? federation::author_of(app.node, call.member->actor) : std::nullopt;
    if (!author) co_return no_such_status();
    if (!may_be_shared(*post))
        co_return api_error(422, "Only what is for everyone can be shared. This post is for fewer people.");
    if (auto const given = given_to(app, call, *post); given.line) co_return show_line(app, call, *given.line);
    auto composed = federation::composer_of(app.node).boost(*author, post->iri, post->author.iri);
    auto const line = composed.number;
    auto const shared = co_await federation::perform(app.node, std::move(composed));
    if (!holds(shared)) co_return api_refused(shared.error());
    co_return show_line(app, call, line);
}

awaitable<Response> post_unreblog(App const& app, Call call) {
    auto const post = status_of(app, call);
    if (!post) co_return no_such_status();
    auto const given = given_to(app, call, *post);
    if (!given.boost) co_return show_status(app, call, post->handle);
    auto const undone = co_await take_back(app, call.member->actor, *given.boost);
    if (!undone) co_return api_refused(undone.error());
    co_return show_status(app, call, post->handle);
}

}  // namespace collegium::server::mastodon
