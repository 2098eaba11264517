#include "crypto/plain_bytes.hpp"

#include "tests/printing.hpp"

#include <algorithm>
#include <string>

using namespace collegium::crypto;

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
