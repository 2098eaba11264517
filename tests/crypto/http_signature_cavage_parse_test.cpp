#include "crypto/http_signature.hpp"

#include <doctest/doctest.h>

namespace collegium::crypto {

TEST_CASE("every habit of writing the field is read") {
    auto const signature = parse_cavage(
        "signature=\"AAAA\" , algorithm=\"HS2019\",\theaders=\"(Request-Target)  Host (created)\", "
        "expires=\"1700000300\","
        "created=1700000000, keyId=\"https://a.example/u#k\",opaque=\"x, y=z\",version=2"
    );

    REQUIRE(signature);
    CHECK(signature->key_id == "https://a.example/u#k");
    CHECK(signature->algorithm == "hs2019");
    CHECK(signature->headers == std::vector<std::string>{"(request-target)", "host", "(created)"});
    CHECK(signature->signature == Bytes{0, 0, 0});
    CHECK(signature->created == 1700000000);
    CHECK(signature->expires == 1700000300);
}

TEST_CASE("what is absent takes its default") {
    auto const signature = parse_cavage("keyId=\"k\",signature=\"AAAA\"").value();

    CHECK(signature.algorithm == "");
    CHECK(signature.headers == std::vector<std::string>{"date"});
    CHECK_FALSE(signature.created);
    CHECK_FALSE(signature.expires);
}

TEST_CASE("a field is refused") {
    std::string field = "keyId=\"k\",headers=\"date\",signature=\"AAAA\"";
    REQUIRE(parse_cavage(field));
    SUBCASE("that is empty") field = "";
    SUBCASE("without a key id") field = "signature=\"AAAA\"";
    SUBCASE("with an empty key id") field = "keyId=\"\",signature=\"AAAA\"";
    SUBCASE("without a signature") field = "keyId=\"k\"";
    SUBCASE("with an empty signature") field = "keyId=\"k\",signature=\"\"";
    SUBCASE("with a signature that is not base64") field = "keyId=\"k\",signature=\"A*\"";
    SUBCASE("with a signature without padding") field = "keyId=\"k\",signature=\"AAA\"";
    SUBCASE("with a parameter twice") field += ",keyId=\"k\"";
    SUBCASE("with an unknown parameter twice") field += ",x=\"1\",x=\"2\"";
    SUBCASE("with a header twice") field = "keyId=\"k\",headers=\"date host Date\",signature=\"AAAA\"";
    SUBCASE("with no header at all") field = "keyId=\"k\",headers=\"\",signature=\"AAAA\"";
    SUBCASE("with blanks for headers") field = "keyId=\"k\",headers=\"  \",signature=\"AAAA\"";
    SUBCASE("with a date that is not a number") field += ",created=\"soon\"";
    SUBCASE("with a negative date") field += ",created=-1";
    SUBCASE("with a fraction of a second") field += ",expires=1.5";
    SUBCASE("with a date beyond all numbers") field += ",created=99999999999999999999";
    SUBCASE("with an empty date") field += ",created=\"\"";
    SUBCASE("with a comma at the end") field += ",";
    SUBCASE("with a comma too many") field += ",,x=1";
    SUBCASE("with a semicolon for a comma") field += ";x=1";
    SUBCASE("with blanks around the equals sign") field += ",x = 1";
    SUBCASE("with a parameter without a value") field += ",x";
    SUBCASE("with an empty bare value") field += ",x=";
    SUBCASE("with a value without a name") field += ",=1";
    SUBCASE("with a quote that does not end") field += ",x=\"1";
    SUBCASE("with text after a quote") field += ",x=\"1\"2";
    SUBCASE("with an escape in a quote") field += R"(,x="1\"2")";
    SUBCASE("with a NUL in a quote") field += std::string{",x=\"\0\"", 6};
    SUBCASE("with a NUL after it") field += '\0';
    SUBCASE("with a line break in it") field += ",x=\"\r\n\"";
    SUBCASE("with letters beyond ASCII") field += ",x=\"\xC3\xA4\"";
    SUBCASE("of thousands of commas") field = std::string(8192, ',');
    SUBCASE("of thousands of quotes") field = std::string(8192, '"');

    CHECK_FALSE(parse_cavage(field));
}

TEST_CASE("a field of 8 KiB is read, a longer one refused") {
    std::string const start = "keyId=\"k\",signature=\"AAAA\",x=\"";
    auto const field = start + std::string(8192 - start.size() - 1, 'x') + "\"";

    CHECK(parse_cavage(field));
    CHECK_FALSE(parse_cavage(field + " "));
}

TEST_CASE("64 headers are read, 65 refused, and 16 parameters likewise") {
    std::string headers;
    for (int i = 0; i < 64; ++i) headers += "h" + std::to_string(i) + " ";
    std::string parameters = "keyId=\"k\",signature=\"AAAA\"";
    for (int i = 2; i < 16; ++i) parameters += ",p" + std::to_string(i) + "=1";

    CHECK(parse_cavage("keyId=\"k\",signature=\"AAAA\",headers=\"" + headers + "\"").value().headers.size() == 64);
    CHECK_FALSE(parse_cavage("keyId=\"k\",signature=\"AAAA\",headers=\"" + headers + "h64\""));
    CHECK(parse_cavage(parameters));
    CHECK_FALSE(parse_cavage(parameters + ",p16=1"));
}

TEST_CASE("no part of a field makes a whole one") {
    std::string const field = "keyId=\"k\",headers=\"date\",signature=\"AAAA\"";
    for (std::size_t size = 0; size < field.size(); ++size) CHECK_FALSE(parse_cavage(field.substr(0, size)));
}

}  // namespace collegium::crypto
