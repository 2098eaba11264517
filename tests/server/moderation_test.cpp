// Moderation (needs N1, N5): one queue for all reports, what can be done about each and taken back, and what whom it
// concerns learns. Who reported is told to nobody whom it is about, and leaves the node in no way.
#include "federation/admit.hpp"
#include "server/audit/audit.hpp"
#include "server/health/checks.hpp"
#include "server/moderation/own_case.hpp"
#include "server/moderation/reports.hpp"
#include "storage/names.hpp"
#include "tests/federation/people.hpp"
#include "tests/printing.hpp"
#include "tests/server/api_client.hpp"
#include "tests/server/browser.hpp"

#include <algorithm>

using namespace collegium;
using namespace collegium::tests;
using storage::Role;
using storage::Roles;
using namespace std::chrono_literals;

namespace {

struct Moderating : Front {
    Person mia_herself = add_person("mia", Roles::of(Role::moderator)), ada_herself = add_person("ada"),
           cem_himself = add_person("cem"), rosa_herself = add_person("reporterrosa");
    std::string algebra = found("algebra", "ada");
    Browser mia = Browser::of(*this, "mia"), ada = Browser::of(*this, "ada"), cem = Browser::of(*this, "cem"),
            rosa = Browser::of(*this, "reporterrosa");
    std::string path{cem.submit("/c/algebra/ask", {{"title", "Why so?"}, {"words", "Unkind words"}}).field("location")};

    void report(std::string const& thing, std::string const& words = "Saidinconfidence") {
        REQUIRE(rosa.submit(thing + "/report", {{"words", words}}).status() == 303);
    }

    // The page of the newest report in the queue.
    std::string newest_case(Browser& reader) {
        auto const page = reader.get("/moderation");
        auto const at = page.body().find("<h2><a href=\"/moderation/");
        REQUIRE(at != std::string_view::npos);
        auto const rest = page.body().substr(at + 13);
        return std::string{rest.substr(0, rest.find('"'))};
    }

    server::Response do_it(
        Browser& who, std::string const& place, std::string const& measure, std::string const& about = "thing-0"
    ) {
        return who.submit(
            place, {{"decision", "measure"}, {"measure", measure}, {"about", about}, {"reason", "It hurts people."}}
        );
    }

    bool is_noted(std::string const& who, std::string const& what) {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            bool found = false;
            tables.audit_log.each(tx, [&](storage::AuditNumber, storage::AuditRecord const& record) {
                found = found || (record.who == who && record.what.starts_with(what));
                return true;
            });
            return found;
        });
    }

    storage::AccountState state_of(std::string const& account) {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            return tables.accounts.get(tx, account).value().state;
        });
    }
};

}  // namespace

TEST_CASE_FIXTURE(Moderating, "a report is read in its place, the thing is removed, appealed against and put back") {
    static_cast<void>(ada.submit(path + "/answer", {{"words", "Standsbeside"}}));
    report(path);
    auto const place = newest_case(mia);
    auto const page = mia.get(place);
    CHECK(shows(page, "Saidinconfidence"));
    CHECK(shows(page, "Unkind words"));
    CHECK(shows(page, "Standsbeside"));
    CHECK(is_noted("mia", "looked at a report"));

    CHECK(do_it(mia, place, "remove").status() == 303);
    CHECK_FALSE(shows(rosa.get(path), "Unkind words"));
    CHECK(is_noted("mia", "removed something"));
    CHECK(shows(mia.get(place), "Unkind words"));  // whoever decides about an appeal has to read it

    auto const told = cem.get("/decisions");
    CHECK(shows(told, "A moderator removed something that you wrote."));
    CHECK(shows(told, "It hurts people."));
    CHECK_FALSE(shows(told, "reporterrosa"));
    CHECK_FALSE(shows(told, "Saidinconfidence"));
    CHECK(shows(cem.get("/notifications"), "the decisions about you"));

    auto const name = place.substr(place.rfind('/') + 1) + "-0";
    auto const empty = cem.submit("/decisions", {{"decision", name}, {"words", ""}});
    CHECK(empty.status() == 422);
    CHECK(shows(empty, "<a href=\"#words-" + name + "\">"));
    CHECK(shows(empty, "id=\"words-" + name + "\""));
    CHECK(rosa.submit("/decisions", {{"decision", name}, {"words", "Not mine."}}).status() == 404);
    CHECK(cem.submit("/decisions", {{"decision", name}, {"words", "It was a quotation."}}).status() == 303);
    CHECK(shows(mia.get("/moderation?show=appeals"), place));
    CHECK(shows(mia.get(place), "It was a quotation."));

    CHECK(mia.submit(place, {{"decision", "undo"}, {"index", "0"}}).status() == 303);
    CHECK(shows(rosa.get(path), "Unkind words"));
    CHECK(shows(cem.get("/decisions"), "It was taken back"));
    CHECK(mia.submit(place, {{"decision", "undo"}, {"index", "0"}}).status() == 422);
}

