#include "federation/admit.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/judged.hpp"
#include "server/activitypub/handlers.hpp"
#include "server/dispatch.hpp"
#include "server/pages/adoption/handlers.hpp"
#include "server/pages/audience_words.hpp"
#include "server/pages/context_words.hpp"
#include "server/pages/delivery_panel.hpp"
#include "server/pages/draft_checks.hpp"
#include "server/pages/events/handlers.hpp"
#include "server/pages/guides/handlers.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/page_language.hpp"
#include "server/pages/projects/handlers.hpp"
#include "server/pages/question_links.hpp"
#include "server/pages/question_offshoots.hpp"
#include "server/pages/reviews/looking.hpp"
#include "server/pages/school_names.hpp"
#include "server/pages/signposts/handlers.hpp"
#include "server/pages/subject_comments.hpp"
#include "server/pages/take_ups.hpp"
#include "server/pages/thread_parts.hpp"
#include "server/pages/writing/area.hpp"
#include "server/pages/writing/pictures.hpp"
#include "server/pages/writing/steps.hpp"
#include "server/taking_up.hpp"
#include "storage/names.hpp"

#include <algorithm>
#include <unordered_set>

namespace collegium::server::pages {

using storage::Handle;
using storage::ObjectKind;
using storage::ObjectState;

namespace {

constexpr std::size_t longest_reason = 500;  // characters

std::string digits(storage::LocalId number) {
    return std::to_string(static_cast<std::uint64_t>(number));
}

using Marked = std::unordered_map<Handle, OwnMarks>;

Marked own_marks_in(
    storage::ReadTx const& tx, storage::Tables const& tables, timeline::Thread const& thread, Handle member
) {
    Marked own{{thread.question.handle, own_marks(tx, tables, thread.question.handle, member)}};
    for (auto const& answer : thread.answers) own.emplace(answer.handle, own_marks(tx, tables, answer.handle, member));
    return own;
}

void show_acceptances(Values& values, timeline::PostView const& answer) {
    if (!answer.accepted) return;
    values.show("ACCEPTED");
    for (auto const& each : answer.acceptances) {
        auto line = values.repeat("ACCEPTED_BY");
        line.text("NAME", each.by.display);
        if (!each.reason.empty()) line.repeat("WITH_REASON").text("REASON", each.reason);
    }
}

bool has_accepted(timeline::PostView const& answer, Handle member) {
    return std::ranges::any_of(answer.acceptances, [&](auto const& each) { return each.by.handle == member; });
}

bool has_buttons(QuestionView const& view, timeline::PostView const& answer) {
    return view.may_accept && answer.state == ObjectState::visible;
}

// Who may accept marks an answer, each for themselves; who marked it may take the mark back.
void show_buttons(
    Values& values,
    Call const& call,
    QuestionView const& view,
    timeline::PostView const& answer,
    QuestionProblems const& problems
) {
    if (!has_buttons(view, answer)) return;
    if (has_accepted(answer, call.member->actor)) return values.repeat("MAY_UNACCEPT").text("PATH", post_path(answer));
    auto form = values.repeat("MAY_ACCEPT");
    form.text("PATH", post_path(answer));
    if (problems.accepted != answer.handle) return;
    form.text("REASON", call.form.text("reason"));
    form.problem("REASON_PROBLEM", "reason-" + digits(answer.number), problems.reason);
}

OwnMarks own_of(QuestionView const& view, timeline::PostView const& post) {
    auto const found = view.own.find(post.handle);
    return found == view.own.end() ? OwnMarks{} : found->second;
}

void show_history_link(Values& values, timeline::PostView const& post, std::string_view place) {
    if (post.edited && post.state == ObjectState::visible) values.repeat(place).text("PATH", post_path(post));
}

// What stands in place of words that are gone is in the language of the page.
void show_language(Values& values, timeline::PostView const& post) {
    if (post.state == ObjectState::visible) values.repeat("QUESTION_LANGUAGE").text("LANG", post.language);
}

void show_answer(
    App const& app,
    Call const& call,
    Values values,
    QuestionView const& view,
    CommentRows const& rows,
    timeline::PostView const& answer,
    QuestionProblems const& problems
) {
    values.text("ANCHOR", digits(answer.number));
    show_acceptances(values, answer);
    show_byline(values, answer);
    show_words(app, call, values, answer);
    show_endorsements(
        values, "ENDORSEMENTS_OF_ANSWER", answer, view.reader, is_author(call, answer), own_of(view, answer)
    );
    show_buttons(values, call, view, answer, problems);
    show_history_link(values, answer, "ANSWER_HISTORY");
    show_own_link(values, call, answer, "LINK_OF_ANSWER");
    if (answer.iri == view.shown) show_delivery(app, call, values, answer, "DELIVERY_OF_ANSWER");
    show_comments(app, call, values, rows, answer.handle, "ANSWER_COMMENT");
}

// What stands between the question and its answers.
void show_surroundings(
    App const& app,
    Call const& call,
    Values& values,
    QuestionView const& view,
    CommentRows const& rows,
    QuestionProblems const& problems
) {
    auto const& question = view.thread.question;
    auto const context = readable(values.language(), question.about);
    if (!context.empty() && question.state == ObjectState::visible)
        values.repeat("CONTEXT").text("CONTEXT_WORDS", context);
    show_history_link(values, question, "QUESTION_HISTORY");
    show_support(values, question, view.schools, view.reader, is_author(call, question), own_of(view, question));
    show_related(values, call, view, problems.link);
    for (auto const* const each : take_ups_of(view.thread)) {
        auto taken = values.repeat("TAKE_UP");
        taken.text("ANCHOR", digits(each->number));
        taken.words("STATE_LABEL", state_label(each->take_up));
        taken.html("PLAN", shown_plan(*each));
        show_byline(taken, *each);
        show_comments(app, call, taken, rows, each->handle, "TAKE_UP_COMMENT");
    }
    show_take_up_form(values, call, view.thread, problems.take_up);
}

void show_answer_form(
    App const& app, Values& values, Call const& call, QuestionView const& view, std::string_view problem
) {
    auto const& question = view.thread.question;
    if (!call.member) return values.repeat("GUEST").text("RETURN", percent_encoded(call.request.path));
    if (question.state != ObjectState::visible) return;
    auto form = values.repeat("ANSWER_FORM");
    form.text("PATH", post_path(question));
    WritingArea area{
        post_path(question) + "/answer", phrase("Answer"), phrase("Whoever can read the question can read it.")};
    area.problem = problem;
    area.words = call.form.text("words");
    area.send = phrase("Send the answer");
    area.audience = audience_for(call, question.audience);
    show_writing(app, call, form, area);
}

// Those that the page does not show in places of their own.
std::vector<timeline::PostView const*> comments_below(QuestionView const& view) {
    std::unordered_set<Handle> placed;
    for (auto const* const each : take_ups_of(view.thread)) placed.insert(each->handle);
    std::vector<timeline::PostView const*> found;
    for (auto const& comment : view.thread.comments)
        if (!placed.contains(comment.handle) && !is_only_a_link(view, comment)) found.push_back(&comment);
    return found;
}

// A thing's document is at its own address: somebody else's at theirs, ours at ours, and at no other spelling of it.
Response document(App const& app, Call const& call, timeline::PostView const& post) {
    if (post.iri == app.node.settings.origin() + call.request.path)
        return activitypub::object_document(app, call, post.iri);
    Response response{302};
    response.with("Location", post.iri).with("Vary", "Accept");
    return response;
}

// With the reason that was typed, if there is still a place for it.
Response acceptance_refused(App const& app, Call const& call, timeline::PostView const& answer, Refusal refusal) {
    auto const view = look_at_question(app, call, answer.root);
    auto const has_form = [&](timeline::PostView const& each) {
        return each.handle == answer.handle && has_buttons(*view, each) && !has_accepted(each, call.member->actor);
    };
    if (!view || std::ranges::none_of(view->thread.answers, has_form)) return refuse(app, call, refusal);
    auto const meaning = meaning_of(refusal.reason());
    QuestionProblems problems;
    problems.reason = meaning.words;
    problems.accepted = answer.handle;
    return question_page(app, call, *view, problems, meaning.status);
}

}  // namespace

std::optional<QuestionView> look_at_question(App const& app, Call const& call, Handle question) {
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<QuestionView> {
        auto thread = timeline::thread_of(tx, tables, question, call.viewer());
        if (!thread) return std::nullopt;
        QuestionView view{*std::move(thread), false, storage::iri_of(tx, tables, question), {}, {}, {}, {}, {}};
        view.guides = federation::guides::made_from(tx, tables, question, call.viewer());
        view.projects = federation::projects::projects_from(tx, tables, question, call.viewer());
        view.reader = mark_reader(tx, tables, call);
        view.schools = school_names(tx, tables, view.thread.question.marks.wanting_schools, app.node.clock.now());
        view.related = timeline::related_to(tx, tables, view.thread, call.viewer());
        view.event = federation::events::event_behind(tx, tables, view.thread.question, call.viewer());
        view.facilitated = facilitated_by(tx, tables, call, view.thread.question);
        if (!call.member) return view;
        view.own = own_marks_in(tx, tables, view.thread, call.member->actor);
        view.may_accept = view.thread.question.author.handle == call.member->actor ||
                          tables.moderators.contains(tx, {view.thread.question.community.handle, call.member->actor});
        return view;
    });
}

