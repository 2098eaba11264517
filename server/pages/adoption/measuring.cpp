// Recording what was measured: the baseline, the follow-up, and what has come of it.
#include "federation/instruments/reading.hpp"
#include "server/dispatch.hpp"
#include "server/pages/adoption/handlers.hpp"
#include "server/pages/adoption/looking.hpp"
#include "storage/names.hpp"

#include <algorithm>
#include <charconv>

namespace collegium::server::pages {

using adoption::Adoption;
using adoption::AdoptionView;
using adoption::Measure;
using adoption::Outcome;
using instruments::InstrumentView;
using storage::LocalId;

namespace {

constexpr std::size_t most_tools = 100;  // newest first, in the list to choose from

struct MeasureNotes {
    FieldProblems problems;
    std::string why;  // it was not taken; empty: it has not been tried
};

// A tool and its version as one field of a form has them.
std::string choice_of(std::string const& version, std::string const& iri) {
    return version.empty() && iri.empty() ? std::string{} : version + " " + iri;
}

std::vector<InstrumentView> with_all_versions(App const& app, Call const& call, std::string const& iri) {
    auto const viewer = call.viewer();
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        auto const thing = storage::find_handle(tx, tables, iri);
        return thing ? instruments::versions_of(tx, tables, *thing, viewer) : std::vector<InstrumentView>{};
    });
}

void add_missing(std::vector<InstrumentView>& tools, std::vector<InstrumentView>&& more) {
    for (auto& each : more) {
        bool const is_there = std::ranges::any_of(tools, [&](auto const& known) {
            return known.post.handle == each.post.handle && known.version == each.version;
        });
        if (!is_there) tools.push_back(std::move(each));
    }
}

// The newest version of each, and every version of what the adoption was measured with.
std::vector<InstrumentView> tools_for(App const& app, Call const& call, Adoption const& words) {
    auto const viewer = call.viewer();
    std::vector<InstrumentView> tools;
    for (auto const* const measure : {&words.baseline, &words.follow_up})
        if (*measure) add_missing(tools, with_all_versions(app, call, (*measure)->instrument));
    auto all = app.node.store.read([&](auto const& tx, auto const& tables) {
        return instruments::all_instruments(tx, tables, LocalId{~0ull}, most_tools, viewer);
    });
    add_missing(tools, std::move(all));
    return tools;
}

std::uint64_t people_in(std::string const& digits) {
    std::uint64_t people = 0;
    auto const* const end = digits.data() + digits.size();
    auto const [stop, error] = std::from_chars(digits.data(), end, people);
    return error == std::errc{} && stop == end ? people : 0;
}

// Nothing if none of these fields was filled in.
bool is_filled(Form const& form, std::string const& start, std::initializer_list<std::string_view> names) {
    return std::ranges::any_of(names, [&](std::string_view name) {
        return !form.trimmed(start + std::string{name}).empty();
    });
}

// What the tool itself says of its figure.
void take_tool(App const& app, Measure& measure) {
    auto const words = app.node.store.read([&](auto const& tx, auto const& tables) {
        return instruments::words_of_version(tx, tables, measure.instrument, measure.version);
    });
    if (!words) return;
    measure.name = words->title;
    measure.better = words->better;
}

Measure measure_typed(App const& app, Form const& form, std::string const& start) {
    auto const chosen = form.trimmed(start + "tool");
    auto const blank = std::min(chosen.find(' '), chosen.size());
    Measure measure;
    measure.version = chosen.substr(0, blank);
    measure.instrument = chosen.substr(std::min(blank + 1, chosen.size()));
    measure.value = form.trimmed(start + "value");
    measure.people = people_in(form.trimmed(start + "people"));
    measure.taken = form.trimmed(start + "taken");
    measure.note = form.trimmed(start + "note");
    take_tool(app, measure);
    return measure;
}

Adoption measures_typed(App const& app, Form const& form, Adoption words) {
    words.baseline.reset();
    words.follow_up.reset();
    if (is_filled(form, "baseline_", {"tool", "value", "people", "taken", "note"}))
        words.baseline = measure_typed(app, form, "baseline_");
    if (is_filled(form, "follow_up_", {"value", "people", "taken", "note"}))
        words.follow_up = measure_typed(app, form, "follow_up_");
    words.outcome = adoption::outcome_named(form.text("outcome")).value_or(Outcome::none);
    words.outcome_reason = form.trimmed("outcome_reason");
    return words;
}

void show_tools(Values& values, std::vector<InstrumentView> const& tools, std::string const& chosen) {
    bool is_listed = chosen.empty();
    for (auto const& each : tools) {
        auto option = values.repeat("TOOL");
        auto const value = choice_of(each.version, each.post.iri);
        option.text("VALUE", value);
        auto const revision = option.language().number(each.instrument.revision);
        option.words("LABEL", "{tool}, version {number}", {{"tool", each.instrument.title}, {"number", revision}});
        if (value == chosen) option.show("CHOSEN");
        is_listed = is_listed || value == chosen;
    }
    if (is_listed) return;
    auto option = values.repeat("TOOL");  // nothing that stands is lost by showing it
    option.text("VALUE", chosen);
    option.words("LABEL", phrase("A tool, or a version of one, that is not known here"));
    option.show("CHOSEN");
}

