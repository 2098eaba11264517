// The members, as operators see them: who asks to be let in, who holds what, and what can be done about it.
#include "config/log.hpp"
#include "federation/erasure/reading.hpp"
#include "federation/signing/fresh_keys.hpp"
#include "server/audit/audit.hpp"
#include "server/communities/running.hpp"
#include "server/dispatch.hpp"
#include "server/erasure/erasing.hpp"
#include "server/media/workshop.hpp"
#include "server/members/accounts.hpp"
#include "server/members/roles.hpp"
#include "server/members/second_factor.hpp"
#include "server/pages/erasures.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/lookups.hpp"
#include "server/pages/page_language.hpp"
#include "server/pages/role_choices.hpp"

#include <array>

namespace collegium::server::pages {

using storage::AccountRecord;
using storage::AccountState;
using storage::Nothing;
using storage::Tables;
using storage::WriteTx;

namespace {

constexpr std::string_view list_path = "/operator/members";
constexpr storage::Roles every_role{~std::uint64_t{0}};

std::string path_of(std::string const& account) {
    return std::string{list_path} + "/" + account;
}

std::optional<AccountRecord> account_of(App const& app, std::string const& name) {
    return app.node.store.read([&](auto const& tx, auto const& tables) { return tables.accounts.get(tx, name); });
}

void show_line(Values values, std::string const& name, AccountRecord const& account) {
    values.text("PATH", path_of(name));
    values.text("NAME", name);
    values.words("STATE", members::named(members::states(), account.state).words);
    values.words("CONSTITUENCY", members::named(members::constituencies(), account.constituency).words);
    show_held_roles(values, account.roles);
    if (account.pupil) values.show("PUPIL");
    if (!account.asked.empty()) values.repeat("ASKED").text("WORDS", account.asked);
}

void show_state_buttons(Values& values, AccountState state) {
    constexpr std::array<std::tuple<AccountState, std::string_view, std::string_view>, 3> states{
        {{AccountState::active, "active", phrase("Let in again")},
         {AccountState::paused, "paused", phrase("Pause")},
         {AccountState::closed, "closed", phrase("Close")}}};
    for (auto const& [each, name, words] : states) {
        if (each == state) continue;
        auto button = values.repeat("STATE_BUTTON");
        button.text("STATE_NAME", name);
        button.words("WORDS", words);
    }
}

void show_account(App const& app, Values& values, std::string const& name, AccountRecord const& account) {
    auto whole = values.repeat("ACCOUNT");
    whole.text("PATH", path_of(name));
    show_roles(whole, every_role, account.roles);
    show_choice(whole, "CONSTITUENCY_CHOICE", members::constituencies(), account.constituency);
    show_choice(whole, "BELONGING_CHOICE", members::belongings(), account.belonging);
    show_state_buttons(whole, account.state);
    bool const second_factor = app.node.store.read([&](auto const& tx, auto const& tables) {
        return members::has_second_factor(tx, tables, name);
    });
    if (second_factor) whole.show("SECOND_FACTOR");
}

// password: one that was just made; empty: none was.
Response member_page(
    App const& app, Call const& call, AccountRecord const& account, std::string_view problem, std::string_view password
) {
    auto const& name = call.names.front();
    Page page{app, call, "operator_member", name};
    auto& values = page.values();
    show_line(values, name, account);
    values.refused(problem);
    if (!password.empty()) values.repeat("FRESH").text("PASSWORD", password);
    auto const erasures = erasures_by_person(app);
    if (auto const erased = erasures.find(account.actor); erased != erasures.end())
        show_erasure(values, erased->second, account.pupil);
    else if (account.state == AccountState::awaiting)
        values.repeat("REQUEST").text("PATH", path_of(name));
    else
        show_account(app, values, name, account);
    return page.render(problem.empty() ? 200 : 409);
}

// What a form asks for; nothing if it asks for nothing that we know.
std::optional<std::function<Result<Nothing>(WriteTx&, Tables&)>> decision_in(Call const& call) {
    auto const& name = call.names.front();
    auto const& form = call.form;
    auto const& decision = form.text("decision");
    if (decision == "turn-down")
        return [&](WriteTx& tx, Tables& tables) { return members::turn_down(tx, tables, name); };
    if (decision == "reset-second-factor")
        return [&](WriteTx& tx, Tables& tables) { return members::reset_second_factor(tx, tables, name); };
    auto const state = members::value_named(members::states(), form.text("state"));
    if (decision == "state" && state && *state != AccountState::awaiting)
        return [&, state](WriteTx& tx, Tables& tables) {
            return members::change_account(tx, tables, name, [&](AccountRecord& record) { record.state = *state; });
        };
    auto const constituency = members::value_named(members::constituencies(), form.text("constituency"));
    auto const belonging = members::value_named(members::belongings(), form.text("belonging"));
    if (decision != "place" || !constituency || !belonging) return std::nullopt;
    return [&, constituency, belonging](WriteTx& tx, Tables& tables) {
        return members::change_account(tx, tables, name, [&](AccountRecord& record) {
            record.roles = roles_in(form, every_role);
            record.constituency = *constituency;
            record.belonging = *belonging;
        });
    };
}

Response conflict_page(App const& app, Call const& call, AccountRecord const& account, Refusal refusal) {
    auto const why =
        app.node.store.read([&](auto const& tx, auto const& tables) { return members::why_not(tx, tables, refusal); });
    auto const& language = language_for(app, call);
    auto const reason = language.say(why);
    return member_page(app, call, account, language.say(phrase("Nothing was changed: {why}."), {{"why", reason}}), "");
}

// With what the audit log says of it.
storage::Store::Change<Nothing> noted(
    App const& app, Call const& call, storage::Store::Change<Nothing> change, std::string what
) {
    return audit::noted_account(
        std::move(change), call.member->account, std::move(what), call.names.front(), app.node.clock.now()
    );
}

std::string words_for(std::string_view decision) {
    if (decision == "turn-down") return "turned down who asked to be let in";
    if (decision == "reset-second-factor") return "took a second factor away";
    return decision == "state" ? "changed the state of an account" : "changed what somebody is trusted with";
}

awaitable<Response> let_in(App const& app, Call call, AccountRecord const& account) {
    auto const keys = co_await federation::fresh_keys(app.node.workers);
    members::Maker const maker{app.node.settings, app.node.keyring, keys, app.node.clock.now()};
    storage::Store::Change<Nothing> change = [&](WriteTx& tx, Tables& tables) {
        return members::let_in(tx, tables, maker, call.names.front());
    };
    change = noted(app, call, std::move(change), "let somebody in");
    auto const done = co_await app.node.store.write(std::move(change));
    if (!done) co_return conflict_page(app, call, account, done.error());
    co_return Response::see_other(path_of(call.names.front()));
}

awaitable<Response> reset_password(App const& app, Call call, AccountRecord const& account) {
    auto const password = members::readable_password(app.registry.secrets.random(15));
    auto const hash = co_await app.registry.passwords.hash(password);
    storage::Store::Change<Nothing> change = [&](WriteTx& tx, Tables& tables) {
        return members::reset_password(tx, tables, call.names.front(), hash);
    };
    change = noted(app, call, std::move(change), "gave somebody another password");
    auto const done = co_await app.node.store.write(std::move(change));
    if (!done) co_return conflict_page(app, call, account, done.error());
    co_return member_page(app, call, account, "", password);
}

// What they alone run is handed over with it.
awaitable<Response> close_account(App const& app, Call call, AccountRecord const& account) {
    auto const closed = co_await communities::close_account(app.node, call.names.front(), call.member->account);
    if (!closed) co_return conflict_page(app, call, account, closed.error());
    co_return Response::see_other(path_of(call.names.front()));
}

awaitable<Response> erase_member(App const& app, Call call, AccountRecord const& account) {
    if (call.form.text("sure") != "1") {
        auto const words = language_for(app, call).say(
            phrase("Nothing was changed. Tick the box if nothing of it has to be kept: it cannot be undone.")
        );
        co_return member_page(app, call, account, words, "");
    }
    erasure::RemovePicture remove = [&app](std::string const& name) { app.pictures.files().remove(name); };
    auto const erased = co_await erasure::erase(app.node, std::move(remove), call.names.front(), call.member->account);
    if (!erased) co_return conflict_page(app, call, account, erased.error());
    co_return Response::see_other(path_of(call.names.front()));
}

}  // namespace

awaitable<Response> get_operator_members(App const& app, Call call) {
    Page page{app, call, "operator_members", phrase("Members")};
    auto& values = page.values();
    auto const erasures = erasures_by_person(app);
    app.node.store.read([&](auto const& tx, auto const& tables) {
        tables.accounts.ascend(tx, "", [&](std::string const& name, AccountRecord const& account) {
            auto line = values.repeat(account.state == AccountState::awaiting ? "WAITING" : "MEMBER");
            show_line(line, name, account);
            auto const erased = erasures.find(account.actor);
            if (erased != erasures.end()) show_confirmed(line, erased->second);
            return true;
        });
        if (auto const lead = members::research_lead(tx, tables))
            values.repeat("LEAD").text("WORDS", *lead);
        else
            values.show("NO_LEAD");
    });
    co_return page.render();
}

awaitable<Response> get_operator_member(App const& app, Call call) {
    auto const account = account_of(app, call.names.front());
    if (!account) co_return refuse(app, call, {Reason::not_found, "nobody of that name"});
    co_return member_page(app, call, *account, "", "");
}

awaitable<Response> post_operator_member(App const& app, Call call) {
    auto const account = account_of(app, call.names.front());
    if (!account) co_return refuse(app, call, {Reason::not_found, "nobody of that name"});
    auto const decision = call.form.text("decision");
    log::info(
        "an operator decides about a member",
        {{"by", call.member->account}, {"about", call.names.front()}, {"decision", decision}}
    );
    if (decision == "let-in") co_return co_await let_in(app, std::move(call), *account);
    if (decision == "reset-password") co_return co_await reset_password(app, std::move(call), *account);
    if (decision == "erase") co_return co_await erase_member(app, std::move(call), *account);
    if (decision == "state" && call.form.text("state") == "closed")
        co_return co_await close_account(app, std::move(call), *account);
    auto const asked = decision_in(call);
    if (!asked) co_return refuse(app, call, {Reason::not_found, "no such decision"});
    auto change = noted(app, call, *asked, words_for(decision));
    auto const done = co_await app.node.store.write(std::move(change));
    if (!done) co_return conflict_page(app, call, *account, done.error());
    co_return Response::see_other(decision == "turn-down" ? std::string{list_path} : path_of(call.names.front()));
}

}  // namespace collegium::server::pages
