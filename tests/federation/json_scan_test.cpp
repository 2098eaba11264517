#include "federation/messages/json_scan.hpp"

#include "tests/printing.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace collegium;
using namespace collegium::federation;
using namespace std::string_view_literals;

namespace {

bool passes(std::string_view text) {
    return scan_json(text, incoming_json).has_value();
}

// What is read byte for byte by others must not depend on what the parser behind it makes of it.
std::string words_of(std::string_view text) {
    auto const outcome = scan_json(text, incoming_json);
    return outcome ? "" : std::string{outcome.error().detail()};
}

}  // namespace

TEST_SUITE("scan of JSON") {
    TEST_CASE("a control byte in a text is refused by the scan itself") {
        for (int byte = 0; byte < 0x20; ++byte) {
            CAPTURE(byte);
            CHECK(words_of("\"a" + std::string(1, static_cast<char>(byte)) + "\"") == "a control byte in a text");
        }
        CHECK(passes("\"a \x7f\""));
    }

    TEST_CASE("an escape has its four hex digits") {
        for (auto const text :
             {R"("\u)"sv, R"("\u")"sv, R"("\u1")"sv, R"("\u12")"sv, R"("\u123")"sv, R"("\u123g")"sv, R"("\u12 4")"sv})
            CHECK(words_of(text) == "an escape without four hex digits");
        for (auto const text : {R"("\u0000")"sv, R"("\u00aF")"sv, R"("\u09Af")"sv, R"("\ufFfF")"sv})
            CHECK(passes(text));
        for (auto const text :
             {R"("\u00g0")"sv, R"("\u00G0")"sv, R"("\u00/0")"sv, R"("\u00:0")"sv, R"("\u00@0")"sv, R"("\u00`0")"sv})
            CHECK_FALSE(passes(text));
    }

    TEST_CASE("surrogates come in pairs, the high one first") {
        for (auto const text :
             {R"("\ud800\udc00")"sv,
              R"("\ud800\udfff")"sv,
              R"("\udbff\udc00")"sv,
              R"("\udbff\udfff")"sv,
              R"("\ud7ff")"sv,
              R"("\ue000")"sv})
            CHECK(passes(text));
        for (auto const text :
             {R"("\ud800")"sv,
              R"("\ud800x")"sv,
              R"("\ud800\n")"sv,
              R"("\ud800\u")"sv,
              R"("\ud800\u0041")"sv,
              R"("\ud800\udbff")"sv,
              R"("\ud800\ue000")"sv,
              R"("\udc00")"sv,
              R"("\udc00\udc00")"sv,
              R"("\udfff\udc00")"sv})
            CHECK(words_of(text) == "half of a surrogate pair");
    }

    TEST_CASE("a text that ends in an escape does not end") {
        for (auto const text : {R"(")"sv, R"("\)"sv, R"("\")"sv, R"("a\\\")"sv})
            CHECK(words_of(text) == "a text that does not end");
        CHECK(passes(R"("\\")"));
    }

    TEST_CASE("a sequence of UTF-8 is measured, and each wrong byte of it found") {
        struct Row {
            std::string_view bytes;
            std::size_t size;
        };
        for (auto const& [bytes, size] : std::vector<Row>{
                 {"", 0},
                 {"a", 1},
                 {"\x7f", 1},
                 {"\x80", 0},
                 {"\xbf", 0},
                 {"\xc1\xbf", 0},
                 {"\xc2\x80", 2},
                 {"\xdf\xbf", 2},
                 {"\xc2", 0},
                 {"\xc2\x7f", 0},
                 {"\xc2\xc0", 0},
                 {"\xe0\x9f\x80", 0},
                 {"\xe0\xa0\x80", 3},
                 {"\xe1\x80\x80", 3},
                 {"\xe1\x7f\x80", 0},
                 {"\xe1\x80\x7f", 0},
                 {"\xe1\x80", 0},
                 {"\xe1", 0},
                 {"\xed\x9f\xbf", 3},
                 {"\xed\xa0\x80", 0},
                 {"\xee\x80\x80", 3},
                 {"\xef\xbf\xbf", 3},
                 {"\xf0\x8f\x80\x80", 0},
                 {"\xf0\x90\x80\x80", 4},
                 {"\xf1\x80\x80\x80", 4},
                 {"\xf1\x7f\x80\x80", 0},
                 {"\xf1\x80\x7f\x80", 0},
                 {"\xf1\x80\x80\x7f", 0},
                 {"\xf1\x80\x80", 0},
                 {"\xf4\x8f\xbf\xbf", 4},
                 {"\xf4\x90\x80\x80", 0},
                 {"\xf5\x80\x80\x80", 0},
                 {"\xff", 0}}) {
            CAPTURE(bytes.size());
            CAPTURE(bytes.empty() ? 0 : static_cast<unsigned char>(bytes.front()));
            CHECK(utf8_sequence(bytes) == size);
        }
    }
}
