#include "federation/fetching/webfinger.hpp"

#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::federation;

TEST_CASE("a handle is a name and a plain host") {
    for (auto const* text : {"ada@north.example", "@ada@north.example", "acct:ada@north.example"}) {
        auto const address = webfinger::parse_handle(text).value();
        CHECK(address.name == "ada");
        CHECK(address.host == "north.example");
    }
}

TEST_CASE("nothing smuggles a port, a path or a query into a handle (CVE-2025-25194)") {
    for (auto const* text :
         {"",
          "ada",
          "ada@",
          "@north.example",
          "ada@north",
          "ada@north.example:8080",
          "ada@north.example/x",
          "ada@north.example?x",
          "ada@north.example#x",
          "ada@127.0.0.1:80/x",
          "a/b@north.example",
          "a?b@north.example",
          "ada@north.example@evil.example",
          "ada@North.example",
          "a b@north.example",
          "ada@north.example\r\n",
          "ada@[::1]",
          "%61@north.example"}) {
        INFO(text);
        CHECK(webfinger::parse_handle(text).error().reason() == Reason::malformed);
    }
}

TEST_CASE("the question goes to the host's well-known place") {
    CHECK(
        webfinger::question_for({"ada", "north.example"}).value().text() ==
        "https://north.example/.well-known/webfinger?resource=acct:ada@north.example"
    );
}

TEST_CASE("the self link of an ActivityPub type is the answer") {
    auto const json =
        Json::read(R"({"links":[{"rel":"self","type":"text/html","href":"https://a.example/no"},)"
                   R"({"rel":"profile","type":"application/activity+json","href":"https://a.example/no"},)"
                   R"({"rel":"self","type":"application/activity+json","href":"https://a.example/u/ada"}]})")
            .value();

    CHECK(webfinger::self_link(json.root()).value().text() == "https://a.example/u/ada");
    CHECK(webfinger::self_link(Json::read("{}").value().root()).error().reason() == Reason::malformed);
    CHECK(
        webfinger::self_link(Json::read(R"({"links":[1,null,{}]})").value().root()).error().reason() ==
        Reason::not_found
    );
}
