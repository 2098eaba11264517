// Retention by a clock (needs O1): what is due goes to the millisecond and nothing else does, what is held stays by
// every door, and what went is counted.
#include "federation/erasure/reading.hpp"
#include "server/consent/consents.hpp"
#include "server/erasure/erasing.hpp"
#include "server/members/accounts.hpp"
#include "server/retention/disposals.hpp"
#include "server/retention/holds.hpp"
#include "server/retention/round.hpp"
#include "server/retention/steps.hpp"
#include "tests/federation/people.hpp"
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

#include <algorithm>
#include <map>

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

namespace retention = server::retention;
using retention::DisposalRule;
using std::chrono::days;
using storage::AccountRecord;
using storage::LocalId;
using storage::Role;
using storage::Roles;

namespace {

using Counts = std::map<std::string, std::uint64_t, std::less<>>;

struct Retaining : Front {
    Retaining() {
        north.settings.retention = {30, 10, 0, 0, 7, 20, 20, 15, 40, 50};
        give_account(pip, "pip", true);
        for (auto const* const name : {"ada", "nora", "pip"})
            change(name, [](AccountRecord& record) { record.mail = "sealed"; });
    }

    template <class T, class Write>
    T written(Write write) {
        storage::Store::Change<T> const whole = [&](storage::WriteTx& tx, storage::Tables& tables) {
            return Result<T>{write(tx, tables)};
        };
        return north.node.store.write_now(whole).value();
    }

    // As by a command.
    void change(std::string const& name, std::function<void(AccountRecord&)> const& what) {
        REQUIRE(written<bool>([&](auto& tx, auto& tables) {
            return server::members::change_account(tx, tables, name, what).has_value();
        }));
    }

    void set_state(std::string const& name, storage::AccountState state) {
        change(name, [&](AccountRecord& record) { record.state = state; });
    }

    static boost::asio::awaitable<bool> rounded(server::App const& app) {
        co_await retention::tend_retention(app);
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

    void pass(std::chrono::milliseconds time) { village.clock.pass(time); }

    bool has_mail(std::string const& name) {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            return !tables.accounts.get(tx, name).value().mail.empty();
        });
    }

    Counts counts() {
        Counts found;
        auto const all = north.node.store.read([&](auto const& tx, auto const& tables) {
            return retention::disposals(tx, tables, north.settings, 1000);
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

    Result<retention::KeptKey> named(std::string const& kind, std::string const& name) {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            return retention::kept_named(tx, tables, kind, name);
        });
    }

    Result<storage::Nothing> hold(std::string const& kind, std::string const& name, std::string const& reason) {
        auto const kept = named(kind, name);
        if (!kept) return kept.error();
        storage::Store::Change<storage::Nothing> const whole = [&](auto& tx, auto& tables) {
            return retention::put_hold(tx, tables, *kept, "console", reason, village.clock.now());
        };
        return north.node.store.write_now(whole);
    }

    Result<storage::Nothing> release(std::string const& kind, std::string const& name) {
        auto const kept = named(kind, name).value();
        storage::Store::Change<storage::Nothing> const whole = [&](auto& tx, auto& tables) {
            return retention::release(tx, tables, kept, "console", village.clock.now());
        };
        return north.node.store.write_now(whole);
    }

    LocalId new_case(Person const& about, bool closed) {
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

    bool has_case(LocalId id) {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            return tables.safeguarding_cases.contains(tx, id);
        });
    }

    static std::string number(LocalId id) { return std::to_string(static_cast<std::uint64_t>(id)); }

    bool in_log(std::string const& words) {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            bool found = false;
            tables.flesh.each(tx, [&](storage::Seq, std::string const& bytes) {
                found = found || bytes.find(words) != std::string::npos;
                return true;
            });
            return found;
        });
    }

    std::size_t erasures() {
        return north.node.store.read([](auto const& tx, auto const& tables) {
            return federation::erasure::erasures(tx, tables).size();
        });
    }

    Person ada = add_person("ada"), nora = add_person("nora"), pip = add_person("pip");
    std::string circle = north.found("circle", "nora");
};

}  // namespace

