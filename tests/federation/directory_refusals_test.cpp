// What is no listing, or nobody's: forged, stale, oversized, of hosts that are shut out, and floods.
#include "storage/names.hpp"
#include "tests/federation/atlas.hpp"
#include "tests/federation/operators.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

namespace directory = federation::directory;

using directory::Listing;

namespace {

struct Fixture {
    Reason refusal(std::string const& json) const {
        auto const read = federation::Json::read_object(json).value();
        auto const proven = directory::prove_listing(read.root(), village.clock.now());
        REQUIRE_FALSE(proven);
        return proven.error().reason();
    }

    bool is_good(std::string const& json) const {
        auto const read = federation::Json::read_object(json).value();
        return directory::prove_listing(read.root(), village.clock.now()).has_value();
    }

    Listing far(std::string const& community = "") const { return listing_by(village, "far.test", community); }

    // As another than its host would sign it.
    static std::string by_stranger(Listing listing) {
        auto const key_id = listing.owner + "#ed25519-key";
        return directory::sign_listing(std::move(listing), key_id, spare_keys(1).ed25519).json;
    }

    Village village{{"north.test", "south.test"}};
    School& north = village["north.test"];
    Atlas atlas{village};
};

}  // namespace

TEST_CASE_FIXTURE(Fixture, "a listing reads as it was written") {
    auto listing = far("algebra");
    listing.says.summary = "How groups act \"well\"";
    listing.says.names = {{"cy", "Algebra Cymru"}, {"de", "Algebra für alle"}};
    listing.says.subjects = {"Mathematics", "الجبر"};
    listing.says.phases = {"primary"};
    listing.says.languages = {"en", "cy"};
    listing.says.region = "Yorkshire";
    listing.says.audience = "teachers";
    listing.says.accepts = {"members", "questions"};
    auto const proven = signed_listing(listing);

    auto const json = federation::Json::read_object(proven.json).value();
    auto const read = directory::prove_listing(json.root(), village.clock.now()).value();

    CHECK(read.listing.says == listing.says);
    CHECK(read.listing.id == "https://far.test/c/algebra#listing");
    CHECK(read.listing.updated == listing.updated);
    CHECK(read.listing.expires == listing.updated + directory::listing_life);
    CHECK(read.json == proven.json);
    CHECK(read.digest == proven.digest);
}

TEST_CASE_FIXTURE(Fixture, "a listing that somebody else changed or signed is forged") {
    auto const json = signed_listing(far()).json;
    REQUIRE(is_good(json));

    CHECK(refusal(altered(json, "School of", "Schule of")) == Reason::forged);
    CHECK(refusal(altered(json, "far.test/#ed25519-key", "bad.test/#ed25519-key")) == Reason::forged);
    CHECK(refusal(altered(json, "\"proof\"", "\"prove\"")) == Reason::forged);
    auto const key = spare_keys(0).ed25519.public_key().multikey(),
               other = spare_keys(1).ed25519.public_key().multikey();
    CHECK(refusal(altered(json, key, other)) == Reason::forged);
}

TEST_CASE_FIXTURE(Fixture, "nobody lists what is another host's") {
    auto listing = far();
    SUBCASE("the thing") {
        listing.says.about = "https://south.test/c/algebra";
    }
    SUBCASE("the id") {
        listing.id = "https://south.test/#listing";
    }
    SUBCASE("the owner is no node") {
        listing.owner = "https://far.test/u/eve";
    }
    SUBCASE("the owner") {
        listing.owner = "https://south.test/";
    }

    CHECK(refusal(signed_listing(listing).json) == Reason::foreign);
}

TEST_CASE_FIXTURE(Fixture, "a listing of the future, of the past, or for ever is stale") {
    auto const json = signed_listing(far()).json;
    village.clock.pass(directory::listing_life - 1s);
    CHECK(is_good(json));
    village.clock.pass(1s);
    CHECK(refusal(json) == Reason::stale);

    auto future = far();
    future.updated += 2h;
    CHECK(refusal(signed_listing(future).json) == Reason::stale);
}

TEST_CASE_FIXTURE(Fixture, "what is longer than listings are is too large") {
    auto listing = far("algebra");
    SUBCASE("a name") {
        listing.says.name = std::string(101, 'n');
    }
    SUBCASE("a summary") {
        listing.says.summary = std::string(501, 's');
    }
    SUBCASE("subjects") {
        listing.says.subjects = std::vector<std::string>(11, "s");
    }
    SUBCASE("a subject") {
        listing.says.subjects = {std::string(101, 's')};
    }
    SUBCASE("all of it") {
        for (char const c : std::string{"abcdefghij"}) {
            listing.says.names.push_back({std::string(2, c), std::string(100, c)});
            listing.says.subjects.push_back(std::string(100, c));
            listing.says.languages.push_back(std::string(30, c));
        }
        for (int i = 0; i < 500; ++i) listing.says.summary += "ä";
    }
    CHECK(refusal(signed_listing(listing).json) == Reason::too_large);
}

TEST_CASE_FIXTURE(Fixture, "words that no list knows, and texts of several lines, are malformed") {
    auto listing = far("algebra");
    SUBCASE("a phase") {
        listing.says.phases = {"kindergarten"};
    }
    SUBCASE("a thing that is accepted") {
        listing.says.accepts = {"money"};
    }
    SUBCASE("a language") {
        listing.says.languages = {"english please"};
    }
    SUBCASE("lines") {
        listing.says.summary = "one\ntwo";
    }
    SUBCASE("no name") {
        listing.says.name = "";
    }
    SUBCASE("no address") {
        listing.says.username = "";
    }

    CHECK(refusal(signed_listing(listing).json) == Reason::malformed);
}

