// The directory: nodes that never met come to hold the same listings, and forget the same ones.
#include "storage/names.hpp"
#include "tests/federation/atlas.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

namespace directory = federation::directory;

using Names = std::vector<std::string>;

namespace {

// Each knows its neighbours only: the ends have no partner in common.
struct Line {
    Line() {
        for (std::size_t i = 0; i < hosts.size(); ++i) {
            auto& school = village[hosts[i]];
            school.settings.directory.listed = true;
            atlas.found_listed(school, "club_" + std::to_string(i));
            if (i > 0) school.partner_with(hosts[i - 1]);
            if (i + 1 < hosts.size()) school.partner_with(hosts[i + 1]);
        }
    }

    // As often as a word needs from one end to the other: the last writes its own only after the others looked.
    void rounds() {
        for (std::size_t i = 0; i < hosts.size(); ++i)
            for (auto const& host : hosts) atlas.tend(village[host]);
    }

    std::vector<std::string> hosts{"a.test", "b.test", "c.test", "d.test", "e.test"};
    Village village{hosts, Village::Ties::strangers};
    Atlas atlas{village};
    School& a = village["a.test"];
    School& c = village["c.test"];
    School& e = village["e.test"];
};

}  // namespace

TEST_CASE_FIXTURE(Line, "five nodes in a line come to hold the same listings, byte for byte") {
    rounds();

    auto const first = Atlas::held(a);
    CHECK(first.size() == 10);
    CHECK(first.contains("https://e.test/#listing"));
    CHECK(first.contains("https://e.test/c/club_4#listing"));
    for (auto const& host : hosts) {
        INFO(host);
        CHECK(Atlas::held(village[host]) == first);
    }
    CHECK(atlas.names(a) == atlas.names(e));
}

TEST_CASE_FIXTURE(Line, "where nothing is new, a round is one small question to each partner") {
    rounds();
    atlas.tend(c);
    auto const before = c.network.requests;
    auto const held = Atlas::held(c);

    atlas.tend(c);

    CHECK(c.network.requests == before + 2);
    CHECK(Atlas::held(c) == held);
}

TEST_CASE_FIXTURE(Line, "what changes is told along the line, and no older copy comes back") {
    rounds();
    auto const old = Atlas::held(e).at("https://a.test/#listing");
    village.pass(1h);
    a.settings.node.name = "Academy A";
    rounds();

    CHECK(Atlas::held(a) == Atlas::held(e));
    CHECK(atlas.names(e, {.words = "academy"}) == Names{"Academy A"});
    auto const taken = atlas.take(e, "d.test", {old});
    CHECK(taken.kept == 0);
    CHECK(taken.refused == 0);  // known, and older
    CHECK(atlas.names(e, {.words = "academy"}) == Names{"Academy A"});
}

TEST_CASE_FIXTURE(Line, "a community that is not to be listed any more is gone from everybody's pages") {
    storage::ListedRecord choice;
    choice.summary = "The secret of the club";
    atlas.choose(a, "club_0", choice);
    rounds();
    auto const old = Atlas::held(e).at("https://a.test/c/club_0#listing");
    REQUIRE(old.find("secret of the club") != std::string::npos);
    REQUIRE(atlas.names(e, {.words = "club_0"}).size() == 1);
    village.pass(1h);
    atlas.choose(a, "club_0", std::nullopt);
    rounds();

    for (auto const& host : hosts) {
        INFO(host);
        CHECK(atlas.names(village[host], {.words = "0"}).empty());
    }
    auto const withdrawn = Atlas::held(e).at("https://a.test/c/club_0#listing");
    CHECK(withdrawn.find("secret of the club") == std::string::npos);
    static_cast<void>(atlas.take(e, "d.test", {old}));
    CHECK(atlas.names(e, {.words = "0"}).empty());
    CHECK(atlas.names(e, {.words = "club"}).size() == 4);
}

TEST_CASE_FIXTURE(Line, "a node whose operator has not said so lists nothing, its communities included") {
    a.settings.directory.listed = false;
    rounds();

    CHECK(Atlas::held(e).size() == 8);
    CHECK(atlas.names(a).size() == 8);
    CHECK(atlas.names(a, {.host = "a.test"}).empty());
}

