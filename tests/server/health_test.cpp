// What operators see: the health of the node, what left it, and the switch that pauses all exchange.
#include "federation/delivery/departures.hpp"
#include "federation/partners/rest.hpp"
#include "server/health/checks.hpp"
#include "server/mail/mail_queue.hpp"
#include "server/pages/page_language.hpp"
#include "server/read_only.hpp"
#include "storage/names.hpp"
#include "tests/federation/operators.hpp"
#include "tests/federation/people.hpp"
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"
#include "tests/server/checks_found.hpp"

#include <algorithm>
#include <fstream>
#include <set>

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

using server::health::Check;
using server::health::State;
using storage::PartnerState;

namespace {

struct HealthPages : Front {
    Operator nora{village, north}, sam{village, south};
    Person ada = add_person("ada"), tom = add_person("tom");
    Person olga_herself = add_person("olga", storage::Roles::of(storage::Role::operator_));
    Browser olga = Browser::of(*this, "olga");
    Person sid = south.enrol("sid");
    std::string club = south.found("club", "sid");

    HealthPages() {
        meet(village, north, club);
        ada.follow(club);
        settle();
    }

    void change(std::function<void(storage::WriteTx&, storage::Tables&)> const& what) {
        storage::Store::Change<int> const whole = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
            what(tx, tables);
            return 0;
        };
        static_cast<void>(north.node.store.write_now(whole).value());
    }

    std::vector<federation::Departure> departures() {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            return federation::departures_since(tx, tables, 0, 1000);
        });
    }

    std::vector<Check> checks() {
        return server::health::run_checks({north.settings, north.node.store, village.clock.now()});
    }

    void resume(Browser& by) {
        REQUIRE(by.submit("/operator/exchange", {{"decision", "resume"}}).status() == 303);
        north.node.bell.resumed("south.test");
        nora.tend();
        village.settle_until([&] { return north.waiting() == 0 && south.waiting() == 0; });
    }
};

constexpr std::uint64_t create = 1;

}  // namespace

TEST_CASE_FIXTURE(HealthPages, "the checks read what is so on this node") {
    north.settings.storage.floor_mib = 1'000'000'000;  // no disk has as much free
    CHECK(check_called(checks(), "disk").state == State::bad);
    north.settings.storage.floor_mib = 1;
    CHECK_FALSE(says(check_called(checks(), "disk"), "nothing new is taken"));
    CHECK(check_called(checks(), "certificate").state == State::unknown);
    CHECK(check_called(checks(), "backup").state == State::unknown);
    CHECK(check_called(checks(), "queue").state == State::good);
    auto const file = north.settings.node.data / "certificate.pem";
    std::ofstream{file} << "no certificate";
    north.settings.listen.tls_certificate = file;
    CHECK(check_called(checks(), "certificate").state == State::bad);
    change([&](auto& tx, auto& tables) { server::set_read_only(tx, tables, true); });
    auto const& data = north.settings.node.data;
    auto const now = village.clock.now();
    server::backup::note_backup(data, {now, "/mnt/one.backup", 4711, now, {}, ""});
    CHECK(check_called(checks(), "backup").state == State::good);
    CHECK(says(check_called(checks(), "backup"), "One was last restored for a test on"));
    server::backup::note_backup(data, {{}, "", 0, {}, now, "the disk is full"});
    CHECK(in_english(check_called(checks(), "backup").words) == "The last backup failed: the disk is full.");
    CHECK(check_called(checks(), "scrub").state == State::unknown);
    server::backup::note_scrub(data, {now, 0});
    CHECK(check_called(checks(), "scrub").state == State::good);
    server::backup::note_scrub(data, {now, 2});
    CHECK(says(check_called(checks(), "scrub"), "2 things on the disk are damaged."));
    CHECK(check_called(checks(), "switches").state == State::poor);
    south.up = false;
    static_cast<void>(ada.ask(club, "Who hears?"));
    settle();
    village.pass(4 * 24h);
    settle();
    auto const queue = check_called(checks(), "queue");
    CHECK(queue.state == State::poor);
    CHECK(says(queue, "south.test"));
}

TEST_CASE_FIXTURE(HealthPages, "operators read the health of the node with what to do, and nobody else does") {
    change([&](auto& tx, auto& tables) {
        server::mail::enqueue(tx, tables, storage::LocalId{7}, {"ada", "Hello", "", "", false});
        auto mail = tables.mails.get(tx, storage::LocalId{7}).value();
        mail.state = storage::MailState::refused;
        tables.mails.put(tx, storage::LocalId{7}, mail);
    });
    auto const page = olga.get("/operator/health");
    for (auto const* const text :
         {"<h2>Disk</h2>",
          "1 mail is stuck.",
          "<strong>What to do:</strong> Check the settings [mail]",
          "class=\"plot\"",
          "<caption>Disk of the data folder, in MiB</caption>",
          "This is Collegium "}) {
        INFO(text);
        CHECK(shows(page, text));
    }
    CHECK(get("/operator/health").status() == 404);
    CHECK(Browser::of(*this, "ada").get("/operator/health").status() == 404);
}

