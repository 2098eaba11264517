// Statement 49: parents that are missing are gone for, upwards, within bounds.
#include "storage/names.hpp"
#include "tests/federation/peer.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

namespace {

struct Chain {
    Village village{{"north.test"}};
    School& north = village["north.test"];
    Person ada = north.enrol("ada");
    std::string club = north.found("club", "ada");
    Peer east{village, "east.test"};
    std::string eve = east.actor("eve");

    Chain() { north.partner_with("east.test"); }

    static std::string comment(unsigned number) { return "https://east.test/comment/" + std::to_string(number); }

    // A question at 0, and replies 1 to `length`, each to the one before it.
    void serve_chain(unsigned length) {
        east.serve(comment(0), article(comment(0), eve, "The top", club));
        for (unsigned i = 1; i <= length; ++i) east.serve(comment(i), note(comment(i), eve, comment(i - 1), club));
    }

    // Only the last one is delivered.
    void deliver(unsigned number, std::string const& parent) {
        auto const id = "https://east.test/activities/" + std::to_string(number);
        auto const message = east.signed_by(eve, act(id, "Create", eve, note(comment(number), eve, parent, club)));
        REQUIRE(village.run(federation::receive(north.node, message)));
        east.asked.clear();
    }

    bool has(std::string const& thing) const {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            auto const handle = storage::find_handle(tx, tables, thing);
            return handle && tables.objects.contains(tx, *handle);
        });
    }
    std::uint64_t wanted() const {
        return north.node.store.read([](auto const& tx, auto const& tables) { return tables.wanted.size(tx); });
    }

    // One round of the search.
    void look(std::chrono::minutes after = 1min) {
        village.pass(after);
        village.settle();
    }
};

}  // namespace

TEST_CASE_FIXTURE(
    Chain, "wire_49: twelve missing parents are fetched one above the other; cycles, depth and cost end it"
) {
    SUBCASE("twelve, and the thread comes together") {
        serve_chain(12);
        deliver(13, comment(12));
        CHECK(east.asked.empty());  // a parent may only be late

        look();

        CHECK(east.asked.size() == 13);
        CHECK(east.asked.front() == comment(12));
        CHECK(east.asked.back() == comment(0));
        CHECK(wanted() == 0);
        auto const thread = north.thread(comment(0)).value();
        CHECK(thread.question.title() == "The top");
        CHECK(thread.answers.size() == 1);
        CHECK(thread.comments.size() == 12);
    }
    SUBCASE("a cycle ends") {
        east.serve(comment(1), note(comment(1), eve, comment(2), club));
        east.serve(comment(2), note(comment(2), eve, comment(1), club));
        deliver(3, comment(1));
        for (int i = 0; i < 5; ++i) look();
        CHECK(east.asked == std::vector<std::string>{comment(1), comment(2)});
        CHECK(wanted() == 0);
    }
    SUBCASE("one that replies to itself ends") {
        east.serve(comment(1), note(comment(1), eve, comment(1), club));
        deliver(2, comment(1));
        for (int i = 0; i < 5; ++i) look();
        CHECK(east.asked == std::vector<std::string>{comment(1)});
        CHECK(wanted() == 0);
    }
    SUBCASE("a chain of 150: twenty requests a round, and one hundred parents") {
        serve_chain(150);
        deliver(151, comment(150));
        for (unsigned round = 1; round <= 12; ++round) {
            auto const before = east.asked.size();
            look();
            CHECK(east.asked.size() - before <= 20);
        }
        CHECK(east.asked.size() == 100);
        CHECK(has(comment(51)));
        CHECK_FALSE(has(comment(50)));
        CHECK(wanted() == 0);
    }
    SUBCASE("one message costs twenty requests, whatever it names") {
        auto const group = east.actor("chess", "Group");
        follow(village, ada, group);
        east.asked.clear();
        // Each thing that is announced leads to three redirects; each author does too.
        for (int i = 0; i < 60; ++i)
            east.redirect("https://east.test/r/" + std::to_string(i), "https://east.test/r/" + std::to_string(i + 1));
        auto const message = act("https://east.test/announce/1", "Announce", group, named("https://east.test/r/0"));
        static_cast<void>(village.run(federation::receive(north.node, east.signed_by(group, message))));
        CHECK(east.asked.size() <= 20);
        CHECK(east.asked.size() == 4);
    }
}

TEST_CASE_FIXTURE(Chain, "a parent that is gone is given up at once, one whose place is silent after eight tries") {
    SUBCASE("404") {
        deliver(1, comment(0));
        look();
        CHECK(east.asked.size() == 1);
        CHECK(wanted() == 0);
    }
    SUBCASE("403") {
        east.answer(comment(0), status(403));
        deliver(1, comment(0));
        look();
        CHECK(east.asked.size() == 1);
        CHECK(wanted() == 0);
    }
    SUBCASE("silent") {
        east.answer(comment(0), status(500));
        deliver(1, comment(0));
        look();
        CHECK(east.asked.size() == 1);
        look();
        CHECK(east.asked.size() == 2);  // a minute after the first try
        look();
        CHECK(east.asked.size() == 2);  // the waits grow
        for (int i = 0; i < 20; ++i) look(48h);
        CHECK(east.asked.size() == 8);
        CHECK(wanted() == 0);
    }
    SUBCASE("silent over a weekend, where one try soon follows the other") {
        north.settings.delivery.first_retry_seconds = 1;
        east.answer(comment(0), status(500));
        deliver(1, comment(0));
        for (int i = 0; i < 72; ++i) look(1h);
        CHECK(wanted() == 1);
        for (int i = 0; i < 48; ++i) look(1h);
        CHECK(wanted() == 0);
    }
    SUBCASE("silent for a while") {
        serve_chain(1);
        east.answer(comment(1), status(503));
        deliver(2, comment(1));
        look();
        serve_chain(1);
        look();
        CHECK(north.thread(comment(0)));
    }
    SUBCASE("it came by itself") {
        deliver(1, comment(0));
        serve_chain(0);
        auto const create =
            act("https://east.test/activities/9", "Create", eve, article(comment(0), eve, "Late", club));
        static_cast<void>(village.run(federation::receive(north.node, east.signed_by(eve, create))).value());
        look();
        CHECK(east.asked.empty());
        CHECK(wanted() == 0);
    }
}

TEST_CASE_FIXTURE(Chain, "what is wanted is bounded in number") {
    storage::Store::Change<int> const fill = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        auto const far = north.node.clock.now() + 24h * 29;
        for (unsigned i = 0; i < 100'000; ++i)
            tables.wanted.put(tx, storage::Handle{1'000'000 + i}, {0, 0, north.node.clock.now(), far});
        return 0;
    };
    static_cast<void>(north.node.store.write_now(fill).value());
    deliver(1, comment(0));
    CHECK(wanted() == 100'000);
    CHECK(has(comment(1)));  // the reply itself is kept
}
