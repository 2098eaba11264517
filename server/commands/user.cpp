#include "config/entropy.hpp"
#include "federation/messages/json_text.hpp"
#include "server/audit/audit.hpp"
#include "server/commands/commands.hpp"
#include "server/commands/leavers.hpp"
#include "server/commands/opened.hpp"
#include "server/members/accounts.hpp"
#include "server/members/passwords.hpp"
#include "server/members/roles.hpp"
#include "server/members/second_factor.hpp"
#include "server/members/words.hpp"

#include <iomanip>
#include <iostream>

namespace collegium::server::commands {

using storage::AccountRecord;
using storage::AccountState;
using storage::Nothing;

namespace {

std::string password_from_stdin(std::vector<std::string> const& own_words) {
    std::string password;
    std::getline(std::cin, password);
    if (auto const weak = members::why_weak(password, own_words, false); !weak.empty())
        throw CommandError{std::string{weak}};
    return password;
}

std::string made_password() {
    std::array<std::uint8_t, 15> bytes{};
    SystemEntropy{}.fill(bytes);
    return members::readable_password(crypto::text_of(bytes));
}

template <class Value>
Value chosen(std::span<members::Named<Value> const> table, std::string const& name, std::string const& what) {
    if (auto const value = members::value_named(table, name)) return *value;
    throw CommandError{"there is no " + what + " '" + name + "': use " + members::choices_of(table)};
}

// Makes the change of this account, or throws why not. done: for the audit log.
void make(
    Opened& opened,
    std::string const& name,
    storage::Store::Change<Nothing> const& change,
    std::string const& done,
    std::string const& what
) {
    auto const made = opened.store.write_now(audit::noted_account(change, "console", done, name, opened.clock.now()));
    if (made) return;
    auto const why = opened.store.read([&](auto const& tx, auto const& tables) {
        return members::why_not(tx, tables, made.error());
    });
    throw CommandError{what + ": " + why};
}

AccountRecord record_of(UserOptions const& options) {
    AccountRecord record;
    record.roles = roles_named(options.roles);
    record.state = AccountState::active;
    record.pupil = options.pupil;
    auto const& constituency = options.constituency.empty() && options.pupil ? "student" : options.constituency;
    if (!constituency.empty()) record.constituency = chosen(members::constituencies(), constituency, "constituency");
    record.belonging = chosen(members::belongings(), options.belonging, "kind of belonging");
    return record;
}

void change_record(AccountRecord& record, UserChange const& change) {
    record.roles.bits |= roles_named(change.give).bits;
    record.roles.bits &= ~roles_named(change.take).bits;
    if (!change.constituency.empty())
        record.constituency = chosen(members::constituencies(), change.constituency, "constituency");
    if (!change.belonging.empty())
        record.belonging = chosen(members::belongings(), change.belonging, "kind of belonging");
    if (change.state.empty()) return;
    auto const state = chosen(members::states(), change.state, "state");
    if (state == AccountState::awaiting) throw CommandError{"nobody can be put back among those who ask to be let in"};
    record.state = state;
}

void print_line(std::string const& name, AccountRecord const& account, bool second_factor) {
    auto const roles = members::names_of(account.roles);
    std::cout << std::left << std::setw(32) << name << std::setw(10)
              << members::named(members::states(), account.state).name << std::setw(14)
              << members::named(members::constituencies(), account.constituency).name << std::setw(11)
              << members::named(members::belongings(), account.belonging).name << (account.pupil ? "pupil  " : "")
              << (second_factor ? "second factor  " : "") << roles << '\n';
}

std::string line_json(std::string const& name, AccountRecord const& account, bool second_factor) {
    auto json = federation::JsonText::object().text("name", name);
    json.text("state", members::named(members::states(), account.state).name);
    json.text("constituency", members::named(members::constituencies(), account.constituency).name);
    json.text("belonging", members::named(members::belongings(), account.belonging).name);
    json.boolean("pupil", account.pupil).boolean("second_factor", second_factor);
    return json.text("roles", members::names_of(account.roles)).done();
}

}  // namespace

storage::Roles roles_named(std::vector<std::string> const& names) {
    storage::Roles roles;
    for (auto const& name : names) roles.add(chosen(members::roles(), name, "role"));
    return roles;
}

void add_user(std::filesystem::path const& config, UserOptions const& options) {
    auto const record = record_of(options);
    Opened opened{config};
    auto const password = options.password_from_stdin
                              ? password_from_stdin({options.name, options.display_name, opened.settings.node.name})
                              : made_password();
    members::NewAccount account{options.name, options.display_name, record};
    account.record.password = crypto::hash_password(password);
    auto const keys = federation::Keyring::generate();
    members::Maker const maker{opened.settings, opened.keyring, keys, opened.clock.now()};
    make(
        opened,
        options.name,
        [&](auto& tx, auto& tables) { return members::add_account(tx, tables, maker, account); },
        "added an account",
        "cannot add " + options.name
    );
    std::cout << "Added @" << options.name << '@' << opened.settings.node.domain << '\n';
    if (!options.password_from_stdin) std::cout << "Password: " << password << '\n';
}

void list_users(std::filesystem::path const& config, bool json) {
    Opened opened{config};
    opened.store.read([&](auto const& tx, auto const& tables) {
        auto people = federation::JsonText::list();
        tables.accounts.ascend(tx, "", [&](std::string const& name, AccountRecord const& account) {
            bool const second_factor = members::has_second_factor(tx, tables, name);
            if (json)
                people.raw_item(line_json(name, account, second_factor));
            else
                print_line(name, account, second_factor);
            return true;
        });
        auto const lead = members::research_lead(tx, tables);
        auto report = federation::JsonText::object().raw("people", people.done());
        if (json)
            std::cout << report.text_unless_empty("research_lead", lead.value_or("")).done() << '\n';
        else
            std::cout << "Research lead: " << (lead ? *lead : "nobody; the office is vacant") << '\n';
    });
}

void change_user(std::filesystem::path const& config, UserChange const& change) {
    Opened opened{config};
    make(
        opened,
        change.name,
        [&](auto& tx, auto& tables) -> Result<Nothing> {
            bool const closes = change.state == "closed";
            if (auto const free = closes ? may_be_closed(tx, tables, change.name) : Result<void>{}; !free)
                return free.error();
            return members::change_account(tx, tables, change.name, [&](AccountRecord& record) {
                change_record(record, change);
            });
        },
        "changed an account",
        "cannot change " + change.name
    );
    std::cout << "Changed " << change.name << '\n';
}

void reset_password(std::filesystem::path const& config, std::string const& name, bool from_stdin) {
    Opened opened{config};
    auto const password = from_stdin ? password_from_stdin({name, opened.settings.node.name}) : made_password();
    auto const hash = crypto::hash_password(password);
    make(
        opened,
        name,
        [&](auto& tx, auto& tables) { return members::reset_password(tx, tables, name, hash); },
        "gave somebody another password",
        "cannot reset the password of " + name
    );
    std::cout << "All sign-ins, programs and passkeys of " << name << " have ended.\n";
    if (!from_stdin) std::cout << "Password: " << password << '\n';
}

void reset_second_factor(std::filesystem::path const& config, std::string const& name) {
    Opened opened{config};
    make(
        opened,
        name,
        [&](auto& tx, auto& tables) { return members::reset_second_factor(tx, tables, name); },
        "took a second factor away",
        "cannot reset the second factor of " + name
    );
    std::cout << "All sign-ins and programs of " << name << " have ended; there is no second factor any more.\n";
}

}  // namespace collegium::server::commands