TEST_CASE_FIXTURE(HealthPages, "what arrives is counted by day, partner and type, once, and forgotten in time") {
    auto const before = departures();
    auto const of = [&](std::vector<federation::Departure> const& all, bool delivered) {
        std::uint64_t sum = 0;
        for (auto const& each : all)
            if (each.key.verb == create) sum += delivered ? each.count.delivered : each.count.refused;
        return sum;
    };
    static_cast<void>(ada.ask(club, "First?"));
    settle();
    village.pass(24h);
    village.scripted["south.test"] = [](auto const&) { return status(403); };
    static_cast<void>(ada.ask(club, "Second?"));
    settle();
    village.scripted.clear();
    auto const after = departures();
    CHECK(of(after, true) == of(before, true) + 1);
    CHECK(of(after, false) == of(before, false) + 1);
    auto const days = [&] {
        std::set<std::uint64_t> found;
        for (auto const& each : after) found.insert(each.key.day);
        return found;
    }();
    CHECK(days.size() == 2);

    auto const page = Browser::of(*this, "olga").get("/operator/partners/south.test");
    CHECK(shows(page, "<caption>Messages for this partner, by day</caption>"));
    CHECK(shows(page, "<td>0</td><td>0</td><td>1</td>"));
    village.pass(std::chrono::hours{24 * (federation::departure_days + 2)});
    change([&](auto& tx, auto& tables) {
        CHECK(federation::forget_departures(tx, tables, village.clock.now()) == after.size());
    });
    CHECK(departures().empty());
}

TEST_CASE_FIXTURE(HealthPages, "a governor reads what leaves the node, other members do not") {
    static_cast<void>(ada.ask(club, "First?"));
    settle();
    Browser governor = Browser::of(*this, "tom");
    CHECK(governor.get("/about/what-leaves").status() == 404);
    change([&](auto& tx, auto& tables) {
        auto account = tables.accounts.get(tx, "tom").value();
        account.belonging = storage::Belonging::trustee;
        tables.accounts.put(tx, "tom", account);
    });
    auto const page = governor.get("/about/what-leaves");
    CHECK(page.status() == 200);
    CHECK(shows(page, "<td>south.test</td><td>Questions</td><td>1</td><td>0</td>"));
    CHECK(shows(page, "<caption>Messages in four weeks, by type</caption>"));
    CHECK(shows(page, "not what partners fetch from us"));
    CHECK_FALSE(shows(page, "First?"));
    CHECK_FALSE(shows(page, "ada"));
    CHECK(olga.get("/about/what-leaves").status() == 200);
    CHECK(Browser::of(*this, "ada").get("/about/what-leaves").status() == 404);
}

TEST_CASE_FIXTURE(
    HealthPages, "one switch pauses all exchange, and what was written meanwhile arrives after it in order"
) {
    nora.put("other.test", PartnerState::paused);
    auto const follows = [](auto const& tx, auto const& tables) {
        return tables.following.size(tx) + tables.followers.size(tx);
    };
    auto const before = north.node.store.read(follows);
    CHECK(shows(olga.get("/operator/partners"), ">Pause all exchange<"));
    CHECK(olga.submit("/operator/exchange", {{"decision", "dance"}}).status() == 404);
    REQUIRE(olga.submit("/operator/exchange", {{"decision", "pause"}}).status() == 303);
    CHECK(olga.submit("/operator/exchange", {{"decision", "pause"}}).status() == 409);
    CHECK(shows(olga.get("/operator/partners"), "All exchange is paused."));
    CHECK(check_called(checks(), "switches").state == State::poor);

    auto const requests = north.network.requests;
    auto const here = ada.ask(club, "Asked at north during the pause?");
    auto const there = sid.ask(club, "Asked at south during the pause?");
    settle();
    village.pass(48h);
    settle();
    nora.tend();
    CHECK(north.network.requests == requests);
    CHECK_FALSE(south.thread(here));
    CHECK_FALSE(north.thread(there));
    CHECK(north.waiting() > 0);
    CHECK(shows(Browser::of(*this, "ada").get("/c/club@south.test"), "paused the exchange with all partners"));

    Browser again = Browser::of(*this, "olga");  // after half an hour with the password again
    resume(again);

    CHECK(south.thread(here));
    CHECK(north.thread(there));
    CHECK(nora.state_of("south.test") == PartnerState::agreed);
    CHECK(nora.state_of("other.test") == PartnerState::paused);  // by itself, and it stays
    CHECK(north.node.store.read(follows) == before);
    CHECK(again.submit("/operator/exchange", {{"decision", "resume"}}).status() == 409);
}

TEST_CASE_FIXTURE(HealthPages, "a holiday is announced on a page, and what was typed stays when it is refused") {
    Fields typed{{"from", "2026-12-19"}, {"to", "2026-12-01"}, {"text", "Merry & bright"}};
    auto const refused = olga.submit("/operator/holiday", typed);
    CHECK(refused.status() == 422);
    CHECK(shows(refused, "value=\"Merry &amp; bright\""));
    CHECK(shows(refused, "value=\"2026-12-01\""));
    CHECK(shows(refused, "id=\"holiday-problem\""));
    CHECK(olga.submit("/operator/holiday", with(typed, "to", "2027-01-07")).status() == 303);
    CHECK(shows(get("/about/partner-card"), "Away from 19 December 2026 until 7 January 2027. Merry &amp; bright"));
    CHECK(shows(olga.get("/operator/partners"), "value=\"2027-01-07\""));
    CHECK(olga.submit("/operator/holiday", {{"from", ""}, {"to", ""}, {"text", ""}}).status() == 303);
    CHECK_FALSE(shows(get("/about/partner-card"), "Away from"));
}

TEST_CASE_FIXTURE(HealthPages, "where a partner cannot be tested from a page, the page says how") {
    auto const page = olga.submit("/operator/partners/south.test/test");
    CHECK(page.status() == 200);
    CHECK(shows(page, "collegium partner test south.test"));
    CHECK(olga.submit("/operator/partners/nowhere.test/test").status() == 404);
}