TEST_CASE_FIXTURE(Line, "only facilitators list their community, and only their own node's") {
    auto const stranger = a.enrol("sam").handle;
    auto const club = a.node.store.read([](auto const& tx, auto const& tables) {
        return storage::find_handle(tx, tables, "https://a.test/c/club_0").value();
    });
    Atlas::change(a, [&](auto& tx, auto& tables) {
        auto const by_stranger = directory::choose_listing(tx, tables, club, stranger, std::nullopt);
        CHECK(by_stranger.error().reason() == Reason::not_allowed);
        auto const of_person = directory::choose_listing(tx, tables, stranger, stranger, std::nullopt);
        CHECK_FALSE(of_person);
    });
    rounds();
    CHECK(Atlas::held(a).contains("https://a.test/c/club_0#listing"));
}

TEST_CASE_FIXTURE(Line, "who is away for six weeks is still listed, who is away for longer than listings live is not") {
    rounds();
    c.up = false;
    village.pass(24h * 42);
    for (auto const& host : hosts)
        if (host != "c.test") atlas.tend(village[host]);
    CHECK(atlas.names(a, {.host = "c.test"}).size() == 2);

    village.pass(24h * 49);
    for (auto const& host : hosts)
        if (host != "c.test") atlas.tend(village[host]);

    CHECK(atlas.names(a, {.host = "c.test"}).empty());
    CHECK(Atlas::held(a).contains("https://a.test/#listing"));  // its own it renews by itself
    c.up = true;
    rounds();
    CHECK(atlas.names(a, {.host = "c.test"}).size() == 2);
    CHECK(Atlas::held(a) == Atlas::held(e));
}

TEST_CASE_FIXTURE(Line, "a partner that lost its order is read from the beginning") {
    rounds();
    auto& b = village["b.test"];
    Atlas::change(b, [](auto& tx, auto& tables) {
        tables.listings.clear(tx);
        tables.listing_changes.clear(tx);
        tables.listing_words.clear(tx);
        tables.listing_hosts.clear(tx);
        tables.listing_cursors.clear(tx);
        tables.node.erase(tx, "order of listings");
    });
    village.pass(1h);
    b.settings.node.name = "B again";
    rounds();

    CHECK(Atlas::held(b) == Atlas::held(a));
    CHECK(atlas.names(a, {.words = "again"}) == Names{"B again"});
}

TEST_CASE("software without a directory is asked for it once a day") {
    Village village{{"a.test"}};
    Atlas atlas{village};
    auto& a = village["a.test"];
    a.partner_with("other.test");
    unsigned asked = 0;
    village.scripted["other.test"] = [&](federation::OutgoingRequest const&) {
        ++asked;
        return status(404);
    };

    atlas.tend(a);
    village.pass(1h);
    atlas.tend(a);
    CHECK(asked == 1);
    village.pass(23h);
    atlas.tend(a);
    CHECK(asked == 2);
}

TEST_CASE("a partner whose digest never ends is asked a bounded number of times, and a slow one for two minutes") {
    Village village{{"a.test"}};
    Atlas atlas{village};
    auto& a = village["a.test"];
    a.partner_with("endless.test");
    unsigned number = 0;
    std::chrono::seconds slowness{0};
    village.scripted["endless.test"] = [&](federation::OutgoingRequest const&) {
        village.clock.pass(slowness);
        auto const next = std::to_string(++number);
        return document(
            "application/json",
            R"({"type":"col:DirectoryDigest","order":"o","newest":9000000,"next":)" + next + R"(,"entries":[]})"
        );
    };

    auto const pulled = village.run(directory::pull_directory(a.node, "endless.test"));

    REQUIRE(pulled);
    CHECK(pulled->requests == 1'000);
    CHECK(number == 1'000);
    slowness = 10s;
    CHECK(village.run(directory::pull_directory(a.node, "endless.test"))->requests == 12);
}