TEST_CASE_FIXTURE(
    Retaining, "an account that is closed loses what it says of its person when it is due, and no sooner"
) {
    round();
    set_state("ada", storage::AccountState::closed);
    set_state("pip", storage::AccountState::closed);
    round();
    pass(days{10} - 1ms);
    round();
    CHECK(has_mail("pip"));
    pass(1ms);
    round_after_restart();
    CHECK_FALSE(has_mail("pip"));
    CHECK(has_mail("ada"));
    pass(days{20} - 1ms);
    round_after_restart();
    CHECK(has_mail("ada"));
    pass(1ms);
    round();
    CHECK_FALSE(has_mail("ada"));
    CHECK(has_mail("nora"));
    CHECK(counts() == Counts{{"details", 1}, {"pupil-details", 1}});

    pass(days{4000});
    round();
    CHECK(counts().at("details") == 1);
    CHECK(erasures() == 0);  // no period is set for what they wrote
}

TEST_CASE_FIXTURE(Retaining, "who is let in again begins anew, also between two rounds") {
    set_state("ada", storage::AccountState::closed);
    round();
    pass(days{29});
    set_state("ada", storage::AccountState::active);
    set_state("ada", storage::AccountState::closed);
    round();
    pass(days{29});
    round();
    CHECK(has_mail("ada"));
    pass(days{1});
    round();
    CHECK_FALSE(has_mail("ada"));
}

TEST_CASE_FIXTURE(Retaining, "what is held stays by every rule and every other door until it is released") {
    north.settings.retention.closed_words_days = 30;
    auto const question = ada.ask(circle, "What is a group?");
    tell(ada, 3);
    set_state("ada", storage::AccountState::closed);
    round();
    CHECK_FALSE(hold("account", "ada", ""));
    CHECK_FALSE(hold("account", "nobody", "A claim"));
    CHECK_FALSE(hold("report", "1", "A claim"));
    REQUIRE(hold("account", "ada", "A claim"));
    CHECK_FALSE(hold("account", "ada", "Another claim"));

    pass(days{400});
    round();
    CHECK(has_mail("ada"));
    CHECK(told() == 3);
    CHECK(counts().empty());
    auto const erased = village.run(server::erasure::erase(
        north.node, [](std::string const&) {}, "ada", "console"
    ));
    REQUIRE_FALSE(erased);
    CHECK(erased.error().detail().find("collegium retention release") != std::string_view::npos);
    CHECK(has_mail("ada"));

    REQUIRE(release("account", "ada"));
    CHECK_FALSE(release("account", "ada"));
    round();
    CHECK_FALSE(has_mail("ada"));
    CHECK(told() == 0);
    CHECK(erasures() == 1);
    CHECK(counts() == Counts{{"details", 1}, {"notifications", 3}, {"words", 1}});
    auto const post = post_at(north, question);
    CHECK_FALSE((post && post->state == storage::ObjectState::visible));
    round();
    CHECK(counts().at("words") == 1);
    north.check_history();
}

TEST_CASE_FIXTURE(Retaining, "a hold on a case, or an open one, keeps the accounts of whom it is about") {
    auto const about = new_case(ada, false);
    set_state("ada", storage::AccountState::closed);
    set_state("pip", storage::AccountState::closed);
    round();
    pass(days{60});
    round();
    CHECK(has_mail("ada"));
    CHECK_FALSE(has_mail("pip"));

    written<bool>([&](auto& tx, auto& tables) {
        auto record = tables.safeguarding_cases.get(tx, about).value();
        record.closed = true;
        tables.safeguarding_cases.put(tx, about, record);
        return true;
    });
    REQUIRE(hold("case", number(about), "Police asked"));
    round();
    pass(days{60});
    auto const other = new_case(nora, true);
    round();
    CHECK(has_mail("ada"));
    CHECK(has_case(about));
    REQUIRE(release("case", number(about)));
    round();
    CHECK_FALSE(has_mail("ada"));
    CHECK_FALSE(has_case(about));
    CHECK(has_case(other));  // its own period has only begun
    pass(days{50});
    round();
    CHECK_FALSE(has_case(other));
    CHECK(counts().at("safeguarding-cases") == 2);
}

