// Requests for reviews as those see them who asked and who are asked, and the answers to them.
#include "federation/admit.hpp"
#include "server/dispatch.hpp"
#include "server/pages/guides/guide_fields.hpp"
#include "server/pages/page_language.hpp"
#include "server/pages/reviews/handlers.hpp"
#include "server/pages/reviews/pen_names.hpp"
#include "server/pages/reviews/request_rows.hpp"
#include "server/pages/steps.hpp"
#include "server/reviews/calendar.hpp"

#include <algorithm>
#include <array>

namespace collegium::server::pages {

using reviews::RequestReply;
using reviews::RequestState;
using storage::RequestAnswer;

namespace {

struct AnswerChoice {
    RequestAnswer answer;
    std::string_view value;  // in the form
};

constexpr std::array<AnswerChoice, 4> choices{
    {{RequestAnswer::accepted, "accept"},
     {RequestAnswer::later, "later"},
     {RequestAnswer::declined_for_now, "not-now"},
     {RequestAnswer::declined, "decline"}}};

struct RequestLook {
    RequestLine line;
    bool is_asked = false;  // this member, or their community
    bool is_own = false;    // this member asked
};

bool is_open(RequestState state) {
    return state != RequestState::done && state != RequestState::withdrawn;
}

std::vector<Step> way_of(RequestState state) {
    using enum StepState;
    Step const asked{phrase("Asked"), done};
    switch (state) {
        case RequestState::asked: return {asked, {phrase("Their answer"), now}, {phrase("Review"), ahead}};
        case RequestState::later: return {asked, {phrase("They answered: later"), now}, {phrase("Review"), ahead}};
        case RequestState::accepted: return {asked, {phrase("Accepted"), done}, {phrase("Review"), now}};
        case RequestState::declined_for_now:
        case RequestState::declined: return {asked, {phrase("Declined"), failed}};
        case RequestState::done: return {asked, {phrase("Accepted"), done}, {phrase("Review written"), done}};
        case RequestState::withdrawn: return {asked, {phrase("Taken back"), failed}};
    }
    return {asked};
}

std::optional<RequestLook> look_at_request(App const& app, Call const& call) {
    auto const& of = call.form.text("of");
    auto const viewer = call.viewer();
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<RequestLook> {
        auto view = reviews::find_request(tx, tables, of, viewer);
        if (!view) return std::nullopt;
        RequestLook seen;
        seen.is_asked = reviews::is_asked(tx, tables, *view, viewer.member);
        seen.is_own = view->by.handle == viewer.member;
        seen.line = request_line(tx, tables, *std::move(view), viewer);
        return seen;
    });
}

std::vector<PersonLine> people_named(App const& app, std::vector<std::string> const& iris) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        std::vector<PersonLine> people;
        for (auto const& each : iris) people.push_back(person_line(tx, tables, each));
        return people;
    });
}

void show_answers(App const& app, Values& values, reviews::RequestView const& view) {
    for (auto const& each : view.answers) {
        auto answer = values.repeat("ANSWER");
        answer.text("PERSON", each.by.display);
        answer.text("HOST", each.by.host);
        answer.words("WORDS", words_of(each.answer));
        answer.time("TIME", each.at);
        answer.text("DATETIME", to_rfc3339(each.at));
        if (!each.from.empty()) answer.repeat("FROM").day("DAY", each.from);
        if (!each.reason.empty()) answer.repeat("WITH_REASON").text("REASON", each.reason);
        for (auto const& person : people_named(app, each.suggested)) show_person(answer.repeat("SUGGESTED"), person);
    }
}

