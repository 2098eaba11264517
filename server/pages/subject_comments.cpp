#include "server/pages/subject_comments.hpp"

#include "federation/admit.hpp"
#include "federation/community/audience.hpp"
#include "federation/community/pupils.hpp"
#include "federation/content/markdown.hpp"
#include "federation/statements/reading.hpp"
#include "server/dispatch.hpp"
#include "server/mastodon/posting_people.hpp"
#include "server/mastodon/posting_text.hpp"
#include "server/pages/guides/handlers.hpp"
#include "server/pages/page_language.hpp"
#include "server/pages/projects/handlers.hpp"
#include "server/pages/signposts/handlers.hpp"
#include "server/pages/statements/handlers.hpp"
#include "server/pages/thread_parts.hpp"
#include "server/pages/writing/area.hpp"
#include "server/pages/writing/pictures.hpp"
#include "server/pages/writing/steps.hpp"

namespace collegium::server::pages {

using federation::statements::is_statement_about;
using storage::ObjectKind;
using storage::ObjectState;

namespace {

std::string anchor_of(storage::LocalId comment) {
    return "#comment-" + std::to_string(static_cast<std::uint64_t>(comment));
}

// Whether comments on it stand on its own page.
bool takes_comments(timeline::PostView const& post) {
    auto const kind = post.kind;
    bool const is_subject = kind == ObjectKind::guide || kind == ObjectKind::project || kind == ObjectKind::signpost;
    return is_subject && post.state == ObjectState::visible;
}

std::string_view problem_with(std::string const& words) {
    if (words.empty()) return phrase("Write your comment before you send it.");
    if (words.size() > federation::content::longest_source)
        return phrase("Shorten the comment to about 8,000 characters.");
    return {};
}

storage::Audience comment_audience(App const& app, Call const& call, timeline::PostView const& subject) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::community::allowed_audience(
            tx, tables, call.member->actor, subject.audience, subject.handle
        );
    });
}

// People are told by their names only where everyone may read it: nobody reads more because of a name. Pupils are not
// named to others.
void name_people(App const& app, Call const& call, federation::NoteDraft& draft) {
    auto const marks = mastodon::marks_in(draft.source);
    draft.tags = marks.tags;
    if (draft.audience != storage::Audience::everyone) return;
    mastodon::look(app, call, [&](mastodon::View const& view) {
        for (auto const& each : mastodon::named_actors(view, marks.names))
            if (!each.community && !federation::community::is_pupil(view.tx, view.tables, each.handle))
                draft.mentions.push_back(each.mention);
        return true;
    });
}

federation::NoteDraft draft_of(App const& app, Call const& call, timeline::PostView const& subject, std::string words) {
    federation::NoteDraft draft;
    draft.source = std::move(words);
    draft.language = writing_language(app, call);
    draft.parent = subject.iri;
    draft.parent_author = subject.author.iri;
    draft.community = subject.community.iri;
    draft.context = subject.context;
    draft.kind = "comment";
    draft.audience = comment_audience(app, call, subject);
    name_people(app, call, draft);
    return draft;
}

// The page that the comment was sent from, with what was typed.
awaitable<Response> page_again(
    App const& app, Call const& call, timeline::PostView const& subject, std::string_view problem, unsigned status
) {
    if (subject.kind == ObjectKind::project) co_return co_await project_page(app, call, subject, problem, status);
    if (subject.kind == ObjectKind::signpost) co_return signpost_page(app, call, subject, problem, status);
    co_return co_await guide_page(app, call, subject, problem, status);
}

}  // namespace

std::optional<SubjectComments> comments_below(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle subject, timeline::Viewer const& viewer
) {
    auto thread = timeline::thread_of(tx, tables, subject, viewer);
    if (!thread) return std::nullopt;
    SubjectComments found{*std::move(thread), {}};
    auto& comments = found.thread.comments;
    std::erase_if(comments, [&](timeline::PostView const& each) {
        storage::Edge const place{subject, each.handle};
        return tables.reviews.contains(tx, place) || is_statement_about(tx, tables, subject, each.handle);
    });
    for (auto const& each : comments)
        if (tables.adoptions.contains(tx, storage::Edge{subject, each.handle})) found.adoptions.insert(each.handle);
    return found;
}

void show_comments_below(
    App const& app, Call const& call, Values& values, SubjectComments const& comments, std::string_view problem
) {
    auto const& subject = comments.thread.question;
    auto rows = comment_rows(comments.thread);
    auto& row = rows[subject.handle];
    std::erase_if(row, [&](Comment const& each) { return comments.adoptions.contains(each.post->handle); });
    if (row.empty() && !call.member) return;
    auto part = values.include("COMMENTS", "subject_comments");
    show_comments(app, call, part, rows, subject.handle, "SUBJECT_COMMENT");
    if (!call.member) return;
    auto form = part.repeat("COMMENT_FORM");
    form.text("PATH", post_path(subject));
    auto const kind = form.language().say(kind_name(subject.kind));
    auto const hint = form.language().say(phrase("Everybody who may read this {kind} can read it."), {{"kind", kind}});
    WritingArea area{post_path(subject) + "/comment", phrase("Your comment"), hint};
    area.problem = problem;
    area.words = call.form.text("words");
    area.rows = 4;
    area.send = phrase("Send the comment");
    area.audience = comment_audience(app, call, subject);
    show_writing(app, call, form, area);
}

std::string comment_place(App const& app, Call const& call, timeline::PostView const& post) {
    if (post.kind != ObjectKind::comment || post.root == post.handle) return {};
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::string {
        auto const subject = timeline::find_post(tx, tables, post.root, call.viewer());
        storage::Edge const place{post.root, post.handle};
        if (!subject || !takes_comments(*subject) || tables.reviews.contains(tx, place)) return {};
        bool const is_statement = is_statement_about(tx, tables, post.root, post.handle);
        return post_path(*subject) + (is_statement ? statement_anchor(post.number) : anchor_of(post.number));
    });
}

awaitable<Response> post_comment(App const& app, Call call) {
    auto const subject = post_of(app, call);
    if (!subject || !takes_comments(*subject))
        co_return refuse(app, call, {Reason::not_found, "nothing that takes comments"});
    auto words = call.form.trimmed("words");
    auto const problem = is_preview(call) ? std::string_view{} : problem_with(words);
    if (is_preview(call)) co_return co_await page_again(app, call, *subject, problem, 200);
    auto const pictures = chosen_pictures(app, call);
    if (!problem.empty() || !pictures) co_return co_await page_again(app, call, *subject, problem, 422);
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return refuse(app, call, {Reason::not_allowed, "an account without an actor"});
    auto draft = draft_of(app, call, *subject, std::move(words));
    draft.attachments = *pictures;
    auto note = federation::composer_of(app.node).note(*author, draft);
    auto const path = post_path(*subject) + anchor_of(note.number);
    auto alongside = on_sending(app, call, note.activity, path);
    auto const said = co_await federation::perform(app.node, std::move(note), std::move(alongside));
    if (!said) {
        auto const meaning = meaning_of(said.error().reason());
        co_return co_await page_again(app, call, *subject, meaning.words, meaning.status);
    }
    co_return Response::see_other(path);
}

}  // namespace collegium::server::pages
