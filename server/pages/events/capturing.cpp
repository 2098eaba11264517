#include "server/pages/events/capturing.hpp"

#include "federation/admit.hpp"
#include "federation/community/moderation.hpp"
#include "federation/content/markdown.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/events/captured.hpp"
#include "server/dispatch.hpp"
#include "server/pages/communities/panel.hpp"
#include "server/pages/events/handlers.hpp"
#include "server/pages/page_language.hpp"
#include "server/pages/thread_parts.hpp"

#include <algorithm>

namespace collegium::server::pages {

using federation::Composed;

namespace {

constexpr std::size_t most_questions = 20;     // in one go
constexpr std::size_t longest_question = 200;  // characters
constexpr std::size_t longest_heading = 150;   // characters of an event's title in that of its notes

struct TypedQuestion {
    std::size_t line = 0;
    std::string title;
};

// One for each line that says something; the number is the line's in the field. Of too many, one more than may be sent.
std::vector<TypedQuestion> questions_in(std::string_view typed) {
    constexpr std::string_view blanks = " \t\r";
    std::vector<TypedQuestion> found;
    for (std::size_t line = 1; !typed.empty() && found.size() <= most_questions; ++line) {
        auto const end = std::min(typed.find('\n'), typed.size());
        auto words = typed.substr(0, end);
        typed.remove_prefix(std::min(end + 1, typed.size()));
        words.remove_prefix(std::min(words.find_first_not_of(blanks), words.size()));
        words = words.substr(0, words.find_last_not_of(blanks) + 1);
        bool const twice = std::ranges::find(found, words, &TypedQuestion::title) != found.end();
        if (!words.empty() && !twice) found.push_back({line, std::string{words}});
    }
    return found;
}

std::string problem_with(languages::Language const& language, std::vector<TypedQuestion> const& questions) {
    if (questions.size() > most_questions)
        return phrase("Send at most 20 questions at once; keep the others for the next time.");
    auto const is_long = [](TypedQuestion const& each) {
        return federation::content::characters(each.title) > longest_question;
    };
    auto const found = std::ranges::find_if(questions, is_long);
    if (found == questions.end()) return {};
    auto const line = language.number(found->line);
    return language.say(phrase("Shorten line {line} to at most 200 characters. None was sent yet."), {{"line", line}});
}

CaptureProblems check(
    languages::Language const& language, std::vector<TypedQuestion> const& questions, std::string const& notes
) {
    CaptureProblems problems;
    problems.questions = problem_with(language, questions);
    if (notes.size() > federation::content::longest_source)
        problems.notes = phrase("Shorten the notes to about 8,000 characters. Nothing was sent yet.");
    if (questions.empty() && notes.empty())
        problems.questions = phrase("Write questions or notes before you send them.");
    return problems;
}

// What was typed is shown again, for sending it some other way.
CaptureProblems not_there() {
    return {
        phrase("Those who come to this event and those who run its community write here. Say that you are coming, or "
               "ask in "
               "the community. Nothing was sent; your text is still here."),
        {}};
}

federation::QuestionDraft question_from(events::EventView const& event, std::string title, std::string language) {
    federation::QuestionDraft draft;
    draft.language = std::move(language);
    draft.community = event.post.community.iri;
    draft.title = std::move(title);
    draft.source = reference_to(event.post) + ".";
    draft.audience = event.post.audience;
    draft.derived_from = event.post.iri;
    return draft;
}

// Under the day of the event, whenever they are typed.
federation::ArticleDraft notes_from(events::EventView const& event, std::string notes, std::string language) {
    federation::ArticleDraft draft;
    draft.language = std::move(language);
    draft.kind = events::notes_kind;
    draft.community = event.post.community.iri;
    draft.title = "Notes from " + federation::content::cut_characters(event.post.title(), longest_heading) + ", " +
                  event.event.starts.substr(0, std::string_view{"2026-09-01"}.size());
    draft.source = std::move(notes);
    draft.audience = event.post.audience;
    draft.derived_from = event.post.iri;
    return draft;
}

void show_question(Values line, timeline::PostView const& question) {
    line.text("PATH", post_path(question));
    line.text("TITLE", question.title());
    line.text("LANG", question.language);
    if (is_waiting(question)) line.show("WAITING");
    show_byline(line, question);
}

void show_notes(Values card, App const& app, Call const& call, timeline::PostView const& notes) {
    card.text("ANCHOR", federation::digits(notes.number));
    card.text("LANG", notes.language);
    card.html("CONTENT", notes.content);
    if (is_waiting(notes)) card.show("WAITING");
    show_byline(card, notes);
    show_own_link(card, call, notes, "LINK_OF_NOTES");
    auto const facilitated = app.node.store.read([&](auto const& tx, auto const& tables) {
        return facilitated_by(tx, tables, call, notes);
    });
    show_facilitating(card, notes, facilitated);
}

std::optional<events::EventView> find_event(App const& app, Call const& call, std::string_view digits) {
    auto const number = number_of(digits);
    if (!number) return std::nullopt;
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<events::EventView> {
        auto const handle = tables.numbers.get(tx, *number);
        return handle ? events::find_event(tx, tables, *handle, call.viewer()) : std::nullopt;
    });
}

}  // namespace

