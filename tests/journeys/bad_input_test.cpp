// What strangers, forgers and broken partners send to an inbox. It is turned down in a word, and nothing changes.
#include "crypto/json_value.hpp"
#include "tests/journeys/inbox.hpp"
#include "tests/printing.hpp"

namespace collegium::journeys {

namespace {

void check_is_small_json(HttpAnswer const& answer, std::string const& error) {
    JsonDocument document;
    document.Parse(answer.body.c_str());
    REQUIRE(document.IsObject());
    REQUIRE(document.HasMember("error"));
    REQUIRE(document.HasMember("message"));
    CHECK(document["error"].GetString() == error);
    CHECK(document["message"].GetStringLength() > 10);
    CHECK(answer.body.size() < 300);
    CHECK(answer.header("content-type") == "application/json; charset=utf-8");
}

// What is wrong, and what is said to it.
struct Refused {
    HttpRequest request;
    long status = 0;
    std::string error;
};

void check_refused(Inbox& inbox, Refused const& refused) {
    auto const before = inbox.school.counts();
    auto const lines = inbox.refusals_in_log();

    auto const answer = inbox.send(refused.request);

    CHECK(answer.status == refused.status);
    check_is_small_json(answer, refused.error);
    CHECK((answer.header("accept-signature").find("\"@target-uri\"") != std::string::npos) == (refused.status == 401));
    CHECK(inbox.school.counts() == before);
    CHECK(inbox.refusals_in_log() == lines + 1);
}

}  // namespace

TEST_CASE("a message is refused for what is around it") {
    auto& inbox = Inbox::instance();
    Letter letter{inbox.partner.activity("Follow", inbox.community())};
    auto const now = letter.date;
    Refused refused;
    SUBCASE("without a signature") {
        refused = {unsigned_post(letter, inbox.school), 401, "signature-required"};
    }
    SUBCASE("with a signature that is none") {
        auto request = unsigned_post(letter, inbox.school);
        request.headers.emplace_back("Signature: garbage, and more garbage");
        refused = {request, 401, "signature-required"};
    }
    SUBCASE("with the signature of another message") {
        auto request = inbox.partner.sign({inbox.partner.activity("Follow", inbox.community())}, inbox.school);
        auto const other = inbox.partner.sign(letter, inbox.school);
        request.headers.back() = other.headers.back();
        refused = {request, 401, "signature-invalid"};
    }
    SUBCASE("with a digest of another body") {
        letter.digest = "SHA-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        refused = {inbox.partner.sign(letter, inbox.school), 401, "signature-invalid"};
    }
    SUBCASE("two hours old") {
        letter.date = now - std::chrono::hours{2};
        refused = {inbox.partner.sign(letter, inbox.school), 401, "signature-stale"};
    }
    SUBCASE("two hours early") {
        letter.date = now + std::chrono::hours{2};
        refused = {inbox.partner.sign(letter, inbox.school), 401, "signature-stale"};
    }
    SUBCASE("of another media type") {
        letter.type = "text/plain";
        refused = {inbox.partner.sign(letter, inbox.school), 415, "wrong-content-type"};
    }

    check_refused(inbox, refused);
}

TEST_CASE("a message is refused for what it says") {
    auto& inbox = Inbox::instance();
    Letter letter;
    Refused refused{{}, 400, "malformed"};
    SUBCASE("that is not JSON") {
        letter.body = "hello";
    }
    SUBCASE("with a member twice") {
        letter.body = R"({"type":"Like",)" + inbox.partner.activity("Follow", inbox.community()).substr(1);
    }
    SUBCASE("without an id") {
        letter.body =
            R"({"type":"Follow","actor":")" + inbox.partner.actor() + R"(","object":)" + inbox.community() + '}';
    }
    SUBCASE("that is a list") {
        letter.body = "[]";
    }
    SUBCASE("that is nested too deep") {
        letter.body = std::string(5000, '[') + std::string(5000, ']');
    }
    SUBCASE("for somebody who did not sign it") {
        letter.body = inbox.partner.activity("Follow", inbox.community());
        letter.body.replace(letter.body.find("/u/pat"), 6, "/u/eve");
        refused = {{}, 403, "not-the-owner"};
    }
    refused.request = inbox.partner.sign(letter, inbox.school);

    check_refused(inbox, refused);
}

TEST_CASE("a stranger is refused without a look at the stranger's host") {
    auto& inbox = Inbox::instance();
    Letter const letter{inbox.stranger.activity("Follow", inbox.community())};

    check_refused(inbox, {inbox.stranger.sign(letter, inbox.school), 403, "not-a-partner"});

    CHECK(inbox.stranger.connections() == 0);
}

TEST_CASE("a message of more than a mebibyte is not read") {
    auto& inbox = Inbox::instance();
    auto const before = inbox.school.counts();

    auto const answer = inbox.send_signed({std::string(1024 * 1024 + 1, ' ')});

    CHECK(answer.status == 413);
    check_is_small_json(answer, "too-large");
    CHECK(inbox.school.counts() == before);
}

TEST_CASE("a message for another host is misdirected") {
    auto& inbox = Inbox::instance();
    auto const before = inbox.school.counts();
    Letter letter{inbox.partner.activity("Follow", inbox.community())};
    letter.host = "elsewhere.localhost";

    auto const answer = inbox.send_signed(letter);

    CHECK(answer.status == 421);
    check_is_small_json(answer, "misdirected");
    CHECK(inbox.school.counts() == before);
}

}  // namespace collegium::journeys
