#include "crypto/structured_field.hpp"

#include "tests/crypto/vectors.hpp"

#include <doctest/doctest.h>

#include <cmath>

namespace collegium::crypto::structured {
namespace {

using Value = JsonValue;

// The suite writes binary values in base32 (RFC 4648 section 6).
Bytes from_base32(std::string_view text) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    Bytes bytes;
    unsigned buffer = 0;
    unsigned bits = 0;
    for (char const letter : text.substr(0, text.find('='))) {
        buffer = (buffer << 5 | static_cast<unsigned>(digits.find(letter))) & 0xFFFF;
        bits += 5;
        if (bits < 8) continue;
        bits -= 8;
        bytes.push_back(static_cast<std::uint8_t>(buffer >> bits));
    }
    return bytes;
}

BareItem expected_bare(Value const& value) {
    if (value.IsBool()) return value.GetBool();
    if (value.IsInt64()) return value.GetInt64();
    if (value.IsDouble()) return Decimal{std::llround(value.GetDouble() * 1000)};
    if (value.IsString()) return text_of(value);
    auto const text = text_of(value["value"]);
    if (text_of(value["__type"]) == "token") return Token{text};
    return from_base32(text);
}

bool same(BareItem const& item, Value const& expected) {
    return item == expected_bare(expected);
}

bool same(Parameters const& parameters, Value const& expected) {
    if (parameters.size() != expected.Size()) return false;
    for (rapidjson::SizeType i = 0; i < expected.Size(); ++i)
        if (parameters[i].first != text_of(expected[i][0]) || !same(parameters[i].second, expected[i][1])) return false;
    return true;
}

bool same(Item const& item, Value const& expected) {
    return same(item.value, expected[0]) && same(item.parameters, expected[1]);
}

bool same(InnerList const& list, Value const& expected) {
    if (!expected[0].IsArray() || list.items.size() != expected[0].Size()) return false;
    for (rapidjson::SizeType i = 0; i < expected[0].Size(); ++i)
        if (!same(list.items[i], expected[0][i])) return false;
    return same(list.parameters, expected[1]);
}

bool same(Member const& member, Value const& expected) {
    if (std::holds_alternative<InnerList>(member.value) != expected[0].IsArray()) return false;
    return std::visit([&](auto const& value) { return same(value, expected); }, member.value);
}

bool same(List const& list, Value const& expected) {
    if (list.size() != expected.Size()) return false;
    for (rapidjson::SizeType i = 0; i < expected.Size(); ++i)
        if (!same(list[i], expected[i])) return false;
    return true;
}

bool same(Dictionary const& dictionary, Value const& expected) {
    if (dictionary.size() != expected.Size()) return false;
    for (rapidjson::SizeType i = 0; i < expected.Size(); ++i)
        if (dictionary[i].first != text_of(expected[i][0]) || !same(dictionary[i].second, expected[i][1])) return false;
    return true;
}

template <class T>
void check(std::optional<T> const& parsed, Value const& test) {
    if (test.HasMember("must_fail")) {
        CHECK_FALSE(parsed);
        return;
    }
    if (!parsed) {
        CHECK(test.HasMember("can_fail"));
        return;
    }
    CHECK(same(*parsed, test["expected"]));
}

void check(Value const& test) {
    std::string text;
    for (auto const& line : test["raw"].GetArray()) text += (text.empty() ? "" : ", ") + text_of(line);
    auto const type = text_of(test["header_type"]);
    CAPTURE(text_of(test["name"]));
    if (type == "item") check(parse_item(text), test);
    if (type == "list") check(parse_list(text), test);
    if (type == "dictionary") check(parse_dictionary(text), test);
}

}  // namespace

TEST_CASE("the HTTP working group's tests of structured fields pass") {
    // Left out: date.json and display-string.json, which test the types that RFC 9651 added to RFC 8941.
    for (auto const name :
         {"binary",
          "boolean",
          "dictionary",
          "examples",
          "item",
          "key-generated",
          "large-generated",
          "list",
          "listlist",
          "number",
          "number-generated",
          "param-dict",
          "param-list",
          "param-listlist",
          "string",
          "string-generated",
          "token",
          "token-generated"}) {
        CAPTURE(name);
        auto const suite = parse_json(read_vector(std::string{"structured-fields/"} + name + ".json"));
        CHECK(suite.Size() > 0);
        for (auto const& test : suite.GetArray()) check(test);
    }
}

TEST_CASE("dates and display strings, which RFC 8941 does not know, are refused") {
    CHECK_FALSE(parse_item("@1659578233"));
    CHECK_FALSE(parse_item("%\"f%c3%bc\""));
}

TEST_CASE("a member keeps the bytes that it was parsed from") {
    auto const dictionary = parse_dictionary("a=( \"x\"  \"y\" );b; c=1 , d=2;e, f;g").value();

    CHECK(dictionary[0].second.source == "( \"x\"  \"y\" );b; c=1");
    CHECK(dictionary[1].second.source == "2;e");
    CHECK(dictionary[2].second.source == "");
}

TEST_CASE("text is quoted so that it reads back") {
    CHECK(serialise_string("a \"b\" \\c") == R"("a \"b\" \\c")");
    CHECK(std::get<std::string>(parse_item(*serialise_string("a \"b\" \\c"))->value) == "a \"b\" \\c");
    auto const suite = parse_json(read_vector("structured-fields/serialisation-tests/string-generated.json"));
    for (auto const& test : suite.GetArray()) CHECK_FALSE(serialise_string(text_of(test["expected"][0])));
    CHECK_FALSE(serialise_string("\xC3\xA4"));
}

TEST_CASE("hostile fields are refused") {
    std::string text;
    SUBCASE("of commas") text = std::string(8192, ',');
    SUBCASE("of opening parentheses") text = "a=" + std::string(8192, '(');
    SUBCASE("with quotes that do not end") text = "a=\"" + std::string(8192, 'x');
    SUBCASE("with an escape at the end") text = "a=\"x\\";
    SUBCASE("with bytes that do not end") text = "a=:" + std::string(8192, 'A');
    SUBCASE("with a list that does not end") text = "a=(\"x\" ";
    SUBCASE("with a NUL") text = std::string{"a=1\0", 4};
    SUBCASE("with a NUL for a value") text = std::string{"a=\0", 3};
    SUBCASE("with a comma at the end") text = "a=1,";
    SUBCASE("of a semicolon without a key") text = "a=1;";
    SUBCASE("in a stranger's alphabet") text = "\xC3\xA4=1";

    CHECK_FALSE(parse_dictionary(text));
    CHECK_FALSE(parse_list(text));
}

TEST_CASE("thousands of keys are read in linear time, the last value of each winning") {
    std::string text = "k0=0";
    for (int i = 1; i < 20'000; ++i) text += ",k" + std::to_string(i % 10'000) + "=" + std::to_string(i);

    auto const dictionary = parse_dictionary(text).value();
    CHECK(dictionary.size() == 10'000);
    CHECK(std::get<Item>(dictionary[7].second.value).value == BareItem{std::int64_t{10'007}});
}

}  // namespace collegium::crypto::structured