TEST_CASE_FIXTURE(Moderating, "a report that nobody takes up for a day is told on to all who look into reports") {
    using server::health::State;
    auto const state = [&] {
        auto const checks = server::health::run_checks({north.settings, north.node.store, village.clock.now()});
        return std::ranges::find(checks, "reports", &server::health::Check::name)->state;
    };
    report(path);
    village.pass(24h);
    CHECK(state() == State::good);
    village.pass(1ms);
    CHECK(state() == State::poor);
    village.pass(48h);
    CHECK(state() == State::bad);
    CHECK(ada.submit(newest_case(ada), {{"decision", "note"}, {"reason", "I talk to Cem."}}).status() == 303);
    CHECK(state() == State::good);

    report(path);
    village.pass(25h);
    CHECK(state() == State::poor);
    CHECK(mia.submit(newest_case(mia), {{"decision", "close"}, {"reason", "Settled."}}).status() == 303);
    CHECK(state() == State::good);

    // Nobody here but her looks into all reports, and nobody into their own case.
    report(std::string{mia.submit("/c/algebra/ask", {{"title", "Of mine"}, {"words", "x"}}).field("location")});
    village.pass(25h);
    CHECK(state() == State::good);
}

TEST_CASE_FIXTURE(
    Moderating, "nobody looks into a report about themselves or of their own, nor who has no part in it"
) {
    report(path);
    auto const place = newest_case(mia);
    CHECK(ada.get(place).status() == 200);  // she facilitates the community
    CHECK(cem.get(place).status() == 404);
    CHECK(rosa.get(place).status() == 404);
    CHECK(cem.get("/moderation").status() == 404);
    CHECK(get(place).status() == 303);

    auto const own =
        std::string{mia.submit("/c/algebra/ask", {{"title", "Of mine"}, {"words", "x"}}).field("location")};
    report(own);
    CHECK_FALSE(shows(mia.get("/moderation"), "Of mine"));
    auto const about_mia = newest_case(ada);
    CHECK(mia.get(about_mia).status() == 404);
    CHECK(mia.submit(about_mia, {{"decision", "close"}, {"reason", "Nothing."}}).status() == 404);
}

TEST_CASE_FIXTURE(Moderating, "accounts are paused by moderators alone, and let in again") {
    report(path);
    auto const place = newest_case(mia);
    CHECK(do_it(ada, place, "pause").status() == 422);
    CHECK(state_of("cem") == storage::AccountState::active);
    CHECK(do_it(mia, place, "pause").status() == 303);
    CHECK(state_of("cem") == storage::AccountState::paused);
    CHECK(mia.submit(place, {{"decision", "undo"}, {"index", "0"}}).status() == 303);
    CHECK(state_of("cem") == storage::AccountState::active);
}

TEST_CASE_FIXTURE(
    Moderating, "what somebody limited writes waits until it is approved, and no more once that is taken back"
) {
    report(path);
    auto const place = newest_case(mia);
    CHECK(do_it(mia, place, "limit").status() == 303);
    auto const ask = [&] {
        return std::string{cem.submit("/c/algebra/ask", {{"title", "More"}, {"words", "x"}}).field("location")};
    };
    auto const waits = ask();
    CHECK(rosa.get(waits).status() == 404);
    CHECK(ada.get(waits).status() == 200);
    CHECK(mia.submit(place, {{"decision", "undo"}, {"index", "0"}}).status() == 303);
    CHECK(rosa.get(ask()).status() == 200);
}

TEST_CASE_FIXTURE(Moderating, "a report is assigned, noted on, closed and opened, and a refused form keeps its words") {
    report(path);
    auto const place = newest_case(mia);
    CHECK(mia.submit(place, {{"decision", "take"}}).status() == 303);
    CHECK(shows(mia.get("/moderation?show=mine"), place));
    CHECK(mia.submit(place, {{"decision", "note"}, {"reason", "Wait for Monday."}}).status() == 303);
    CHECK(shows(ada.get(place), "Wait for Monday."));
    auto const refused = mia.submit(
        place, {{"decision", "measure"}, {"measure", "warn"}, {"about", "thing-7"}, {"reason", "Kept words."}}
    );
    CHECK(refused.status() == 422);
    CHECK(shows(refused, "Kept words."));
    CHECK(shows(refused, "<a href=\"#reason\">"));
    auto const noted = mia.submit(place, {{"decision", "note"}, {"reason", std::string(1001, 'n')}});
    CHECK(noted.status() == 422);
    CHECK(shows(noted, "<a href=\"#note\">"));
    CHECK(count(noted.body(), std::string(1001, 'n')) == 1);  // never what a decision would send to whom it concerns
    CHECK(mia.submit(place, {{"decision", "close"}, {"reason", "Settled."}}).status() == 303);
    CHECK_FALSE(shows(mia.get("/moderation"), place));
    CHECK(shows(mia.get("/moderation?show=closed"), place));
}