bool may_capture(App const& app, Call const& call, events::EventView const& event) {
    if (!call.member || event.event.cancelled) return false;
    auto const member = call.member->actor;
    if (event.post.author.handle == member || event.own == storage::AttendanceState::coming) return true;
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::community::moderates(tx, tables, event.post.community.handle, member);
    });
}

void show_captured(
    App const& app,
    Call const& call,
    Values& values,
    events::EventView const& event,
    events::Captured const& captured,
    CaptureProblems const& problems
) {
    if (!captured.questions.empty()) {
        auto part = values.repeat("QUESTIONS");
        for (auto const& each : captured.questions) show_question(part.repeat("QUESTION"), each);
    }
    if (!captured.notes.empty()) {
        auto part = values.repeat("NOTES");
        for (auto const& each : captured.notes) show_notes(part.repeat("NOTE"), app, call, each);
    }
    if (!may_capture(app, call, event) && !problems.any()) return;
    auto form = values.repeat("CAPTURE");
    form.text("TYPED_QUESTIONS", call.form.text("questions"));
    form.text("TYPED_NOTES", call.form.text("notes"));
    if (problems.any()) form.show("OPEN");
    form.problem("questions", problems.questions);
    form.problem("notes", problems.notes);
}

std::string notes_place(App const& app, Call const& call, timeline::PostView const& post) {
    if (!events::is_notes(post) || post.state != storage::ObjectState::visible) return {};
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::string {
        auto const event = events::event_behind(tx, tables, post, call.viewer());
        if (!event || !events::stands_at(tx, tables, post, event->post, call.viewer())) return {};
        return post_path(event->post) + "#notes-" + federation::digits(post.number);
    });
}

std::optional<events::EventView> event_named(App const& app, Call const& call, timeline::ActorView const& community) {
    auto event = find_event(app, call, call.form.text("event"));
    bool const belongs = event && event->post.community.handle == community.handle;
    return belongs ? std::move(event) : std::nullopt;
}

std::string reference_to(timeline::PostView const& event) {
    auto title = event.title();
    std::erase_if(title, [](char c) { return c == '[' || c == ']'; });
    return "From [" + title + "](" + event.iri + ")";
}

awaitable<Response> post_capture(App const& app, Call call) {
    auto const event = find_event(app, call, call.names.front());
    if (!event) co_return refuse(app, call, {Reason::not_found, "no such event"});
    if (!may_capture(app, call, *event)) {
        auto const away = not_there();
        co_return co_await event_page(app, call, *event, away, 403);
    }
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return refuse(app, call, {Reason::not_allowed, "an account without an actor"});
    auto questions = questions_in(call.form.text("questions"));
    auto notes = call.form.trimmed("notes");
    auto problems = check(language_for(app, call), questions, notes);
    if (problems.any()) co_return co_await event_page(app, call, *event, problems, 422);

    auto const composer = federation::composer_of(app.node);
    std::vector<Composed> acts;
    for (auto& each : questions)
        acts.push_back(
            composer.question(*author, question_from(*event, std::move(each.title), writing_language(app, call)))
        );
    if (!notes.empty())
        acts.push_back(composer.article(*author, notes_from(*event, std::move(notes), writing_language(app, call))));
    federation::Alongside nothing_more;
    auto const sent = co_await federation::perform_all(app.node, std::move(acts), std::move(nothing_more));
    if (!sent) {
        auto const meaning = meaning_of(sent.error().reason());
        problems.questions = std::string{meaning.words} + " Nothing was sent; your text is still here.";
        co_return co_await event_page(app, call, *event, problems, meaning.status);
    }
    co_return Response::see_other(post_path(event->post) + "#came-up");
}

}  // namespace collegium::server::pages
