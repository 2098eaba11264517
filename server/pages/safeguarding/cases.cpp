// The cases of the safeguarding lead.
#include "server/safeguarding/cases.hpp"

#include "federation/content/plain_text.hpp"
#include "federation/partners/card.hpp"
#include "server/audit/audit.hpp"
#include "server/dispatch.hpp"
#include "server/pages/safeguarding/handlers.hpp"
#include "server/retention/holds.hpp"
#include "server/safeguarding/evidence.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::server::pages {

using safeguarding::Case;

namespace {

constexpr std::size_t most_looks = 50, longest_opening = 160;

Response no_case(App const& app, Call const& call) {
    return refuse(app, call, {Reason::not_found, "no case that the member leads"});
}

std::optional<Case> case_of(App const& app, Call const& call) {
    auto const number = number_of(call.names.front());
    if (!number || !safeguarding::may_lead(*call.member)) return std::nullopt;
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return safeguarding::find_case(app, tx, tables, *call.member, *number);
    });
}

std::string case_path(Case const& each) {
    return "/safeguarding/cases/" + std::to_string(static_cast<std::uint64_t>(each.id));
}

std::string whose(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle actor) {
    auto const view = timeline::find_actor(tx, tables, actor);
    return view ? view->display + " (" + view->address() + ")" : audit::name_of(tx, tables, actor);
}

// With whom to speak at their institution, as its partner card has it.
void show_case_person(Values values, storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle person) {
    values.text("NAME", whose(tx, tables, person));
    auto const view = timeline::find_actor(tx, tables, person);
    auto const record = view && !view->local ? tables.cards.get(tx, view->host) : std::nullopt;
    if (!record) return;
    auto const card = federation::read_card(record->seen, view->host);
    if (!card || (card->safeguarding_name.empty() && card->safeguarding_contact.empty())) return;
    auto contact = values.repeat("CONTACT");
    contact.text("LEAD", card->safeguarding_name);
    contact.text("WHERE", card->safeguarding_contact);
}

// A thing as its author sees it: the lead reads also what was for few.
void show_case_thing(Values values, storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle thing) {
    auto const record = tables.objects.get(tx, thing);
    values.text("IRI", storage::iri_of(tx, tables, thing));
    auto const post =
        record ? timeline::find_post(tx, tables, thing, timeline::Viewer::of_member(record->author)) : std::nullopt;
    if (!post) return;
    auto shown = values.repeat("POST");
    shown.text("AUTHOR", post->author.display);
    shown.text("TITLE", post->title());
    shown.html("CONTENT", post->content);
}

// Who looked at the case, and what was done with it.
void show_case_log(Values& values, storage::ReadTx const& tx, storage::Tables const& tables, Case const& each) {
    auto const number = std::to_string(static_cast<std::uint64_t>(each.id));
    std::size_t shown = 0;
    tables.audit_log.descend(
        tx,
        storage::AuditNumber{~std::uint64_t{0}},
        [&](storage::AuditNumber, storage::AuditRecord const& record) {
            if (record.about == number || record.about == safeguarding::case_name(each.id)) {
                auto line = values.repeat("LOOK");
                line.text("WHO", record.who);
                line.text("WHAT", record.what);
                line.time("AT", record.at);
                ++shown;
            }
            return shown < most_looks && record.at >= std::chrono::floor<std::chrono::seconds>(each.record.created);
        }
    );
}

// Whether it goes by itself when its period is over.
void show_case_hold(Values& values, storage::ReadTx const& tx, storage::Tables const& tables, storage::LocalId id) {
    auto const hold = tables.holds.get(tx, retention::case_key(id));
    if (!hold) return values.show("FREE");
    auto held = values.repeat("HELD");
    held.text("REASON", hold->reason);
    held.text("WHO", hold->by);
    held.time("AT", hold->at);
}

awaitable<Result<storage::Nothing>> set_hold(App const& app, Call const& call, storage::LocalId id, bool holds) {
    auto const now = app.node.clock.now();
    storage::Store::Change<storage::Nothing> change = [&](storage::WriteTx& tx,
                                                          storage::Tables& tables) -> Result<storage::Nothing> {
        auto const key = retention::case_key(id);
        if (!holds) return retention::release(tx, tables, key, call.member->account, now);
        return retention::put_hold(tx, tables, key, call.member->account, call.form.trimmed("words"), now);
    };
    co_return co_await app.node.store.write(std::move(change));
}

// At the form that was sent, with what was typed into it. If the case is held by now, and the form gone, it stands in
// the form for notes.
void show_typed(App const& app, Call const& call, Values& values, Case const& each, std::string_view problem) {
    if (problem.empty()) return;
    auto const decision = call.form.text("decision");
    bool const is_held = app.node.store.read([&](auto const& tx, auto const& tables) {
        return tables.holds.contains(tx, retention::case_key(each.id));
    });
    if (decision == "hold" && !is_held) {
        values.problem("reason", problem);
        values.text("WHY", call.form.text("words"));
    } else if (decision == "hold" || decision == "note") {
        values.problem("words", problem);
        values.text("TYPED", call.form.text("words"));
    } else {
        values.refused(problem);
    }
}

