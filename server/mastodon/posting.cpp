// Saying something (clients 2b, 6a).
#include "federation/admit.hpp"
#include "federation/judged.hpp"
#include "federation/logged.hpp"
#include "federation/messages/silent_copies.hpp"
#include "server/api_gate.hpp"
#include "server/mastodon/posting_draft.hpp"
#include "server/mastodon/posting_media.hpp"
#include "server/mastodon/posting_picture_words.hpp"
#include "server/mastodon/posting_repeats.hpp"
#include "server/mastodon/status_entity.hpp"
#include "server/mastodon/status_handlers.hpp"
#include "server/mastodon/status_lookup.hpp"
#include "server/media/attaching.hpp"

namespace collegium::server::mastodon {

using federation::Alongside;
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

struct Compose {
    Composer composer;
    Author const& author;

    Composed operator()(NoteDraft const& draft) const { return composer.note(author, draft); }
    Composed operator()(QuestionDraft const& draft) const { return composer.question(author, draft); }
    Composed operator()(ToAccept const& choice) const { return federation::choice_of(composer, author, choice.judged); }
};

struct ComposeEdit {
    Composer composer;
    Author const& author;
    federation::Edited const& edited;

    Composed operator()(NoteDraft const& draft) const { return composer.edit(author, draft, edited); }
    Composed operator()(QuestionDraft const& draft) const { return composer.edit(author, draft, edited); }
    Composed operator()(ToAccept const&) const { throw std::logic_error{"an edit that accepts"}; }
};

// Who heard of it in silence hears of its changes too.
federation::HiddenRecipients hidden_readers_of(App const& app, Handle thing) {
    auto const words = app.node.store.read([&](auto const& tx, auto const& tables) {
        auto const record = tables.objects.get(tx, thing);
        return record ? federation::logged_activity(tx, tables, record->words) : std::nullopt;
    });
    return words ? federation::hidden_recipients_of(*words) : federation::HiddenRecipients{};
}

// The thing of this number, for its author.
Response show_numbered(App const& app, Call const& call, LocalId number) {
    auto const thing =
        app.node.store.read([&](auto const& tx, auto const& tables) { return tables.numbers.get(tx, number); });
    return thing ? show_status(app, call, *thing) : no_such_status();
}

// Under which number a second try finds what was said: an accepted answer is shown itself.
LocalId number_shown(App const& app, Draft const& draft, LocalId number) {
    auto const* const choice = std::get_if<ToAccept>(&draft.said);
    if (choice == nullptr) return number;
    auto const answer =
        app.node.store.read([&](auto const& tx, auto const& tables) { return tables.objects.get(tx, choice->answer); });
    return answer ? answer->number : number;
}

Alongside both(Alongside first, Alongside second) {
    if (!first || !second) return first ? first : second;
    return [first = std::move(first), second = std::move(second)](storage::WriteTx& tx, storage::Tables& tables) {
        auto const done = first(tx, tables);
        return done ? second(tx, tables) : done;
    };
}

// Only pictures are in conflict here: somebody was quicker since they were looked at.
Response not_posted(Refusal refusal) {
    return refusal.reason() == Reason::conflict ? told(lost_picture) : api_refused(refusal);
}

bool names_media(Parameters const& parameters) {
    return parameters.has("media_ids") || parameters.has("media_ids[]");
}

// The changed thing as a draft.
std::variant<Draft, Problem> plan_edit(
    App const& app,
    Call const& call,
    federation::timeline::PostView const& post,
    std::vector<PictureWords> const& picture_words
) {
    auto const posting = posting_of(call.parameters);
    if (auto const problem = problem_of(call.parameters, posting)) return *problem;
    bool const keep_media = !names_media(call.parameters);
    auto planned = look(app, call, [&](View const& view) { return new_draft_of(view, post, posting, keep_media); });
    auto* const draft = std::get_if<Draft>(&planned);
    if (draft == nullptr) return planned;
    if (auto const problem = describe_pictures(*draft, picture_words)) return *problem;
    return planned;
}

}  // namespace

awaitable<Response> post_status(App const& app, Call call) {
    auto const key = repeat_key(app, call);
    if (auto const before = posted_before(app, key)) co_return show_numbered(app, call, *before);
    auto const posting = posting_of(call.parameters);
    if (auto const problem = problem_of(call.parameters, posting)) co_return told(*problem);
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return nobody_of_ours();
    auto const planned = look(app, call, [&](View const& view) { return draft_of(view, *call.member, posting); });
    if (auto const* const problem = std::get_if<Problem>(&planned)) co_return told(*problem);
    auto const& draft = std::get<Draft>(planned);
    auto composed = std::visit(Compose{federation::composer_of(app.node), *author}, draft.said);
    auto const number = number_shown(app, draft, composed.number);
    auto alongside =
        both(noting_once(app, key, number), media::with_pictures(app.node, call.member->actor, composed.activity));
    auto const posted = co_await federation::perform(app.node, std::move(composed), std::move(alongside));
    if (posted) co_return show_numbered(app, call, number);
    if (auto const quicker = posted_before(app, key)) co_return show_numbered(app, call, *quicker);
    co_return not_posted(posted.error());
}

awaitable<Response> put_status(App const& app, Call call) {
    auto const post = own_status_of(app, call);
    if (!post) co_return no_such_status();
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return nobody_of_ours();
    auto const read = picture_words_of(call.parameters);
    if (auto const* const problem = std::get_if<Problem>(&read)) co_return told(*problem);
    auto const& picture_words = std::get<std::vector<PictureWords>>(read);
    auto const planned = plan_edit(app, call, *post, picture_words);
    if (auto const* const problem = std::get_if<Problem>(&planned)) co_return told(*problem);
    federation::Edited const edited{post->iri, post->published, post->updated};
    ComposeEdit const compose{federation::composer_of(app.node), *author, edited};
    auto composed = std::visit(compose, std::get<Draft>(planned).said);
    auto whole = federation::with_hidden(std::move(composed), hidden_readers_of(app, post->handle));
    auto const owner = call.member->actor;
    auto alongside = both(media::with_pictures(app.node, owner, whole.activity), focusing(owner, picture_words));
    auto const changed = co_await federation::perform(app.node, std::move(whole), std::move(alongside));
    co_return changed ? show_status(app, call, post->handle) : not_posted(changed.error());
}

}  // namespace collegium::server::mastodon
