// What others look up: WebFinger, NodeInfo, host-meta (wire reference 3.3, 3.4).
#include "tests/printing.hpp"
#include "tests/server/front.hpp"

#include <array>

using namespace collegium;
using namespace collegium::tests;

using federation::member;
using federation::text_member;

namespace {

struct Lookups : Front {
    Lookups() {
        static_cast<void>(add_person("ada"));
        static_cast<void>(found("algebra", "ada"));
    }

    server::Response finger(std::string const& resource, std::string_view accept = "application/jrd+json") {
        return get("/.well-known/webfinger?resource=" + server::percent_encoded(resource), accept);
    }

    // The one link of ActivityPub in a WebFinger answer.
    static JsonValue const& self_link(federation::Json const& answer) {
        JsonValue const* found = nullptr;
        for (auto const& link : member(answer.root(), "links")->GetArray()) {
            if (text_member(link, "type") == "text/html") continue;
            REQUIRE(found == nullptr);
            found = &link;
        }
        REQUIRE(found != nullptr);
        return *found;
    }
};

struct Named {
    std::string resource;
    std::string subject;
    std::string iri;
    std::string type;
};

}  // namespace

TEST_CASE_FIXTURE(Lookups, "everybody here is found by name and by address") {
    auto const named = std::to_array<Named>(
        {{"acct:ada@north.test", "acct:ada@north.test", "https://north.test/u/ada", "Person"},
         {"https://north.test/u/ada", "acct:ada@north.test", "https://north.test/u/ada", "Person"},
         {"acct:algebra@north.test", "acct:algebra@north.test", "https://north.test/c/algebra", "Group"},
         {"https://north.test/c/algebra", "acct:algebra@north.test", "https://north.test/c/algebra", "Group"},
         {"acct:north.test@north.test", "acct:north.test@north.test", "https://north.test/", "Application"},
         {"https://north.test/", "acct:north.test@north.test", "https://north.test/", "Application"}}
    );
    for (auto const& [resource, subject, iri, type] : named) {
        INFO(resource);
        auto const response = finger(resource);
        auto const answer = document_of(response);
        CHECK(response.field("content-type") == "application/jrd+json");
        CHECK(response.field("access-control-allow-origin") == "*");
        CHECK(text_member(answer.root(), "subject") == subject);
        CHECK(federation::references(answer.root(), "aliases") == std::vector<std::string_view>{iri});
        auto const& link = self_link(answer);
        CHECK(text_member(link, "rel") == "self");
        CHECK(text_member(link, "type") == "application/activity+json");
        CHECK(text_member(link, "href") == iri);
        CHECK(text_member(*member(link, "properties"), "https://www.w3.org/ns/activitystreams#type") == type);
    }
}

TEST_CASE_FIXTURE(Lookups, "what is found by WebFinger carries the name that was asked for") {
    for (std::string const name : {"ada", "algebra", "north.test"}) {
        INFO(name);
        auto const answer = document_of(finger("acct:" + std::string{name} + "@north.test"));
        auto const iri = std::string{text_member(self_link(answer), "href")};
        CHECK(text_member(document_of(get_activity(path_of(iri))).root(), "preferredUsername") == name);
    }
}

TEST_CASE_FIXTURE(Lookups, "nobody is found who is not here") {
    for (std::string const resource :
         {"acct:nobody@north.test",
          "acct:ada@south.test",
          "acct:ada@evil.test",
          "acct:ADA@north.test",
          "https://north.test/u/nobody",
          "https://south.test/",
          "https://south.test/u/ben",
          "https://north.test/u/ada/",
          "https://north.test/u/ada#main-key",
          "https://north.test/u/ada?x",
          "https://north.test/sign-in",
          "https://north.test.evil.test/u/ada"}) {
        INFO(resource);
        auto const response = finger(resource);
        CHECK(response.status() == 404);
        CHECK(is_json(response));
    }
}

