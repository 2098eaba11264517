// The pages of the directory, and what partners read of it.
#include "tests/federation/atlas.hpp"
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace directory = federation::directory;

namespace {

struct Pages : Front {
    Pages() { static_cast<void>(found("algebra", "ada")); }

    void take(directory::Listing const& listing) {
        REQUIRE(atlas.take(north, "south.test", {signed_listing(listing).json}).kept == 1);
    }

    directory::Listing club_of(std::string const& host) {
        auto listing = listing_by(village, host, "club");
        listing.says.name = "The club of " + host;
        listing.says.summary = "Fractions and more";
        listing.says.subjects = {"Mathematics"};
        listing.says.phases = {"earlyYears"};
        listing.says.accepts = {"questions"};
        return listing;
    }

    static std::string page_of_club(std::string const& host) {
        return "/directory/listing?of=https%3A%2F%2F" + host + "%2Fc%2Fclub";
    }

    Atlas atlas{village};
    Person ada = add_person("ada"), ben = add_person("ben");
    Person olga_herself = add_person("olga", storage::Roles::of(storage::Role::operator_));
    Browser facilitator = Browser::of(*this, "ada"), member = Browser::of(*this, "ben"),
            olga = Browser::of(*this, "olga");
};

constexpr char const* choice = "/c/algebra/listing";

Fields filled_in(std::string const& summary) {
    return {
        {"listed", "1"},
        {"kind", "network"},
        {"summary", summary},
        {"subjects", "Mathematics, Algebra"},
        {"phase_primary", "1"},
        {"languages", "en, cy"},
        {"region", "Yorkshire"},
        {"audience", "teachers"},
        {"accepts_questions", "1"}};
}

}  // namespace

TEST_CASE_FIXTURE(Pages, "an empty directory says so, and a search that finds nothing says so") {
    CHECK(shows(get("/directory"), "Nothing here fits."));
    take(club_of("far.test"));
    CHECK(shows(get("/directory?q=poetry"), "Nothing here fits."));
    CHECK_FALSE(shows(get("/directory"), "Nothing here fits."));
}

TEST_CASE_FIXTURE(Pages, "somebody without a script finds a community by words, kind, subject and phase") {
    take(club_of("far.test"));
    auto school = listing_by(village, "far.test");
    school.says.region = "Wales";
    take(school);

    for (std::string const query :
         {"q=club", "q=CLUB+fa", "kind=community", "subject=mathematics", "phase=earlyYears"}) {
        INFO(query);
        auto const page = get("/directory?" + query);
        CHECK(page.status() == 200);
        CHECK(shows(page, "The club of far.test"));
        CHECK(shows(page, "@club@far.test"));
        CHECK_FALSE(shows(page, "School of far.test"));
    }
    CHECK(shows(get("/directory?region=wales"), "School of far.test"));
    CHECK(shows(get("/directory?kind=dragon&phase=dragon&after=%21"), "The club of far.test"));
    CHECK(shows(get("/directory?q=club"), "value=\"club\""));
}

TEST_CASE_FIXTURE(Pages, "more than a page goes on where it ended, each listing once") {
    std::vector<std::string> jsons;
    for (int i = 0; i < 25; ++i) {
        auto listing = listing_by(village, "far.test", "c" + std::to_string(i));
        listing.says.name = std::string(19, 'x') + std::string(20, 'y') + "ü" + std::to_string(i);
        listing.says.subjects = {"Mathematics", "Maths"};
        jsons.push_back(signed_listing(listing).json);
    }
    REQUIRE(atlas.take(north, "south.test", jsons).kept == 25);

    auto const first = get("/directory?q=math");
    std::string const html{first.body()};
    auto const begin = html.find("<a rel=\"next\" href=\"") + 20;
    REQUIRE(begin != std::string::npos + 20);
    auto address = html.substr(begin, html.find('"', begin) - begin);
    for (auto at = address.find("&amp;"); at != std::string::npos; at = address.find("&amp;"))
        address.replace(at, 5, "&");
    auto const second = get(address);

    CHECK(count(first.body(), "<li class=\"card\">") == 20);
    CHECK(count(second.body(), "<li class=\"card\">") == 5);
    CHECK_FALSE(shows(second, "rel=\"next\""));
}

TEST_CASE_FIXTURE(Pages, "a hostile listing is text like any other") {
    auto listing = club_of("far.test");
    listing.says.name = hostile;
    listing.says.summary = hostile;
    listing.says.region = hostile;
    take(listing);

    for (auto const& address : {std::string{"/directory"}, page_of_club("far.test")}) {
        auto const page = get(address);
        CHECK(shows(page, "&lt;script&gt;"));
        CHECK_FALSE(shows(page, "<script>alert"));
    }
}

