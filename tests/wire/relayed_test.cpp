// Statements 22 and 35: what somebody passes on counts by its actor's proof, or as its origin tells it.
#include "federation/community/visibility.hpp"
#include "storage/names.hpp"
#include "tests/federation/peer.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

namespace {

struct Relay {
    Village village{{"north.test"}};
    School& north = village["north.test"];
    Person ada = north.enrol("ada");
    std::string club = north.found("club", "ada");
    Peer east{village, "east.test"}, west{village, "west.test"};
    std::string eve, sam, chess;
    std::string const post = "https://east.test/post/1", create = "https://east.test/activities/1";

    Relay() {
        north.partner_with("east.test");
        north.partner_with("west.test");
        eve = east.actor("eve");
        sam = west.actor("sam");
        chess = west.actor("chess", "Group");
        follow(village, ada, chess);
        // Both keys are known, so that from here on every fetch is for the sake of what is passed on.
        static_cast<void>(receive(east.signed_by(eve, act("https://east.test/activities/0", "Follow", eve, named(club)))
        ));
        static_cast<void>(receive(west.signed_by(sam, act("https://west.test/activities/0", "Follow", sam, named(club)))
        ));
        village.settle();
        east.asked.clear();
    }

    Result<storage::Seq> receive(federation::SignedPost message) {
        return village.run(federation::receive(north.node, std::move(message)));
    }
    Result<storage::Seq> passed_on(std::string const& activity) { return receive(west.signed_by(sam, activity)); }
    Result<storage::Seq> announced(std::string const& number, std::string const& object) {
        return receive(west.signed_by(chess, act("https://west.test/announce/" + number, "Announce", chess, object)));
    }
    std::string title(std::string const& thing) const {
        auto const thread = north.thread(thing);
        return thread ? thread->question.title() : "";
    }
};

}  // namespace

TEST_CASE_FIXTURE(Relay, "wire_22: what is passed on counts by its proof, or as its origin tells it, or not at all") {
    auto const true_create = act(create, "Create", eve, article(post, eve, "True", club));
    auto const false_create = act(create, "Create", eve, article(post, eve, "False", club));

    SUBCASE("with a valid proof, and nothing is fetched") {
        CHECK(passed_on(east.with_proof(eve, true_create)));
        CHECK(title(post) == "True");
        CHECK(east.asked.empty());
    }
    SUBCASE("without a proof, as the origin serves the activity") {
        east.serve(create, true_create);
        CHECK(passed_on(false_create));
        CHECK(title(post) == "True");
        CHECK(east.asked == std::vector<std::string>{create});
    }
    SUBCASE("with a proof that does not hold") {
        east.serve(create, true_create);
        auto proven = east.with_proof(eve, true_create);
        proven.replace(proven.find("True"), 4, "Fals");
        CHECK(passed_on(proven));
        CHECK(title(post) == "True");
    }
    SUBCASE("where activities are not served, as the origin serves the thing") {
        east.serve(post, article(post, eve, "True", club));
        CHECK(passed_on(false_create));
        CHECK(title(post) == "True");
    }
    SUBCASE("not at all if the origin knows neither") {
        CHECK(passed_on(false_create).error().reason() == Reason::foreign);
        CHECK(title(post).empty());
        CHECK(east.asked == std::vector<std::string>{create, post});
        // Again and again costs nothing for ten minutes.
        CHECK(passed_on(false_create).error().reason() == Reason::foreign);
        CHECK(east.asked.size() == 2);
        village.clock.pass(11min);
        CHECK(passed_on(false_create).error().reason() == Reason::foreign);
        CHECK(east.asked.size() == 4);
    }
    SUBCASE("later, if the origin is away now") {
        east.serve(post, article(post, eve, "True", club));
        east.up = false;
        CHECK(passed_on(false_create).error().reason() == Reason::unconcerned);
        CHECK(title(post).empty());
        east.up = true;
        village.pass(5s);
        village.settle();
        CHECK(title(post) == "True");
    }
    SUBCASE("later, if the key of its proof cannot be had now: then it may be brought again") {
        auto const zoe = east.actor("zoe");
        auto const proven = east.with_proof(zoe, act(create, "Create", zoe, article(post, zoe, "True", club)));
        east.up = false;
        CHECK(passed_on(proven).error().reason() == Reason::unknown_key);
        east.up = true;
        village.clock.pass(6s);
        CHECK(passed_on(proven));
        CHECK(title(post) == "True");
    }
    SUBCASE(
        "the same where the thing itself is gone since: its Delete is on the way, and what is below it needs a place"
    ) {
        auto const zoe = east.actor("zoe");
        auto const proven = east.with_proof(zoe, act(create, "Create", zoe, article(post, zoe, "True", club)));
        east.answer(zoe, status(503));
        east.answer(post, status(410));
        CHECK(passed_on(proven).error().reason() == Reason::unknown_key);
        east.actor("zoe");
        village.clock.pass(6s);
        CHECK(passed_on(proven));
        CHECK(title(post) == "True");
    }
    SUBCASE("a Delete, only if the thing is gone") {
        static_cast<void>(passed_on(east.with_proof(eve, true_create)).value());
        auto const erase = act("https://east.test/activities/2", "Delete", eve, named(post));
        east.serve(post, article(post, eve, "True", club));
        CHECK(passed_on(erase).error().reason() == Reason::unconcerned);
        CHECK(title(post) == "True");
        SUBCASE("410") {
            east.answer(post, status(410));
        }
        SUBCASE("404") {
            east.forget(post);
        }
        SUBCASE("Tombstone") {
            east.serve(post, R"({"id":")" + post + R"(","type":"Tombstone"})");
        }
        CHECK(passed_on(erase));
        CHECK(north.thread(post)->question.state == storage::ObjectState::deleted_by_author);
    }
}

