#include "federation/admit.hpp"
#include "federation/judged.hpp"
#include "server/activitypub/handlers.hpp"
#include "server/dispatch.hpp"
#include "server/pages/comment_rows.hpp"
#include "server/pages/delivery_panel.hpp"
#include "server/pages/draft_checks.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/lookups.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::server::pages {

using storage::Handle;
using storage::ObjectKind;
using storage::ObjectState;

namespace {

std::string digits(storage::LocalId number) {
    return std::to_string(static_cast<std::uint64_t>(number));
}

struct QuestionView {
    timeline::Thread thread;
    bool may_accept = false;
    std::string shown;  // IRI of what the address names: the question or one of its answers
};

std::optional<QuestionView> look(App const& app, Call const& call, Handle question) {
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<QuestionView> {
        auto thread = timeline::thread_of(tx, tables, question, call.viewer());
        if (!thread) return std::nullopt;
        QuestionView view{*std::move(thread), false, storage::iri_of(tx, tables, question)};
        if (call.member)
            view.may_accept =
                view.thread.question.author.handle == call.member->actor ||
                tables.moderators.contains(tx, {view.thread.question.community.handle, call.member->actor});
        return view;
    });
}

void show_words(Values& values, timeline::PostView const& post) {
    auto words = values.include("WORDS_OF_POST", "words");
    words.text("KIND", kind_name(post.kind));
    if (post.state == ObjectState::visible)
        words.repeat("VISIBLE").html("CONTENT", post.content);
    else
        words.show(post.state == ObjectState::deleted_by_author ? "DELETED" : "REMOVED");
}

// Who may accept marks an answer; who marked it may take the mark back.
void show_buttons(Values& values, Call const& call, QuestionView const& view, timeline::PostView const& answer) {
    if (!view.may_accept || answer.state != ObjectState::visible) return;
    if (!answer.accepted) values.repeat("MAY_ACCEPT").text("PATH", post_path(answer));
    if (answer.accepted_by == call.member->actor) values.repeat("MAY_UNACCEPT").text("PATH", post_path(answer));
}

bool can_be_edited(timeline::PostView const& post) {
    return post.kind == ObjectKind::question || post.kind == ObjectKind::answer;
}

// Authors edit, all others can report. The place has a name of its own for questions, answers and comments: an answer
// would inherit the question's.
void show_own_link(Values& values, Call const& call, timeline::PostView const& post, std::string_view place) {
    if (!call.member || post.state != ObjectState::visible) return;
    bool const is_author = call.member->actor == post.author.handle;
    if (is_author && !can_be_edited(post)) return;
    values.include(place, is_author ? "edit_link" : "report_link").text("PATH", post_path(post));
}

void show_comments(Values& values, Call const& call, CommentRows const& rows, Handle subject, std::string_view part) {
    auto const row = rows.find(subject);
    if (row == rows.end()) return;
    for (auto const& comment : row->second) {
        auto line = values.repeat(part);
        line.text("ANCHOR", digits(comment.post->number));
        if (comment.to != nullptr) line.repeat("REPLY").text("NAME", comment.to->author.display);
        show_byline(line, *comment.post);
        show_words(line, *comment.post);
        show_own_link(line, call, *comment.post, "LINK_OF_COMMENT");
    }
}

void show_answer(
    App const& app,
    Call const& call,
    Values values,
    QuestionView const& view,
    CommentRows const& rows,
    timeline::PostView const& answer
) {
    values.text("ANCHOR", digits(answer.number));
    values.text("LANG", answer.language);
    if (answer.accepted) values.show("ACCEPTED");
    show_byline(values, answer);
    show_words(values, answer);
    show_buttons(values, call, view, answer);
    show_own_link(values, call, answer, "LINK_OF_ANSWER");
    if (answer.iri == view.shown) show_delivery(app, call, values, answer, "DELIVERY_OF_ANSWER");
    show_comments(values, call, rows, answer.handle, "ANSWER_COMMENT");
}

