// One report: what it is about with what stands around it, what is known already, and what can be done.
#include "federation/delivery/delivery_state.hpp"
#include "server/dispatch.hpp"
#include "server/moderation/deciding.hpp"
#include "server/moderation/telling.hpp"
#include "server/pages/moderation/handlers.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::server::pages {

using moderation::Reported;
using storage::Handle;
using storage::LocalId;
using storage::Measure;
using storage::MeasureRecord;
using storage::ReadTx;
using storage::Seq;
using storage::Tables;

namespace {

constexpr std::size_t most_around = 10;

// Something that was reported, as its author sees it, and what stands around it.
struct Looked {
    std::size_t index = 0;
    timeline::PostView post;
    std::vector<timeline::PostView> around;
    moderation::History history;
};

struct Somebody {
    Handle handle{};
    timeline::ActorView view;
    moderation::History history;
};

struct Whole {
    Reported reported;
    std::string reporter;
    std::vector<Looked> things;
    std::vector<Somebody> people;
    std::map<Handle, std::string> names;
    std::vector<std::pair<std::string, std::string>> acks;  // host, how the removal fares there
};

std::string name_for(ReadTx const& tx, Tables const& tables, Handle actor) {
    if (actor == storage::no_one) return {};
    auto const view = timeline::find_actor(tx, tables, actor);
    return view ? view->display + (view->local ? "" : " (" + view->host + ")") : storage::iri_of(tx, tables, actor);
}

// "a member", or the institution.
std::string outline_of(App const& app, ReadTx const& tx, Tables const& tables, Handle actor) {
    auto const view = actor == storage::no_one ? std::nullopt : timeline::find_actor(tx, tables, actor);
    if (view && !view->local) return view->host;
    return view ? "a member of " + app.node.settings.node.name : "somebody";
}

// Its words as well if it was taken away: whoever decides whether that stays has to read them.
std::optional<timeline::PostView> with_words(ReadTx const& tx, Tables const& tables, Handle thing) {
    auto const record = tables.objects.get(tx, thing);
    if (!record) return std::nullopt;
    auto post = timeline::find_post(tx, tables, thing, timeline::Viewer::of_member(record->author));
    if (!post || post->state == storage::ObjectState::visible) return post;
    auto words = timeline::version_of(tx, tables, *post, record->words);
    return words ? words : post;
}

// What it answers, and what stands beside it in the thread.
std::vector<timeline::PostView> around(
    ReadTx const& tx, Tables const& tables, timeline::PostView const& post, timeline::Viewer const& viewer
) {
    std::vector<Handle> handles;
    for (auto const each : {post.root, post.parent})
        if (each != post.handle && each != storage::no_one && std::ranges::find(handles, each) == handles.end())
            handles.push_back(each);
    tables.replies.ascend(tx, {post.root, LocalId{0}}, [&](storage::PlaceKey const& key, Handle reply) {
        if (key.under != post.root || handles.size() == most_around) return false;
        auto const record = tables.objects.get(tx, reply);
        bool const is_near = record && (record->parent == post.handle || record->parent == post.parent);
        if (is_near && reply != post.handle && std::ranges::find(handles, reply) == handles.end())
            handles.push_back(reply);
        return true;
    });
    std::vector<timeline::PostView> found;
    for (auto const each : handles)
        if (auto view = timeline::find_post(tx, tables, each, viewer)) found.push_back(*std::move(view));
    return found;
}

std::string_view state_words(federation::DeliveryState state) noexcept {
    switch (state) {
        case federation::DeliveryState::waiting: return phrase("has not confirmed it yet");
        case federation::DeliveryState::delivered: return phrase("has confirmed it");
        case federation::DeliveryState::refused: return phrase("did not take it");
    }
    return "";
}

// Who was told of a removal, and who has said that they heard.
void add_acks(ReadTx const& tx, Tables const& tables, MeasureRecord const& measure, Whole& whole) {
    auto const seq = tables.known.get(tx, storage::hash_of(measure.act));
    if (measure.measure != Measure::removed || !seq) return;
    for (auto const& each : federation::deliveries_of(tx, tables, *seq))
        whole.acks.emplace_back(storage::iri_of(tx, tables, each.host), state_words(each.state));
}

std::optional<Whole> whole_report(App const& app, Call const& call) {
    auto const number = number_of(call.names.front());
    if (!number) return std::nullopt;
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<Whole> {
        Seq const seq{static_cast<std::uint64_t>(*number)};
        auto reported = moderation::find_report(tx, tables, *call.member, seq);
        if (!reported) return std::nullopt;
        Whole whole;
        whole.reported = *std::move(reported);
        auto const& state = whole.reported.state;
        bool const moderates = moderation::may_moderate(*call.member);
        // Pupils run communities, too: who told them is for the moderators to know.
        whole.reporter = moderates ? name_for(tx, tables, whole.reported.reporter)
                                   : outline_of(app, tx, tables, whole.reported.reporter);
        for (std::size_t index = 0; index < whole.reported.things.size(); ++index)
            if (auto post = with_words(tx, tables, whole.reported.things[index]))
                whole.things.push_back(
                    {index,
                     *post,
                     around(
                         tx, tables, *post, moderates ? timeline::Viewer::of_member(post->author.handle) : call.viewer()
                     ),
                     moderation::history_of(tx, tables, post->author.handle, seq)}
                );
        for (auto const person : whole.reported.people)
            whole.people.push_back(
                {person,
                 timeline::find_actor(tx, tables, person).value_or(timeline::ActorView{}),
                 moderation::history_of(tx, tables, person, seq)}
            );
        for (auto const& note : state.notes) whole.names[note.by] = name_for(tx, tables, note.by);
        for (auto const& measure : state.measures) {
            whole.names[measure.by] = name_for(tx, tables, measure.by);
            whole.names[measure.person] = name_for(tx, tables, measure.person);
            add_acks(tx, tables, measure, whole);
        }
        whole.names[state.assigned] = name_for(tx, tables, state.assigned);
        return whole;
    });
}

