// The page of those who run a community of this node.
#include "federation/community/facilitators.hpp"
#include "federation/community/holding.hpp"
#include "server/communities/places.hpp"
#include "server/communities/running.hpp"
#include "server/dispatch.hpp"
#include "server/pages/communities/handlers.hpp"
#include "server/pages/communities/people.hpp"
#include "server/pages/communities/run_form.hpp"

namespace collegium::server::pages {

namespace community = federation::community;

namespace {

constexpr std::size_t most_held = 50;

struct Facilitator {
    timeline::ActorView person;
    bool can_act = true;
};

// A community of this node that the caller may run.
struct Run {
    timeline::ActorView community;
    communities::Description description;
    std::vector<Facilitator> facilitators;
    std::vector<timeline::PostView> held;
    bool stands_in = false;  // an operator, because nobody else can
    std::string part_of{};   // addresses, one on a line
    std::string parts{};
    std::string known_as{};
};

std::optional<Run> run_of(App const& app, Call const& call) {
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<Run> {
        auto const found = timeline::find_community(tx, tables, app.node.settings.node.domain, call.names.front());
        if (!found || !found->local || !communities::may_run(tx, tables, found->handle, *call.member))
            return std::nullopt;
        Run run{*found, communities::description_of(tx, tables, found->handle), {}, {}, false};
        for (auto const person : community::facilitators_of(tx, tables, found->handle))
            if (auto const view = timeline::find_actor(tx, tables, person))
                run.facilitators.push_back({*view, community::can_act(tx, tables, person)});
        for (auto const thing : community::held_in(tx, tables, found->handle, most_held))
            if (auto post = timeline::find_post(tx, tables, thing, call.viewer());
                post && post->state == storage::ObjectState::visible)
                run.held.push_back(*std::move(post));
        run.part_of = communities::addresses_of(tx, tables, run.description.terms.part_of);
        run.parts = communities::addresses_of(tx, tables, run.description.terms.parts);
        run.known_as = communities::addresses_of(tx, tables, run.description.terms.known_as);
        run.stands_in = !tables.moderators.contains(tx, {found->handle, call.member->actor});
        return run;
    });
}

Response not_theirs(App const& app, Call const& call) {
    return refuse(app, call, {Reason::not_found, "no community that the member runs"});
}

std::string address_of(timeline::ActorView const& person) {
    return person.local ? person.name : person.name + "@" + person.host;
}

void show_facilitators(Values& values, Call const& call, Run const& run) {
    for (auto const& each : run.facilitators) {
        auto line = values.repeat("FACILITATOR");
        line.text("NAME", each.person.display);
        line.text("ADDRESS", address_of(each.person));
        line.show(each.person.handle == call.member->actor ? "SELF" : "OTHER");
        if (!each.can_act) line.show("AWAY");
    }
}

void show_held(Values& values, Run const& run) {
    if (run.held.empty()) values.show("NOTHING_WAITS");
    for (auto const& post : run.held) {
        auto line = values.repeat("HELD");
        line.text("PATH", post_path(post));
        line.text("TITLE", post.title().empty() ? kind_name(post.kind) : std::string_view{post.title()});
        line.text("ANCHOR", std::to_string(static_cast<std::uint64_t>(post.number)));
        line.html("CONTENT", post.content);
        show_byline(line, post);
    }
}

Response run_page(
    App const& app,
    Call const& call,
    Run const& run,
    std::vector<RunProblem> const& problems,
    std::string_view person_problem,
    unsigned status
) {
    Page page{app, call, "community_run", phrase("Run {community}"), {{"community", run.community.display}}};
    auto& values = page.values();
    values.text("PATH", community_path(run.community));
    values.text("NAME", run.community.display);
    if (status == 200 && call.form.has("saved")) values.show("SAVED");
    if (run.stands_in) values.show("STANDING_IN");
    auto const ends = run.description.terms.ends;
    if (ends != Instant{} && ends < app.node.clock.now()) values.show("ENDED");
    show_held(values, run);
    show_facilitators(values, call, run);
    if (!person_problem.empty()) {
        values.text("PERSON", call.form.text("person"));
        values.problem("person", person_problem);
    }
    show_run_form(values, call.form, run.description, problems);
    bool const typed = call.form.has("display");
    values.text("PART_OF", typed ? call.form.text("part_of") : run.part_of);
    values.text("PARTS", typed ? call.form.text("parts") : run.parts);
    values.text("KNOWN_AS", typed ? call.form.text("known_as") : run.known_as);
    return page.render(status);
}

std::string_view words_about_person(Refusal refusal) {
    switch (refusal.reason()) {
        case Reason::foreign: return phrase("Only those who were facilitators before them can dismiss somebody.");
        case Reason::not_allowed:
            return phrase(
                "A community always has a facilitator, a student council always two who are members "
                "of this school, and never a pupil: appoint somebody else first."
            );
        case Reason::unconcerned: return phrase("That is so already.");
        default: return why_nobody(refusal);
    }
}

std::string_view words_about_places(Refusal refusal) {
    switch (refusal.reason()) {
        case Reason::not_found:
        case Reason::malformed: return phrase("One of these is no community that can be found. Check how it is spelt.");
        case Reason::too_many: return phrase("Name at most fifty communities.");
        case Reason::not_partner: return phrase("One of these is at an institution that is not a partner of ours.");
        default: return phrase("The other institution did not answer as it should. Try again in a few minutes.");
    }
}

// What stands is not asked for again: the node of a community that was taken over may be no more.
awaitable<Result<std::vector<std::string>>> former_places(App const& app, Call const& call, Run const& run) {
    auto text = call.form.text("known_as");
    bool const stands = communities::listed_in(text) == communities::listed_in(run.known_as);
    if (stands) co_return run.description.terms.known_as;
    co_return co_await communities::places_named(app, std::move(text));
}

}  // namespace

