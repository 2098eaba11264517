// The extension API and the document that describes it: each says what the other does, and nothing more.
#include "federation/guides/compose_guide.hpp"
#include "server/fronts.hpp"
#include "tests/federation/library.hpp"
#include "tests/printing.hpp"
#include "tests/server/api_client.hpp"
#include "tests/server/json_schema.hpp"

#include <algorithm>
#include <set>

using namespace collegium;
using namespace collegium::tests;

using Value = JsonValue;
using server::Method;
using server::Response;
using server::Route;
using server::Who;

namespace {

constexpr std::string_view base = "/api/collegium/v1";

std::string text(Value const& value) {
    return {value.GetString(), value.GetStringLength()};
}

// "/things/:id" => "/things/{id}".
std::string described_path(std::string_view pattern) {
    std::string path;
    bool in_name = false;
    for (char const c : pattern) {
        if (in_name && c == '/') path += '}';
        in_name = c == ':' || (in_name && c != '/');
        path += c == ':' ? '{' : c;
    }
    return in_name ? path + '}' : path;
}

std::string method_word(Method method) {
    auto name = std::string{to_string(method)};
    std::ranges::transform(name, name.begin(), [](char c) { return static_cast<char>(c | 0x20); });
    return name;
}

std::string role_word(Who who) {
    switch (who) {
        case Who::anyone: return "anyone";
        case Who::program: return "program";
        case Who::member: return "member";
        case Who::operator_: return "operator";
    }
    return "";
}

// Everything that can be asked of the extension API, as real calls.
struct Extension : Front {
    Extension() {
        auto const asker = add_person("ada"), answerer = add_person("bob");
        static_cast<void>(add_person("cat"));
        static_cast<void>(add_person("olga", storage::Roles::of(storage::Role::operator_)));
        static_cast<void>(found("club"));
        asker.follow("https://north.test/c/club");
        question = asker.ask("https://north.test/c/club", "Why is the sky blue?");
        answer = answerer.answer(question, "Because of the air.");
        guide = publish_guide(asker);
    }

    std::string publish_guide(Person const& author) {
        federation::guides::GuideComposer const composer{
            north.node.settings.origin(), north.node.clock, north.node.ids};
        auto const composed = composer.publish(author_of(author), {"https://north.test/c/club", whole_guide()});
        static_cast<void>(perform(author, composed).value());
        return composed.activity.object_id();
    }

    static std::string digits(std::string const& iri) { return iri.substr(iri.rfind('/') + 1); }

    // The answer, after it was held against what is described for this operation and status.
    Response call(
        ApiClient client,
        Method method,
        std::string const& pattern,
        std::vector<std::string> const& names,
        Fields const& fields = {}
    ) {
        std::string target{base};
        std::size_t next = 0;
        std::string_view rest = pattern;
        while (!rest.empty()) {
            auto const open = std::min(rest.find('{'), rest.size());
            target += rest.substr(0, open);
            if (open == rest.size()) break;
            target += names.at(next++);
            rest.remove_prefix(rest.find('}') + 1);
        }
        auto const response = method == Method::get ? client.get(target) : client.form(method, target, fields);
        check(std::string{base} + pattern, method_word(method), response);
        return response;
    }

    void check(std::string const& path, std::string const& method, Response const& response) {
        auto const status = std::to_string(response.status());
        INFO(method << " " << path << " => " << status << " " << response.body());
        auto const& paths = description.root()["paths"];
        REQUIRE(paths.HasMember(path.c_str()));
        REQUIRE(paths[path.c_str()].HasMember(method.c_str()));
        auto const& responses = paths[path.c_str()][method.c_str()]["responses"];
        REQUIRE(responses.HasMember(status.c_str()));
        auto const body = federation::Json::read(std::string{response.body()});
        REQUIRE(body);
        auto const& content = schemas.resolved(responses[status.c_str()])["content"];
        auto const faults = schemas.faults(content["application/json"]["schema"], body->root());
        for (auto const& fault : faults) FAIL_CHECK(fault);
        seen.insert(method + " " + path + " " + status);
    }

    ApiClient as(std::string const& name, std::string const& scopes = "read write admin:partners") {
        return ApiClient::of(*this, name, scopes);
    }
    ApiClient stranger() { return ApiClient{*this}; }

    std::string question, answer, guide;
    federation::Json description =
        federation::Json::read(std::string{stranger().get(std::string{base} + "/openapi.json").body()}).value();
    JsonSchemas schemas{description.root()};
    std::set<std::string> seen;
};

}  // namespace

