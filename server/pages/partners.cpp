#include "federation/partners/partnership.hpp"
#include "federation/partners/removal.hpp"
#include "server/audit/audit.hpp"
#include "server/dispatch.hpp"
#include "server/pages/exchange.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/page.hpp"
#include "server/partner_words.hpp"

#include <algorithm>
#include <array>

namespace collegium::server::pages {

using federation::Decision;
using federation::PartnerView;
using storage::PartnerState;

namespace {

constexpr std::string_view list_path = "/operator/partners";

std::string path_of(std::string const& host) {
    return std::string{list_path} + "/" + host;
}

std::optional<Decision> decision_named(std::string_view name) {
    constexpr std::array<std::pair<std::string_view, Decision>, 5> names{
        {{"introduce", Decision::introduce},
         {"agree", Decision::agree},
         {"decline", Decision::decline},
         {"pause", Decision::pause},
         {"resume", Decision::resume}}};
    auto const found = std::ranges::find(names, name, &std::pair<std::string_view, Decision>::first);
    return found == names.end() ? std::nullopt : std::optional{found->second};
}

void show_line(Values& values, std::string_view part, std::string const& what, std::string_view value) {
    auto line = values.repeat(part);
    line.words("WHAT", what);
    line.text("VALUE", value);
}

// Of a card: what their institution says of itself, in its own words.
void show_lines(Values& values, std::string_view part, Lines const& lines) {
    for (auto const& [what, value] : lines) show_line(values, part, what, value);
}

void show_lines(Values& values, std::string_view part, SaidLines const& lines) {
    for (auto const& [what, value] : lines) show_line(values, part, what, in(values.language(), value));
}

void show_partner_line(Values values, PartnerView const& view) {
    values.text("PATH", path_of(view.host));
    values.text("NAME", federation::name_of(view));
    values.text("HOST", view.host);
    values.words("STATE", federation::state_name(view.record.state));
    values.count("WAITING", view.waiting, "{n} message waits", "{n} messages wait");
    if (!view.changes.empty()) values.show("CHANGED");
    if (view.lane.failures > 0) values.show("SILENT");
}

Response list_page(App const& app, Call const& call, std::string_view problem, unsigned status) {
    PartnersPage shown;
    shown.problem = problem;
    return partners_page(app, call, shown, status);
}

void show_button(Values& values, PartnerView const& view, std::string_view decision, std::string_view words) {
    auto button = values.repeat("BUTTON");
    button.text("PATH", path_of(view.host));
    button.text("DECISION", decision);
    button.words("WORDS", words);
}

void show_buttons(Values& values, PartnerView const& view) {
    switch (view.record.state) {
        case PartnerState::introduced:
            show_button(values, view, "agree", phrase("Agree"));
            show_button(values, view, "decline", phrase("Decline"));
            break;
        case PartnerState::asked: show_button(values, view, "decline", phrase("Take the introduction back")); break;
        case PartnerState::agreed: show_button(values, view, "pause", phrase("Pause")); break;
        case PartnerState::paused: show_button(values, view, "resume", phrase("Resume")); break;
        case PartnerState::declined: show_button(values, view, "agree", phrase("Agree after all")); break;
        case PartnerState::declined_by_them:
        case PartnerState::removed: show_button(values, view, "introduce", phrase("Introduce us again")); break;
    }
    if (!view.refused.empty()) show_button(values, view, "retry", phrase("Send again what they refused"));
}

Response partner_page(
    App const& app,
    Call const& call,
    PartnerView const& view,
    std::vector<DayOfDeliveries> const& days,
    std::string_view problem
) {
    Page page{app, call, "partner", federation::name_of(view)};
    auto& values = page.values();
    values.text("NAME", federation::name_of(view));
    values.text("HOST", view.host);
    values.text("PATH", path_of(view.host));
    values.refused(problem);
    show_buttons(values, view);
    show_lines(values, "LINE", lines_about(view));
    show_deliveries(values, days);
    for (auto const& change : view.changes) {
        auto part = values.repeat("CHANGE");
        part.words("WHAT", change.what);
        part.text("BEFORE", change.before.empty() ? part.language().say(phrase("nothing")) : change.before);
        part.text("NOW", change.now.empty() ? part.language().say(phrase("nothing")) : change.now);
    }
    if (view.card) {
        auto card = values.repeat("CARD");
        card.time("FETCHED", view.card_fetched);
        show_lines(card, "CARD_LINE", federation::lines_of(*view.card));
    } else {
        values.show("NO_CARD");
    }
    for (auto const& each : view.refused) {
        auto part = values.repeat("REFUSED");
        part.text("WHAT", each.what);
        part.text("REASON", each.receipt.reason);
        part.time("AT", each.receipt.at);
    }
    if (view.refused.empty()) values.show("NONE_REFUSED");
    return page.render(problem.empty() ? 200 : 409);
}

// The operator looks now, so the card may be looked at too: not at each look, and not while nobody answers there.
bool wants_fresh_card(App const& app, PartnerView const& view) {
    constexpr std::chrono::hours fresh{1};
    return view.record.state == PartnerState::agreed && view.lane.failures == 0 &&
           app.node.clock.now() - view.card_fetched > fresh;
}

// What the operator's decision changes; the node tells the other one by itself.
storage::Store::Change<PartnerState> change_of(App const& app, Decision decision, Call const& call) {
    auto const reason = call.form.trimmed("reason");
    return audit::noted(
        federation::deciding(app.node, decision, call.names.front(), reason),
        {call.member->account, "decided about a partner: " + call.form.text("decision"), call.names.front(), reason},
        app.node.clock.now()
    );
}

void send_again(App const& app, std::string const& host) {
    storage::Store::Change<std::size_t> const change = [&](storage::WriteTx& tx, storage::Tables& tables) {
        return Result<std::size_t>{federation::queue_refused_again(tx, tables, host)};
    };
    static_cast<void>(app.node.store.write_now(change));
    app.node.bell.resumed(host);
}

void remove(App const& app, std::string const& host, bool with_data, std::string const& by) {
    federation::end_follows(app.node, host);
    auto const what = with_data ? "removed a partner and erased what came from there" : "removed a partner";
    static_cast<void>(app.node.store.write_now(audit::noted(
        federation::deciding(app.node, Decision::remove, host, ""), {by, what, host, ""}, app.node.clock.now()
    )));
    storage::Store::Change<federation::Erased> const erase = [&](storage::WriteTx& tx, storage::Tables& tables) {
        return federation::erase_data_of(tx, tables, app.node.settings.origin(), host);
    };
    if (with_data) static_cast<void>(app.node.store.write_now(erase));
}

}  // namespace

Response partners_page(App const& app, Call const& call, PartnersPage const& shown, unsigned status) {
    auto const partners = federation::all_partners(app.node);
    Page page{app, call, "partners", phrase("Partners")};
    auto& values = page.values();
    values.text("HOST", call.form.text("host"));
    values.problem("host", shown.problem);
    show_exchange(app, call, values, shown.holiday_problem);
    for (auto const& view : partners) show_partner_line(values.repeat("PARTNER"), view);
    if (partners.empty()) values.show("NONE");
    return page.render(status);
}

awaitable<Response> get_partners(App const& app, Call call) {
    co_return list_page(app, call, "", 200);
}

awaitable<Response> post_partners(App const& app, Call call) {
    auto const host = call.form.trimmed("host");
    if (!is_host_name(host) || !Iri::parse("https://" + host + "/") || host == app.node.settings.node.domain)
        co_return list_page(app, call, phrase("Write the domain of another institution, as in hillside.example."), 422);
    auto change = audit::noted(
        federation::deciding(app.node, Decision::introduce, host, ""),
        {call.member->account, "introduced this node to an institution", host, ""},
        app.node.clock.now()
    );
    auto const asked = co_await app.node.store.write(std::move(change));
    if (!asked) co_return list_page(app, call, asked.error().detail(), 409);
    auto const looked = co_await federation::refresh_card(app.node, host, true);
    static_cast<void>(looked);  // the page shows whether there is a card
    co_return Response::see_other(path_of(host));
}

awaitable<Response> get_partner(App const& app, Call call) {
    auto const& host = call.names.front();
    auto view = federation::find_partner(app.node, host);
    if (!view) co_return refuse(app, call, {Reason::not_found, "no such partner"});
    if (wants_fresh_card(app, *view)) {
        auto const looked = co_await federation::refresh_card(app.node, host, false);
        if (looked) view = federation::find_partner(app.node, host);
    }
    auto const days = co_await deliveries_to(app, host);
    co_return partner_page(app, call, *view, days, "");
}

awaitable<Response> post_partner(App const& app, Call call) {
    auto const& host = call.names.front();
    auto const view = federation::find_partner(app.node, host);
    auto const& named = call.form.text("decision");
    auto const decision = decision_named(named);
    if (!view || (!decision && named != "retry")) co_return refuse(app, call, {Reason::not_found, "no such decision"});
    if (!decision) {
        std::function<void()> work = [&] { send_again(app, host); };
        co_await app.node.workers.run(std::move(work));
        co_return Response::see_other(path_of(host));
    }
    auto change = change_of(app, *decision, call);
    auto const decided = co_await app.node.store.write(std::move(change));
    if (!decided) {
        auto const days = co_await deliveries_to(app, host);
        co_return partner_page(app, call, *view, days, decided.error().detail());
    }
    co_return Response::see_other(path_of(host));
}

awaitable<Response> get_remove_partner(App const& app, Call call) {
    auto const& host = call.names.front();
    auto const view = federation::find_partner(app.node, host);
    if (!view) co_return refuse(app, call, {Reason::not_found, "no such partner"});
    auto const affected = app.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::affected_by_removal(tx, tables, host);
    });
    auto const partner = federation::name_of(*view);
    Page page{app, call, "partner_remove", phrase("Remove {partner}"), {{"partner", partner}}};
    auto& values = page.values();
    values.text("NAME", federation::name_of(*view));
    values.text("PATH", path_of(host));
    values.amount("MEMBERS_FOLLOWING", affected.members_following);
    values.amount("COMMUNITIES", affected.communities);
    values.amount("FOLLOWERS_THERE", affected.followers_there);
    values.amount("MEMBERS_WRITING", affected.members_writing);
    values.amount("THINGS", affected.things);
    co_return page.render();
}

awaitable<Response> post_remove_partner(App const& app, Call call) {
    auto const& host = call.names.front();
    if (!federation::find_partner(app.node, host)) co_return refuse(app, call, {Reason::not_found, "no such partner"});
    bool const with_data = call.form.text("data") == "erase";
    std::function<void()> work = [&] { remove(app, host, with_data, call.member->account); };
    co_await app.node.workers.run(std::move(work));
    co_return Response::see_other(path_of(host));
}

awaitable<Response> get_own_card(App const& app, Call call) {
    auto const holiday =
        app.node.store.read([](auto const& tx, auto const& tables) { return federation::own_holiday(tx, tables); });
    auto const card =
        federation::read_card(federation::card_document(app.node.settings, holiday), app.node.settings.node.domain);
    Page page{app, call, "own_card", phrase("Partner card")};
    auto& values = page.values();
    show_lines(values, "LINE", federation::lines_of(card.value()));
    if (holiday) {
        auto away = values.repeat("AWAY");
        away.day("FROM", holiday->from);
        away.day("TO", holiday->to);
        away.text("WORDS", holiday->text);
    }
    co_return page.render();
}

}  // namespace collegium::server::pages