TEST_CASE_FIXTURE(Lookups, "what is no name is malformed") {
    for (auto const& resource :
         {std::string{},
          std::string{"ada"},
          std::string{"acct:ada"},
          std::string{"acct:@north.test"},
          std::string{"acct:ada@"},
          std::string{"acct:a b@north.test"},
          std::string{"acct:ada@north.test@south.test"},
          std::string{"acct:ada@north.test/x"},
          std::string{"acct:ada@north.test:443"},
          std::string{"http://north.test/u/ada"},
          std::string{"mailto:"},
          std::string{hostile},
          "acct:" + std::string(65, 'a') + "@north.test"}) {
        INFO(resource);
        auto const response = finger(resource);
        CHECK(response.status() == 400);
        CHECK(is_json(response));
    }
    CHECK(get("/.well-known/webfinger", "*/*").status() == 400);
    CHECK(get("/.well-known/webfinger?Resource=acct:ada@north.test", "*/*").status() == 400);
}

TEST_CASE_FIXTURE(Lookups, "WebFinger answers in its own type, whatever was asked for") {
    for (auto const accept : {html_type, activity_type, std::string_view{"*/*"}, std::string_view{}}) {
        INFO(accept);
        CHECK(finger("acct:ada@north.test", accept).field("content-type") == "application/jrd+json");
    }
    CHECK(get("/.well-known/webfinger?resource=acct:ada@north.test&rel=self", "*/*").status() == 200);
}

TEST_CASE_FIXTURE(Lookups, "NodeInfo is found by its links, in both versions, beside the node's actor") {
    auto const links = document_of(get("/.well-known/nodeinfo", "*/*"));
    CHECK(get("/.well-known/nodeinfo", "*/*").field("content-type") == "application/jrd+json");
    std::map<std::string, std::string> found;
    for (auto const& link : member(links.root(), "links")->GetArray())
        found.emplace(text_member(link, "rel"), text_member(link, "href"));
    CHECK(
        found ==
        std::map<std::string, std::string>{
            {"http://nodeinfo.diaspora.software/ns/schema/2.0", "https://north.test/nodeinfo/2.0"},
            {"http://nodeinfo.diaspora.software/ns/schema/2.1", "https://north.test/nodeinfo/2.1"},
            {"https://www.w3.org/ns/activitystreams#Application", "https://north.test/"}}
    );
}

TEST_CASE_FIXTURE(Lookups, "both NodeInfo documents have what their schema wants") {
    for (std::string const version : {"2.0", "2.1"}) {
        INFO(version);
        auto const response = get("/nodeinfo/" + version, "application/json");
        auto const document = document_of(response);
        auto const& root = document.root();
        CHECK(
            response.field("content-type") ==
            "application/json; profile=\"http://nodeinfo.diaspora.software/ns/schema/" + version + "#\""
        );
        CHECK(text_member(root, "version") == version);
        CHECK(text_member(*member(root, "software"), "name") == "collegium");
        CHECK_FALSE(text_member(*member(root, "software"), "version").empty());
        CHECK(federation::text_of((*member(root, "protocols"))[0]) == "activitypub");
        CHECK(member(*member(root, "services"), "inbound")->IsArray());
        CHECK(member(*member(root, "services"), "outbound")->IsArray());
        CHECK(member(root, "openRegistrations")->IsFalse());
        CHECK(member(*member(*member(root, "usage"), "users"), "total")->GetUint() == 1);
        CHECK(member(root, "metadata")->IsObject());
    }
    CHECK(get("/nodeinfo/2.2", "*/*").status() == 404);
    CHECK(get("/nodeinfo/2.0%2F", "*/*").status() == 404);
}

TEST_CASE_FIXTURE(Lookups, "host-meta leads to WebFinger") {
    auto const response = get("/.well-known/host-meta", "*/*");

    CHECK(response.status() == 200);
    CHECK(response.field("content-type") == "application/xrd+xml");
    CHECK(shows(response, R"(rel="lrdd")"));
    CHECK(shows(response, R"(template="https://north.test/.well-known/webfinger?resource={uri}")"));
}