awaitable<Response> get_run(App const& app, Call call) {
    auto const run = run_of(app, call);
    if (!run) co_return not_theirs(app, call);
    co_return run_page(app, call, *run, {}, "", 200);
}

awaitable<Response> post_run(App const& app, Call call) {
    auto const run = run_of(app, call);
    if (!run) co_return not_theirs(app, call);
    auto read = read_run_form(call.form, run->description);
    auto wholes_text = call.form.text("part_of");
    auto const wholes = co_await communities::places_named(app, std::move(wholes_text));
    if (!wholes) read.problems.push_back({"part_of", words_about_places(wholes.error())});
    auto parts_text = call.form.text("parts");
    auto const parts = co_await communities::places_named(app, std::move(parts_text));
    if (!parts) read.problems.push_back({"parts", words_about_places(parts.error())});
    auto const former = co_await former_places(app, call, *run);
    if (!former) read.problems.push_back({"known_as", words_about_places(former.error())});
    if (!read.problems.empty()) co_return run_page(app, call, *run, read.problems, "", 422);
    auto description = std::move(read.description);
    description.terms.part_of = *wholes;
    description.terms.parts = *parts;
    description.terms.known_as = *former;
    auto const described = co_await communities::describe(app.node, run->community.handle, std::move(description));
    if (!described) co_return refuse(app, call, described.error());
    co_return Response::see_other(community_path(run->community) + "/run?saved=1");
}

awaitable<Response> post_facilitator(App const& app, Call call) {
    auto const run = run_of(app, call);
    if (!run) co_return not_theirs(app, call);
    using enum communities::Appointment;
    auto const change = call.form.text("decision") == "dismiss" ? dismiss : appoint;
    auto address = call.form.trimmed("person");
    auto const person = co_await person_named(app, std::move(address));
    if (!person) co_return run_page(app, call, *run, {}, words_about_person(person.error()), 422);
    auto const changed =
        co_await communities::change_facilitator(app, run->community.handle, call.member->actor, *person, change);
    if (!changed) co_return run_page(app, call, *run, {}, words_about_person(changed.error()), 422);
    bool const left = change == dismiss && *person == call.member->actor;
    co_return Response::see_other(community_path(run->community) + (left ? "" : "/run?saved=1"));
}

}  // namespace collegium::server::pages