TEST_CASE_FIXTURE(Moderating, "who closes a report that somebody closed meanwhile keeps what they wrote") {
    report(path);
    auto const place = newest_case(mia);
    Fields const closing{{"decision", "close"}, {"reason", "Settled by talking."}};
    CHECK(ada.submit(place, closing).status() == 303);
    auto const late = mia.submit(place, closing);
    CHECK(late.status() == 422);
    CHECK(shows(late, "<a href=\"#note\">Somebody was faster."));
    CHECK(shows(late, "\nSettled by talking.</textarea>"));
    CHECK(mia.submit(place, {{"decision", "note"}, {"reason", "Settled by talking."}}).status() == 303);
}

TEST_CASE_FIXTURE(Moderating, "a program's report stands in the same queue") {
    auto program = ApiClient::of(*this, "reporterrosa");
    auto const status = path.substr(path.rfind('/') + 1);
    auto const search = program.get("/api/v1/accounts/lookup?acct=cem");
    auto const account = std::string{federation::text_member(json_of(search).root(), "id")};
    auto const sent =
        program.post("/api/v1/reports", {{"account_id", account}, {"status_ids[]", status}, {"comment", "Byprogram"}});
    CHECK(sent.status() == 200);
    CHECK(shows(mia.get("/moderation"), "Byprogram"));
}

TEST_CASE_FIXTURE(
    Moderating, "a report about another school's thing stays until a moderator passes it on, in other words"
) {
    auto const sam = south.enrol("sam");
    auto const poetry = south.found("poetry", "sam");
    meet(village, north, poetry);
    rosa_herself.follow(poetry);
    settle();
    auto const asked = sam.ask(poetry, "Rhyme?");
    settle();
    auto const record = north.node.store.read([&](auto const& tx, auto const& tables) {
        return tables.objects.get(tx, storage::find_handle(tx, tables, asked).value()).value();
    });
    report("/post/" + std::to_string(static_cast<std::uint64_t>(record.number)));
    settle();
    auto const reports_there = [&] {
        return south.node.store.read([&](auto const& tx, auto const& tables) {
            return federation::timeline::open_reports(tx, tables, storage::find_handle(tx, tables, poetry).value());
        });
    };
    CHECK(reports_there().empty());

    auto const place = newest_case(mia);
    CHECK(do_it(mia, place, "forward").status() == 303);
    settle();
    auto const arrived = reports_there();
    REQUIRE(arrived.size() == 1);
    CHECK(arrived.front().reason == "It hurts people.");
    auto const flag = south.node.store.read([&](auto const& tx, auto const& tables) {
        return tables.flesh.get(tx, arrived.front().seq).value();
    });
    CHECK(flag.find("reporterrosa") == std::string::npos);
    CHECK(flag.find("Saidinconfidence") == std::string::npos);

    CHECK(do_it(mia, place, "remove").status() == 303);  // here it can only be taken from sight
    CHECK(rosa.get("/post/" + std::to_string(static_cast<std::uint64_t>(record.number))).status() == 404);
    CHECK(mia.submit(place, {{"decision", "undo"}, {"index", "1"}}).status() == 303);
    CHECK(rosa.get("/post/" + std::to_string(static_cast<std::uint64_t>(record.number))).status() == 200);

    CHECK(do_it(mia, place, "shut-out").status() == 303);
    static_cast<void>(sam.ask(poetry, "Again from sam?"));
    settle();
    CHECK_FALSE(shows(rosa.get("/c/poetry@south.test"), "Again from sam?"));
}

TEST_CASE_FIXTURE(
    Moderating, "a facilitator reads of a report what stands in their community, and not who reported it"
) {
    static_cast<void>(add_person("bea"));
    static_cast<void>(found("biology", "bea"));
    auto bea = Browser::of(*this, "bea");
    auto const own =
        std::string{bea.submit("/c/biology/ask", {{"title", "Of bea"}, {"words", "Cellsdivide"}}).field("location")};
    auto program = ApiClient::of(*this, "cem");
    auto const whispered = program.post("/api/v1/statuses", {{"status", "@bea Whispered"}, {"visibility", "direct"}});
    REQUIRE(whispered.status() == 200);
    auto const private_iri = std::string{federation::text_member(json_of(whispered).root(), "uri")};

    auto const author = federation::author_of(north.node, rosa_herself.handle).value();
    auto const flag = federation::composer_of(north.node)
                          .flag(
                              author,
                              "https://north.test/c/algebra",
                              {"https://north.test" + path, private_iri, "https://north.test" + own},
                              "Saidinconfidence"
                          );
    static_cast<void>(federation::perform_now(north.node, flag).value());
    auto const place = newest_case(ada);
    auto const read = ada.get(place);
    CHECK(shows(read, "Unkind words"));
    CHECK(shows(read, "Saidinconfidence"));
    CHECK_FALSE(shows(read, "Whispered"));
    CHECK_FALSE(shows(read, "Cellsdivide"));
    CHECK_FALSE(shows(read, "reporterrosa"));
    auto const whole = mia.get(place);
    CHECK(shows(whole, "Whispered"));
    CHECK(shows(whole, "reporterrosa"));
}