Response question_page(
    App const& app, Call const& call, QuestionView const& view, QuestionProblems const& problems, unsigned status
) {
    auto const& question = view.thread.question;
    auto const untitled = language_for(app, call).say(phrase("Question"));
    Page page{app, call, "question", question.title().empty() ? untitled : question.title()};
    page.alternate(view.shown);
    auto& values = page.values();
    values.text("TITLE", question.title());
    values.text("PATH", post_path(question));
    show_language(values, question);
    values.text("COMMUNITY", question.community.display);
    values.text("COMMUNITY_PATH", community_path(question.community));
    if (is_waiting(question)) values.repeat("WAITING").text("HOST", question.community.host);
    if (call.form.has("not_counted"))
        values.repeat("NOTICE").words(
            "NOTICE_WORDS",
            phrase("Your vote was not counted: choose an option while the poll is open. Each votes once.")
        );
    show_notice(app, call, values, {question.community.host, question.author.host});
    show_byline(values, question);
    if (view.event) {
        auto came_up = values.repeat("CAME_UP");
        came_up.text("EVENT_PATH", post_path(view.event->post));
        came_up.text("EVENT_TITLE", view.event->post.title());
    }
    show_words(app, call, values, question);
    if (call.member && question.kind == storage::ObjectKind::question) values.show("MAY_KEEP");
    show_own_link(values, call, question, "LINK_OF_QUESTION");
    show_facilitating(values, question, view.facilitated);
    // Of one thing only: it looks at every host for which anything waits.
    if (question.iri == view.shown) show_delivery(app, call, values, question, "DELIVERY_OF_QUESTION");
    auto const rows = comment_rows(comments_below(view));
    show_comments(app, call, values, rows, question.handle, "QUESTION_COMMENT");
    show_surroundings(app, call, values, view, rows, problems);
    auto const answers = static_cast<std::uint64_t>(
        std::ranges::count(view.thread.answers, ObjectState::visible, &timeline::PostView::state)
    );
    values.count("ANSWERS", answers, "{n} answer", "{n} answers");
    for (auto const& answer : view.thread.answers)
        show_answer(app, call, values.repeat("ANSWER"), view, rows, answer, problems);
    show_answer_form(app, values, call, view, problems.answer);
    show_offshoots(values, call, view);
    return page.render(status);
}