void show_post(Values values, timeline::PostView const& post, std::string_view gone) {
    values.text("AUTHOR", post.author.display);
    values.text("TITLE", post.title());
    values.html("WORDS_OF_IT", post.content);
    values.time("AT", post.published);
    if (post.state != storage::ObjectState::visible) values.show(gone);
}

void show_choices(Values values, Whole const& whole, Form const& typed) {
    auto const chosen = typed.text("about");
    for (auto const& thing : whole.things) {
        auto const name = "thing-" + std::to_string(thing.index);
        auto choice = values.repeat("CHOICE");
        choice.text("NAME", name);
        auto const& post = thing.post;
        if (post.title().empty())
            choice.words("WORDS", phrase("what {name} wrote"), {{"name", post.author.display}});
        else
            choice.words(
                "WORDS", phrase("what {name} wrote: {title}"), {{"name", post.author.display}, {"title", post.title()}}
            );
        if (chosen == name) choice.show("CHOSEN");
    }
    for (std::size_t index = 0; index < whole.people.size(); ++index) {
        auto const name = "person-" + std::to_string(index);
        auto choice = values.repeat("CHOICE");
        choice.text("NAME", name);
        choice.text("WORDS", whole.people[index].view.display);
        if (chosen == name) choice.show("CHOSEN");
    }
}

struct Offered {
    std::string_view name;
    std::string_view words;
    Measure measure;
};

constexpr Offered offered[] = {
    {"remove", phrase("Take it away"), Measure::removed},
    {"warn", phrase("Warn its author"), Measure::warned},
    {"limit", phrase("Let all that the author writes wait until it is approved"), Measure::limited},
    {"pause", phrase("Pause the author's account"), Measure::paused},
    {"shut-out", phrase("Shut the author out, who is from elsewhere"), Measure::shut_out},
    {"forward", phrase("Ask the institution that it is from to look at it"), Measure::forwarded},
    {"hand-over", phrase("Hand it to the safeguarding lead"), Measure::handed_over},
};

// What was not taken, and of which form of the page.
struct NotTaken {
    std::string_view words;  // empty: nothing was refused
    std::string decision;
    std::optional<LocalId> index;  // of the measure whose appeal was answered

    bool of(std::string_view form) const { return !words.empty() && decision == form; }
};

// The answer that was typed stands at the appeal that it is for. True if that is here.
bool show_answering(Values appeal, Call const& call, std::size_t index, NotTaken const& problem) {
    auto form = appeal.repeat("UNANSWERED");
    bool const is_here = problem.of("answer") && problem.index == LocalId{index};
    form.text("ANSWER_TYPED", is_here ? call.form.text("reason") : "");
    if (is_here) form.problem("ANSWER_PROBLEM", "answer-" + std::to_string(index), problem.words);
    return is_here;
}