TEST_CASE_FIXTURE(Relay, "that its place does not know a thing proves nothing of one that is not for everyone") {
    auto const letter = R"({"id":")" + post + R"(","type":"Note","attributedTo":")" + eve +
                        R"(","to":["https://north.test/u/ada"],"content":"<p>Between us.</p>"})";
    REQUIRE(receive(east.signed_by(eve, act(create, "Create", eve, letter))));
    auto const is_there = [&] {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            auto const thing = storage::find_handle(tx, tables, post).value();
            return federation::community::is_visible(tx, tables, thing, tables.objects.get(tx, thing).value());
        });
    };
    auto const erase = act("https://east.test/activities/2", "Delete", eve, named(post));

    CHECK(passed_on(erase).error().reason() == Reason::foreign);
    CHECK(is_there());
    east.answer(post, status(410));
    CHECK(passed_on(erase));
    CHECK_FALSE(is_there());
}

TEST_CASE_FIXTURE(
    Relay, "wire_35: what an Announce wraps is dropped if it publishes another's thing, and asked for if nobody vouches"
) {
    auto const theirs = "https://west.test/post/9";
    SUBCASE("the inner actor publishes what lives elsewhere") {
        auto const inner = act("https://west.test/activities/5", "Create", sam, article(post, sam, "Stolen", chess));
        CHECK(announced("1", inner).error().reason() == Reason::foreign);
        auto const other = act(create, "Create", eve, article(theirs, eve, "Stolen", chess));
        CHECK(announced("2", other).error().reason() == Reason::foreign);
        CHECK(title(post).empty());
        CHECK(title(theirs).empty());
        CHECK(east.asked.empty());
    }
    SUBCASE("the announcer speaks for its own host") {
        CHECK(announced("3", act("https://west.test/activities/5", "Create", sam, article(theirs, sam, "Ours", chess)))
        );
        CHECK(title(theirs) == "Ours");
    }
    SUBCASE("not for another: its origin is asked") {
        east.serve(post, article(post, eve, "True", chess));
        CHECK(announced("4", act(create, "Create", eve, article(post, eve, "False", chess))));
        CHECK(title(post) == "True");
        CHECK(north.thread(post)->question.announced);
        CHECK(east.asked == std::vector<std::string>{create, post});
    }
    SUBCASE("which must be a partner") {
        auto const stranger = "https://stranger.test/u/x", thing = "https://stranger.test/1";
        auto const inner = act("https://stranger.test/a", "Create", stranger, article(thing, stranger, "Who?", chess));
        auto const before = north.network.requests;
        CHECK(announced("5", inner).error().reason() == Reason::not_partner);
        CHECK(announced("6", named(thing)).error().reason() == Reason::unconcerned);
        CHECK(north.network.requests == before);
    }
    SUBCASE("with its proof nothing is asked") {
        CHECK(announced("7", east.with_proof(eve, act(create, "Create", eve, article(post, eve, "Proven", chess)))));
        CHECK(title(post) == "Proven");
        CHECK(east.asked.empty());
    }
    SUBCASE("a name alone is asked for as well") {
        east.serve(post, article(post, eve, "Named", chess));
        CHECK(announced("8", named(post)));
        CHECK(title(post) == "Named");
        CHECK(north.thread(post)->question.announced);
    }
}