// With the words that were typed.
Response question_page_again(
    App const& app, Call const& call, Handle question, QuestionProblems const& problems, unsigned status
) {
    auto const view = look_at_question(app, call, question);
    if (!view) return refuse(app, call, {Reason::not_found, "no such question"});
    return question_page(app, call, *view, problems, status);
}

awaitable<Response> get_post(App const& app, Call call) {
    auto const post = post_of(app, call);
    if (!post) co_return refuse(app, call, {Reason::not_found, "no such thing"});
    if (call.wants_activity()) co_return document(app, call, *post);
    if (post->kind == ObjectKind::guide && post->state == ObjectState::visible)
        co_return co_await guide_page(app, call, *post);
    if (post->kind == ObjectKind::instrument && post->state == ObjectState::visible)
        co_return co_await instrument_page(app, call, *post);
    if (post->kind == ObjectKind::project && post->state == ObjectState::visible)
        co_return co_await project_page(app, call, *post);
    if (post->kind == ObjectKind::signpost && post->state == ObjectState::visible)
        co_return signpost_page(app, call, *post);
    if (auto const path = notes_place(app, call, *post); !path.empty()) co_return Response::see_other(path);
    if (auto const path = story_path(app, call, *post); !path.empty()) co_return Response::see_other(path);
    auto const place = place_on_guide(app, call, *post);
    if (!place.empty()) co_return Response::see_other(place);
    auto const below_guide = comment_place(app, call, *post);
    if (!below_guide.empty()) co_return Response::see_other(below_guide);
    auto const event = app.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::events::find_event(tx, tables, post->handle, call.viewer());
    });
    CaptureProblems const none;
    if (event) co_return co_await event_page(app, call, *event, none, 200);
    auto view = look_at_question(app, call, post->root);
    if (!view) co_return refuse(app, call, {Reason::not_found, "the thread has not arrived"});
    view->shown = post->iri;
    co_return question_page(app, call, *view, {}, 200);
}

