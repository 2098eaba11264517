// Messages of other servers, recorded from the wire (tests/vectors/recorded), verified with the clock of the recording.
#include "federation/signing/verify.hpp"
#include "tests/federation/pages_of_peers.hpp"
#include "tests/files.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::tests;

using federation::member;
using federation::text_member;

namespace {

struct Recording {
    federation::Json json;

    static Recording read(std::string const& name) {
        return {
            federation::Json::read_object(read_file(source_file("tests/vectors/recorded/" + name + ".json"))).value()};
    }

    JsonValue const& request() const { return *member(json.root(), "request"); }
    Instant time() const { return from_rfc3339(text_member(json.root(), "time")).value(); }
    std::string target() const { return std::string{text_member(request(), "target")}; }
    std::string answer() const { return std::string{text_member(*member(json.root(), "response"), "body")}; }

    std::vector<crypto::HeaderField> fields() const {
        std::vector<crypto::HeaderField> all;
        for (auto const& each : member(request(), "headers")->GetArray())
            all.push_back({std::string{federation::text_of(each[0])}, std::string{federation::text_of(each[1])}});
        return all;
    }
};

// The receiver of a recording, as a node of ours, and the sender with its documents.
struct Stage {
    Stage(std::string const& receiver, std::string const& sender, Recording const& recording)
        : village{{receiver}}, node{village[receiver]}, peer{village, sender} {
        village.clock.set(recording.time());
        node.partner_with(sender);
    }

    Result<federation::Verified> deliver(Recording const& recording, std::string const& body_end = "") {
        federation::SignedPost post;
        post.target = recording.target();
        post.fields = recording.fields();
        post.body = std::string{text_member(recording.request(), "body")} + body_end;
        federation::FetchBudget budget;
        return village.run(federation::verify(node.node, std::move(post), budget));
    }

    Result<std::string> fetch(Recording const& recording) {
        federation::SignedFetch fetch;
        fetch.method = "GET";
        fetch.target = recording.target();
        fetch.fields = recording.fields();
        return village.run(federation::verify_fetch(node.node, std::move(fetch)));
    }

    Village village;
    School& node;
    PagesOfPeer peer;
};

struct Case {
    std::string delivery, fetch, receiver, sender, actor;
    std::map<std::string, std::string> pages;  // of the sender: target => recording whose answer it is
};

std::vector<Case> const cases{
    {"fedify-follows-snac",
     "fedify-reads-snac",
     "snac.test",
     "fedify.test",
     "https://fedify.test/users/carol",
     {{"/users/carol", "snac-reads-fedify"}}},
    {"snac-follows-fedify",
     "snac-reads-fedify",
     "fedify.test",
     "snac.test",
     "https://snac.test/alice",
     {{"/alice", "fedify-reads-snac"}}},
    {"gotosocial-follows-snac",
     "gotosocial-reads-snac",
     "snac.test",
     "gts.test",
     "https://gts.test/users/erin",
     {{"/users/erin", "gotosocial-actor"}, {"/users/erin/main-key", "gotosocial-key"}}}};

}  // namespace

TEST_CASE("deliveries and fetches that Fedify, snac and GoToSocial signed verify as they were sent") {
    for (auto const& each : cases) {
        INFO(each.delivery);
        auto const delivery = Recording::read(each.delivery), fetch = Recording::read(each.fetch);
        Stage stage{each.receiver, each.sender, delivery};
        for (auto const& [target, name] : each.pages) stage.peer.pages[target] = Recording::read(name).answer();

        auto const verified = stage.deliver(delivery);
        REQUIRE(verified);
        CHECK(verified->activity().actor().text() == each.actor);
        CHECK(verified->activity().verb() == federation::Verb::follow);
        CHECK(stage.deliver(delivery, " ").error().reason() == Reason::forged);
        CHECK(stage.fetch(fetch).value() == each.actor);

        stage.village.clock.pass(std::chrono::minutes{66});
        CHECK(stage.deliver(delivery).error().reason() == Reason::stale);
    }
}

TEST_CASE("a proof that Fedify made verifies when somebody else passes it on, and not after a change") {
    auto const& each = cases.front();
    auto const delivery = Recording::read(each.delivery);
    Stage stage{each.receiver, each.sender, delivery};
    for (auto const& [target, name] : each.pages) stage.peer.pages[target] = Recording::read(name).answer();
    auto const relayed = [&](std::string text) {
        auto activity = federation::Activity::parse(federation::Json::read_object(std::move(text)).value()).value();
        federation::FetchBudget budget;
        return stage.village.run(federation::verify_relayed(stage.node.node, std::move(activity), budget));
    };
    std::string const body{text_member(delivery.request(), "body")};

    CHECK(relayed(body));
    auto changed = body;
    changed.replace(changed.rfind("snac.test/alice"), 15, "snac.test/alicf");
    CHECK(relayed(changed).error().reason() == Reason::forged);
}