// With what the form says, where it was sent.
void show_answering(Values& values, Call const& call, FieldProblems const& problems) {
    auto form = values.repeat("ANSWERING");
    for (auto const& each : choices) {
        auto option = form.repeat("CHOICE");
        option.text("VALUE", each.value);
        option.words("LABEL", words_of(each.answer));
        if (call.form.text("answer") == each.value) option.show("CHOSEN");
    }
    form.text("FROM_TYPED", call.form.text("from"));
    form.text("REASON_TYPED", call.form.text("reason"));
    form.text("SUGGESTED_TYPED", call.form.text("suggested"));
    show_beside(form, "ANSWER_PROBLEM", problems, "answer");
    show_beside(form, "FROM_PROBLEM", problems, "from");
    show_beside(form, "REASON_PROBLEM", problems, "reason");
    show_beside(form, "SUGGESTED_PROBLEM", problems, "suggested");
}

Response request_page(
    App const& app,
    Call const& call,
    RequestLook const& look,
    FieldProblems const& problems,
    std::string const& why,
    unsigned status
) {
    auto const& view = look.line.view;
    Page page{app, call, "review_request", phrase("A request for a review")};
    auto& values = page.values();
    show_request(values, look.line);
    values.text("OF", view.iri);
    show_steps(values, "WAY", phrase("Where this request has come to"), way_of(view.state));
    values.refused(why);
    show_answers(app, values, view);
    if (look.is_own)
        for (auto const& person : people_named(app, view.request.alternates))
            show_person(values.repeat("ALTERNATE"), person);
    if (look.is_asked && is_open(view.state)) {
        if (!look.line.review_path.empty()) values.repeat("MAY_REVIEW").text("REVIEW_PATH", look.line.review_path);
        show_answering(values, call, problems);
    }
    if (look.is_own && is_open(view.state)) values.show("MAY_WITHDRAW");
    return page.render(status);
}

Response no_request(App const& app, Call const& call) {
    return refuse(app, call, {Reason::not_found, "no such request for this member"});
}

bool declines(RequestAnswer answer) {
    return answer == RequestAnswer::declined || answer == RequestAnswer::declined_for_now;
}

struct AnswerTyped {
    AnswerTyped() = default;

    RequestReply reply;
    FieldProblems problems;
};

void check_words(AnswerTyped& typed, bool is_chosen) {
    auto const& reply = typed.reply;
    if (!is_chosen) typed.problems.push_back({"answer", phrase("Choose what you answer.")});
    if (is_chosen && declines(reply.answer) && reply.reason.empty())
        typed.problems.push_back(
            {"reason", phrase("Say why, so that whoever asked knows what to change or whom to ask.")}
        );
    if (reply.reason.size() > reviews::longest_note)
        typed.problems.push_back({"reason", phrase("Shorten this to at most 2,000 bytes: about 300 words.")});
    if (!reply.from.empty() && (reply.from.size() != 10 || !from_rfc3339(reply.from + "T00:00:00Z")))
        typed.problems.push_back({"from", phrase("Write the day like 2027-09-01.")});
}

awaitable<AnswerTyped> answer_typed(App const& app, Call const& call, reviews::RequestView const& view) {
    AnswerTyped typed;
    auto& reply = typed.reply;
    auto const* const chosen = std::ranges::find(choices, call.form.text("answer"), &AnswerChoice::value);
    if (chosen != choices.end()) reply.answer = chosen->answer;
    reply.offer = view.iri;
    reply.asker = view.by.iri;
    reply.reason = call.form.trimmed("reason");
    reply.from = reply.answer == RequestAnswer::later ? call.form.trimmed("from") : std::string{};
    check_words(typed, chosen != choices.end());
    auto lines = call.form.text("suggested");
    auto others = co_await actors_typed(app, std::move(lines), reviews::most_alternates);
    if (!others.unknown.empty())
        typed.problems.push_back(
            {"suggested",
             language_for(app, call).say(phrase("There is nobody called {name}."), {{"name", others.unknown}})}
        );
    if (others.iris.size() > reviews::most_alternates)
        typed.problems.push_back({"suggested", phrase("Name at most ten others.")});
    reply.suggested = std::move(others.iris);
    co_return typed;
}

