// Saying something (clients 2b, 6a).
#include "server/alongside.hpp"
#include "server/api_gate.hpp"
#include "server/mastodon/posting_media.hpp"
#include "server/mastodon/posting_repeats.hpp"
#include "server/mastodon/publishing.hpp"
#include "server/mastodon/scheduled.hpp"
#include "server/mastodon/status_entity.hpp"
#include "server/mastodon/status_handlers.hpp"
#include "server/mastodon/status_lookup.hpp"
#include "server/media/attaching.hpp"

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

// What an earlier try with the same key came to: it is there, or waits for its time.
Response show_earlier(App const& app, Call const& call, LocalId number) {
    if (auto waiting = show_scheduled(app, call, number)) return *std::move(waiting);
    return show_numbered(app, call, number);
}

// Only pictures are in conflict here: somebody was quicker since they were looked at.
Response not_posted(Refusal refusal) {
    return refusal.reason() == Reason::conflict ? told(lost_picture) : api_refused(refusal);
}

bool names_media(Parameters const& parameters) {
    return parameters.has("media_ids") || parameters.has("media_ids[]");
}

// A poll that is sent again with new words is not judged again: it stays as it was.
std::optional<Problem> problem_of_words(Posting posting) {
    posting.poll.reset();
    return problem_of(posting);
}

}  // namespace

awaitable<Response> post_status(App const& app, Call call) {
    auto const key = repeat_key(app, call);
    if (auto const before = posted_before(app, key)) co_return show_earlier(app, call, *before);
    auto posting = posting_of(call.parameters);
    if (auto const problem = problem_of(posting)) co_return told(*problem);
    auto planned = ready_post(app, *call.member, posting);
    if (auto const* const problem = std::get_if<Problem>(&planned)) co_return told(*problem);
    auto ready = std::get<ReadyPost>(std::move(planned));
    auto const number = ready.shown;
    auto noting = noting_once(app, key, number);
    if (!call.parameters.text("scheduled_at").empty()) {
        if (ready.accepts) co_return told({422, "An answer is accepted at once. Leave the time out."});
        auto waiting = co_await schedule(app, call, std::move(posting), number, std::move(noting));
        if (waiting) co_return *std::move(waiting);
        if (auto const quicker = posted_before(app, key)) co_return show_earlier(app, call, *quicker);
        co_return api_refused(waiting.error());
    }
    auto pictures = media::with_pictures(app.node, call.member->actor, ready.composed.activity);
    auto alongside = both(std::move(noting), std::move(pictures));
    auto const posted = co_await federation::perform(app.node, std::move(ready.composed), std::move(alongside));
    if (posted) co_return show_numbered(app, call, number);
    if (auto const quicker = posted_before(app, key)) co_return show_earlier(app, call, *quicker);
    co_return not_posted(posted.error());
}

awaitable<Response> put_status(App const& app, Call call) {
    auto const post = own_status_of(app, call);
    if (!post) co_return no_such_status();
    auto const read = picture_words_of(call.parameters);
    if (auto const* const problem = std::get_if<Problem>(&read)) co_return told(*problem);
    auto const& picture_words = std::get<std::vector<PictureWords>>(read);
    auto const posting = posting_of(call.parameters);
    if (auto const problem = problem_of_words(posting)) co_return told(*problem);
    auto const owner = call.member->actor;
    bool const keep_media = !names_media(call.parameters);
    auto planned = ready_edit(app, *call.member, *post, posting, picture_words, keep_media);
    if (auto const* const problem = std::get_if<Problem>(&planned)) co_return told(*problem);
    auto edit = std::get<federation::Composed>(std::move(planned));
    auto alongside = both(media::with_pictures(app.node, owner, edit.activity), focusing(owner, picture_words));
    auto const changed = co_await federation::perform(app.node, std::move(edit), std::move(alongside));
    co_return changed ? show_status(app, call, post->handle) : not_posted(changed.error());
}

}  // namespace collegium::server::mastodon
