#include "federation/fetching/fetch.hpp"

#include "federation/fetching/resolve.hpp"
#include "tests/federation/village.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

constexpr auto* activity_json = "application/activity+json";

struct Fixture {
    Village village{{"north.test"}};
    School& north = village["north.test"];
    std::vector<federation::OutgoingRequest> seen;
    std::map<std::string, federation::IncomingResponse> pages;

    Fixture() {
        for (auto const* host : {"east.test", "west.test"}) {
            north.partner_with(host);
            village.scripted[host] = [this](federation::OutgoingRequest const& request) {
                seen.push_back(request);
                auto const page = pages.find("https://" + request.host + request.target);
                return page == pages.end() ? status(404) : page->second;
            };
        }
    }

    void page(std::string const& iri, std::string body, std::string_view type = activity_json) {
        pages[iri] = document(type, std::move(body));
    }
    void redirect(std::string const& from, std::string const& to) {
        pages[from] = status(302);
        pages[from].fields.push_back({"Location", to});
    }

    Result<federation::Fetched> fetch(std::string const& iri) { return village.run(fetching(iri)); }
    Reason refusal(std::string const& iri) {
        auto const outcome = fetch(iri);
        CHECK_FALSE(outcome);
        return outcome ? Reason::duplicate : outcome.error().reason();
    }

    boost::asio::awaitable<Result<federation::Fetched>> fetching(std::string iri) {
        federation::FetchBudget budget;
        auto parsed = Iri::parse(iri).value();
        co_return co_await federation::fetch_document(north.node, std::move(parsed), budget);
    }
};

}  // namespace

TEST_CASE_FIXTURE(Fixture, "a fetch is signed by the node's own actor and asks for ActivityPub") {
    page("https://east.test/1", R"({"id":"https://east.test/1"})");

    CHECK(fetch("https://east.test/1"));

    federation::IncomingResponse fields;
    fields.fields = seen.at(0).fields;
    CHECK(fields.field("signature")
              .starts_with(
                  R"(keyId="https://north.test/#main-key",algorithm="rsa-sha256",headers="(request-target) host date")"
              ));
    CHECK(fields.field("accept").find("application/activity+json") == 0);
    CHECK_FALSE(fields.field("date").empty());
}

TEST_CASE_FIXTURE(Fixture, "only ActivityPub's media types are read as ActivityPub (CVE-2024-25623)") {
    auto const body = R"({"id":"https://east.test/1"})";
    for (auto const* type :
         {"application/activity+json",
          "application/activity+json; charset=utf-8",
          "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\""}) {
        page("https://east.test/1", body, type);
        CHECK(fetch("https://east.test/1"));
    }
    for (auto const* type : {"application/json", "text/plain", "text/html", "application/ld+json", "", "image/png"}) {
        INFO(type);
        page("https://east.test/1", body, type);
        CHECK(refusal("https://east.test/1") == Reason::wrong_type);
    }
}

TEST_CASE_FIXTURE(Fixture, "a document speaks only for the place where it was found (CVE-2024-23832)") {
    page("https://east.test/1", R"({"id":"https://west.test/1"})");
    CHECK(refusal("https://east.test/1") == Reason::foreign);

    page("https://east.test/2", R"({"id":"https://east.test/two"})");
    CHECK(refusal("https://east.test/2") == Reason::not_found);
    page("https://east.test/two", R"({"id":"https://east.test/two"})");
    CHECK(fetch("https://east.test/2"));
    page("https://east.test/two", R"({"id":"https://east.test/three"})");
    CHECK(refusal("https://east.test/2") == Reason::foreign);
}

TEST_CASE_FIXTURE(
    Fixture,
    "three redirects are followed and a fourth is not, and never away from https or the partners (NodeBB 7d416fc7dc)"
) {
    page("https://east.test/4", R"({"id":"https://east.test/4"})");
    redirect("https://east.test/3", "/4");
    redirect("https://east.test/2", "https://east.test/3");
    redirect("https://east.test/1", "https://east.test/2");
    redirect("https://east.test/0", "https://east.test/1");
    CHECK(fetch("https://east.test/1"));
    CHECK(refusal("https://east.test/0") == Reason::forbidden_place);

    redirect("https://east.test/1", "https://stranger.test/1");
    CHECK(refusal("https://east.test/1") == Reason::not_partner);
    for (auto const* place :
         {"http://east.test/4",
          "file:///etc/passwd",
          "gopher://east.test/",
          "//east.test/4",
          "https://127.0.0.1/4",
          ""}) {
        INFO(place);
        redirect("https://east.test/1", place);
        CHECK(refusal("https://east.test/1") == Reason::forbidden_place);
    }
    redirect("https://east.test/1", "https://east.test/1");
    CHECK(refusal("https://east.test/1") == Reason::forbidden_place);
}

TEST_CASE_FIXTURE(Fixture, "a stranger is never asked") {
    CHECK(refusal("https://stranger.test/1") == Reason::not_partner);
    CHECK(north.network.requests == 0);
}

TEST_CASE_FIXTURE(Fixture, "what is not there, gone or broken is told apart") {
    CHECK(refusal("https://east.test/none") == Reason::not_found);
    pages["https://east.test/gone"] = status(410);
    CHECK(refusal("https://east.test/gone") == Reason::gone);
    pages["https://east.test/broken"] = status(500);
    CHECK(refusal("https://east.test/broken") == Reason::unreachable);
    page("https://east.test/text", "hello");
    CHECK(refusal("https://east.test/text") == Reason::malformed);
    page("https://east.test/nameless", "{}");
    CHECK(refusal("https://east.test/nameless") == Reason::malformed);
}

TEST_CASE_FIXTURE(Fixture, "an actor is not taken over by a document of another host or type (NodeBB c0d6d0e207)") {
    auto const actor = [](std::string const& id, std::string const& type, std::string const& inbox) {
        return R"({"id":")" + id + R"(","type":")" + type + R"(","preferredUsername":"x","inbox":")" + inbox + R"("})";
    };
    auto const refresh = [&](std::string const& iri) {
        auto const run = [](federation::Node const& node,
                            std::string address) -> boost::asio::awaitable<Result<federation::Actor>> {
            federation::FetchBudget budget;
            auto parsed = Iri::parse(address).value();
            co_return co_await federation::refresh_actor(node, std::move(parsed), budget);
        };
        return village.run(run(north.node, iri));
    };
    page("https://east.test/u/x", actor("https://east.test/u/x", "Person", "https://east.test/u/x/inbox"));
    CHECK(refresh("https://east.test/u/x"));

    page("https://east.test/u/x", actor("https://east.test/u/x", "Group", "https://east.test/u/x/inbox"));
    CHECK(refresh("https://east.test/u/x").error().reason() == Reason::foreign);
    page("https://east.test/u/x", actor("https://west.test/u/x", "Person", "https://west.test/u/x/inbox"));
    CHECK(refresh("https://east.test/u/x").error().reason() == Reason::foreign);
    for (auto const* inbox : {"https://west.test/inbox", "file:///inbox", "ssh://east.test/", "inbox", ""}) {
        INFO(inbox);
        page("https://east.test/u/x", actor("https://east.test/u/x", "Person", inbox));
        CHECK(refresh("https://east.test/u/x").error().reason() == Reason::malformed);
    }
}
