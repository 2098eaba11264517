// Documents that claim more than their place gives them, and messages that want us to run errands (security 1.2, 1.4).
#include "federation/fetching/resolve.hpp"
#include "storage/names.hpp"
#include "tests/federation/peer.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

namespace {

struct Hostile {
    Village village{{"north.test"}};
    School& north = village["north.test"];
    Person ada = north.enrol("ada");
    Peer east{village, "east.test"}, west{village, "west.test"};
    std::string eve = east.actor("eve"), sam = west.actor("sam"), chess = west.actor("chess", "Group");

    Hostile() {
        north.partner_with("east.test");
        north.partner_with("west.test");
        follow(village, ada, chess);
    }

    Result<storage::Seq> receive(federation::SignedPost post) {
        return village.run(federation::receive(north.node, std::move(post)));
    }
    boost::asio::awaitable<Result<federation::Actor>> refreshing(std::string iri) {
        federation::FetchBudget budget;
        auto parsed = Iri::parse(iri).value();
        co_return co_await federation::refresh_actor(north.node, std::move(parsed), budget);
    }
    Result<federation::Actor> refresh(std::string const& iri) { return village.run(refreshing(iri)); }
    boost::asio::awaitable<Result<federation::Actor>> finding(std::string handle) {
        federation::FetchBudget budget;
        co_return co_await federation::resolve_handle(north.node, std::move(handle), budget);
    }
    Reason find_refused(std::string const& handle) {
        auto const found = village.run(finding(handle));
        REQUIRE_FALSE(found);
        return found.error().reason();
    }
    std::optional<storage::ActorRecord> record(std::string const& iri) const {
        return north.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<storage::ActorRecord> {
            auto const handle = storage::find_handle(tx, tables, iri);
            return handle ? tables.actors.get(tx, *handle) : std::nullopt;
        });
    }
};

}  // namespace

TEST_CASE_FIXTURE(Hostile, "CVE-2024-52590, NodeBB c0d6d0e207: a place elsewhere does not speak for a known actor") {
    REQUIRE(refresh(eve));
    auto const before = record(eve);
    auto const forged =
        R"({"id":")" + eve + R"(","type":"Person","preferredUsername":"eve","inbox":"https://east.test/i"})";
    SUBCASE("a redirect to another host that gives the actor's id") {
        west.redirect(west.iri("/u/x"), west.iri("/forged"));
        east.redirect(east.iri("/u/y"), west.iri("/forged"));
        west.serve(west.iri("/forged"), forged);
        CHECK(refresh(west.iri("/u/x")).error().reason() == Reason::foreign);
        CHECK(refresh(east.iri("/u/y")).error().reason() == Reason::foreign);
    }
    SUBCASE("a document of another host with the actor's id") {
        west.serve(west.iri("/u/x"), forged);
        CHECK(refresh(west.iri("/u/x")).error().reason() == Reason::foreign);
    }
    CHECK(record(eve) == before);
}

TEST_CASE_FIXTURE(Hostile, "CVE-2024-52591: an address in `url` gives nothing the name of another host") {
    auto const id = west.iri("/u/x");
    west.serve(
        id,
        R"({"id":")" + id + R"(","type":"Person","preferredUsername":"x","inbox":")" + id + R"(/inbox","url":")" + eve +
            "\"}"
    );
    REQUIRE(refresh(id));
    CHECK(record(id)->url.empty());
    auto const post = west.iri("/post/1");
    auto thing = article(post, sam, "Mine", chess);
    thing.insert(thing.size() - 1, R"(,"url":"https://east.test/post/1")");
    west.serve(post, thing);
    CHECK(receive(west.signed_by(chess, act(west.iri("/announce/1"), "Announce", chess, named(post)))));
    CHECK(north.thread(post)->question.author.host == "west.test");
    CHECK(north.thread(post)->question.iri == post);
    CHECK_FALSE(north.thread("https://east.test/post/1"));
}

TEST_CASE_FIXTURE(Hostile, "NodeBB c4813e42a4: a false Update in an Announce is settled by the author's own host") {
    auto const post = east.iri("/post/1");
    east.serve(post, article(post, eve, "True", chess));
    REQUIRE(receive(west.signed_by(chess, act(west.iri("/announce/1"), "Announce", chess, named(post)))));
    auto const forged = [&](std::string const& number) {
        auto const update =
            act(east.iri("/update/" + number), "Update", eve, article(post, eve, "False", chess, "2026-08-03T00:00:00Z")
            );
        return west.signed_by(chess, act(west.iri("/announce/" + number), "Announce", chess, update));
    };
    static_cast<void>(receive(forged("2")));
    CHECK(north.thread(post)->question.title() == "True");
    CHECK_FALSE(north.thread(post)->question.edited);

    east.serve(post, article(post, eve, "Truer", chess, "2026-08-02T00:00:00Z"));
    CHECK(receive(forged("3")));
    CHECK(north.thread(post)->question.title() == "Truer");
}