TEST_CASE_FIXTURE(Extension, "every route of the extension API is described, with its scope and who may call it") {
    std::set<std::string> described, routed;
    for (auto const& path : description.root()["paths"].GetObject())
        for (auto const& operation : path.value.GetObject())
            described.insert(text(operation.name) + " " + text(path.name));
    for (auto const& route : server::extension::routes()) {
        auto const path = described_path(route.pattern), method = method_word(route.method);
        INFO(method << " " << path);
        routed.insert(method + " " + path);
        CHECK(route.door == server::Door::api);
        REQUIRE(described.contains(method + " " + path));
        auto const& operation = description.root()["paths"][path.c_str()][method.c_str()];
        CHECK(text(operation["x-role"]) == role_word(route.who));
        auto const& security = operation["security"];
        if (route.scope.empty()) {
            CHECK(security.Empty());
            continue;
        }
        CHECK(security.Size() == (route.who == Who::anyone ? 2 : 1));  // with {}: also without a token
        auto const& scopes = security[security.Size() - 1]["token"];
        REQUIRE(scopes.Size() == 1);
        CHECK(text(scopes[0]) == route.scope);
    }
    CHECK(described == routed);
}

TEST_CASE_FIXTURE(Extension, "what is refused by token and by what is missing is described where it can happen") {
    for (auto const& route : server::extension::routes()) {
        auto const path = described_path(route.pattern), method = method_word(route.method);
        INFO(method << " " << path);
        auto const& operation = description.root()["paths"][path.c_str()][method.c_str()];
        auto const& responses = operation["responses"];
        bool const by_token = route.who != Who::anyone;
        CHECK(responses.HasMember("401") == by_token);
        CHECK(responses.HasMember("403") == by_token);
        CHECK(responses.HasMember("404") == (route.pattern.find(':') != std::string_view::npos));
        std::set<std::string> named, wanted;
        if (operation.HasMember("parameters"))
            for (auto const& parameter : operation["parameters"].GetArray()) named.insert(text(parameter["name"]));
        for (std::size_t at = path.find('{'); at != path.npos; at = path.find('{', at + 1))
            wanted.insert(path.substr(at + 1, path.find('}', at) - at - 1));
        CHECK(named == wanted);
    }
}