struct Desk {
    std::vector<RequestLine> queue, asked;
    std::vector<HandInLine> handed_in;
};

Desk desk_of(App const& app, Call const& call) {
    auto const viewer = call.viewer();
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        Desk desk;
        for (auto& each : reviews::queue_of(tx, tables, viewer.member))
            desk.queue.push_back(request_line(tx, tables, std::move(each), viewer));
        for (auto& each : reviews::asked_by(tx, tables, viewer.member))
            desk.asked.push_back(request_line(tx, tables, std::move(each), viewer));
        desk.handed_in = hand_in_lines(tx, tables, viewer);
        return desk;
    });
}

}  // namespace

awaitable<Response> get_review_requests(App const& app, Call call) {
    Desk desk;
    std::function<void()> work = [&] { desk = desk_of(app, call); };
    co_await app.node.workers.run(std::move(work));
    Page page{app, call, "review_requests", phrase("Reviews")};
    show_request_rows(page.values(), "QUEUE_ROWS", desk.queue);
    show_request_rows(page.values(), "ASKED_ROWS", desk.asked);
    show_hand_ins(page.values(), desk.handed_in);
    co_return page.render();
}

awaitable<Response> get_review_request(App const& app, Call call) {
    auto const seen = look_at_request(app, call);
    if (!seen) co_return no_request(app, call);
    co_return request_page(app, call, *seen, {}, "", 200);
}

awaitable<Response> get_request_calendar(App const& app, Call call) {
    auto const seen = look_at_request(app, call);
    if (!seen || seen->line.view.request.due.empty()) co_return no_request(app, call);
    auto const& view = seen->line.view;
    std::string const track{reviews::form_of(view.request.track).heading};
    server::reviews::DueDay const due{
        view.iri,
        view.request.due,
        track + " due" + (seen->line.title.empty() ? std::string{} : ": " + seen->line.title),
        app.node.settings.origin() + request_path(view.iri)};
    Response file{200, "text/calendar; charset=utf-8", server::reviews::calendar_file(due, app.node.clock.now())};
    file.with("Content-Disposition", "attachment; filename=\"review.ics\"").with("Cache-Control", "private, no-store");
    co_return file;
}

awaitable<Response> post_answer_request(App const& app, Call call) {
    auto const seen = look_at_request(app, call);
    bool const may_answer = seen && seen->is_asked && is_open(seen->line.view.state);
    auto const author = may_answer ? federation::author_of(app.node, call.member->actor) : std::nullopt;
    if (!author) co_return no_request(app, call);
    auto const typed = co_await answer_typed(app, call, seen->line.view);
    if (!typed.problems.empty()) {
        std::string const why =
            phrase("Your answer was not sent. What is wrong is marked below; your text is still here.");
        co_return request_page(app, call, *seen, typed.problems, why, 422);
    }
    auto answer = review_composer_of(app).answer(*author, typed.reply);
    auto const sent = co_await federation::perform(app.node, std::move(answer));
    if (!sent) {
        auto const why = sentence(sent.error()) + " Your text is still here.";
        co_return request_page(app, call, *seen, {}, why, meaning_of(sent.error().reason()).status);
    }
    co_return Response::see_other(request_path(seen->line.view.iri));
}

awaitable<Response> post_withdraw_request(App const& app, Call call) {
    auto const seen = look_at_request(app, call);
    bool const may_withdraw = seen && seen->is_own && is_open(seen->line.view.state);
    auto const author = may_withdraw ? federation::author_of(app.node, call.member->actor) : std::nullopt;
    auto const offer = author ? act_of(app, seen->line.view.iri) : std::nullopt;
    if (!offer) co_return no_request(app, call);
    auto undo = federation::composer_of(app.node).undo(*author, *offer);
    auto const done = co_await federation::perform(app.node, std::move(undo));
    if (!done) co_return refuse(app, call, done.error());
    co_return Response::see_other(request_path(seen->line.view.iri));
}

}  // namespace collegium::server::pages