TEST_CASE("CVE-2023-42451: a name with something inside is no host, and never equals another") {
    auto const east = Iri::parse("https://east.test/u/eve").value();
    for (auto const* const text :
         {"https://east/.test/u/eve",
          "https://ea/st.test/u/eve",
          "https://east.test\\@west.test/u/eve",
          "https://east.test%2f.west.test/",
          "https://east\t.test/",
          "https://east.test.west.test/u/eve",
          "https://EAST.test/u/eve",
          "https://east.test:443x/",
          "https://east.test@west.test/u/eve",
          "https:///east.test/u/eve",
          "https://east。test/u/eve"}) {
        INFO(text);
        auto const parsed = Iri::parse(text);
        CHECK_FALSE((parsed && parsed->same_origin(east)));
    }
}

TEST_CASE("CVE-2023-42450: an address with a control byte or a blank is no address") {
    std::vector<std::string> const parts{"\r\nX: y", "\n", "\r", " HTTP/1.1", "\x7f", "\t", std::string(1, '\0')};
    for (auto const& part : parts) {
        CHECK_FALSE(Iri::parse("https://east.test/" + part));
        CHECK_FALSE(Iri::parse("https://east.test/" + part + "x"));
        CHECK_FALSE(Iri::parse("https://east.test" + part + "/"));
    }
}

TEST_CASE_FIXTURE(
    Hostile, "CVE-2026-34148: a key that leads from place to place costs four requests, and none for ten minutes"
) {
    for (unsigned i = 0; i < 30; ++i)
        east.redirect(east.iri("/k/" + std::to_string(i)), east.iri("/k/" + std::to_string(i + 1)));
    auto const letter = [&](std::string const& number) {
        return east.signed_by(east.iri("/k/0"), act(east.iri("/a/" + number), "Follow", eve, named(chess)));
    };
    east.asked.clear();
    CHECK(receive(letter("1")).error().reason() == Reason::unknown_key);
    CHECK(east.asked.size() == 4);
    village.clock.pass(9min);
    CHECK(receive(letter("2")).error().reason() == Reason::unknown_key);
    CHECK(east.asked.size() == 4);
    village.clock.pass(2min);
    CHECK(receive(letter("3")).error().reason() == Reason::unknown_key);
    CHECK(east.asked.size() == 8);
}

TEST_CASE_FIXTURE(Hostile, "CVE-2025-32948: ten thousand addresses in one activity are not ten thousand errands") {
    std::string items;
    for (unsigned i = 0; i < 10'000; ++i) items += (i == 0 ? "" : ",") + named(east.iri("/" + std::to_string(i)));
    auto const before = north.network.requests;
    for (std::string const type : {"Announce", "Create", "Update", "Delete"}) {
        auto const id = west.iri("/" + type);
        static_cast<void>(receive(west.signed_by(chess, act(id, type, chess, "[" + items + "]"))));
        auto const object = R"({"id":")" + west.iri("/post/" + type) + R"(","type":"Article","attributedTo":")" +
                            chess + R"(","to":["https://www.w3.org/ns/activitystreams#Public"],"audience":")" + chess +
                            R"(","orderedItems":[)" + items + "],\"attachment\":[" + items + "],\"tag\":[" + items +
                            "]}";
        static_cast<void>(receive(west.signed_by(chess, act(id + "2", type, chess, object))));
    }
    CHECK(north.network.requests - before <= 20);
}

TEST_CASE_FIXTURE(Hostile, "CVE-2025-23221: WebFinger follows few redirects, only https, only to partners") {
    auto const question = east.iri("/.well-known/webfinger?resource=acct:eve@east.test");
    east.asked.clear();
    east.redirect(question, question);
    CHECK(find_refused("eve@east.test") == Reason::forbidden_place);
    CHECK(east.asked.size() == 4);
    for (std::string const place :
         {"file:///etc/passwd",
          "gopher://east.test/",
          "http://east.test/",
          "https://127.0.0.1/",
          "https://[::1]/",
          "https://10.0.0.1/",
          "//127.0.0.1/"}) {
        INFO(place);
        auto const requests = north.network.requests;
        east.redirect(question, place);
        CHECK(find_refused("eve@east.test") == Reason::forbidden_place);
        CHECK(north.network.requests - requests == 1);
    }
    east.redirect(question, "https://stranger.test/");
    CHECK(find_refused("eve@east.test") == Reason::not_partner);
}