TEST_CASE_FIXTURE(Extension, "every answer that is described is given, and is as described") {
    using enum Method;
    auto const asked = digits(question), answered = digits(answer);
    static_cast<void>(call(stranger(), get, "/openapi.json", {}));
    static_cast<void>(call(stranger(), get, "/kinds", {}));
    CHECK(call(stranger(), get, "/things/{id}", {asked}).status() == 200);
    CHECK(call(as("bob"), get, "/things/{id}", {answered}).status() == 200);
    CHECK(call(stranger(), get, "/things/{id}", {"99"}).status() == 404);
    CHECK(call(stranger(), get, "/things/{id}", {"many"}).status() == 404);

    CHECK(call(stranger(), get, "/things/{id}/adoptions", {digits(guide)}).status() == 200);
    CHECK(call(stranger(), get, "/things/{id}/adoptions", {asked}).status() == 404);

    std::string const accept = "/answers/{id}/accept";
    for (auto const method : {post, delete_}) {
        CHECK(call(stranger(), method, accept, {answered}).status() == 401);
        CHECK(call(as("ada", "read"), method, accept, {answered}).status() == 403);
        CHECK(call(as("ada"), method, accept, {"99"}).status() == 404);
    }
    CHECK(call(as("ada"), post, accept, {asked}).status() == 422);
    CHECK(call(as("cat"), post, accept, {answered}).status() == 403);
    CHECK(call(as("ada"), post, accept, {answered}).status() == 200);
    CHECK(call(as("ada"), delete_, accept, {answered}).status() == 200);

    std::string const endorse = "/things/{id}/endorsements", withdraw = endorse + "/{kind}";
    Fields const useful{{"kind", "useful"}};
    CHECK(call(stranger(), post, endorse, {asked}, useful).status() == 401);
    CHECK(call(as("bob", "write:statuses"), post, endorse, {asked}, useful).status() == 403);
    CHECK(call(as("bob"), post, endorse, {"99"}, useful).status() == 404);
    CHECK(call(as("bob"), post, endorse, {asked}, {{"kind", "pretty"}}).status() == 422);
    CHECK(call(as("bob"), post, endorse, {asked}, useful).status() == 200);
    CHECK(call(stranger(), delete_, withdraw, {asked, "useful"}).status() == 401);
    CHECK(call(as("bob", "read"), delete_, withdraw, {asked, "useful"}).status() == 403);
    CHECK(call(as("bob"), delete_, withdraw, {asked, "pretty"}).status() == 404);
    CHECK(call(as("bob"), post, endorse, {asked}, {{"kind", "wanted"}}).status() == 422);
    CHECK(call(as("bob"), delete_, withdraw, {asked, "useful"}).status() == 200);

    std::string const support = "/questions/{id}/support";
    for (auto const method : {post, delete_}) {
        CHECK(call(stranger(), method, support, {asked}).status() == 401);
        CHECK(call(as("bob", "read"), method, support, {asked}).status() == 403);
        CHECK(call(as("bob"), method, support, {answered}).status() == 404);
        CHECK(call(as("bob"), method, support, {asked}).status() == 200);
    }
    CHECK(call(as("ada"), post, support, {asked}).status() == 403);

    std::string const take_up = "/questions/{id}/take-up";
    Fields const plan{{"state", "active"}, {"plan", "We try it."}};
    CHECK(call(stranger(), post, take_up, {asked}, plan).status() == 401);
    CHECK(call(as("bob", "read"), post, take_up, {asked}, plan).status() == 403);
    CHECK(call(as("ada"), post, take_up, {asked}, plan).status() == 403);
    CHECK(call(as("bob"), post, take_up, {answered}, plan).status() == 404);
    CHECK(call(as("bob"), post, take_up, {asked}, {{"state", "owned"}, {"plan", "x"}}).status() == 422);
    CHECK(call(as("bob"), post, take_up, {asked}, plan).status() == 200);

    CHECK(call(stranger(), get, "/communities", {}).status() == 200);
    CHECK(call(as("ada"), get, "/communities", {}).status() == 200);
    auto const communities = json_of(stranger().get(std::string{base} + "/communities"));
    REQUIRE(communities.root().Size() == 1);
    CHECK(call(as("ada"), get, "/communities/{id}", {text(communities.root()[0]["id"])}).status() == 200);
    CHECK(call(as("ada"), get, "/communities/{id}", {"99999"}).status() == 404);

    std::string const partner = "/partners/{host}";
    for (auto const& [method, path, names] :
         {std::tuple{get, std::string{"/partners"}, std::vector<std::string>{}},
          std::tuple{get, partner, std::vector<std::string>{"south.test"}},
          std::tuple{post, partner + "/pause", std::vector<std::string>{"south.test"}},
          std::tuple{post, partner + "/resume", std::vector<std::string>{"south.test"}}}) {
        CHECK(call(stranger(), method, path, names).status() == 401);
        CHECK(call(as("olga", "read write"), method, path, names).status() == 403);
        CHECK(call(as("ada"), method, path, names).status() == 403);
    }
    Fields const reason{{"reason", "They moved house"}};
    CHECK(call(as("olga"), get, "/partners", {}).status() == 200);
    CHECK(call(as("olga"), get, partner, {"south.test"}).status() == 200);
    CHECK(call(as("olga"), get, partner, {"nowhere.test"}).status() == 404);
    CHECK(call(as("olga"), post, partner + "/resume", {"south.test"}).status() == 409);
    CHECK(call(as("olga"), post, partner + "/pause", {"south.test"}).status() == 422);
    CHECK(call(as("olga"), post, partner + "/pause", {"nowhere.test"}, reason).status() == 404);
    CHECK(call(as("olga"), post, partner + "/pause", {"south.test"}, reason).status() == 200);
    CHECK(call(as("olga"), post, partner + "/pause", {"south.test"}, reason).status() == 409);
    CHECK(call(as("olga"), post, partner + "/resume", {"nowhere.test"}).status() == 404);
    CHECK(call(as("olga"), post, partner + "/resume", {"south.test"}).status() == 200);

    for (auto const& path : description.root()["paths"].GetObject())
        for (auto const& operation : path.value.GetObject())
            for (auto const& response : operation.value["responses"].GetObject()) {
                auto const name = text(operation.name) + " " + text(path.name) + " " + text(response.name);
                if (!seen.contains(name)) FAIL_CHECK("described, and given to nobody: " << name);
            }
}