Response question_page(
    App const& app, Call const& call, QuestionView const& view, std::string_view problem, unsigned status
) {
    auto const& question = view.thread.question;
    Page page{app, call, "question", question.title.empty() ? "Question" : question.title};
    page.alternate(view.shown);
    auto& values = page.values();
    values.text("TITLE", question.title);
    values.text("PATH", post_path(question));
    values.text("LANG", question.language);
    values.text("COMMUNITY", question.community.display);
    values.text("COMMUNITY_PATH", community_path(question.community));
    if (is_waiting(question)) values.repeat("WAITING").text("HOST", question.community.host);
    show_notice(app, call, values, {question.community.host, question.author.host});
    show_byline(values, question);
    show_words(values, question);
    show_own_link(values, call, question, "LINK_OF_QUESTION");
    // Of one thing only: it looks at every host for which anything waits.
    if (question.iri == view.shown) show_delivery(app, call, values, question, "DELIVERY_OF_QUESTION");
    auto const rows = comment_rows(view.thread);
    show_comments(values, call, rows, question.handle, "QUESTION_COMMENT");
    auto const answers = static_cast<std::uint64_t>(
        std::ranges::count(view.thread.answers, ObjectState::visible, &timeline::PostView::state)
    );
    values.number("ANSWERS", answers);
    values.show(answers == 1 ? "ONE" : "MANY");
    for (auto const& answer : view.thread.answers) show_answer(app, call, values.repeat("ANSWER"), view, rows, answer);
    if (call.member && question.state == ObjectState::visible) {
        auto form = values.repeat("ANSWER_FORM");
        form.text("PATH", post_path(question));
        form.text("WORDS", call.form.text("words"));
        if (!problem.empty()) form.repeat("PROBLEM").text("WORDS", problem);
    }
    if (!call.member) values.repeat("GUEST").text("RETURN", percent_encoded(call.request.path));
    return page.render(status);
}

// With the words that were typed.
Response unanswered(App const& app, Call const& call, Handle question, std::string_view problem, unsigned status) {
    auto const view = look(app, call, question);
    if (!view) return refuse(app, call, {Reason::not_found, "no such question"});
    return question_page(app, call, *view, problem, status);
}

// A thing's document is at its own address: somebody else's at theirs, ours at ours, and at no other spelling of it.
Response document(App const& app, Call const& call, timeline::PostView const& post) {
    if (post.iri == app.node.settings.origin() + call.request.path)
        return activitypub::object_document(app, call, post.iri);
    Response response{302};
    response.with("Location", post.iri).with("Vary", "Accept");
    return response;
}

}  // namespace

awaitable<Response> get_post(App const& app, Call call) {
    auto const post = post_of(app, call);
    if (!post) co_return refuse(app, call, {Reason::not_found, "no such thing"});
    if (call.wants_activity()) co_return document(app, call, *post);
    auto view = look(app, call, post->root);
    if (!view) co_return refuse(app, call, {Reason::not_found, "the thread has not arrived"});
    view->shown = post->iri;
    co_return question_page(app, call, *view, "", 200);
}

awaitable<Response> post_answer(App const& app, Call call) {
    auto const question = post_of(app, call);
    if (!question || question->kind != ObjectKind::question || question->state != ObjectState::visible)
        co_return refuse(app, call, {Reason::not_found, "no such question"});
    auto words = call.form.trimmed("words");
    if (auto const problem = check_answer(call.form).words; !problem.empty())
        co_return unanswered(app, call, question->handle, problem, 422);
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return refuse(app, call, {Reason::not_allowed, "an account without an actor"});

    auto answer = federation::composer_of(app.node).answer(*author, answer_draft(*question, std::move(words)));
    auto const anchor = digits(answer.number);
    auto const answered = co_await federation::perform(app.node, std::move(answer));
    if (!answered) {
        auto const meaning = meaning_of(answered.error().reason());
        co_return unanswered(app, call, question->handle, meaning.words, meaning.status);
    }
    co_return Response::see_other(post_path(*question) + "#answer-" + anchor);
}

awaitable<Response> post_accept(App const& app, Call call) {
    auto const answer = post_of(app, call);
    if (!answer) co_return refuse(app, call, {Reason::not_found, "no such answer"});
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return refuse(app, call, {Reason::not_allowed, "an account without an actor"});
    auto choice = federation::choice_of(federation::composer_of(app.node), *author, *answer);
    auto const chosen = co_await federation::perform(app.node, std::move(choice));
    if (!chosen) co_return refuse(app, call, chosen.error());
    co_return Response::see_other(post_path(*answer));
}

awaitable<Response> post_unaccept(App const& app, Call call) {
    auto const answer = post_of(app, call);
    if (!answer) co_return refuse(app, call, {Reason::not_found, "no such answer"});
    auto flesh = app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<std::string> {
        auto const choice = tables.choices.get(tx, {answer->handle, call.member->actor});
        return choice ? tables.flesh.get(tx, choice->seq) : std::nullopt;
    });
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author || !flesh) co_return Response::see_other(post_path(*answer));
    auto const choice = federation::Activity::parse(federation::Json::read_object(*std::move(flesh)).value());
    auto undo = federation::composer_of(app.node).undo(*author, choice.value());
    auto const undone = co_await federation::perform(app.node, std::move(undo));
    if (!undone) co_return refuse(app, call, undone.error());
    co_return Response::see_other(post_path(*answer));
}

}  // namespace collegium::server::pages
