// Retaining: a school whose periods are set, of which members and cases are closed by hand and rounds come when told.
#pragma once

#include "federation/erasure/reading.hpp"
#include "server/consent/consents.hpp"
#include "server/health/checks.hpp"
#include "server/members/accounts.hpp"
#include "server/retention/disposals.hpp"
#include "server/retention/holds.hpp"
#include "server/retention/round.hpp"
#include "server/retention/sure_time.hpp"
#include "tests/federation/people.hpp"
#include "tests/printing.hpp"
#include "tests/server/front.hpp"

#include <algorithm>
#include <map>

namespace collegium::tests {

struct Retaining : Front {
    using Counts = std::map<std::string, std::uint64_t, std::less<>>;  // what was disposed of, by rule

    Retaining() {
        north.settings.retention = {30, 10, 0, 0, 7, 20, 20, 15, 40, 50};
        give_account(pip, "pip", true);
        for (auto const* const name : {"ada", "nora", "pip"})
            change(name, [](storage::AccountRecord& record) { record.mail = "sealed"; });
    }

    template <class T, class Write>
    T written(Write write) {
        storage::Store::Change<T> const whole = [&](storage::WriteTx& tx, storage::Tables& tables) {
            return Result<T>{write(tx, tables)};
        };
        return north.node.store.write_now(whole).value();
    }

    // As by a command.
    void change(std::string const& name, std::function<void(storage::AccountRecord&)> const& what) {
        REQUIRE(written<bool>([&](auto& tx, auto& tables) {
            return server::members::change_account(tx, tables, name, what).has_value();
        }));
    }

    void set_state(std::string const& name, storage::AccountState state) {
        change(name, [&](storage::AccountRecord& record) { record.state = state; });
    }

    static boost::asio::awaitable<bool> rounded(server::App const& app) {
        co_await server::retention::tend_retention(app);
        co_return true;
    }

    static boost::asio::awaitable<bool> tended(server::App const& app) {
        co_await server::consent::tend_withdrawals(app);
        co_return true;
    }

    void round() { static_cast<void>(village.run(rounded(app))); }

    // Another server over the same store, as after a restart: nothing of the rounds before is in its memory.
    void round_after_restart() {
        server::SignIns const entries{north.node, registry};
        auto const other = app_of(north.node, registry, entries);
        static_cast<void>(village.run(rounded(other)));
    }

    // As on a node that serves: a round comes each day, and believes the clock.
    void pass(std::chrono::milliseconds time) {
        village.clock.pass(time);
        written<bool>([&](auto& tx, auto& tables) {
            server::retention::note_sure(tx, tables, village.clock.now());
            return true;
        });
    }

    server::health::Check check() {
        auto const all = server::health::run_checks({north.settings, north.node.store, north.clock.now()});
        return *std::ranges::find(all, "retention", &server::health::Check::name);
    }

    Result<storage::Nothing> confirm(std::string_view today) {
        storage::Store::Change<storage::Nothing> const whole = [&](auto& tx, auto& tables) {
            return server::retention::confirm_clock(tx, tables, today, "console", north.clock.now());
        };
        return north.node.store.write_now(whole);
    }

    bool has_mail(std::string const& name) {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            return !tables.accounts.get(tx, name).value().mail.empty();
        });
    }

    Counts counts() {
        Counts found;
        auto const all = north.node.store.read([&](auto const& tx, auto const& tables) {
            return server::retention::disposals(tx, tables, north.settings, 1000);
        });
        for (auto const& each : all) found[std::string{each.rule.name}] += each.count;
        return found;
    }

    void tell(Person const& person, std::uint64_t how_many) {
        written<bool>([&](auto& tx, auto& tables) {
            for (std::uint64_t at = 0; at < how_many; ++at) {
                storage::NotificationRecord record;
                record.at = village.clock.now();
                tables.notifications.put(tx, {person.handle, north.node.ids.next()}, record);
            }
            return true;
        });
    }

    std::uint64_t told() {
        return north.node.store.read([](auto const& tx, auto const& tables) { return tables.notifications.size(tx); });
    }

    Result<server::retention::KeptKey> named(std::string const& kind, std::string const& name) {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            return server::retention::kept_named(tx, tables, kind, name);
        });
    }

    Result<storage::Nothing> hold(std::string const& kind, std::string const& name, std::string const& reason) {
        auto const kept = named(kind, name);
        if (!kept) return kept.error();
        storage::Store::Change<storage::Nothing> const whole = [&](auto& tx, auto& tables) {
            return server::retention::put_hold(tx, tables, *kept, "console", reason, village.clock.now());
        };
        return north.node.store.write_now(whole);
    }

    Result<storage::Nothing> release(std::string const& kind, std::string const& name) {
        auto const kept = named(kind, name).value();
        storage::Store::Change<storage::Nothing> const whole = [&](auto& tx, auto& tables) {
            return server::retention::release(tx, tables, kept, "console", village.clock.now());
        };
        return north.node.store.write_now(whole);
    }

    storage::LocalId new_case(Person const& about, bool closed) {
        auto const id = north.node.ids.next();
        written<bool>([&](auto& tx, auto& tables) {
            storage::SafeguardingCaseRecord record;
            record.closed = closed;
            record.people = {about.handle};
            tables.safeguarding_cases.put(tx, id, record);
            return true;
        });
        return id;
    }

    bool has_case(storage::LocalId id) {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            return tables.safeguarding_cases.contains(tx, id);
        });
    }

    static std::string number(storage::LocalId id) { return std::to_string(static_cast<std::uint64_t>(id)); }

    std::size_t erasures() {
        return north.node.store.read([](auto const& tx, auto const& tables) {
            return federation::erasure::erasures(tx, tables).size();
        });
    }

    Person ada = add_person("ada"), nora = add_person("nora"), pip = add_person("pip");
    std::string circle = north.found("circle", "nora");
};

}  // namespace collegium::tests
