// Statements 50 and 51: what we fetch, and from where.
#include "federation/fetching/fetch.hpp"
#include "server/http/resolver.hpp"
#include "tests/federation/peer.hpp"
#include "tests/http/dialling.hpp"
#include "tests/printing.hpp"

#include <atomic>
#include <thread>

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

namespace {

struct Fetching {
    Village village{{"north.test"}};
    School& north = village["north.test"];
    Peer east{village, "east.test"}, west{village, "west.test"};

    Fetching() {
        north.partner_with("east.test");
        north.partner_with("west.test");
    }

    boost::asio::awaitable<Result<federation::Fetched>> fetching(std::string iri) {
        federation::FetchBudget budget;
        auto parsed = Iri::parse(iri).value();
        co_return co_await federation::fetch_document(north.node, std::move(parsed), budget);
    }
    Result<federation::Fetched> fetch(std::string const& iri) { return village.run(fetching(iri)); }
    Reason refusal(std::string const& iri) {
        auto const fetched = fetch(iri);
        REQUIRE_FALSE(fetched);
        return fetched.error().reason();
    }
    static std::string thing(std::string const& id) { return R"({"id":")" + id + R"("})"; }
};

Reason resolved(std::string const& address) {
    boost::asio::io_context context{1};
    server::Resolver resolver{context.get_executor(), [&](std::string const&) {
                                  return std::vector{boost::asio::ip::make_address(address)};
                              }};
    Result<std::vector<boost::asio::ip::address>> found = Refusal{};
    auto question = resolver.resolve("inside.example", std::chrono::steady_clock::now() + 10s);
    boost::asio::co_spawn(context, std::move(question), [&](std::exception_ptr, auto result) { found = result; });
    context.run();
    REQUIRE_FALSE(found);
    return found.error().reason();
}

}  // namespace

TEST_CASE_FIXTURE(
    Fetching, "wire_50: a document is believed at its own address; redirects are few and never lead inside"
) {
    auto const a = east.iri("/a"), b = east.iri("/b"), c = east.iri("/c");
    SUBCASE("another id is fetched once, at its own place") {
        east.serve(a, thing(b));
        east.serve(b, thing(b));
        CHECK(fetch(a).value().id().text() == b);
        CHECK(east.asked == std::vector<std::string>{a, b});
    }
    SUBCASE("and not a second time") {
        east.serve(a, thing(b));
        east.serve(b, thing(c));
        east.serve(c, thing(c));
        CHECK(refusal(a) == Reason::foreign);
        CHECK(east.asked == std::vector<std::string>{a, b});
    }
    SUBCASE("another origin's id is refused") {
        east.serve(a, thing(west.iri("/a")));
        west.serve(west.iri("/a"), thing(west.iri("/a")));
        CHECK(refusal(a) == Reason::foreign);
        CHECK(west.asked.empty());
    }
    SUBCASE("three redirects, not four") {
        for (int i = 0; i < 4; ++i)
            east.redirect(east.iri("/r" + std::to_string(i)), east.iri("/r" + std::to_string(i + 1)));
        east.serve(east.iri("/r4"), thing(east.iri("/r4")));
        CHECK(fetch(east.iri("/r1")));
        east.asked.clear();
        CHECK(refusal(east.iri("/r0")) == Reason::forbidden_place);
        CHECK(east.asked.size() == 4);
    }
    SUBCASE("never to an address inside, written or behind a name") {
        for (auto const* const address :
             {"127.0.0.1", "127.9.9.9", "::1", "10.0.0.1", "10.255.0.1", "169.254.169.254", "fc00::1", "fd00::7"}) {
            INFO(address);
            std::string const host =
                std::string{address}.find(':') == std::string::npos ? address : "[" + std::string{address} + "]";
            east.redirect(a, "https://" + host + "/a");
            auto const requests = north.network.requests;
            CHECK(refusal(a) == Reason::forbidden_place);
            CHECK(north.network.requests - requests == 1);
            CHECK(resolved(address) == Reason::forbidden_place);
        }
    }
}

TEST_CASE("wire_51: what is too large, of another type or too slow is refused in time") {
    SUBCASE("a document") {
        Fetching here;
        auto const a = here.east.iri("/a");
        here.east.serve(a, R"({"id":")" + a + R"(","x":")" + std::string(std::size_t{1} << 20, 'x') + "\"}");
        CHECK(here.refusal(a) == Reason::too_large);
        for (auto const* const type :
             {"text/html", "text/html; charset=utf-8", "application/json", "application/ld+json", ""}) {
            INFO(type);
            here.east.serve(a, Fetching::thing(a), type);
            CHECK(here.refusal(a) == Reason::wrong_type);
        }
    }
    SUBCASE("over the wire, too large with and without a length") {
        Dialling wire;
        std::string head;
        SUBCASE("declared") {
            head = "HTTP/1.1 200 OK\r\nContent-Length: 2097152\r\n\r\n";
        }
        SUBCASE("until the end") {
            head = "HTTP/1.1 200 OK\r\n\r\n";
        }
        ScriptedServer const server{wire.authority.issue(), [&](TlsSocket& socket, int) {
                                        socket.receive_message();
                                        socket.send(head);
                                        socket.send(std::string(std::size_t{2} << 20, 'x'));
                                    }};
        wire.dial_to(server.port(), quick_limits());
        CHECK(wire.refusal() == Reason::too_large);
    }
    SUBCASE("over the wire, a byte at a time") {
        Dialling wire;
        std::atomic<bool> over = false;
        ScriptedServer const server{wire.authority.issue(), [&](TlsSocket& socket, int) {
                                        socket.receive_message();
                                        socket.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
                                        while (!over && socket.send("x")) std::this_thread::sleep_for(10ms);
                                    }};
        auto limits = quick_limits();
        limits.total = 1s;
        wire.dial_to(server.port(), limits);
        auto const start = std::chrono::steady_clock::now();
        CHECK(wire.refusal() == Reason::unreachable);
        over = true;
        CHECK(std::chrono::steady_clock::now() - start < 3s);
    }
}
