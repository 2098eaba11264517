// Statement 24: names and ids.
#include "federation/fetching/resolve.hpp"
#include "tests/federation/pages_of_peers.hpp"
#include "tests/wire/signed_inbox.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

struct Names : SignedInbox {
    Names() {
        north.partner_with("gts.test");
        point_to(erin);
        gts.pages["/users/erin"] = actor_page(erin, erin + "#main-key", spare_keys(1).rsa);
    }

    void point_to(std::string const& self, std::string const& subject = "acct:erin@gts.test") {
        gts.pages["/.well-known/webfinger?resource=acct:erin@gts.test"] =
            R"({"subject":")" + subject + R"(","links":[{"rel":"self","type":"application/activity+json","href":")" +
            self + R"("}]})";
    }

    Result<federation::Actor> look_up(std::string const& handle = "erin@gts.test") {
        auto const looking = [](federation::Node const& node,
                                std::string what) -> boost::asio::awaitable<Result<federation::Actor>> {
            federation::FetchBudget budget;
            co_return co_await federation::resolve_handle(node, std::move(what), budget);
        };
        return village.run(looking(north.node, handle));
    }

    PagesOfPeer gts{village, "gts.test"};
    std::string const erin = "https://gts.test/users/erin";
};

}  // namespace

TEST_CASE_FIXTURE(
    Names, "wire_24: a name whose link is not the actor's id is refused, but the actor's acts are taken by id"
) {
    REQUIRE(look_up());
    std::string const alias = "https://gts.test/@erin";
    point_to(alias);
    gts.pages["/@erin"] = gts.pages["/users/erin"];  // says that its id is elsewhere
    CHECK(look_up().error().reason() == Reason::foreign);

    auto each = east.letter(
        R"({"id":"https://gts.test/1","type":"Follow","actor":")" + erin + R"(","object":"https://north.test/c/club"})"
    );
    each.key_id = erin + "#main-key";
    CHECK(status_of(east.signed_by_cavage(each, spare_keys(1).rsa)) == 202);
}