TEST_CASE_FIXTURE(
    Retaining, "sign-ins, requests, notifications and drafts go each after its own period, in bounded steps"
) {
    static_cast<void>(Browser::of(*this, "nora"));
    tell(nora, 1200);
    tell(pip, 2);
    written<bool>([&](auto& tx, auto& tables) {
        AccountRecord request;
        request.state = storage::AccountState::awaiting;
        request.created = village.clock.now();
        tables.accounts.put(tx, "zoe", request);
        storage::GuideDraftRecord draft;
        draft.saved = village.clock.now();
        tables.guide_drafts.put(tx, {nora.handle, LocalId{7}}, draft);
        return true;
    });
    pass(days{7} - 1ms);
    round();
    CHECK(counts().empty());
    pass(1ms);
    round();
    CHECK(counts() == Counts{{"requests", 1}});
    pass(days{7});
    round();
    CHECK(counts() == Counts{{"requests", 1}});  // a sign-in is good on its last day
    pass(days{1});
    round_after_restart();
    CHECK(counts() == Counts{{"requests", 1}, {"sign-ins", 1}, {"guide-drafts", 1}});
    pass(days{5} - 1ms);
    round();
    CHECK(told() == 1202);
    tell(nora, 1);
    pass(1ms);

    auto const& all = retention::steps();
    auto const step = std::ranges::find(all, DisposalRule::notifications, &retention::Step::rule);
    REQUIRE(step != all.end());
    auto const now = village.clock.now();
    CHECK(written<std::size_t>([&](auto& tx, auto& tables) {
              return step->dispose(tx, tables, now - days{20}, step->most, now);
          }) == step->most);
    CHECK(told() == 1202 + 1 - step->most);

    round();
    CHECK(told() == 1);
    CHECK(counts().at("notifications") == 1200 - step->most);
    CHECK(counts().at("pupil-notifications") == 2);
}

TEST_CASE_FIXTURE(Retaining, "a pupil's consent can be taken back under a hold, and what is deleted for it waits") {
    REQUIRE(hold("account", "pip", "An inquiry"));
    REQUIRE(village.run(server::consent::withdraw(app, pip.handle, pip.handle)));
    auto const is_erased = [&] {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            return tables.consents.get(tx, pip.handle).value().erased;
        });
    };
    static_cast<void>(village.run(tended(app)));
    CHECK_FALSE(is_erased());
    REQUIRE(release("account", "pip"));
    static_cast<void>(village.run(tended(app)));
    CHECK(is_erased());
}

TEST_CASE_FIXTURE(
    Retaining, "a closed report goes with its words when no decision stands, and a rebuild finds no difference"
) {
    add_person("mia", Roles::of(Role::moderator));
    auto mia = Browser::of(*this, "mia"), rosa = Browser::of(*this, "nora");
    auto const post = path_of(ada.ask(circle, "Unkind words"));
    REQUIRE(rosa.submit(post + "/report", {{"words", "Saidinconfidence"}}).status() == 303);
    auto const page = mia.get("/moderation");
    auto const at = page.body().find("<h2><a href=\"/moderation/");
    REQUIRE(at != std::string_view::npos);
    auto const rest = page.body().substr(at + 13);
    std::string const place{rest.substr(0, rest.find('"'))};
    REQUIRE(mia.submit(place, {{"decision", "close"}, {"reason", "It is settled."}}).status() == 303);
    round();
    pass(days{40} - 1ms);
    round();
    CHECK_FALSE(counts().contains("reports"));
    CHECK(in_log("Saidinconfidence"));
    pass(1ms);
    round();
    CHECK(counts().at("reports") == 1);
    CHECK_FALSE(in_log("Saidinconfidence"));
    CHECK(Browser::of(*this, "mia").get(place).status() == 404);  // the sign-in of before is over, too
    north.check_history();
}
