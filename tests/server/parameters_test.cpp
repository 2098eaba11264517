// Parameters: what clients send, in whichever way, and how much of it is read.
#include "server/parameters.hpp"

#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::server;

namespace {

Result<Parameters> read(std::string type, std::string body) {
    Request request;
    request.fields.push_back({"Content-Type", std::move(type)});
    request.body = std::move(body);
    return Parameters::read(request);
}

Result<Parameters> read_json(std::string body) {
    return read("application/json", std::move(body));
}

// {"name":[item,item,...]}
std::string list_of(std::string const& name, std::string const& item, std::size_t count) {
    std::string json = "{\"" + name + "\":[";
    for (std::size_t i = 0; i < count; ++i) json += (i == 0 ? "" : ",") + item;
    return json + "]}";
}

std::string part_named(std::string const& name) {
    return "--x\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n1\r\n--x--\r\n";
}

void check_too_large(Result<Parameters> const& read) {
    REQUIRE_FALSE(read);
    CHECK(read.error().reason() == Reason::too_large);
}

}  // namespace

TEST_CASE("JSON becomes the names that forms have") {
    auto const read = read_json(
        R"({"status":"Hi","poll":{"options":["a","b"],"multiple":true},"none":null,"fields":[{"name":"x"},[1]]})"
    );
    REQUIRE(read);
    CHECK(read->text("status") == "Hi");
    CHECK(read->list("poll[options]") == std::vector<std::string>{"a", "b"});
    CHECK(read->is_set("poll[multiple]"));
    CHECK_FALSE(read->has("none"));
    CHECK(read->text("fields[0][name]") == "x");
    CHECK(read->list("fields[]") == std::vector<std::string>{"1"});
}

TEST_CASE("a thousand values are read, and one more is not") {
    CHECK(read_json(list_of("a", "1", 999)));  // the list is one itself
    check_too_large(read_json(list_of("a", "1", 1000)));
    std::string form = "a=1";
    for (int i = 1; i < 1000; ++i) form += "&a=1";
    CHECK(read("application/x-www-form-urlencoded", form));
    check_too_large(read("application/x-www-form-urlencoded", form + "&a=1"));
}

TEST_CASE("what comes to no value counts as well: nulls, empty lists and empty objects") {
    for (std::string const nothing : {"null", "[]", "{}", "[null]", R"({"a":{}})"}) {
        INFO(nothing);
        CHECK(read_json(list_of("a", nothing, 400)));
        check_too_large(read_json(list_of("a", nothing, 1000)));
    }
}

TEST_CASE("names are at most 256 bytes, in each of the ways to send them") {
    std::string const longest(256, 'n'), longer(257, 'n');
    for (auto const& [name, fits] : {std::pair{longest, true}, {longer, false}}) {
        INFO(name.size());
        Request request;
        request.query = name + "=1";
        CHECK(Parameters::read(request).has_value() == fits);
        CHECK(read("application/x-www-form-urlencoded", name + "=1").has_value() == fits);
        CHECK(read("multipart/form-data; boundary=x", part_named(name)).has_value() == fits);
        CHECK(read_json("{\"" + name + "\":1}").has_value() == fits);
    }
    check_too_large(read_json("{\"" + longer + "\":1}"));
}

TEST_CASE("a long name is refused before it is written down for each of what is in it") {
    auto const half = std::string(500'000, 'n');
    check_too_large(read_json(list_of(half, R"({"x":1})", 10)));
    check_too_large(read_json(R"({"a":{")" + half + R"(":[1]}})"));
    std::string deep = "1";
    for (int i = 0; i < 5; ++i) deep = "{\"" + std::string(60, 'n') + "\":" + deep + "}";
    check_too_large(read_json(deep));  // each part is short, and the whole is not
}