TEST_CASE_FIXTURE(Extension, "an acceptance and an endorsement count once, however often they are sent") {
    auto const asked = digits(question), answered = digits(answer);
    for (int i = 0; i < 2; ++i) {
        auto const accepted = json_of(as("ada").post(std::string{base} + "/answers/" + answered + "/accept"));
        CHECK(accepted.root()["accepted"].GetBool());
        auto const endorsed =
            json_of(as("bob").post(std::string{base} + "/things/" + asked + "/endorsements", {{"kind", "useful"}}));
        CHECK(endorsed.root()["endorsements"][0]["count"].GetUint64() == 1);
        CHECK(endorsed.root()["endorsements"][0]["mine"].GetBool());
    }
    auto const seen_by_cat = json_of(as("cat").get(std::string{base} + "/things/" + asked));
    CHECK(text(seen_by_cat.root()["accepted_answer"]) == answered);
    CHECK_FALSE(seen_by_cat.root()["endorsements"][0]["mine"].GetBool());
}

TEST_CASE_FIXTURE(Extension, "where a thing has arrived is for its author to see") {
    auto const path = std::string{base} + "/things/" + digits(question);
    CHECK(json_of(as("ada").get(path)).root()["delivery"].IsArray());
    CHECK(json_of(as("bob").get(path)).root()["delivery"].IsNull());
    CHECK(json_of(stranger().get(path)).root()["delivery"].IsNull());
}

TEST_CASE_FIXTURE(Extension, "a paused partner is shown with the reason that was given") {
    auto const path = std::string{base} + "/partners/south.test";
    static_cast<void>(as("olga").post(path + "/pause", {{"reason", "They moved house"}}));
    auto const partner = json_of(as("olga").get(path));
    CHECK(text(partner.root()["state"]) == "paused");
    CHECK(text(partner.root()["reason"]) == "They moved house");
}

TEST_CASE_FIXTURE(Extension, "both endorsements are counted apart, and neither of them is a favourite") {
    auto const path = std::string{base} + "/things/" + digits(answer);
    static_cast<void>(as("cat").post(path + "/endorsements", {{"kind", "evidenced"}}));
    static_cast<void>(as("ada").post(path + "/endorsements", {{"kind", "evidenced"}}));
    static_cast<void>(as("cat").post(path + "/endorsements", {{"kind", "useful"}}));
    auto const thing = json_of(as("cat").get(path));
    auto const& endorsements = thing.root()["endorsements"];
    REQUIRE(endorsements.Size() == 2);
    CHECK(text(endorsements[0]["kind"]) == "useful");
    CHECK(endorsements[0]["count"].GetUint64() == 1);
    CHECK(text(endorsements[1]["kind"]) == "evidenced");
    CHECK(endorsements[1]["count"].GetUint64() == 2);
    auto const status = json_of(as("cat").get("/api/v1/statuses/" + digits(answer)));
    CHECK(status.root()["favourites_count"].GetUint64() == 0);
}

TEST_CASE_FIXTURE(
    Extension, "a thing tells why it was accepted, how many schools want an answer, and who works on it"
) {
    auto const asked = std::string{base} + "/things/" + digits(question);
    static_cast<void>(
        as("ada").post(std::string{base} + "/answers/" + digits(answer) + "/accept", {{"reason", "It is clear"}})
    );
    for (auto const* const name : {"bob", "cat"})
        static_cast<void>(as(name).post(std::string{base} + "/questions/" + digits(question) + "/support"));
    static_cast<void>(as("cat").post(
        std::string{base} + "/questions/" + digits(question) + "/take-up", {{"state", "planned"}, {"plan", "Soon."}}
    ));

    auto const accepted = json_of(as("bob").get(std::string{base} + "/things/" + digits(answer)));
    REQUIRE(accepted.root()["acceptances"].Size() == 1);
    CHECK(text(accepted.root()["acceptances"][0]["reason"]) == "It is clear");
    CHECK(accepted.root()["support"].IsNull());
    auto const thing = json_of(as("bob").get(asked));
    CHECK(thing.root()["support"]["schools"].GetUint64() == 1);
    CHECK(thing.root()["support"]["mine"].GetBool());
    REQUIRE(thing.root()["take_ups"].Size() == 1);
    CHECK(text(thing.root()["take_ups"][0]["state"]) == "planned");
    CHECK(text(thing.root()["take_ups"][0]["plan"]) == "Soon.");
}
