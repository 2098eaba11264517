// The operator's page about services outside that review.
#include "federation/notify/service.hpp"
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

struct ServicesPage : Front {
    Person olga_herself = add_person("olga", storage::Roles::of(storage::Role::operator_));
    Browser olga = Browser::of(*this, "olga");
    Fields whole{
        {"name", "prereview"},
        {"display_name", "PRE review"},
        {"id", "https://reviews.test/"},
        {"inbox", "https://reviews.test/inbox"},
        {"addresses", "192.0.2.7, 2001:db8::7"},
        {"shown", "ours-at-theirs"},
        {"community", ""}};

    Fields with(std::string const& name, std::string const& value) const {
        auto fields = whole;
        for (auto& [field, typed] : fields)
            if (field == name) typed = value;
        return fields;
    }

    std::vector<federation::notify::Service> registered() const {
        return north.node.store.read([](auto const& tx, auto const& tables) {
            return federation::notify::all_services(tx, tables);
        });
    }
};

constexpr char const* list = "/operator/services";

}  // namespace

TEST_CASE_FIXTURE(ServicesPage, "an operator registers a service, sees its token once, and removes it") {
    CHECK(shows(olga.get(list), "There are no services"));
    auto const added = olga.submit(list, whole);
    CHECK(added.status() == 200);
    CHECK(shows(added, "https://north.test/ldn/inbox"));
    REQUIRE(registered().size() == 1);
    auto const record = registered().front().record;
    CHECK(record.addresses == std::vector<std::string>{"192.0.2.7", "2001:db8::7"});
    CHECK(record.shown.find("ours-at-theirs") == std::string::npos);  // it is sealed

    auto const page = olga.get(list);
    CHECK(shows(page, "PRE review"));
    CHECK(shows(page, "@prereview@north.test"));
    CHECK_FALSE(shows(page, "<code>"));
    CHECK_FALSE(shows(page, "ours-at-theirs"));

    CHECK(olga.submit("/operator/services/remove", {{"name", "prereview"}}).status() == 303);
    CHECK(registered().empty());
    CHECK(olga.submit("/operator/services/remove", {{"name", "prereview"}}).status() == 404);
    CHECK(get("/u/prereview").status() == 200);  // others have heard of it
}

TEST_CASE_FIXTURE(
    ServicesPage, "what is wrong with a service is said beside its field, and what was typed stands there"
) {
    for (auto const& wrong : Fields{
             {"name", "Pre Review"},
             {"display_name", std::string(201, 'x')},
             {"id", "http://reviews.test/"},
             {"inbox", "https://reviews.test"},
             {"addresses", "reviews.test"},
             {"shown", "two words"}}) {
        INFO(wrong.first);
        auto const refused = olga.submit(list, with(wrong.first, wrong.second));
        CHECK(refused.status() == 422);
        CHECK(shows(refused, "id=\"" + wrong.first + "-problem\""));
        CHECK(shows(refused, wrong.second));
        CHECK(shows(refused, wrong.first == "inbox" ? "PRE review" : "https://reviews.test/inbox"));
    }
    CHECK(registered().empty());
}

TEST_CASE_FIXTURE(ServicesPage, "a name that somebody has is refused, and hostile text stays text") {
    static_cast<void>(add_person("ada"));
    auto const taken = olga.submit(list, with("name", "ada"));
    CHECK(taken.status() == 422);
    CHECK(shows(taken, "the name is taken"));
    auto const page = olga.submit(list, with("display_name", std::string{hostile}));
    CHECK(page.status() == 200);
    CHECK_FALSE(shows(page, "<script>alert"));
}
