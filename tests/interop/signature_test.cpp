// HTTP signatures between live servers: both dialects, both directions, and a key that changes.
#include "tests/interop/world.hpp"
#include "tests/printing.hpp"

#include <algorithm>

namespace collegium::interop {

namespace {

bool is_inbox_post(std::string const& request) {
    return request.starts_with("POST ") && request.find("interop-school.localhost\r\n") != std::string::npos;
}

std::vector<std::string> deliveries(Peer& peer) {
    auto requests = peer.sent();
    std::erase_if(requests, [](auto const& each) { return !is_inbox_post(each); });
    return requests;
}

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

// Those of the requests that Fedify received whose body has the text; all of them for an empty one.
std::vector<JsonValue const*> received_with(JsonDocument const& answer, std::string const& text) {
    std::vector<JsonValue const*> found;
    for (auto const& each : answer["requests"].GetArray())
        if (std::string{each["body"].GetString()}.find(text) != std::string::npos) found.push_back(&each);
    return found;
}

std::size_t fetches_of(JsonDocument const& received, std::string const& path) {
    std::size_t count = 0;
    for (auto const& each : received["requests"].GetArray())
        if (each["method"].GetString() == std::string{"GET"} && each["path"].GetString() == path) ++count;
    return count;
}

// Fedify answers 401 to whatever comes without that header, which is one dialect's own.
void check_demand(std::string const& header, std::string const& words, std::string const& reply) {
    auto& world = World::instance();
    auto const note = world.ask(world.fedify, words);
    auto const question = world.await_question(words);
    REQUIRE_FALSE(question.empty());
    world.fedify.tell("demand", {{"header", header}});

    world.ada_answers(question, reply);
    auto const heard = world.fedify.await_heard("Create", note);
    world.fedify.tell("demand", {{"header", ""}});

    CHECK_FALSE(heard.empty());
    auto const answer = world.fedify.tell("received");
    auto const requests = received_with(answer, reply);
    REQUIRE_FALSE(requests.empty());
    CHECK((*requests.back())["status"].GetInt() == 202);
    CHECK((*requests.back())["headers"].HasMember(header.c_str()));
    CHECK((*requests.back())["signedBy"].IsString());
}

}  // namespace

TEST_CASE("Fedify signs its very first message by RFC 9421, and need not try again") {
    auto& world = World::instance();

    world.ask(world.fedify, "What signs a sine");

    CHECK_FALSE(world.await_question("What signs a sine").empty());
    auto const requests = deliveries(world.fedify);
    auto const head = lower(requests.front());
    CHECK(head.find("\r\nsignature-input: ") != std::string::npos);
    CHECK(head.find("\r\ncontent-digest: ") != std::string::npos);
    auto const body = requests.front().substr(requests.front().find("\r\n\r\n"));
    CHECK(std::ranges::count_if(requests, [&](auto const& each) { return each.ends_with(body); }) == 1);
}

TEST_CASE("activitypub-express signs as in draft-cavage-12 with its actor for a key id, and is accepted") {
    auto& world = World::instance();

    world.ask(world.express, "What signs a cosine");

    CHECK_FALSE(world.await_question("What signs a cosine").empty());
    auto requests = deliveries(world.express);
    std::erase_if(requests, [](auto const& each) { return each.find("What signs a cosine") == std::string::npos; });
    REQUIRE(requests.size() == 1);
    CHECK(requests[0].find("keyId=\"" + world.express.person() + '"') != std::string::npos);
    CHECK(lower(requests[0]).find("signature-input") == std::string::npos);
}

TEST_CASE("Fedify verifies the signatures of the school's people and communities") {
    auto& world = World::instance();
    auto const words = "Is a signature a proof";
    world.join(world.fedify);
    auto const note = world.ask(world.fedify, words);
    auto const question = world.await_question(words);
    REQUIRE_FALSE(question.empty());

    world.ada_answers(question, "It is not.");
    REQUIRE_FALSE(world.fedify.await_heard("Create", note).empty());
    REQUIRE_FALSE(world.fedify.await_heard("Announce", "It is not.").empty());

    auto const answer = world.fedify.tell("received");
    auto const requests = received_with(answer, "It is not.");
    REQUIRE(requests.size() >= 2);
    for (auto const* each : requests) {
        auto const body = std::string{(*each)["body"].GetString()};
        auto const by_ada = body.find("\"type\":\"Announce\"") == std::string::npos;
        INFO(body);
        CHECK((*each)["status"].GetInt() == 202);
        REQUIRE((*each)["signedBy"].IsString());
        CHECK((*each)["signedBy"].GetString() == (by_ada ? world.ada_iri() : world.community()));
    }
}

TEST_CASE("a peer that takes nothing but RFC 9421 gets that") {
    check_demand("signature-input", "Who knocks twice", "A courier does.");
}

TEST_CASE("a peer that takes nothing but draft-cavage-12 gets that") {
    check_demand("digest", "Who remembers the old days", "A courier would.");
}

// Nobody but this test meets the meadow, since a key is fetched anew at most once in five minutes.
TEST_CASE("a key that changed at Fedify is fetched once, and what it signs is accepted") {
    auto& world = World::instance();
    world.ada_joins("meadow@" + world.fedify.domain());
    auto const before = fetches_of(world.fedify.tell("received"), "/users/meadow");

    world.fedify.tell("rotate", {{"who", "meadow"}});
    auto const refused = world.refusals();
    auto const follow = world.fedify.tell_id("follow", {{"who", "meadow"}, {"whom", world.community()}});

    CHECK_FALSE(world.fedify.await_heard("Accept", follow).empty());
    CHECK(world.refusals() == refused);
    CHECK(fetches_of(world.fedify.tell("received"), "/users/meadow") == before + 1);
}

}  // namespace collegium::interop