Response case_page(App const& app, Call const& call, Case const& each, std::string_view problem, unsigned status) {
    auto const number = std::to_string(static_cast<std::uint64_t>(each.id));
    Page page{app, call, "case", phrase("Case {number}"), {{"number", number}}};
    auto& values = page.values();
    values.text("PATH", case_path(each));
    values.text("NUMBER", number);
    values.text("SAID", each.words);
    values.time("TOLD", each.record.created);
    show_typed(app, call, values, each, problem);
    values.show(each.record.closed ? "CLOSED" : "OPEN");
    app.node.store.read([&](auto const& tx, auto const& tables) {
        values.text("BY", whose(tx, tables, each.record.by));
        for (auto const thing : each.record.things) show_case_thing(values.repeat("THING"), tx, tables, thing);
        for (auto const person : each.record.people) show_case_person(values.repeat("PERSON"), tx, tables, person);
        for (std::size_t index = 0; index < each.notes.size(); ++index) {
            auto note = values.repeat("NOTE");
            note.text("WORDS", each.notes[index]);
            note.text("WHO", whose(tx, tables, each.record.notes[index].by));
            note.time("AT", each.record.notes[index].at);
        }
        for (auto const& pack : each.record.packs) {
            auto part = values.repeat("PACK");
            part.text("WHO", whose(tx, tables, pack.by));
            part.time("AT", pack.at);
            part.text("SEAL", crypto::to_hex(pack.seal));
        }
        show_case_hold(values, tx, tables, each.id);
        show_case_log(values, tx, tables, each);
    });
    return page.render(status);
}

}  // namespace

awaitable<Response> get_cases(App const& app, Call call) {
    if (!safeguarding::may_lead(*call.member)) co_return no_case(app, call);
    constexpr std::uint64_t last_page = 1'000'000;
    auto const asked = number_of(call.form.text("page"));
    auto const page_number = std::min(asked ? static_cast<std::uint64_t>(*asked) : 0, last_page);
    auto const listed = app.node.store.read([&](auto const& tx, auto const& tables) {
        return safeguarding::cases_on(app, tx, tables, *call.member, page_number);
    });
    Page page{app, call, "cases", phrase("Safeguarding")};
    auto& values = page.values();
    if (listed.cases.empty()) values.show("NONE");
    if (listed.more) values.repeat("MORE").number("PAGE", page_number + 1);
    for (auto const& each : listed.cases) {
        auto line = values.repeat("CASE");
        line.text("PATH", case_path(each));
        line.number("NUMBER", static_cast<std::uint64_t>(each.id));
        line.time("AT", each.record.created);
        line.text("OPENING", federation::content::cut_characters(each.words, longest_opening));
        line.show(each.record.closed ? "CLOSED" : "OPEN");
    }
    co_return page.render();
}

awaitable<Response> get_case(App const& app, Call call) {
    auto const found = case_of(app, call);
    if (!found) co_return no_case(app, call);
    co_return case_page(app, call, *found, "", 200);
}

awaitable<Response> post_case(App const& app, Call call) {
    auto const found = case_of(app, call);
    if (!found) co_return no_case(app, call);
    auto const& decision = call.form.text("decision");
    auto member = *call.member;
    auto words = call.form.trimmed("words");
    Result<storage::Nothing> done = Refusal{Reason::malformed, "There is no such decision."};
    if (decision == "note")
        done = co_await safeguarding::add_note(app, std::move(member), found->id, std::move(words));
    else if (decision == "close" || decision == "open")
        done = co_await safeguarding::set_closed(app, std::move(member), found->id, decision == "close");
    else if (decision == "hold" || decision == "release")
        done = co_await set_hold(app, call, found->id, decision == "hold");
    if (!done) co_return case_page(app, call, *found, done.error().detail(), 422);
    co_return Response::see_other(case_path(*found));
}

awaitable<Response> post_evidence(App const& app, Call call) {
    auto const found = case_of(app, call);
    if (!found) co_return no_case(app, call);
    auto const now = app.node.clock.now();
    safeguarding::Pack pack;
    std::function<void()> work = [&] { pack = safeguarding::pack_of(app, *found, *call.member, now); };
    co_await app.node.workers.run(std::move(work));
    storage::Store::Change<storage::Nothing> change = [&](storage::WriteTx& tx,
                                                          storage::Tables& tables) -> Result<storage::Nothing> {
        auto record = tables.safeguarding_cases.get(tx, found->id);
        if (!record) return Refusal{Reason::not_found, "no such case"};
        record->packs.push_back({call.member->actor, now, pack.seal});
        tables.safeguarding_cases.put(tx, found->id, *record);
        audit::Entry entry;
        entry.who = call.member->account;
        entry.what = "took a pack of evidence";
        entry.about = safeguarding::case_name(found->id);
        entry.reason = "seal " + crypto::to_hex(pack.seal);
        audit::note(tx, tables, entry, now);
        return storage::Nothing{};
    };
    auto const noted = co_await app.node.store.write(std::move(change));
    if (!noted) co_return refuse(app, call, noted.error());
    Response response{200, "application/x-tar", std::move(pack.bytes)};
    response.with("Cache-Control", "private, no-store")
        .with("Content-Disposition", "attachment; filename=\"evidence-" + call.names.front() + ".tar\"");
    co_return response;
}

}  // namespace collegium::server::pages
