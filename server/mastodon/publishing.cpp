#include "server/mastodon/publishing.hpp"

#include <stdexcept>

namespace collegium::server::mastodon {

using federation::Author;
using federation::Composed;
using federation::Composer;
using federation::NoteDraft;
using federation::QuestionDraft;

namespace {

constexpr Problem nobody_of_ours{403, "An account without an actor cannot post."};

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

Composed with_poll(App const& app, Author const& author, Composed note, Draft const& draft) {
    if (!draft.poll) return note;
    federation::PollComposer const composer{app.node.settings.origin(), app.node.clock, app.node.ids};
    return composer.ask(author, note, *draft.poll);
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
    ReadyPost ready{with_poll(app, *author, std::move(note), draft), draft.media};
    if (auto const* const choice = std::get_if<ToAccept>(&draft.said)) ready.accepted = choice->answer;
    return ready;
}

std::variant<ReadyPost, Problem> ready_edit(
    App const& app,
    Member const& member,
    federation::timeline::PostView const& post,
    Posting const& posting,
    bool keep_media
) {
    auto const author = federation::author_of(app.node, member.actor);
    if (!author) return nobody_of_ours;
    auto const planned =
        seen_by(app, member, [&](View const& view) { return new_draft_of(view, post, posting, keep_media); });
    if (auto const* const problem = std::get_if<Problem>(&planned)) return *problem;
    auto const& draft = std::get<Draft>(planned);
    federation::Edited const edited{post.iri, post.published, post.updated};
    auto note = std::visit(ComposeEdit{federation::composer_of(app.node), *author, edited}, draft.said);
    return ReadyPost{with_poll(app, *author, std::move(note), draft), draft.media};
}

}  // namespace collegium::server::mastodon