TEST_CASE_FIXTURE(Moderating, "of a report that names very many things the first fifty are looked at") {
    auto const author = federation::author_of(north.node, rosa_herself.handle).value();
    std::vector<std::string> named;
    for (int i = 0; i < 50; ++i) named.push_back("https://north.test/u/ada#" + std::to_string(i));
    named.push_back("https://north.test" + path);
    auto const flag = federation::composer_of(north.node).flag(author, "https://north.test/", named, "Look");
    static_cast<void>(federation::perform_now(north.node, flag).value());
    CHECK_FALSE(shows(mia.get(newest_case(mia)), "Unkind words"));
}

TEST_CASE_FIXTURE(Moderating, "the audit log says that a report was decided, and not about whom, nor why") {
    static_cast<void>(add_person("olga", Roles::of(Role::operator_)));
    auto olga = Browser::of(*this, "olga");
    auto const of_olga =
        std::string{olga.submit("/c/algebra/ask", {{"title", "Of hers"}, {"words", "x"}}).field("location")};
    report(of_olga);
    auto const place = newest_case(mia);
    CHECK(olga.get(place).status() == 404);
    CHECK(do_it(mia, place, "warn").status() == 303);
    CHECK(do_it(mia, place, "hand-over").status() == 303);
    CHECK(mia.submit(place, {{"decision", "close"}, {"reason", "Notforolga."}}).status() == 303);
    CHECK(is_noted("mia", "closed a report"));
    north.node.store.read([&](auto const& tx, auto const& tables) {
        tables.audit_log.each(tx, [&](storage::AuditNumber, storage::AuditRecord const& record) {
            if (record.who != "mia") return true;
            auto const all = record.what + record.about + record.reason;
            INFO(all);
            CHECK(all.find("olga") == std::string::npos);
            CHECK(all.find(of_olga) == std::string::npos);
            CHECK(all.find("Notforolga") == std::string::npos);
            CHECK(all.find("It hurts people.") == std::string::npos);
            return true;
        });
    });
}

TEST_CASE_FIXTURE(Moderating, "nobody lets in whom somebody else paused, nor pauses who holds a role") {
    report(path);
    auto const place = newest_case(mia);
    storage::Store::Change<int> const pause = [](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        auto account = tables.accounts.get(tx, "cem").value();
        account.state = storage::AccountState::paused;
        tables.accounts.put(tx, "cem", account);
        return 0;
    };
    static_cast<void>(north.node.store.write_now(pause).value());
    CHECK(do_it(mia, place, "pause").status() == 422);
    CHECK_FALSE(shows(mia.get(place), "Take it back"));

    static_cast<void>(add_person("lena", Roles::of(Role::safeguarding_lead)));
    auto lena = Browser::of(*this, "lena");
    report(std::string{lena.submit("/c/algebra/ask", {{"title", "Of lena"}, {"words", "x"}}).field("location")});
    CHECK(do_it(mia, newest_case(mia), "pause").status() == 422);
    CHECK(state_of("lena") == storage::AccountState::active);
}

TEST_CASE_FIXTURE(Moderating, "a pen name, and a community that one runs, are one's own case") {
    using server::moderation::is_own_case;
    storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        storage::Handle const pen{1'000'001}, other_pen{1'000'002};
        auto const group = storage::find_handle(tx, tables, "https://north.test/c/algebra").value();
        tables.pen_names.put(tx, pen, {storage::no_one, mia_herself.handle});
        tables.pen_names.put(tx, other_pen, {storage::no_one, cem_himself.handle});
        CHECK(is_own_case(tx, tables, mia_herself.handle, {pen}));
        CHECK(is_own_case(tx, tables, mia_herself.handle, {other_pen}));  // else it would tell that it is not mia's
        CHECK_FALSE(is_own_case(tx, tables, rosa_herself.handle, {pen}));
        CHECK(is_own_case(tx, tables, ada_herself.handle, {group}));
        CHECK_FALSE(is_own_case(tx, tables, mia_herself.handle, {group}));
        return 0;
    };
    static_cast<void>(north.node.store.write_now(change).value());
}