// True if what was not taken stands beside it.
bool show_measure(Values values, Call const& call, Whole const& whole, std::size_t index, NotTaken const& problem) {
    auto const& measure = whole.reported.state.measures[index];
    values.number("INDEX", index);
    values.words("WHAT", moderation::done_words(measure.measure));
    values.text("BY", whole.names.at(measure.by));
    values.text("WHOM", whole.names.at(measure.person));
    values.text("REASON", measure.reason);
    values.time("AT", measure.at);
    if (measure.undone != Instant{}) values.repeat("UNDONE").time("AT", measure.undone);
    if (moderation::can_be_undone(measure)) values.show("UNDO");
    if (measure.appeal.empty()) return false;
    auto appeal = values.repeat("APPEAL");
    appeal.text("WORDS", measure.appeal);
    if (measure.answer.empty() && measure.undone == Instant{}) return show_answering(appeal, call, index, problem);
    if (!measure.answer.empty()) appeal.repeat("ANSWER").text("WORDS", measure.answer);
    return false;
}

void show_decisions_offered(Values values, Call const& call, Whole const& whole, bool typed) {
    bool const moderates = moderation::may_moderate(*call.member);
    static Form const none = Form::parse("").value();
    auto const& form = typed ? call.form : none;
    for (auto const& each : offered) {
        bool const is_small =
            each.measure == Measure::removed || each.measure == Measure::warned || each.measure == Measure::handed_over;
        if (!moderates && !is_small) continue;
        auto option = values.repeat("OFFER");
        option.text("NAME", each.name);
        option.words("WORDS", each.words);
        if (form.text("measure") == each.name) option.show("CHOSEN");
    }
    show_choices(values, whole, form);
    values.text("TYPED", form.text("reason"));
}

// At the form that was sent, with what was typed into it. Where somebody else was faster, and the form is gone, it
// stands in the form for notes.
void show_typed(Values& values, Call const& call, NotTaken const& problem, bool is_open) {
    auto const words = call.form.text("reason");
    bool const is_overtaken = !words.empty() && (problem.of("answer") || (problem.of("close") && !is_open));
    if (problem.of("note") || is_overtaken) values.text("NOTE_TYPED", words);
    if (problem.of("close")) values.text("CLOSE_TYPED", words);
    if (problem.of("measure"))
        values.problem("reason", problem.words);
    else if (problem.of("note"))
        values.problem("note", problem.words);
    else if (is_overtaken)
        values.problem("note", phrase("Somebody was faster. Add what you wrote as a note, if others should read it."));
    else if (problem.of("close") && is_open)
        values.problem("close", problem.words);
    else
        values.refused(problem.words);
}

Response report_page_of(
    App const& app, Call const& call, Whole const& whole, std::string_view refused, unsigned status
) {
    NotTaken const problem{refused, call.form.text("decision"), number_of(call.form.text("index"))};
    auto const& report = whole.reported.report;
    auto const& state = whole.reported.state;
    auto const number = std::to_string(static_cast<std::uint64_t>(report.seq));
    Page page{app, call, "report_case", phrase("Report {number}"), {{"number", number}}};
    auto& values = page.values();
    values.text("NUMBER", number);
    values.text("SAID", report.reason);
    values.text("REPORTER", whole.reporter);
    values.time("SENT", report.at);
    for (auto const& thing : whole.things) {
        auto part = values.repeat("THING");
        part.text("PATH", post_path(thing.post));
        show_post(part, thing.post, "GONE");
        for (auto const& post : thing.around) show_post(part.repeat("AROUND"), post, "GONE_TOO");
    }
    for (auto const& person : whole.people) {
        auto part = values.repeat("PERSON");
        part.text("NAME", person.view.display);
        part.text("ADDRESS", person.view.address());
        part.number("EARLIER", person.history.reports);
        part.number("MEASURES", person.history.measures);
    }
    for (auto const& note : state.notes) {
        auto part = values.repeat("NOTE");
        part.text("BY", whole.names.at(note.by));
        part.time("AT", note.at);
        part.text("WORDS", note.words);
    }
    if (state.measures.empty()) values.show("NOTHING_DONE");
    bool is_shown = false;
    for (std::size_t index = 0; index < state.measures.size(); ++index)
        if (show_measure(values.repeat("MEASURE"), call, whole, index, problem)) is_shown = true;
    for (auto const& [host, how] : whole.acks) {
        auto part = values.repeat("ACK");
        part.text("HOST", host);
        part.words("HOW", how);
    }
    if (state.assigned != storage::no_one) values.repeat("ASSIGNED").text("NAME", whole.names.at(state.assigned));
    values.show(state.assigned == call.member->actor ? "GIVE_BACK" : "TAKE");
    values.show(state.closed ? "CLOSED" : "OPEN");
    show_decisions_offered(values, call, whole, problem.of("measure"));
    if (!is_shown) show_typed(values, call, problem, !state.closed);
    return page.render(status);
}

