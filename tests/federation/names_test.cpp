// The ways in which a name could be made to mean somebody else (security 1.2).
#include "federation/fetching/resolve.hpp"
#include "tests/federation/east.hpp"
#include "tests/federation/pages_of_peers.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

struct Names {
    Names() {
        north.partner_with("east.test");
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

    Village village{{"north.test"}};
    School& north = village["north.test"];
    East east{village};
    PagesOfPeer gts{village, "gts.test"};
    std::string const erin = "https://gts.test/users/erin";
};

}  // namespace

TEST_CASE_FIXTURE(Names, "NodeBB d3c82555a0: an answer about another name, or another host's, is refused") {
    for (std::string const subject :
         {"acct:erin@east.test",
          "acct:victim@gts.test",
          "acct:erin@gts.test@east.test",
          "erin@gts.test",
          "",
          "acct:"}) {
        INFO(subject);
        point_to(erin, subject);
        CHECK(look_up().error().reason() == Reason::foreign);
    }
    point_to("https://east.test/u/eve");
    CHECK(look_up().error().reason() == Reason::foreign);
    CHECK(east.fetches == 0);
}

TEST_CASE_FIXTURE(Names, "Fedify 0.13.1: a name counts only if the actor goes by it too") {
    gts.pages["/.well-known/webfinger?resource=acct:victim@gts.test"] =
        R"({"subject":"acct:victim@gts.test","links":[{"rel":"self","type":"application/activity+json","href":")" +
        erin + R"("}]})";
    CHECK(look_up("victim@gts.test").error().reason() == Reason::foreign);
}

TEST_CASE_FIXTURE(Names, "Mastodon webfinger-hacker: no document gives its actor a name of another host") {
    for (std::string const name :
         {"ada@north.test", "ada@north.test@gts.test", "erin/../ada", "ada\\u0000", " ", "@"}) {
        INFO(name);
        auto page = actor_page(erin, erin + "#main-key", spare_keys(1).rsa);
        page.replace(page.find(R"("erin")"), 6, '"' + name + '"');
        gts.pages["/users/erin"] = page;
        auto const document = federation::Json::read_object(page).value();
        CHECK(federation::Actor::parse(document.root()).value().record.username.empty());
        CHECK(look_up().error().reason() == Reason::foreign);
    }
}
