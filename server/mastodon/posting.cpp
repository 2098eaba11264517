// Saying something (clients 2b, 6a).
#include "server/api_gate.hpp"
#include "server/mastodon/posting_media.hpp"
#include "server/mastodon/posting_repeats.hpp"
#include "server/mastodon/publishing.hpp"
#include "server/mastodon/scheduled.hpp"
#include "server/mastodon/status_entity.hpp"
#include "server/mastodon/status_handlers.hpp"
#include "server/mastodon/status_history.hpp"
#include "server/mastodon/status_lookup.hpp"

namespace collegium::server::mastodon {

using storage::LocalId;

namespace {

Response told(Problem const& problem) {
    return api_error(problem.status, problem.words);
}

// The thing of this number, for its author.
Response show_numbered(App const& app, Call const& call, LocalId number) {
    auto const thing =
        app.node.store.read([&](auto const& tx, auto const& tables) { return tables.numbers.get(tx, number); });
    return thing ? show_status(app, call, *thing) : no_such_status();
}

// What an earlier try with the same key came to. It may still be on its way.
Response show_earlier(App const& app, Call const& call, LocalId number) {
    auto shown = show_numbered(app, call, number);
    if (shown.status() != 404) return shown;
    if (auto waiting = show_scheduled(app, call, number)) return *std::move(waiting);
    return api_error(409, "This post is being sent already. Wait a moment before you try again.");
}

}  // namespace

awaitable<Response> post_status(App const& app, Call call) {
    auto const posting = posting_of(call.parameters);
    if (auto const problem = problem_of(posting)) co_return told(*problem);
    auto planned = ready_post(app, *call.member, posting);
    if (auto const* const problem = std::get_if<Problem>(&planned)) co_return told(*problem);
    auto ready = std::get<ReadyPost>(std::move(planned));
    bool const later = !call.parameters.text("scheduled_at").empty();
    if (later && ready.accepted) co_return told({422, "An answer is accepted at once. Leave the time out."});
    auto const number = ready.composed.number;

    auto const key = repeat_key(app, call);
    if (key) {
        auto const earlier = co_await begin_once(app, *key, number);
        if (!earlier) co_return api_refused(earlier.error());
        if (*earlier) co_return show_earlier(app, call, **earlier);
    }
    if (later) {
        auto waiting = co_await schedule(app, call, number, std::move(ready.media));
        if (key && waiting.status() != 200) co_await forget_try(app, *key);
        co_return waiting;
    }
    auto const posted = co_await federation::perform(app.node, std::move(ready.composed));
    if (!posted) {
        if (key) co_await forget_try(app, *key);
        co_return api_refused(posted.error());
    }
    if (ready.accepted) co_return show_status(app, call, *ready.accepted);
    co_await claim_media(app, call.member->actor, std::move(ready.media), number);
    co_return show_numbered(app, call, number);
}

awaitable<Response> put_status(App const& app, Call call) {
    auto const posting = posting_of(call.parameters);
    auto const post = own_status_of(app, call);
    if (!post) co_return no_such_status();
    if (auto const problem = problem_of(posting)) co_return told(*problem);
    bool const keep_media = !call.parameters.has("media_ids");
    auto planned = ready_edit(app, *call.member, *post, posting, keep_media);
    if (auto const* const problem = std::get_if<Problem>(&planned)) co_return told(*problem);
    auto ready = std::get<ReadyPost>(std::move(planned));
    auto const changed = co_await federation::perform(app.node, std::move(ready.composed));
    if (!changed) co_return api_refused(changed.error());
    co_await claim_media(app, call.member->actor, std::move(ready.media), post->number);
    co_return show_status(app, call, post->handle);
}

}  // namespace collegium::server::mastodon
