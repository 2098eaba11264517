#include "federation/admit.hpp"
#include "federation/events/captured.hpp"
#include "federation/events/captured_read.hpp"
#include "federation/messages/silent_copies.hpp"
#include "federation/served/poll_document.hpp"
#include "server/dispatch.hpp"
#include "server/pages/audience_words.hpp"
#include "server/pages/context_words.hpp"
#include "server/pages/draft_checks.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/lookups.hpp"
#include "server/pages/writing/area.hpp"
#include "server/pages/writing/pictures.hpp"
#include "server/pages/writing/steps.hpp"

namespace collegium::server::pages {

using storage::ObjectKind;
using storage::ObjectState;

namespace {

// The thing that the address names, if it is the member's own and still there.
std::optional<timeline::PostView> own_post(App const& app, Call const& call) {
    auto post = post_of(app, call);
    bool const is_own = post && post->author.handle == call.member->actor && post->state == ObjectState::visible;
    return is_own && post->kind != ObjectKind::comment ? post : std::nullopt;
}

// Posts are edited by programs, and guides have a form of their own.
bool has_this_form(timeline::PostView const& post) {
    return post.kind == ObjectKind::question || post.kind == ObjectKind::answer || federation::events::is_notes(post);
}

std::string_view name_of(timeline::PostView const& post) {
    return federation::events::is_notes(post) ? federation::events::notes_kind : kind_name(post.kind);
}

DraftProblems check(timeline::PostView const& post, Form const& form) {
    if (post.kind == ObjectKind::question) return check_question(form);
    return post.kind == ObjectKind::answer ? check_answer(form) : check_notes(form);
}

Response not_yours(App const& app, Call const& call) {
    return refuse(app, call, {Reason::not_found, "nothing of the member's own"});
}

Response edit_page(
    App const& app, Call const& call, timeline::PostView const& post, DraftProblems const& problems, unsigned status
) {
    Page page{app, call, "edit", phrase("Edit")};
    auto& values = page.values();
    bool const typed = call.form.has("words");
    values.words("KIND", name_of(post));
    values.text("PATH", post_path(post));
    bool const is_refused = problems.any() || call.form.has("picture_problem");
    if (is_refused) values.refused(phrase("The change was not sent; your text is still here."));
    values.problem("title", problems.title);
    if (post.kind == ObjectKind::question) {
        values.show("WITH_TITLE");
        values.text("POST_TITLE", typed ? call.form.text("title") : post.title());
        show_context_fields(values, has_context(call.form) ? context_in(call.form) : post.about, problems.context);
    }
    WritingArea area{
        post_path(post) + "/edit", phrase("Text"), phrase("Say what changed, if others have answered already.")};
    area.problem = problems.words;
    area.words = typed ? call.form.text("words") : post.source;
    area.rows = 12;
    area.send = phrase("Save the change");
    area.audience = audience_for(call, post.audience);
    show_writing(app, call, values, area);
    return page.render(status);
}

std::optional<timeline::PostView> question_of(App const& app, Call const& call, timeline::PostView const& post) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return timeline::find_post(tx, tables, post.root, call.viewer());
    });
}

// The changed thing; nothing if the question of an answer is not here.
std::optional<federation::Composed> compose_edit(
    App const& app,
    Call const& call,
    federation::Author const& author,
    timeline::PostView const& post,
    std::vector<federation::Attached> pictures
) {
    auto const composer = federation::composer_of(app.node);
    federation::Edited const edited{post.iri, post.published, post.updated};
    auto words = call.form.trimmed("words");
    auto const origin = post.origins.empty() ? std::string{} : post.origins.front();
    auto const language = post.language.empty() ? std::string{"en"} : post.language;
    if (post.kind == ObjectKind::question)
        return composer.edit(
            author,
            federation::QuestionDraft{
                post.community.iri,
                call.form.trimmed("title"),
                std::move(words),
                language,
                post.audience,
                has_context(call.form) ? context_in(call.form) : post.about,
                origin,
                std::move(pictures)},
            edited
        );
    if (federation::events::is_notes(post)) {
        federation::ArticleDraft draft;
        draft.kind = federation::events::notes_kind;
        draft.community = post.community.iri;
        draft.title = post.title();
        draft.source = std::move(words);
        draft.language = language;
        draft.audience = post.audience;
        draft.derived_from = origin;
        draft.attachments = std::move(pictures);
        return composer.edit(author, draft, edited);
    }
    auto const question = question_of(app, call, post);
    if (!question) return std::nullopt;
    auto draft = answer_draft(*question, std::move(words));
    draft.language = language;
    draft.attachments = std::move(pictures);
    return composer.edit(author, draft, edited);
}

// New words leave a poll as it is.
federation::Composed with_its_poll(
    App const& app, federation::Author const& author, timeline::PostView const& post, federation::Composed edit
) {
    auto const poll = app.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::documents::standing_of(tx, tables, post.handle);
    });
    return poll ? federation::poll_composer_of(app.node).ask(author, edit, *poll) : edit;
}

}  // namespace

awaitable<Response> get_edit(App const& app, Call call) {
    auto const post = own_post(app, call);
    if (!post || !has_this_form(*post)) co_return not_yours(app, call);
    if (!call.form.has("words")) bring_pictures(app, call, *post);
    co_return edit_page(app, call, *post, {}, 200);
}

awaitable<Response> post_edit(App const& app, Call call) {
    auto const post = own_post(app, call);
    bool const can_be_edited = post && has_this_form(*post);
    auto const author = can_be_edited ? federation::author_of(app.node, call.member->actor) : std::nullopt;
    if (!author) co_return not_yours(app, call);
    if (is_preview(call)) co_return edit_page(app, call, *post, {}, 200);
    auto const problems = check(*post, call.form);
    auto pictures = chosen_pictures(app, call, &*post);
    if (problems.any() || !pictures) co_return edit_page(app, call, *post, problems, 422);

    auto composed = compose_edit(app, call, *author, *post, *std::move(pictures));
    auto const before = newest_words(app, *post);
    if (!composed || !before) co_return not_yours(app, call);
    auto edit = with_its_poll(app, *author, *post, *std::move(composed));
    auto whole = federation::with_hidden(std::move(edit), federation::hidden_recipients_of(*before));
    auto alongside = on_sending(app, call, whole.activity, post_path(*post));
    auto const changed = co_await federation::perform(app.node, std::move(whole), std::move(alongside));
    if (!changed) {
        auto const status = meaning_of(changed.error().reason()).status;
        co_return edit_page(app, call, *post, why_not_taken(changed.error()), status);
    }
    co_return Response::see_other(post_path(*post));
}

awaitable<Response> get_delete(App const& app, Call call) {
    auto const post = own_post(app, call);
    if (!post) co_return not_yours(app, call);
    Page page{app, call, "delete", phrase("Delete")};
    page.values().words("KIND", name_of(*post));
    page.values().text("PATH", post_path(*post));
    co_return page.render();
}

awaitable<Response> post_delete(App const& app, Call call) {
    auto const post = own_post(app, call);
    auto const author = post ? federation::author_of(app.node, call.member->actor) : std::nullopt;
    if (!author) co_return not_yours(app, call);
    auto const words = newest_words(app, *post);
    if (!words) co_return not_yours(app, call);
    auto composed = federation::composer_of(app.node).delete_object(*author, *words);
    auto const deleted = co_await federation::perform(app.node, std::move(composed));
    if (!deleted) co_return refuse(app, call, deleted.error());
    bool const in_community = post->community.handle != storage::Handle{0};
    co_return Response::see_other(in_community ? community_path(post->community) : "/");
}

}  // namespace collegium::server::pages
