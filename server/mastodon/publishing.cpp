#include "server/mastodon/publishing.hpp"

#include "federation/judged.hpp"
#include "federation/logged.hpp"
#include "federation/messages/silent_copies.hpp"

#include <stdexcept>

namespace collegium::server::mastodon {

using federation::Author;
using federation::Composed;
using federation::Composer;
using federation::NoteDraft;
using federation::QuestionDraft;
using storage::Handle;
using storage::LocalId;

namespace {

constexpr Problem nobody_of_ours{403, "An account without an actor cannot post."};

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

Composed with_poll(App const& app, Author const& author, Composed note, Draft const& draft) {
    return draft.poll ? federation::poll_composer_of(app.node).ask(author, note, *draft.poll) : note;
}

federation::HiddenRecipients hidden_readers_of(App const& app, Handle thing) {
    auto const words = app.node.store.read([&](auto const& tx, auto const& tables) {
        auto const record = tables.objects.get(tx, thing);
        return record ? federation::logged_activity(tx, tables, record->words) : std::nullopt;
    });
    return words ? federation::hidden_recipients_of(*words) : federation::HiddenRecipients{};
}

LocalId number_shown(App const& app, Draft const& draft, LocalId number) {
    auto const* const choice = std::get_if<ToAccept>(&draft.said);
    if (choice == nullptr) return number;
    auto const answer =
        app.node.store.read([&](auto const& tx, auto const& tables) { return tables.objects.get(tx, choice->answer); });
    return answer ? answer->number : number;
}

// What the member sees of one snapshot.
template <class Question>
auto seen_by(App const& app, Member const& member, Question&& question) {
    return app.node.store.read([&](storage::ReadTx const& tx, storage::Tables const& tables) {
        return question(View{app, tx, tables, federation::community::Viewer::of_member(member.actor)});
    });
}

}  // namespace

std::variant<ReadyPost, Problem> ready_post(App const& app, Member const& member, Posting const& posting) {
    auto const author = federation::author_of(app.node, member.actor);
    if (!author) return nobody_of_ours;
    auto const planned = seen_by(app, member, [&](View const& view) { return draft_of(view, member, posting); });
    if (auto const* const problem = std::get_if<Problem>(&planned)) return *problem;
    auto const& draft = std::get<Draft>(planned);
    auto note = std::visit(Compose{federation::composer_of(app.node), *author}, draft.said);
    auto composed = with_poll(app, *author, std::move(note), draft);
    auto const shown = number_shown(app, draft, composed.number);
    return ReadyPost{std::move(composed), shown, std::holds_alternative<ToAccept>(draft.said)};
}

std::variant<Composed, Problem> ready_edit(
    App const& app,
    Member const& member,
    federation::timeline::PostView const& post,
    Posting const& posting,
    std::vector<PictureWords> const& picture_words,
    bool keep_media
) {
    auto const author = federation::author_of(app.node, member.actor);
    if (!author) return nobody_of_ours;
    auto planned =
        seen_by(app, member, [&](View const& view) { return new_draft_of(view, post, posting, keep_media); });
    if (auto const* const problem = std::get_if<Problem>(&planned)) return *problem;
    auto& draft = std::get<Draft>(planned);
    if (auto const problem = describe_pictures(draft, picture_words)) return *problem;
    federation::Edited const edited{post.iri, post.published, post.updated};
    auto note = std::visit(ComposeEdit{federation::composer_of(app.node), *author, edited}, draft.said);
    auto composed = with_poll(app, *author, std::move(note), draft);
    return federation::with_hidden(std::move(composed), hidden_readers_of(app, post.handle));
}

}  // namespace collegium::server::mastodon
