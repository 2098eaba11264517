// A node behind the proxies that operators use: whatever a client sends to them, node and proxy take it for the same
// requests, so that nobody gets an answer to somebody else's (RFC 9112 section 11.2).
#include "server/http/listener.hpp"
#include "tests/http/raw_requests.hpp"
#include "tests/http/sockets.hpp"
#include "tests/printing.hpp"
#include "tests/proxies/proxy.hpp"

#include <doctest/doctest.h>

#include <mutex>
#include <sstream>

using namespace collegium;
using namespace collegium::proxies;
using namespace collegium::server;
using namespace collegium::tests;
using namespace std::chrono_literals;
namespace asio = boost::asio;

namespace {

// The beginning of a request that a node would see if it took the bytes in front of it for a whole one.
constexpr std::string_view hidden = "GET /hidden HTTP/1.1\r\nHost: a.example\r\n\r\n";

ListenOptions on_any_port() {
    ListenOptions options;
    options.port = 0;
    return options;
}

// A node's front that counts what it sees, and tells it in each answer.
class CountingNode {
public:
    CountingNode() : listener_{on_any_port(), clock_} {
        listener_.start([this](Request request) { return answer(std::move(request)); });
    }

    std::uint16_t port() const { return listener_.port(); }

    // Marks of the requests since the last call, in their order.
    std::vector<std::string> take_seen() {
        std::lock_guard const lock{mutex_};
        return std::exchange(seen_, {});
    }

    Request last() const {
        std::lock_guard const lock{mutex_};
        return last_;
    }

private:
    asio::awaitable<Response> answer(Request request) {
        std::string mark;
        {
            std::lock_guard const lock{mutex_};
            mark = "seen " + std::to_string(++count_) + " " + request.target;
            seen_.push_back(mark);
            last_ = request;
        }
        Response response{200, "text/plain", mark + "\r\n"};
        response.with("X-Seen", mark);
        co_return response;
    }

    SystemClock clock_;
    Listener listener_;
    mutable std::mutex mutex_;
    int count_ = 0;
    std::vector<std::string> seen_;
    Request last_;
};

std::string say(std::uint16_t port, std::string_view bytes) {
    Socket client{Socket::connect(port)};
    client.send(bytes);
    return client.receive_all();
}

std::string get(std::string const& target, std::string const& fields = {}) {
    return "GET " + target + " HTTP/1.1\r\nHost: a.example\r\n" + fields + "Connection: close\r\n\r\n";
}

// The marks in what a client got: in the head, and in the body, which stands alone in HTTP/0.9 and is not there for
// HEAD.
std::vector<std::string> marks_in(std::string const& received) {
    std::vector<std::string> marks;
    for (auto at = received.find("seen "); at != received.npos; at = received.find("seen ", at + 1)) {
        auto mark = received.substr(at, received.find('\r', at) - at);
        if (marks.empty() || marks.back() != mark) marks.push_back(std::move(mark));
    }
    return marks;
}

std::string in_a_chunk(std::string_view bytes) {
    std::ostringstream size;
    size << std::hex << bytes.size();
    return size.str() + "\r\n" + std::string{bytes} + "\r\n0\r\n\r\n";
}

// What may be said in one connection: the raw request with another one behind it, and with a body in which one hides,
// for those who take it for chunks and for those who do not.
std::vector<std::string> ways_to_say(RawRequest const& raw) {
    std::string const head{raw.head};
    std::vector<std::string> ways{head + get("/next")};
    if (head.find("ontent-") == head.npos && head.find("ransfer-") == head.npos) return ways;
    ways.push_back(head + "0\r\n\r\n" + std::string{hidden});
    ways.push_back(head + in_a_chunk(hidden) + get("/next"));
    ways.push_back(head + std::string{hidden} + get("/next"));
    return ways;
}

struct Behind {
    explicit Behind(Kind kind) : proxy{kind, node.port()} {}

    CountingNode node;
    Proxy proxy;
};

void check_all(Kind kind) {
    Behind behind{kind};
    std::size_t tries = 0;
    for (auto const raws : {raw_heads(), raw_bodies()}) {
        for (auto const& raw : raws) {
            CAPTURE(raw.name);
            for (auto const& bytes : ways_to_say(raw)) {
                auto const received = say(behind.proxy.port(), bytes);
                auto const seen = behind.node.take_seen();
                CAPTURE(bytes);
                CAPTURE(received);
                CHECK(marks_in(received) == seen);  // each request that the node took was this client's, and answered

                auto const victim = "/victim-" + std::to_string(++tries);
                auto const answer = say(behind.proxy.port(), get(victim));
                CAPTURE(answer);
                CHECK(answer.starts_with("HTTP/1.1 200 "));
                auto const marks = marks_in(answer);
                REQUIRE(marks.size() == 1);
                CHECK(marks.front().ends_with(" " + victim));
                CHECK(behind.node.take_seen() == marks);
            }
        }
    }
    MESSAGE(name(kind) << ": " << tries << " tries");
}

void check_what_arrives(Kind kind) {
    Behind behind{kind};
    auto const claims =
        "X-Forwarded-For: 192.0.2.1\r\nSignature: keyId=\"k\",signature=\"x==\"\r\nDigest: SHA-256=abc=\r\n";
    auto const answer = say(behind.proxy.port(), get("/a%2Fb/../c?x=%20&y=1+2", claims));
    CHECK(answer.starts_with("HTTP/1.1 200 "));

    auto const request = behind.node.last();
    CHECK(request.target == "/a%2Fb/../c?x=%20&y=1+2");
    CHECK(request.field("Host") == "a.example");
    CHECK(request.field("Signature") == "keyId=\"k\",signature=\"x==\"");
    CHECK(request.field("Digest") == "SHA-256=abc=");
    std::string from;
    for (auto const& [field, value] : request.fields)
        if (field == "X-Forwarded-For" || field == "x-forwarded-for") from = value;
    CHECK(from.ends_with("127.0.0.1"));

    for (auto const* const inside : {"/metrics", "/readyz"}) {
        CAPTURE(inside);
        CHECK(say(behind.proxy.port(), get(inside)).starts_with("HTTP/1.1 404 "));
        CHECK(behind.node.last().target != inside);
    }
}

}  // namespace

TEST_SUITE("proxies") {
    TEST_CASE("W1: behind nginx, no raw request hides another one") {
        check_all(Kind::nginx);
    }
    TEST_CASE("W1: behind HAProxy, no raw request hides another one") {
        check_all(Kind::haproxy);
    }
    TEST_CASE("W1: behind Caddy, no raw request hides another one") {
        check_all(Kind::caddy);
    }
    TEST_CASE("what hides in a chunk is a body to the node itself") {
        CountingNode node;
        auto const head = "POST /one HTTP/1.1\r\nHost: a.example\r\nTransfer-Encoding: chunked\r\n\r\n";
        auto const received = say(node.port(), head + in_a_chunk(hidden) + get("/next"));

        auto const seen = node.take_seen();
        CHECK(marks_in(received) == seen);
        REQUIRE(seen.size() == 2);
        CHECK(seen.front().ends_with(" /one"));
        CHECK(seen.back().ends_with(" /next"));
        CHECK(node.last().target == "/next");
    }
    TEST_CASE("W1: what a signature covers arrives as it was sent, with who sent it, and inner addresses stay inside") {
        for (auto const kind : {Kind::nginx, Kind::haproxy, Kind::caddy}) {
            CAPTURE(name(kind));
            check_what_arrives(kind);
        }
    }
}