awaitable<Response> post_answer(App const& app, Call call) {
    auto const question = post_of(app, call);
    if (!question || question->kind != ObjectKind::question || question->state != ObjectState::visible)
        co_return refuse(app, call, {Reason::not_found, "no such question"});
    auto words = call.form.trimmed("words");
    QuestionProblems problems;
    if (is_preview(call)) co_return question_page_again(app, call, question->handle, problems, 200);
    problems.answer = check_answer(call.form).words;
    auto const pictures = chosen_pictures(app, call);
    if (!problems.answer.empty() || !pictures)
        co_return question_page_again(app, call, question->handle, problems, 422);
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return refuse(app, call, {Reason::not_allowed, "an account without an actor"});

    auto draft = answer_draft(*question, std::move(words));
    draft.language = writing_language(app, call);
    draft.attachments = *pictures;
    auto answer = federation::composer_of(app.node).answer(*author, draft);
    auto const path = post_path(*question) + "#answer-" + digits(answer.number);
    auto alongside = on_sending(app, call, answer.activity, path);
    auto const answered = co_await federation::perform(app.node, std::move(answer), std::move(alongside));
    if (!answered) {
        auto const meaning = meaning_of(answered.error().reason());
        problems.answer = meaning.words;
        co_return question_page_again(app, call, question->handle, problems, meaning.status);
    }
    co_return Response::see_other(path);
}

awaitable<Response> post_accept(App const& app, Call call) {
    auto const answer = post_of(app, call);
    if (!answer) co_return refuse(app, call, {Reason::not_found, "no such answer"});
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return refuse(app, call, {Reason::not_allowed, "an account without an actor"});
    auto const reason = call.form.trimmed("reason");
    if (federation::content::characters(reason) > longest_reason) {
        QuestionProblems problems;
        problems.reason = phrase("Shorten the reason to at most 500 characters.");
        problems.accepted = answer->handle;
        co_return question_page_again(app, call, answer->root, problems, 422);
    }
    auto choice = federation::choice_of(federation::composer_of(app.node), *author, *answer, reason);
    auto const chosen = co_await federation::perform(app.node, std::move(choice));
    if (!chosen) co_return acceptance_refused(app, call, *answer, chosen.error());
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
