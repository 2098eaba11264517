#include "federation/messages/activity.hpp"

#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::federation;

namespace {

Result<Activity> parse(std::string text) {
    auto json = Json::read_object(std::move(text));
    if (!json) return json.error();
    return Activity::parse(*std::move(json));
}

Reason refusal(std::string text) {
    return parse(std::move(text)).error().reason();
}

}  // namespace

TEST_CASE("an activity is read with its names") {
    auto const activity =
        parse(
            R"({"id":"https://a.example/1","type":"Follow","actor":{"id":"https://a.example/u/ada"},)"
            R"("object":"https://b.example/c/x","to":"https://b.example/c/x","cc":["https://b.example/c/x","as:Public"]})"
        )
            .value();

    CHECK(activity.verb() == Verb::follow);
    CHECK(activity.actor().text() == "https://a.example/u/ada");
    CHECK(activity.object_id() == "https://b.example/c/x");
    CHECK(activity.object() == nullptr);
    CHECK(activity.addressees() == std::vector<std::string_view>{"https://b.example/c/x", "as:Public"});
}

TEST_CASE("an activity without what it needs is malformed") {
    CHECK(refusal(R"({"type":"Follow","actor":"https://a.example/u","object":"x"})") == Reason::malformed);
    CHECK(refusal(R"({"id":7,"type":"Follow","actor":"https://a.example/u","object":"x"})") == Reason::malformed);
    CHECK(refusal(R"({"id":"/1","type":"Follow","actor":"https://a.example/u","object":"x"})") == Reason::malformed);
    CHECK(refusal(R"({"id":"https://a.example/1","type":"Follow","object":"x"})") == Reason::malformed);
    CHECK(
        refusal(R"({"id":"https://a.example/1","type":"Follow","actor":["https://a.example/u"],"object":"x"})") ==
        Reason::malformed
    );
    CHECK(refusal(R"({"id":"https://a.example/1","actor":"https://a.example/u","object":"x"})") == Reason::malformed);
    CHECK(
        refusal(R"({"id":"https://a.example/1","type":"Follow","actor":"https://a.example/u","object":null})") ==
        Reason::malformed
    );
}

TEST_CASE("nobody speaks in the name of another server") {
    CHECK(
        refusal(R"({"id":"https://b.example/1","type":"Follow","actor":"https://a.example/u","object":"x"})") ==
        Reason::malformed
    );
    CHECK(
        refusal(R"({"id":"https://a.example:444/1","type":"Follow","actor":"https://a.example/u","object":"x"})") ==
        Reason::malformed
    );
}

TEST_CASE("a type that we do not know is told apart from a broken one") {
    CHECK(
        refusal(R"({"id":"https://a.example/1","type":"Listen","actor":"https://a.example/u","object":"x"})") ==
        Reason::not_acceptable
    );
}

TEST_CASE("an activity inside another one is read by the same rules") {
    auto const announce =
        parse(R"({"id":"https://g.example/1","type":"Announce","actor":"https://g.example/c/x","object":)"
              R"({"id":"https://b.example/1","type":"Follow","actor":"https://a.example/u","object":"x"}})")
            .value();

    CHECK(announce.parse_object().error().reason() == Reason::malformed);
}

TEST_CASE("odd objects of real peers do not break the reader") {
    for (auto const* object : {"2", "[]", "[1,{}]", "\"\"", "{}", "true", "{\"id\":7}", "{\"id\":{\"id\":{}}}"}) {
        INFO(object);
        auto const activity = parse(
            std::string{
                R"({"id":"https://a.example/1","type":"Undo","actor":"https://a.example/u","cc":["x",1],"object":)"} +
            object + "}"
        );
        REQUIRE(activity);
        CHECK(activity->object_id().empty());
    }
}
