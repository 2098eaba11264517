#include "server/http/message.hpp"

#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::server;

namespace {

constexpr std::string_view date = "Tue, 01 Sep 2026 10:00:00 GMT";

bool is_control(unsigned byte) {
    return byte < 0x20 || byte == 0x7f;
}

std::string with_byte(std::string_view text, unsigned byte) {
    std::string changed{text};
    changed.insert(changed.size() / 2, 1, static_cast<char>(byte));
    return changed;
}

Result<std::string> request(std::string_view host, std::string_view target, HeaderField field) {
    return write_request_head("GET", host, target, {std::move(field)}, 0);
}

// As many lines as we meant to write, and the empty one: nothing broke out.
std::size_t line_ends(std::string_view head) {
    std::size_t count = 0;
    for (auto at = head.find_first_of("\r\n"); at != head.npos; at = head.find_first_of("\r\n", at + 2)) {
        if (head.substr(at, 2) != "\r\n") return 0;
        ++count;
    }
    return count;
}

}  // namespace

TEST_SUITE("message") {
    TEST_CASE("an answer's head, byte for byte") {
        auto const response = Response{200, "text/plain", "hello"}.with("X-Content-Type-Options", "nosniff");

        CHECK(
            *write_response_head(response, date, true) ==
            "HTTP/1.1 200 OK\r\nDate: Tue, 01 Sep 2026 10:00:00 GMT\r\nContent-Type: text/plain\r\n"
            "X-Content-Type-Options: nosniff\r\nContent-Length: 5\r\n\r\n"
        );
        CHECK(
            *write_response_head(Response{204}, date, false) ==
            "HTTP/1.1 204 No Content\r\nDate: Tue, 01 Sep 2026 10:00:00 GMT\r\nConnection: close\r\n\r\n"
        );
        CHECK(write_response_head(Response{303}, date, true)->find("Content-Length: 0\r\n") != std::string::npos);
        CHECK(write_response_head(Response{599}, date, true)->starts_with("HTTP/1.1 599 \r\n"));
    }

    TEST_CASE("a request's head, byte for byte") {
        CHECK(
            *write_request_head("GET", "a.example", "/x?y=1", {{"Accept", "*/*"}}, 0) ==
            "GET /x?y=1 HTTP/1.1\r\nHost: a.example\r\nAccept: */*\r\n\r\n"
        );
        CHECK(
            *write_request_head("POST", "a.example", "/inbox", {}, 0) ==
            "POST /inbox HTTP/1.1\r\nHost: a.example\r\nContent-Length: 0\r\n\r\n"
        );
        CHECK(
            write_request_head("POST", "a.example", "/", {}, 17)->find("Content-Length: 17\r\n") != std::string::npos
        );
    }

    TEST_CASE("no control byte in a value ever reaches the wire") {
        for (unsigned byte = 0; byte < 256; ++byte) {
            CAPTURE(byte);
            auto const value = with_byte("/xSet-Cookie: evil=1", byte);

            auto const answer = write_response_head(Response{303}.with("Location", value), date, true);
            auto const question = request("a.example", "/", {"Referer", value});

            CHECK(answer.has_value() == !is_control(byte));
            CHECK(question.has_value() == !is_control(byte));
            if (answer) CHECK(line_ends(*answer) == 5);
            if (question) CHECK(line_ends(*question) == 4);
        }
    }

    TEST_CASE("a name that is not a token never reaches the wire") {
        constexpr std::string_view others = "!#$%&'*+-.^_`|~";
        for (unsigned byte = 0; byte < 256; ++byte) {
            CAPTURE(byte);
            auto const c = static_cast<char>(byte);
            bool const alphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            bool const fine = alphanumeric || others.find(c) != others.npos;
            auto const name = with_byte("X-Name", byte);

            CHECK(write_response_head(Response{200}.with(name, "v"), date, true).has_value() == fine);
            CHECK(request("a.example", "/", {name, "v"}).has_value() == fine);
            CHECK(write_request_head(with_byte("GET", byte), "a.example", "/", {}, 0).has_value() == fine);
        }
        CHECK_FALSE(write_response_head(Response{200}.with("", "v"), date, true));
        CHECK_FALSE(write_request_head("", "a.example", "/", {}, 0));
    }

    TEST_CASE("a target or a host cannot break out of its line") {
        for (unsigned byte = 0; byte < 256; ++byte) {
            CAPTURE(byte);
            bool const visible = byte > 0x20 && byte < 0x7f;

            auto const by_target = request("a.example", with_byte("/abcd", byte), {"X", "y"});
            auto const by_host = request(with_byte("a.example", byte), "/", {"X", "y"});

            CHECK(by_target.has_value() == (visible && byte != '#'));
            if (!visible) CHECK_FALSE(by_host);
        }
        CHECK_FALSE(request("user@a.example", "/", {"X", "y"}));
        CHECK_FALSE(request("a.example/x", "/", {"X", "y"}));
        CHECK_FALSE(request("", "/", {"X", "y"}));
        CHECK_FALSE(request("a.example", "", {"X", "y"}));
        CHECK_FALSE(request("a.example", "//evil.example/", {"X", "y"}));
        CHECK_FALSE(request("a.example", "https://a.example/", {"X", "y"}));
    }

    TEST_CASE("fields of the transport are not for others to set") {
        for (auto const* name : {"Content-Length", "TRANSFER-ENCODING", "connection", "Upgrade", "Trailer", "Date"}) {
            CAPTURE(name);
            CHECK_FALSE(write_response_head(Response{200}.with(name, "1"), date, true));
        }
        for (auto const* name : {"Content-Length", "Transfer-Encoding", "Connection", "host"}) {
            CAPTURE(name);
            CHECK_FALSE(request("a.example", "/", {name, "1"}));
        }
        CHECK(request("a.example", "/", {"Date", std::string{date}}));  // a signature covers it
    }

    TEST_CASE("a status that cannot end an exchange is refused") {
        for (unsigned const status : {0U, 99U, 100U, 101U, 199U, 600U, 1000U}) {
            CHECK_FALSE(write_response_head(Response{status}, date, true));
        }
    }

    TEST_CASE("a redirect stays at home") {
        CHECK(Response::see_other("/u/ada?x=1").field("location") == "/u/ada?x=1");
        CHECK(Response::see_other("/").status() == 303);
        for (auto const* path :
             {"",
              "u/ada",
              "//evil.example",
              "/\\evil.example",
              "https://evil.example/",
              "\\\\evil",
              "/a b",
              "/a\x7f",
              "/a\r\nX: y",
              "/\xc3\xa9"}) {
            CAPTURE(path);
            CHECK(Response::see_other(path).field("Location") == "/");
        }
    }

    TEST_CASE("a field that is set is there once") {
        Response response{200, "text/plain", "x"};
        response.set("Cache-Control", "private").set("Cache-Control", "no-store").set("Content-Type", "text/html");
        CHECK(response.field("Cache-Control") == "no-store");
        CHECK(response.field("Content-Type") == "text/html");
        CHECK(response.fields().size() == 2);
    }

    TEST_CASE("every reason has an answer in JSON that needs no escaping") {
        for (int i = 0; i <= static_cast<int>(Reason::unavailable); ++i) {
            auto const [status, name, words] = meaning_of(static_cast<Reason>(i));
            CHECK(name.find_first_of("\"\\") == name.npos);
            CHECK(words.find_first_of("\"\\\n") == words.npos);
        }
        auto const gone = Response::refused(Refusal{Reason::gone, "for the log only"});
        CHECK(gone.status() == 410);
        CHECK(gone.body() == R"({"error":"gone","message":"What was here has been deleted."})");
        CHECK(gone.field("content-type") == "application/json; charset=utf-8");
    }

    TEST_CASE("who is sent away for a while is told for how long") {
        CHECK(Response::refused(Refusal{Reason::too_many}).field("Retry-After") == "30");
        CHECK(Response::refused(Refusal{Reason::unavailable}).field("Retry-After") == "30");
        CHECK(Response::refused(Refusal{Reason::not_found}).field("Retry-After").empty());
    }

    TEST_CASE("fields are found in any case, the first one wins") {
        Request request;
        request.fields = {{"Accept", "first"}, {"ACCEPT", "second"}, {"X-Empty", ""}};

        CHECK(request.field("accept") == "first");
        CHECK(request.has_field("x-empty"));
        CHECK_FALSE(request.has_field("X-Other"));
        CHECK(request.field("X-Other").empty());
    }

    TEST_CASE("methods by name, and back") {
        for (auto const* name : {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
            auto const method = to_method(name);
            REQUIRE(method);
            CHECK(to_string(*method) == name);
        }
        CHECK_FALSE(to_method("get"));
        CHECK_FALSE(to_method("TRACE"));
        CHECK_FALSE(to_method(""));
    }
}
