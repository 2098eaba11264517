// Finding in the directory: by words, subject, language, region and kind, page by page.
#include "tests/federation/atlas.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

namespace directory = federation::directory;

using directory::ListedKind;
using Names = std::vector<std::string>;

namespace {

struct Shelf {
    Shelf() {
        add("Algebra for all", "algebra", {"Mathematics", "Algebra"}, "en", "Yorkshire");
        add("Geometrie", "geo", {"Mathematics"}, "de", "Bayern");
        add("Reading", "reading", {"English"}, "en", "Yorkshire");
        auto school = listing_by(village, "far.test");
        school.says.name = "Far School";
        REQUIRE(atlas.take(north, "south.test", {signed_listing(school).json}).kept == 1);
    }

    void add(
        std::string const& name,
        std::string const& address,
        std::vector<std::string> const& subjects,
        std::string const& language,
        std::string const& region
    ) {
        auto listing = listing_by(village, "far.test", address);
        listing.says.name = name;
        listing.says.subjects = subjects;
        listing.says.languages = {language};
        listing.says.region = region;
        REQUIRE(atlas.take(north, "south.test", {signed_listing(listing).json}).kept == 1);
    }

    Village village{{"north.test", "south.test"}};
    School& north = village["north.test"];
    Atlas atlas{village};
};

}  // namespace

TEST_CASE_FIXTURE(Shelf, "everything is listed by name, on as many pages as it takes") {
    Names const all{"Algebra for all", "Far School", "Geometrie", "Reading"};

    CHECK(atlas.names(north) == all);
    CHECK(atlas.names(north, {}, 1) == all);
    CHECK(atlas.names(north, {}, 4) == all);
}

TEST_CASE_FIXTURE(Shelf, "a listing is found by how words of it begin, in any case, once") {
    CHECK(atlas.names(north, {.words = "ALG"}) == Names{"Algebra for all"});
    CHECK(atlas.names(north, {.words = "a"}, 1) == Names{"Algebra for all"});
    CHECK(atlas.names(north, {.words = "all alg"}) == Names{"Algebra for all"});
    CHECK(atlas.names(north, {.words = "gebra"}).empty());
    CHECK(atlas.names(north, {.words = "math"}) == Names{"Algebra for all", "Geometrie"});
    CHECK(atlas.names(north, {.words = "algebra reading"}).empty());
    CHECK(atlas.names(north, {.words = " - "}).size() == 4);
}

TEST_CASE_FIXTURE(Shelf, "filters narrow what is found, and together they narrow it more") {
    CHECK(atlas.names(north, {.subject = "mathematics"}) == Names{"Algebra for all", "Geometrie"});
    CHECK(atlas.names(north, {.language = "en"}) == Names{"Algebra for all", "Reading"});
    CHECK(atlas.names(north, {.region = "yorkshire"}) == Names{"Algebra for all", "Reading"});
    CHECK(atlas.names(north, {.subject = "mathematics", .region = "Yorkshire"}) == Names{"Algebra for all"});
    CHECK(atlas.names(north, {.kind = ListedKind::node}) == Names{"Far School"});
    CHECK(atlas.names(north, {.kind = ListedKind::network}).empty());
    CHECK(atlas.names(north, {.phase = "primary"}).empty());
    CHECK(atlas.names(north, {.host = "far.test"}).size() == 4);
}

TEST_CASE_FIXTURE(Shelf, "what a newer listing does not say any more finds it no more") {
    village.clock.pass(1h);
    add("Groups", "algebra", {"Mathematics"}, "en", "Wales");

    CHECK(atlas.names(north, {.words = "algebra"}) == Names{"Groups"});  // its address
    CHECK(atlas.names(north, {.subject = "algebra"}).empty());
    CHECK(atlas.names(north, {.region = "Yorkshire"}) == Names{"Reading"});
    CHECK(atlas.names(north, {.region = "Wales"}) == Names{"Groups"});
    CHECK(atlas.names(north).size() == 4);
}

TEST_CASE_FIXTURE(Shelf, "what has expired is not found, swept or not") {
    village.clock.pass(directory::listing_life);

    CHECK(atlas.names(north).empty());
}
