#include "server/pages/guides/guide_comments.hpp"

#include "federation/admit.hpp"
#include "federation/community/audience.hpp"
#include "federation/content/markdown.hpp"
#include "server/dispatch.hpp"
#include "server/pages/guides/handlers.hpp"
#include "server/pages/statements/handlers.hpp"
#include "server/pages/thread_parts.hpp"

namespace collegium::server::pages {

using storage::ObjectKind;
using storage::ObjectState;

namespace {

std::string anchor_of(storage::LocalId comment) {
    return "#comment-" + std::to_string(static_cast<std::uint64_t>(comment));
}

std::string_view problem_with(std::string const& words) {
    if (words.empty()) return "Write your comment before you send it.";
    if (words.size() > federation::content::longest_source) return "Shorten the comment to about 8,000 characters.";
    return {};
}

federation::NoteDraft draft_of(App const& app, Call const& call, timeline::PostView const& guide, std::string words) {
    federation::NoteDraft draft;
    draft.source = std::move(words);
    draft.parent = guide.iri;
    draft.parent_author = guide.author.iri;
    draft.community = guide.community.iri;
    draft.context = guide.context;
    draft.kind = "comment";
    draft.audience = app.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::community::allowed_audience(tx, tables, call.member->actor, guide.audience, guide.handle);
    });
    return draft;
}

}  // namespace

std::optional<GuideComments> comments_on_guide(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle guide, timeline::Viewer const& viewer
) {
    auto thread = timeline::thread_of(tx, tables, guide, viewer);
    if (!thread) return std::nullopt;
    GuideComments found{*std::move(thread), {}};
    auto& comments = found.thread.comments;
    std::erase_if(comments, [&](timeline::PostView const& each) {
        storage::Edge const place{guide, each.handle};
        return tables.reviews.contains(tx, place) || tables.statements.contains(tx, place);
    });
    for (auto const& each : comments)
        if (tables.adoptions.contains(tx, storage::Edge{guide, each.handle})) found.adoptions.insert(each.handle);
    return found;
}

void show_guide_comments(
    App const& app, Call const& call, Values& values, GuideComments const& comments, std::string_view problem
) {
    auto const guide = comments.thread.question.handle;
    auto rows = comment_rows(comments.thread);
    std::erase_if(rows[guide], [&](Comment const& each) { return comments.adoptions.contains(each.post->handle); });
    if (rows[guide].empty() && !call.member) return;
    auto part = values.repeat("COMMENTS");
    show_comments(app, call, part, rows, guide, "GUIDE_COMMENT");
    if (!call.member) return;
    auto form = part.repeat("COMMENT_FORM");
    form.text("COMMENT_WORDS", call.form.text("words"));
    if (!problem.empty()) form.repeat("COMMENT_PROBLEM").text("WHAT", problem);
}

std::string comment_place(App const& app, Call const& call, timeline::PostView const& post) {
    if (post.kind != ObjectKind::comment || post.root == post.handle) return {};
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::string {
        auto const guide = timeline::find_post(tx, tables, post.root, call.viewer());
        bool const is_guide = guide && guide->kind == ObjectKind::guide && guide->state == ObjectState::visible;
        if (!is_guide || tables.reviews.contains(tx, storage::Edge{post.root, post.handle})) return {};
        bool const is_statement = tables.statements.contains(tx, storage::Edge{post.root, post.handle});
        return post_path(*guide) + (is_statement ? statement_anchor(post.number) : anchor_of(post.number));
    });
}

awaitable<Response> post_guide_comment(App const& app, Call call) {
    auto const guide = post_of(app, call);
    if (!guide || guide->kind != ObjectKind::guide || guide->state != ObjectState::visible)
        co_return refuse(app, call, {Reason::not_found, "no such guide"});
    auto words = call.form.trimmed("words");
    auto const problem = problem_with(words);
    if (!problem.empty()) co_return co_await guide_page(app, call, *guide, problem, 422);
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return refuse(app, call, {Reason::not_allowed, "an account without an actor"});
    auto const draft = draft_of(app, call, *guide, std::move(words));
    auto note = federation::composer_of(app.node).note(*author, draft);
    auto const anchor = anchor_of(note.number);
    auto const said = co_await federation::perform(app.node, std::move(note));
    if (!said) {
        auto const meaning = meaning_of(said.error().reason());
        co_return co_await guide_page(app, call, *guide, meaning.words, meaning.status);
    }
    co_return Response::see_other(post_path(*guide) + anchor);
}

}  // namespace collegium::server::pages
