#include "federation/messages/json_text.hpp"

#include "federation/messages/json.hpp"
#include "tests/printing.hpp"

#include <stdexcept>

using namespace collegium::federation;

TEST_CASE("what is written is read back as it was meant") {
    std::string every;
    for (int byte = 1; byte < 128; ++byte) every += static_cast<char>(byte);
    auto const text =
        JsonText::object().text(every, every).number("n", 7).boolean("b", true).texts("l", {"x", "y"}).done();

    auto const json = Json::read_object(text).value();

    CHECK(text_member(json.root(), every) == every);
    CHECK(member(json.root(), "n")->GetUint() == 7);
    CHECK(member(json.root(), "b")->IsTrue());
    CHECK(references(json.root(), "l") == std::vector<std::string_view>{"x", "y"});
}

TEST_CASE("what is quoted is read back, whatever letter stands at whatever place") {
    for (std::size_t place = 0; place < 12; ++place)
        for (int byte = 1; byte < 128; ++byte) {
            auto text = std::string(12, 'x') + "\xC3\xA9\xE2\x82\xAC";
            text[place] = static_cast<char>(byte);
            auto const json = Json::read_object(JsonText::object().text("t", text).done());
            REQUIRE(json.has_value());
            CHECK(text_member(json->root(), "t") == text);
        }
}

TEST_CASE("empty objects and lists are whole, and empty texts can be left out") {
    CHECK(JsonText::object().done() == "{}");
    CHECK(JsonText::list().done() == "[]");
    CHECK(JsonText::object().text_unless_empty("a", "").text_unless_empty("b", "x").done() == R"({"b":"x"})");
    CHECK(JsonText::list().item("a").raw_item("{}").done() == R"(["a",{}])");
}

TEST_CASE("what is written is given away once") {
    auto text = JsonText::object();
    text.number("n", 1);
    auto whole = text;
    CHECK(text.done() == R"({"n":1})");
    CHECK_THROWS_AS(static_cast<void>(text.done()), std::logic_error);
    CHECK(whole.done() == R"({"n":1})");
}
