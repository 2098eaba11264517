// No errand leads inside: each way in which somebody else names an address for us, with each spelling of one (security
// 1.4).
#include "federation/fetching/resolve.hpp"
#include "server/http/resolver.hpp"
#include "tests/federation/peer.hpp"
#include "tests/printing.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <array>
#include <atomic>

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;
namespace asio = boost::asio;

namespace {

constexpr auto inside = std::to_array<std::string_view>({
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "0.0.0.0",
    "0",
    "10.0.0.1",
    "100.64.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "192.168.0.1",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
    "[2001:0:7f00:1::]",
    "[fc00::1]",
    "[fe80::1]",
    "localhost",
    "localhost.",
    "router.inside",
    "east.test.",
    "east.test@127.1",
    "east.test:22",
});

struct Errands {
    Village village{{"north.test"}};
    School& north = village["north.test"];
    Peer east{village, "east.test"};
    std::string eve = east.actor("eve");

    Errands() { north.partner_with("east.test"); }

    asio::awaitable<Result<federation::Fetched>> fetching(std::string iri) {
        federation::FetchBudget budget;
        auto parsed = Iri::parse(iri).value();
        co_return co_await federation::fetch_document(north.node, std::move(parsed), budget);
    }
    asio::awaitable<Result<federation::Actor>> refreshing(std::string iri) {
        federation::FetchBudget budget;
        auto parsed = Iri::parse(iri).value();
        co_return co_await federation::refresh_actor(north.node, std::move(parsed), budget);
    }
    asio::awaitable<Result<federation::Actor>> finding(std::string handle) {
        federation::FetchBudget budget;
        co_return co_await federation::resolve_handle(north.node, std::move(handle), budget);
    }

    void point_to(std::string const& self) {
        east.serve(
            east.iri("/.well-known/webfinger?resource=acct:eve@east.test"),
            R"({"subject":"acct:eve@east.test","links":[{"rel":"self","type":"application/activity+json","href":")" +
                self + R"("}]})"
        );
    }

    // Refused, after so many requests, none of which went anywhere but to the partner.
    template <class T>
    void check_refused(asio::awaitable<Result<T>> work, unsigned requests) {
        auto const before = north.network.requests;
        auto const asked = east.asked.size();
        auto const outcome = village.run(std::move(work));
        CHECK_FALSE(outcome.has_value());
        CHECK(north.network.requests - before == requests);
        CHECK(east.asked.size() - asked == requests);
    }
};

}  // namespace

TEST_CASE_FIXTURE(
    Errands, "CVE-2026-62857: no errand leads to an address inside, by a redirect, by a link or by a name"
) {
    for (auto const host : inside) {
        INFO(host);
        auto const there = "https://" + std::string{host} + "/u/eve";

        east.redirect(east.iri("/doc"), there);
        check_refused(fetching(east.iri("/doc")), 1);
        east.redirect(east.iri("/far"), east.iri("/doc"));
        check_refused(fetching(east.iri("/far")), 2);

        east.serve(east.iri("/doc"), R"({"id":")" + there + R"("})");
        check_refused(fetching(east.iri("/doc")), 1);

        east.serve(
            east.iri("/doc"),
            R"({"id":")" + east.iri("/doc") + R"(","type":"Person","preferredUsername":"x","inbox":")" + there + "\"}"
        );
        check_refused(refreshing(east.iri("/doc")), 1);

        point_to(there);
        check_refused(finding("eve@east.test"), 1);
        check_refused(finding("eve@" + std::string{host}), 0);

        auto post = east.signed_by(there, act(east.iri("/a"), "Follow", eve, named("https://north.test/")));
        check_refused(federation::receive(north.node, std::move(post)), 0);
    }
    point_to(eve);
    CHECK(village.run(finding("eve@east.test")));
}

TEST_CASE(
    "CVE-2024-39687: a name that leads inside when it is asked again is not dialled by the first answer, nor by "
    "the second"
) {
    auto const outside = asio::ip::make_address("8.8.8.8");
    for (auto const* const text : {"127.0.0.1", "10.0.0.1", "169.254.169.254", "0.0.0.0", "::1", "::ffff:127.0.0.1"}) {
        INFO(text);
        std::atomic<int> asked = 0;
        asio::io_context context{1};
        server::Resolver resolver{context.get_executor(), [&](std::string const&) {
                                      auto const other = asio::ip::make_address(text);
                                      return std::vector{++asked == 1 ? outside : other};
                                  }};
        auto const ask = [&] {
            Result<std::vector<asio::ip::address>> found = Refusal{};
            auto question = resolver.resolve("rebound.example", std::chrono::steady_clock::now() + 10s);
            asio::co_spawn(context, std::move(question), [&](std::exception_ptr, auto result) { found = result; });
            context.restart();
            context.run();
            return found;
        };
        auto const first = ask();
        REQUIRE(first);
        CHECK(*first == std::vector{outside});
        CHECK(asked.load() == 1);  // what was judged is what is given: nobody asks once more in between
        auto const second = ask();
        REQUIRE_FALSE(second);
        CHECK(second.error().reason() == Reason::forbidden_place);
        CHECK(asked.load() == 2);
    }
}
