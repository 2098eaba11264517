#include "server/commands/retention.hpp"

#include "federation/messages/json_text.hpp"
#include "server/commands/opened.hpp"
#include "server/papers/sentences.hpp"
#include "server/partner_words.hpp"
#include "server/retention/disposals.hpp"
#include "server/retention/holds.hpp"
#include "server/retention/sure_time.hpp"

#include <iostream>

namespace collegium::server::commands {

using federation::JsonText;
using retention::Disposed;
using retention::Hold;
using storage::Nothing;
using storage::Tables;
using storage::WriteTx;

namespace {

std::string row_json(papers::Row const& row) {
    auto json = JsonText::object().text("what", row.at(0)).text("whose", row.at(1));
    return json.text("how_long", row.at(2)).text("set_by", row.at(3)).done();
}

std::string rule_json(retention::Rule const& rule) {
    auto json = JsonText::object().text("rule", rule.name).number("days", rule.days);
    return json.text("since", rule.since).text("setting", rule.setting).done();
}

std::string hold_json(Hold const& hold) {
    auto json = JsonText::object().text("of", hold.name).text("reason", hold.record.reason);
    return json.text("by", hold.record.by).text("at", to_rfc3339(hold.record.at)).done();
}

std::string disposed_json(Disposed const& each) {
    auto json = JsonText::object().text("day", to_rfc3339(each.day).substr(0, 10)).text("rule", each.rule.name);
    json.text("what", each.rule.what).text("whose", each.rule.whose).number("count", each.count);
    return json.number("after_days", each.rule.days).text("last", to_rfc3339(each.last)).done();
}

void print(Disposed const& each) {
    std::cout << to_rfc3339(each.day).substr(0, 10) << ": " << each.count << " (" << each.rule.name << "), "
              << retention::how_long(each.rule) << ". " << each.rule.what << "; " << each.rule.whose << ".\n";
}

using Change = std::function<Result<Nothing>(WriteTx&, Tables&, storage::KeptKey const&)>;

// Returns what it was done to.
std::string changed(Opened& opened, Held const& held, std::string const& what, Change const& change) {
    storage::Store::Change<std::string> const whole = [&](WriteTx& tx, Tables& tables) -> Result<std::string> {
        auto const key = retention::kept_named(tx, tables, held.kind, held.name);
        if (!key) return key.error();
        auto const done = change(tx, tables, *key);
        if (!done) return done.error();
        return retention::name_of(tx, tables, *key);
    };
    return value_or_error(opened.store.write_now(whole), "cannot " + what + " " + held.kind + " " + held.name);
}

void say(std::string const& name, bool holds, bool json) {
    if (json)
        std::cout << JsonText::object().text("of", name).boolean("held", holds).done() << '\n';
    else if (holds)
        std::cout << "Nothing of " << name << " is disposed of until 'collegium retention release'.\n";
    else
        std::cout << "The hold on " << name << " is released. What is due of it goes within a day.\n";
}

}  // namespace

void show_retention(std::filesystem::path const& config, bool json) {
    Opened opened{config};
    auto const facts = opened.store.read([&](auto const& tx, auto const& tables) {
        return papers::facts_of(opened.settings, tx, tables, opened.clock.now());
    });
    auto const rows = papers::retention_rows(facts);
    if (json) {
        auto table = JsonText::list(), rules = JsonText::list();
        for (auto const& row : rows) table.raw_item(row_json(row));
        for (auto const& rule : retention::rules_of(opened.settings)) rules.raw_item(rule_json(rule));
        auto report = JsonText::object().raw("rules", rules.done()).raw("table", table.done());
        std::cout << report.number("holds", facts.holds).done() << '\n';
        return;
    }
    for (auto const& row : rows)
        std::cout << row.at(0) << "\n  of: " << row.at(1) << "\n  " << row.at(2) << "\n  set by: " << row.at(3) << '\n';
    std::cout << papers::holds_words(facts) << '\n';
}

void list_holds(std::filesystem::path const& config, bool json) {
    Opened opened{config};
    auto const all = opened.store.read([](auto const& tx, auto const& tables) { return retention::holds(tx, tables); });
    if (json) {
        auto items = JsonText::list();
        for (auto const& each : all) items.raw_item(hold_json(each));
        std::cout << JsonText::object().raw("holds", items.done()).done() << '\n';
        return;
    }
    if (all.empty()) std::cout << "No hold stands.\n";
    for (auto const& each : all)
        std::cout << each.name << ", since " << readable_time(each.record.at) << " by " << each.record.by << ": "
                  << each.record.reason << '\n';
}

void show_disposals(std::filesystem::path const& config, bool json) {
    constexpr std::size_t most = 1000;
    Opened opened{config};
    auto const all = opened.store.read([&](auto const& tx, auto const& tables) {
        return retention::disposals(tx, tables, opened.settings, most);
    });
    if (json) {
        auto items = JsonText::list();
        for (auto const& each : all) items.raw_item(disposed_json(each));
        std::cout << JsonText::object().raw("disposals", items.done()).done() << '\n';
        return;
    }
    if (all.empty()) std::cout << "Nothing was disposed of yet.\n";
    for (auto const& each : all) print(each);
}

void put_hold(std::filesystem::path const& config, Held const& held, std::string const& reason, bool json) {
    Opened opened{config};
    auto const name = changed(opened, held, "hold", [&](WriteTx& tx, Tables& tables, storage::KeptKey const& key) {
        return retention::put_hold(tx, tables, key, "console", reason, opened.clock.now());
    });
    say(name, true, json);
}

void release_hold(std::filesystem::path const& config, Held const& held, bool json) {
    Opened opened{config};
    auto const name = changed(opened, held, "release", [&](WriteTx& tx, Tables& tables, storage::KeptKey const& key) {
        return retention::release(tx, tables, key, "console", opened.clock.now());
    });
    say(name, false, json);
}

void confirm_clock(std::filesystem::path const& config, std::string const& today, bool json) {
    Opened opened{config};
    auto const now = opened.clock.now();
    storage::Store::Change<Nothing> const change = [&](WriteTx& tx, Tables& tables) {
        return retention::confirm_clock(tx, tables, today, "console", now);
    };
    auto const shown = readable_time(now);
    value_or_error(opened.store.write_now(change), "cannot confirm the clock, which says " + shown);
    if (json)
        std::cout << JsonText::object().text("confirmed", to_rfc3339(now)).done() << '\n';
    else
        std::cout << "The clock is believed: it is " << shown << ". What is due goes within a day.\n";
}

}  // namespace collegium::server::commands