// The thing or person that a form names; nothing if it names none.
bool choose_subject(Whole const& whole, std::string_view name, moderation::Decision& decision) {
    auto const dash = name.find('-');
    auto const number = dash == std::string_view::npos ? std::nullopt : number_of(name.substr(dash + 1));
    if (!number) return false;
    auto const index = static_cast<std::size_t>(*number);
    auto const& reported = whole.reported;
    if (name.starts_with("thing-") && index < reported.things.size()) {
        decision.thing = reported.things[index];
        return true;
    }
    if (!name.starts_with("person-") || index >= reported.people.size()) return false;
    decision.person = reported.people[index];
    return true;
}

awaitable<Result<storage::Nothing>> take_measure(App const& app, Call const& call, Whole const& whole) {
    moderation::Decision decision;
    auto const* const found = std::ranges::find(offered, call.form.text("measure"), &Offered::name);
    if (found == std::end(offered) || !choose_subject(whole, call.form.text("about"), decision))
        co_return Refusal{Reason::malformed, "Choose what to do, and about what or whom."};
    decision.report = whole.reported.report.seq;
    decision.measure = found->measure;
    decision.reason = call.form.trimmed("reason");
    auto member = *call.member;
    co_return co_await moderation::decide(app, std::move(member), std::move(decision));
}

awaitable<Result<storage::Nothing>> act_on_report(App const& app, Call const& call, Whole const& whole) {
    auto const& what = call.form.text("decision");
    auto const seq = whole.reported.report.seq;
    auto const index = number_of(call.form.text("index"));
    auto const place = index ? static_cast<std::size_t>(*index) : ~std::size_t{0};
    auto member = *call.member;
    auto words = call.form.trimmed("reason");
    auto const self = call.member->actor;
    if (what == "measure") co_return co_await take_measure(app, call, whole);
    if (what == "note") co_return co_await moderation::add_note(app, std::move(member), seq, std::move(words));
    if (what == "take") co_return co_await moderation::assign(app, std::move(member), seq, self);
    if (what == "give-back") co_return co_await moderation::assign(app, std::move(member), seq, storage::no_one);
    if (what == "close") co_return co_await moderation::close(app, std::move(member), seq, true, std::move(words));
    if (what == "open") co_return co_await moderation::close(app, std::move(member), seq, false, std::move(words));
    if (what == "undo") co_return co_await moderation::undo(app, std::move(member), seq, place);
    if (what == "answer")
        co_return co_await moderation::answer_appeal(app, std::move(member), seq, place, std::move(words));
    co_return Refusal{Reason::malformed, "There is no such decision."};
}

// What a refusal means beside the form; a detail is written for people where this room or the accounts refuse.
std::string_view problem_words(Refusal refusal) {
    switch (refusal.reason()) {
        case Reason::unconcerned: return phrase("It is gone already.");
        case Reason::malformed:
        case Reason::conflict:
        case Reason::not_allowed: return refusal.detail();
        default: return meaning_of(refusal.reason()).words;
    }
}

}  // namespace

awaitable<Response> get_report_case(App const& app, Call call) {
    auto const whole = whole_report(app, call);
    if (!whole) co_return refuse(app, call, {Reason::not_found, "no such report"});
    co_return report_page_of(app, call, *whole, "", 200);
}

awaitable<Response> post_report_case(App const& app, Call call) {
    auto const whole = whole_report(app, call);
    if (!whole) co_return refuse(app, call, {Reason::not_found, "no such report"});
    auto const done = co_await act_on_report(app, call, *whole);
    if (!done) co_return report_page_of(app, call, *whole, problem_words(done.error()), 422);
    co_return Response::see_other("/moderation/" + call.names.front());
}

}  // namespace collegium::server::pages
