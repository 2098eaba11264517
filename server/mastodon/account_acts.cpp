// What a member does towards others through the network.
#include "server/following.hpp"
#include "server/mastodon/accounts.hpp"
#include "server/mastodon/answers.hpp"

namespace collegium::server::mastodon {

using storage::Handle;

namespace {

bool is_elsewhere(App const& app, Handle actor) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        auto const record = tables.actors.get(tx, actor);
        return record && !record->local;
    });
}

Response after(App const& app, Call const& call, Handle other, Result<storage::Nothing> const& done) {
    if (done) return relationship_with(app, call, other);
    return done.error().reason() == Reason::not_allowed ? api_error(403, "This action is not allowed")
                                                        : api_refused(done.error());
}

}  // namespace

awaitable<Response> post_follow(App const& app, Call call) {
    auto const other = account_in(app, call);
    if (!other) co_return no_record();
    if (*other == call.member->actor) co_return api_error(403, "You cannot follow yourself.");
    if (call.member->pupil && is_elsewhere(app, *other))
        co_return api_error(403, "Pupils follow people and communities of their own school only.");
    auto const me = call.member->actor;
    auto const done = co_await follow(app, me, *other);
    co_return after(app, call, *other, done);
}

awaitable<Response> post_unfollow(App const& app, Call call) {
    auto const other = account_in(app, call);
    if (!other) co_return no_record();
    auto const me = call.member->actor;
    auto const done = co_await unfollow(app, me, *other);
    co_return after(app, call, *other, done);
}

awaitable<Response> post_remove_from_followers(App const& app, Call call) {
    auto const other = account_in(app, call);
    if (!other) co_return no_record();
    auto const me = call.member->actor;
    auto const done = co_await answer_follower(app, me, *other, FollowAnswer::turn_away);
    if (!done && done.error().reason() == Reason::not_found) co_return relationship_with(app, call, *other);
    co_return after(app, call, *other, done);
}

awaitable<Response> post_authorize(App const& app, Call call) {
    auto const other = account_in(app, call);
    if (!other) co_return no_record();
    auto const me = call.member->actor;
    auto const done = co_await answer_follower(app, me, *other, FollowAnswer::let_in);
    co_return after(app, call, *other, done);
}

awaitable<Response> post_reject(App const& app, Call call) {
    auto const other = account_in(app, call);
    if (!other) co_return no_record();
    auto const me = call.member->actor;
    auto const done = co_await answer_follower(app, me, *other, FollowAnswer::turn_away);
    co_return after(app, call, *other, done);
}

}  // namespace collegium::server::mastodon
