// Beginning a community from a template: one step gives it its rights, its audience, its rules and its first pages.
#include "federation/community/facilitators.hpp"
#include "federation/community/roll.hpp"
#include "federation/community/terms.hpp"
#include "server/communities/templates.hpp"
#include "storage/names.hpp"
#include "tests/federation/people.hpp"
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

using namespace collegium;
using namespace collegium::tests;
using storage::Audience;
using storage::CommunityKind;
using storage::JoinPolicy;

namespace {

struct Founding : Front {
    Person cora_herself = add_person("cora"), ben_himself = add_person("ben"), pia_herself = add_person("pia");
    Browser cora = Browser::of(*this, "cora");

    static Fields wanted(std::string const& kind, std::string const& deputy = "") {
        return {
            {"template", kind}, {"display", "Our place"}, {"name", "place"}, {"summary", "For us"}, {"deputy", deputy}};
    }

    storage::Handle place() const {
        return north.node.store.read([](auto const& tx, auto const& tables) {
            return storage::find_handle(tx, tables, "https://north.test/c/place").value();
        });
    }

    storage::CommunityRecord terms() const {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            return federation::community::terms_of(tx, tables, place());
        });
    }
};

}  // namespace

TEST_CASE_FIXTURE(Founding, "every template begins a community with its terms and its pinned pages") {
    for (auto const& each : server::communities::templates()) {
        auto fields = wanted(std::string{federation::community::name_of(each.kind)}, "ben");
        auto const name = "place_" + std::string{federation::community::name_of(each.kind)};
        for (auto& [field, value] : fields)
            if (field == "name") value = name;
        INFO(name);
        CHECK(cora.submit("/communities/new", fields).field("location") == "/c/" + name);
        auto const page = cora.get("/c/" + name);
        for (auto const& first : each.pages) CHECK(count(page.body(), std::string{first.title}) == 1);
        CHECK(shows(page, "You are a member"));
        CHECK(shows(cora.get("/c/" + name + "/run"), "value=\"Our place\""));
    }
}

TEST_CASE_FIXTURE(Founding, "a student council stays here, waits for approval, and has two who run it") {
    auto const alone = cora.submit("/communities/new", wanted("council"));
    CHECK(alone.status() == 422);
    CHECK(shows(alone, "Name a second member of staff"));
    CHECK(shows(alone, "value=\"Our place\""));
    CHECK(get("/c/place").status() == 404);

    REQUIRE(cora.submit("/communities/new", wanted("council", "ben")).status() == 303);
    CHECK(terms().kind == CommunityKind::council);
    CHECK(terms().join == JoinPolicy::invite);
    CHECK(terms().audience == Audience::here);
    CHECK(terms().holds);
    auto const people = north.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::community::facilitators_of(tx, tables, place());
    });
    CHECK(people == std::vector{cora_herself.handle, ben_himself.handle});
    CHECK_FALSE(shows(get("/c/place"), "What should be different"));
}

TEST_CASE_FIXTURE(Founding, "what is wrong stands beside its field, and what was typed is kept") {
    REQUIRE(cora.submit("/communities/new", wanted("subject")).status() == 303);
    auto const taken = cora.submit("/communities/new", wanted("subject"));
    CHECK(taken.status() == 422);
    CHECK(shows(taken, "That name is taken."));
    CHECK(shows(taken, "For us</textarea>"));
    auto fields = wanted("subject");
    for (auto& [field, value] : fields)
        if (field == "name") value = "Not A Name";
    CHECK(shows(cora.submit("/communities/new", fields), "id=\"name-problem\""));
    CHECK(cora.submit("/communities/new", wanted("empire")).status() == 422);
    CHECK(shows(cora.submit("/communities/new", wanted("council", "nobody")), "There is nobody of that name."));
}

TEST_CASE_FIXTURE(Founding, "pupils neither begin a community nor run one") {
    give_account(pia_herself, "pia", true);
    auto pia = Browser::of(*this, "pia");
    CHECK(pia.get("/communities/new").status() == 403);
    CHECK(pia.submit("/communities/new", wanted("subject")).status() == 403);
    CHECK(cora.submit("/communities/new", wanted("council", "pia")).status() == 422);
}