// At `part`: one measure. start: of the names of its fields.
struct MeasurePlace {
    std::string part;
    std::string start;
    std::string problems;  // of the names of its problems: "baseline."
    std::string heading;
};

void show_measure(
    Values& page,
    Call const& call,
    MeasurePlace const& place,
    Measure const& measure,
    std::vector<InstrumentView> const& tools,
    FieldProblems const& problems
) {
    auto values = page.include(place.part, "adoption_measure");
    auto const field = [&](std::string_view name) { return place.start + std::string{name}; };
    auto const people = measure.people == 0 ? std::string{} : std::to_string(measure.people);
    values.words("HEADING", place.heading);
    values.text("START", place.start);
    show_tools(values, tools, typed_or(call, field("tool"), choice_of(measure.version, measure.instrument)));
    values.text("FIGURE", typed_or(call, field("value"), measure.value));
    values.text("PEOPLE", typed_or(call, field("people"), people));
    values.text("DAY", typed_or(call, field("taken"), measure.taken));
    values.text("NOTE", typed_or(call, field("note"), measure.note));
    show_beside(values, "TOOL_PROBLEM", problems, place.problems + "instrument", field("tool"));
    show_beside(values, "FIGURE_PROBLEM", problems, place.problems + "value", field("value"));
    show_beside(values, "PEOPLE_PROBLEM", problems, place.problems + "people", field("people"));
    show_beside(values, "DAY_PROBLEM", problems, place.problems + "taken", field("taken"));
    show_beside(values, "NOTE_PROBLEM", problems, place.problems + "note", field("note"));
}

void show_outcomes(Values& values, std::string const& chosen) {
    for (auto const outcome : adoption::all_outcomes()) {
        auto option = values.repeat("OUTCOME");
        option.text("VALUE", adoption::name_of(outcome));
        option.words("LABEL", adoption::heading_of(outcome));
        if (adoption::name_of(outcome) == chosen) option.show("CHOSEN");
    }
}

// A follow-up begins with the tool of the baseline.
Measure follow_up_of(Adoption const& words) {
    if (words.follow_up) return *words.follow_up;
    Measure fresh;
    if (!words.baseline) return fresh;
    fresh.instrument = words.baseline->instrument;
    fresh.version = words.baseline->version;
    return fresh;
}

Response measure_page(
    App const& app,
    Call const& call,
    AdoptionView const& view,
    Adoption const& words,
    timeline::PostView const& guide,
    MeasureNotes const& notes,
    unsigned status
) {
    auto const tools = tools_for(app, call, words);
    Page page{app, call, "adoption_measures", phrase("Baseline and follow-up")};
    auto& values = page.values();
    values.text("ACTION", own_adoption_path(view) + "/measure");
    values.text("GUIDE_TITLE", guide.title());
    values.text("LANG", guide.language);
    values.text("GUIDE_PATH", post_path(guide));
    values.refused(notes.why);
    MeasurePlace const before{"BASELINE", "baseline_", "baseline.", phrase("Baseline: before")};
    MeasurePlace const after{"FOLLOW_UP", "follow_up_", "follow_up.", phrase("Follow-up: after")};
    show_measure(values, call, before, words.baseline.value_or(Measure{}), tools, notes.problems);
    show_measure(values, call, after, follow_up_of(words), tools, notes.problems);
    show_outcomes(values, typed_or(call, "outcome", adoption::name_of(words.outcome)));
    values.text("REASON", typed_or(call, "outcome_reason", words.outcome_reason));
    show_beside(values, "OUTCOME_PROBLEM", notes.problems, "outcome");
    show_beside(values, "REASON_PROBLEM", notes.problems, "outcome_reason");
    show_of_whole(values, notes.problems, {"guide", "version", "context", "changed", "story"});
    return page.render(status);
}

}  // namespace

awaitable<Response> get_measure(App const& app, Call call) {
    if (!may_adopt(app, call)) co_return refuse(app, call, only_research_lead());
    auto const view = own_adoption(app, call);
    auto const guide = view ? guide_below(app, *view) : std::nullopt;
    if (!guide) co_return refuse(app, call, {Reason::not_found, "no such adoption"});
    co_return measure_page(app, call, *view, view->adoption, *guide, {}, 200);
}

awaitable<Response> post_measure(App const& app, Call call) {
    if (!may_adopt(app, call)) co_return refuse(app, call, only_research_lead());
    auto const view = own_adoption(app, call);
    auto const guide = view ? guide_below(app, *view) : std::nullopt;
    if (!guide) co_return refuse(app, call, {Reason::not_found, "no such adoption"});
    auto const words = measures_typed(app, call.form, view->adoption);
    MeasureNotes notes;
    notes.problems = problems_here(app, words, view->post.handle);
    if (!notes.problems.empty()) {
        notes.why = phrase("It was not taken. What is wrong is marked below; what you typed is still here.");
        co_return measure_page(app, call, *view, words, *guide, notes, 422);
    }
    auto const said = co_await say(app, call, *guide, words, &*view);
    if (!said) {
        notes.why = sentence(said.error()) + " What you typed is still here.";
        co_return measure_page(app, call, *view, words, *guide, notes, meaning_of(said.error().reason()).status);
    }
    co_return Response::see_other("/adoptions");
}

}  // namespace collegium::server::pages
