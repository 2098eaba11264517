#include "server/pages/comments_below.hpp"

#include "federation/admit.hpp"
#include "federation/community/audience.hpp"
#include "federation/content/markdown.hpp"
#include "server/dispatch.hpp"
#include "server/pages/guides/handlers.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/signposts/handlers.hpp"
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

bool has_comments_below(timeline::PostView const& post) {
    bool const is_kind = post.kind == ObjectKind::guide || post.kind == ObjectKind::signpost;
    return is_kind && post.state == ObjectState::visible;
}

// Its page, with what is wrong with a comment that was sent from there.
awaitable<Response> page_again(
    App const& app, Call const& call, timeline::PostView const& thing, std::string_view problem, unsigned status
) {
    if (thing.kind == ObjectKind::guide) co_return co_await guide_page(app, call, thing, problem, status);
    co_return signpost_page(app, call, thing, problem, status);
}

federation::NoteDraft draft_of(App const& app, Call const& call, timeline::PostView const& thing, std::string words) {
    federation::NoteDraft draft;
    draft.source = std::move(words);
    draft.parent = thing.iri;
    draft.parent_author = thing.author.iri;
    draft.community = thing.community.iri;
    draft.context = thing.context;
    draft.kind = "comment";
    draft.audience = app.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::community::allowed_audience(tx, tables, call.member->actor, thing.audience, thing.handle);
    });
    return draft;
}

}  // namespace

std::optional<timeline::Thread> comments_below(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle thing, timeline::Viewer const& viewer
) {
    auto thread = timeline::thread_of(tx, tables, thing, viewer);
    if (thread)
        std::erase_if(thread->comments, [&](timeline::PostView const& each) {
            return tables.reviews.contains(tx, storage::Edge{thing, each.handle});
        });
    return thread;
}

void show_comments_below(
    App const& app, Call const& call, Values& values, timeline::Thread const& thread, std::string_view problem
) {
    auto const rows = comment_rows(thread);
    auto const row = rows.find(thread.question.handle);
    if (row == rows.end() && !call.member) return;
    auto part = values.include("COMMENTS", "comments_below");
    show_comments(app, call, part, rows, thread.question.handle, "COMMENT");
    if (!call.member) return;
    auto form = part.repeat("COMMENT_FORM");
    form.text("PATH", post_path(thread.question));
    form.text("COMMENT_WORDS", call.form.text("words"));
    if (!problem.empty()) form.repeat("COMMENT_PROBLEM").text("WHAT", problem);
}

std::string comment_place(App const& app, Call const& call, timeline::PostView const& post) {
    if (post.kind != ObjectKind::comment || post.root == post.handle) return {};
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::string {
        auto const thing = timeline::find_post(tx, tables, post.root, call.viewer());
        bool const is_below = thing && has_comments_below(*thing);
        if (!is_below || tables.reviews.contains(tx, storage::Edge{post.root, post.handle})) return {};
        return post_path(*thing) + anchor_of(post.number);
    });
}

awaitable<Response> post_comment(App const& app, Call call) {
    auto const thing = post_of(app, call);
    if (!thing || !has_comments_below(*thing))
        co_return refuse(app, call, {Reason::not_found, "nothing that takes comments"});
    auto words = call.form.trimmed("words");
    auto const problem = problem_with(words);
    if (!problem.empty()) co_return co_await page_again(app, call, *thing, problem, 422);
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return refuse(app, call, {Reason::not_allowed, "an account without an actor"});
    auto const draft = draft_of(app, call, *thing, std::move(words));
    auto note = federation::composer_of(app.node).note(*author, draft);
    auto const anchor = anchor_of(note.number);
    auto const said = co_await federation::perform(app.node, std::move(note));
    if (!said) {
        auto const meaning = meaning_of(said.error().reason());
        co_return co_await page_again(app, call, *thing, meaning.words, meaning.status);
    }
    co_return Response::see_other(post_path(*thing) + anchor);
}

}  // namespace collegium::server::pages
