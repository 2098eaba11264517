#include "federation/messages/plain_bytes.hpp"

#include "federation/messages/json.hpp"
#include "federation/messages/json_text.hpp"
#include "tests/printing.hpp"

#include <algorithm>

using namespace collegium::federation;

namespace {

bool stands_for_itself(char c) {
    return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
}

std::size_t count(std::string_view text, auto is_good) {
    return static_cast<std::size_t>(std::ranges::find_if_not(text, is_good) - text.begin());
}

}  // namespace

TEST_CASE("a run of plain bytes ends where it should, whatever byte stands at whatever place") {
    auto const is_plain_ascii = [](char c) { return stands_for_itself(c) && static_cast<unsigned char>(c) < 0x80; };
    std::size_t wrong = 0;
    for (std::size_t place = 0; place < 20; ++place)
        for (int byte = 0; byte < 256; ++byte) {
            std::string text = "plain plain plain plain";
            text[place] = static_cast<char>(byte);
            wrong += plain_bytes(text) == count(text, stands_for_itself) ? 0u : 1u;
            wrong += plain_ascii(text) == count(text, is_plain_ascii) ? 0u : 1u;
        }
    CHECK(wrong == 0);
    CHECK(plain_bytes("") == 0);
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
