// Saying something (clients 2b, 6a).
#include "federation/admit.hpp"
#include "server/api_gate.hpp"
#include "server/mastodon/posting_draft.hpp"
#include "server/mastodon/posting_media.hpp"
#include "server/mastodon/posting_repeats.hpp"
#include "server/mastodon/status_entity.hpp"
#include "server/mastodon/status_handlers.hpp"
#include "server/mastodon/status_history.hpp"
#include "server/mastodon/status_lookup.hpp"

namespace collegium::server::mastodon {

using federation::Author;
using federation::Composed;
using federation::Composer;
using federation::NoteDraft;
using federation::QuestionDraft;
using storage::Handle;
using storage::LocalId;

namespace {

Response told(Problem const& problem) {
    return api_error(problem.status, problem.words);
}

Response nobody_of_ours() {
    return api_refused({Reason::not_allowed, "an account without an actor"});
}

Composed with_poll(App const& app, Author const& author, Composed note, Draft const& draft) {
    if (!draft.poll) return note;
    federation::PollComposer const composer{app.node.settings.origin(), app.node.clock, app.node.ids};
    return composer.ask(author, note, *draft.poll);
}

struct Compose {
    Composer composer;
    Author const& author;

    Composed operator()(NoteDraft const& draft) const { return composer.note(author, draft); }
    Composed operator()(QuestionDraft const& draft) const { return composer.question(author, draft); }
    Composed operator()(ToAccept const& choice) const {
        return composer.choose_answer(author, choice.iri, choice.community);
    }
};

struct ComposeEdit {
    Composer composer;
    Author const& author;
    federation::Edited const& edited;

    Composed operator()(NoteDraft const& draft) const { return composer.edit(author, draft, edited); }
    Composed operator()(QuestionDraft const& draft) const { return composer.edit(author, draft, edited); }
    Composed operator()(ToAccept const&) const { throw std::logic_error{"an edit that accepts"}; }
};

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
    return api_error(409, "This post is being sent already. Wait a moment before you try again.");
}

}  // namespace

awaitable<Response> post_status(App const& app, Call call) {
    auto const posting = posting_of(call.parameters);
    if (auto const problem = problem_of(call.parameters, posting)) co_return told(*problem);
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return nobody_of_ours();
    auto const planned = look(app, call, [&](View const& view) { return draft_of(view, *call.member, posting); });
    if (auto const* const problem = std::get_if<Problem>(&planned)) co_return told(*problem);
    auto const& draft = std::get<Draft>(planned);
    auto note = std::visit(Compose{federation::composer_of(app.node), *author}, draft.said);
    auto composed = with_poll(app, *author, std::move(note), draft);
    auto const number = composed.number;

    auto const key = repeat_key(app, call);
    if (key) {
        auto const earlier = co_await begin_once(app, *key, number);
        if (!earlier) co_return api_refused(earlier.error());
        if (*earlier) co_return show_earlier(app, call, **earlier);
    }
    auto const posted = co_await federation::perform(app.node, std::move(composed));
    if (!posted) {
        if (key) co_await forget_try(app, *key);
        co_return api_refused(posted.error());
    }
    if (auto const* const choice = std::get_if<ToAccept>(&draft.said)) co_return show_status(app, call, choice->answer);
    auto media = draft.media;
    co_await claim_media(app, call.member->actor, std::move(media), number);
    co_return show_numbered(app, call, number);
}

awaitable<Response> put_status(App const& app, Call call) {
    auto const posting = posting_of(call.parameters);
    auto const post = own_status_of(app, call);
    if (!post) co_return no_such_status();
    if (auto const problem = problem_of(call.parameters, posting)) co_return told(*problem);
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return nobody_of_ours();
    bool const keep_media = !call.parameters.has("media_ids");
    auto const planned =
        look(app, call, [&](View const& view) { return new_draft_of(view, *post, posting, keep_media); });
    if (auto const* const problem = std::get_if<Problem>(&planned)) co_return told(*problem);
    auto const& draft = std::get<Draft>(planned);
    federation::Edited const edited{post->iri, post->published, post->updated};
    auto note = std::visit(ComposeEdit{federation::composer_of(app.node), *author, edited}, draft.said);
    auto composed = with_poll(app, *author, std::move(note), draft);
    auto const changed = co_await federation::perform(app.node, std::move(composed));
    if (!changed) co_return api_refused(changed.error());
    auto media = draft.media;
    co_await claim_media(app, call.member->actor, std::move(media), post->number);
    co_return show_status(app, call, post->handle);
}

}  // namespace collegium::server::mastodon