TEST_CASE_FIXTURE(Fixture, "one bad listing does not keep the others away") {
    auto const good = signed_listing(far()).json;
    auto const bad = altered(signed_listing(far("algebra")).json, "algebra", "Algebra");

    auto const taken = atlas.take(north, "south.test", {"{}", "7", bad, good});

    CHECK(taken.kept == 1);
    CHECK(taken.refused == 3);
    CHECK(Atlas::held(north).size() == 1);
}

TEST_CASE_FIXTURE(Fixture, "all listings of a host have one key, and the key in its document decides") {
    auto const own = signed_listing(far()).json;
    auto const stranger = by_stranger(far("algebra"));
    REQUIRE(atlas.take(north, "south.test", {own}).kept == 1);
    CHECK(atlas.take(north, "south.test", {stranger}).refused == 1);

    // The document comes, and says that the stranger was the one.
    Atlas::change(north, [](auto& tx, auto& tables) {
        storage::ActorRecord record;
        record.type = storage::ActorType::application;
        record.ed25519_key = crypto::text_of(spare_keys(1).ed25519.public_key().raw());
        tables.actors.put(tx, storage::intern(tx, tables, "https://far.test/"), record);
    });
    atlas.tend(north);
    CHECK(Atlas::held(north).empty());
    CHECK(atlas.take(north, "south.test", {own}).refused == 1);
    CHECK(atlas.take(north, "south.test", {stranger}).kept == 1);
}

TEST_CASE_FIXTURE(Fixture, "what others tell of us is not taken") {
    auto const ours = signed_listing(listing_by(village, "north.test")).json;

    CHECK(atlas.take(north, "south.test", {ours}).kept == 0);
    CHECK(Atlas::held(north).empty());
}

TEST_CASE_FIXTURE(Fixture, "of a host that is shut out nothing is kept, found or passed on") {
    auto const json = signed_listing(far()).json;
    REQUIRE(atlas.take(north, "south.test", {json}).kept == 1);
    REQUIRE(atlas.names(north).size() == 1);
    Operator nora{village, north};
    SUBCASE("removed") {
        nora.put("far.test", storage::PartnerState::removed);
    }
    SUBCASE("turned down") {
        nora.put("far.test", storage::PartnerState::declined);
    }

    CHECK(atlas.names(north).empty());  // at once
    auto const told = north.node.store.read([&](auto const& tx, auto const& tables) {
        return directory::digest_page(tx, tables, storage::ChangeNumber{0}, village.clock.now()) +
               directory::listings_page(tx, tables, "1", village.clock.now()).value();
    });
    CHECK(told.find("far.test") == std::string::npos);
    CHECK(told.find("\"entries\":[]") != std::string::npos);
    atlas.tend(north);
    CHECK(Atlas::held(north).empty());
    CHECK(atlas.take(north, "south.test", {json}).refused == 1);
}

TEST_CASE_FIXTURE(Fixture, "nobody floods the directory from one host") {
    std::vector<std::string> many;
    for (int i = 0; i < 130; ++i) many.push_back(signed_listing(far("club" + std::to_string(i))).json);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < many.size(); i += 65)
        kept +=
            atlas
                .take(
                    north,
                    "south.test",
                    {many.begin() + static_cast<std::ptrdiff_t>(i), many.begin() + static_cast<std::ptrdiff_t>(i + 65)}
                )
                .kept;

    CHECK(kept == directory::most_of_a_host);
    CHECK(Atlas::held(north).size() == directory::most_of_a_host);
    auto const other = signed_listing(listing_by(village, "other.test")).json;
    CHECK(atlas.take(north, "south.test", {other}).kept == 1);
}

TEST_CASE_FIXTURE(Fixture, "one partner does not fill the directory, whatever hosts it invents") {
    auto const keep = [&](std::string const& host, std::string const& told_by) {
        auto const proven = signed_listing(listing_by(village, host));
        std::optional<Reason> refused;
        Atlas::change(north, [&](auto& tx, auto& tables) {
            auto const kept = directory::keep_listing(tx, tables, {"north.test", told_by, 2}, proven);
            if (!kept) refused = kept.error().reason();
        });
        return refused;
    };
    CHECK_FALSE(keep("one.test", "south.test"));
    CHECK_FALSE(keep("two.test", "south.test"));
    CHECK(keep("three.test", "south.test") == Reason::too_many);
    CHECK_FALSE(keep("three.test", "other.test"));

    village.clock.pass(1h);
    CHECK_FALSE(keep("one.test", "other.test"));  // newer, and not the first one's any more
    CHECK_FALSE(keep("four.test", "south.test"));
}

TEST_CASE_FIXTURE(Fixture, "a page of listings is asked for by at most 100 numbers") {
    auto const page = [&](std::string const& changes) {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            return directory::listings_page(tx, tables, changes, village.clock.now());
        });
    };
    std::string all = "1";
    for (int i = 2; i <= 100; ++i) all += "," + std::to_string(i);

    CHECK(page(all));
    CHECK(page(all + ",101").error().reason() == Reason::too_large);
    for (auto const* const wrong : {"x", "1,,2", "-1", "0", "1 ", "99999999999999999999"}) {
        INFO(wrong);
        CHECK(page(wrong).error().reason() == Reason::malformed);
    }
}