TEST_CASE_FIXTURE(Pages, "from a listing one does what one may") {
    take(club_of("south.test"));
    take(club_of("far.test"));

    CHECK(shows(get(page_of_club("south.test")), "Sign in to do more"));
    auto const partners = member.get(page_of_club("south.test"));
    CHECK(shows(partners, "action=\"/communities/find\""));
    CHECK(shows(partners, "value=\"@club@south.test\""));
    auto const strangers = member.get(page_of_club("far.test"));
    CHECK(shows(strangers, "Ask your operator to agree with it"));
    CHECK_FALSE(shows(strangers, "action=\"/communities/find\""));
    CHECK_FALSE(shows(strangers, "action=\"/operator/partners\""));
    auto const of_operator = olga.get(page_of_club("far.test"));
    CHECK(shows(of_operator, "action=\"/operator/partners\""));
    CHECK(shows(of_operator, "name=\"host\" value=\"far.test\""));
    CHECK(shows(of_operator, "brought by our partner south.test"));
    CHECK(shows(of_operator, "Early years"));
}

TEST_CASE_FIXTURE(Pages, "what is not listed has no page") {
    for (std::string const of : {"", "x", "https%3A%2F%2Fnowhere.test%2F", "https%3A%2F%2Fnorth.test%2Fc%2Falgebra"}) {
        INFO(of);
        CHECK(get("/directory/listing?of=" + of).status() == 404);
    }
    take(club_of("far.test"));
    CHECK(get(page_of_club("far.test")).status() == 200);
    village.clock.pass(directory::listing_life);
    CHECK(get(page_of_club("far.test")).status() == 404);
}

TEST_CASE_FIXTURE(Pages, "a facilitator lists a community, and takes it back") {
    north.settings.directory.listed = true;
    CHECK(shows(facilitator.get("/c/algebra"), "href=\"/c/algebra/listing\""));
    CHECK(facilitator.submit(choice, filled_in("All about groups")).status() == 303);

    auto const found_page = get("/directory?q=algebra");
    CHECK(shows(found_page, "All about groups"));
    CHECK(shows(found_page, "<span class=\"badge\">Network</span>"));
    auto const form = facilitator.get(choice);
    CHECK(shows(form, "name=\"listed\" value=\"1\" checked"));
    CHECK(shows(form, "value=\"Mathematics, Algebra\""));
    CHECK(shows(form, "name=\"phase_primary\" value=\"1\" checked"));
    CHECK(shows(form, "name=\"phase_secondary\" value=\"1\">"));

    village.clock.pass(std::chrono::hours{1});
    CHECK(facilitator.submit(choice, {{"summary", "All about groups"}}).status() == 303);
    CHECK_FALSE(shows(get("/directory?q=algebra"), "All about groups"));
}

TEST_CASE_FIXTURE(Pages, "what cannot be listed is refused beside the field, and the typing stays") {
    auto fields = filled_in(std::string(501, 's'));
    fields[5].second = "en, no language at all";

    auto const page = facilitator.submit(choice, fields);

    CHECK(page.status() == 422);
    CHECK(shows(page, "id=\"summary-problem\""));
    CHECK(shows(page, "id=\"languages-problem\""));
    CHECK_FALSE(shows(page, "id=\"subjects-problem\""));
    CHECK(shows(page, std::string(501, 's')));
    CHECK(shows(page, "value=\"en, no language at all\""));
    CHECK(shows(page, "name=\"listed\" value=\"1\" checked"));
    CHECK_FALSE(shows(facilitator.get(choice), "ssssssss"));
}

TEST_CASE_FIXTURE(Pages, "only its facilitators choose for a community, and the operator opens the directory") {
    CHECK(member.get(choice).status() == 403);
    CHECK(member.submit(choice, filled_in("Mine now")).status() == 403);
    CHECK(facilitator.get("/c/nothing/listing").status() == 404);
    CHECK_FALSE(shows(member.get("/c/algebra"), "href=\"/c/algebra/listing\""));
    CHECK(shows(facilitator.get(choice), "Your operator has not opened the directory"));
    CHECK(facilitator.submit(choice, filled_in("All about groups")).status() == 303);
    atlas.tend(north);
    CHECK_FALSE(shows(get("/directory"), "All about groups"));
}

TEST_CASE_FIXTURE(Pages, "partners read a digest and the listings that they ask for") {
    auto const proven = signed_listing(club_of("far.test"));
    REQUIRE(atlas.take(north, "south.test", {proven.json}).kept == 1);

    auto const digest = get("/directory/digest?after=0", "application/json");
    CHECK(digest.status() == 200);
    auto const json = document_of(digest);
    CHECK(json.root()["newest"].GetUint64() == 1);
    CHECK(json.root()["entries"].Size() == 1);
    CHECK(document_of(get("/directory/digest?after=1", "application/json")).root()["entries"].Empty());
    auto const listings = get("/directory/listings?at=1", "application/json");
    CHECK(shows(listings, proven.json));
    CHECK(get("/directory/listings?at=one", "application/json").status() == 400);
}
