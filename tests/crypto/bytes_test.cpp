#include "crypto/bytes.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

namespace collegium::crypto {

TEST_CASE("hex is written in lower case and read in either") {
    CHECK(to_hex(Bytes{0x00, 0xAB, 0xFF}) == "00abff");
    CHECK(from_hex("00aBFf") == Bytes{0x00, 0xAB, 0xFF});
    CHECK(from_hex("") == Bytes{});
}

TEST_CASE("hex that no encoder writes is refused") {
    for (auto const text : {"0", "abc", "0g", " 00", "00 ", "0x00", "00:11"}) CHECK_FALSE(from_hex(text));
    CHECK_FALSE(from_hex(std::string_view{"00\0", 3}));
    CHECK_FALSE(from_hex(std::string_view{"\0\0", 2}));
}

TEST_CASE("base64 of RFC 4648 section 10 is read and written") {
    struct Pair {
        std::string_view plain, encoded, url;
    };
    for (auto const& [plain, encoded, url] : {
             Pair{"", "", ""},
             Pair{"f", "Zg==", "Zg"},
             Pair{"fo", "Zm8=", "Zm8"},
             Pair{"foo", "Zm9v", "Zm9v"},
             Pair{"foob", "Zm9vYg==", "Zm9vYg"},
             Pair{"fooba", "Zm9vYmE=", "Zm9vYmE"},
             Pair{"foobar", "Zm9vYmFy", "Zm9vYmFy"},
             Pair{"\xFB\xEF\xFF", "++//", "--__"},
         }) {
        auto const bytes = Bytes{bytes_of(plain).begin(), bytes_of(plain).end()};
        CHECK(to_base64(bytes) == encoded);
        CHECK(from_base64(encoded) == bytes);
        CHECK(to_base64url(bytes) == url);
        CHECK(from_base64url(url) == bytes);
    }
}

TEST_CASE("base64 that no encoder writes is refused") {
    for (auto const text : {"Zg", "Zg=", "Zg===", "=", "====", "Zh==", "Zm9=", "Zm 9v", "Zm9v\n", "Zm9v=", "--__", "Z"})
        CHECK_FALSE(from_base64(text));
    for (auto const text : {"Zg==", "Zh", "++//", "Zm9v=", "Z", "Zm 8"}) CHECK_FALSE(from_base64url(text));
    CHECK_FALSE(from_base64(std::string_view{"Zm9\0", 4}));
}

TEST_CASE("every byte outside its alphabet is refused, wherever it stands"
) {  // libsodium 1.0.18 alone takes 0x80 to 0xFF
    int accepted64 = 0;
    int accepted16 = 0;
    for (int code = 0; code < 256; ++code) {
        for (std::size_t at = 0; at < 4; ++at) {
            std::string text = "AAAA";
            text[at] = static_cast<char>(code);
            accepted64 += from_base64(text).has_value() + from_base64url(text).has_value();
            accepted16 += from_hex(text).has_value();
        }
    }
    CHECK(accepted64 == 4 * (64 + 64) + 1);  // "AAA=" is well formed too
    CHECK(accepted16 == 4 * 22);
}

TEST_CASE("base58 of the draft's examples is read and written") {  // draft-msporny-base58-03, section 5
    auto const hello = bytes_of("Hello World!");
    auto const fox = bytes_of("The quick brown fox jumps over the lazy dog.");

    CHECK(to_base58(hello) == "2NEpo7TZRRrLZSi2U");
    CHECK(to_base58(fox) == "USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z");
    CHECK(to_base58(Bytes{0x00, 0x00, 0x28, 0x7F, 0xB4, 0xCD}) == "11233QC4");
    CHECK(from_base58("11233QC4") == Bytes{0x00, 0x00, 0x28, 0x7F, 0xB4, 0xCD});
    CHECK(from_base58("2NEpo7TZRRrLZSi2U") == Bytes{hello.begin(), hello.end()});
}

TEST_CASE("base58 keeps leading zeros and every length") {
    for (std::size_t size = 0; size <= 256; size += 7) {
        Bytes bytes(size, 0xFF);
        for (std::size_t zero = 0; zero < std::min<std::size_t>(size, 3); ++zero) bytes[zero] = 0;
        CHECK(from_base58(to_base58(bytes)) == bytes);
    }
}

TEST_CASE("base58 is bounded and knows its alphabet") {
    for (auto const text : {"0", "O", "I", "l", " ", "2NEpo7TZRRrLZSi2U ", "\xC3\xA4"}) CHECK_FALSE(from_base58(text));
    CHECK_FALSE(from_base58(std::string_view{"\0", 1}));
    CHECK(from_base58(std::string(512, 'z')));
    CHECK_FALSE(from_base58(std::string(513, 'z')));
    CHECK_THROWS_AS(to_base58(Bytes(257)), std::length_error);
}

TEST_CASE("bytes are equal if they are the same and as many") {
    CHECK(equal_in_constant_time(Bytes{1, 2, 3}, Bytes{1, 2, 3}));
    CHECK(equal_in_constant_time(Bytes{}, Bytes{}));
    CHECK_FALSE(equal_in_constant_time(Bytes{1, 2, 3}, Bytes{1, 2, 4}));
    CHECK_FALSE(equal_in_constant_time(Bytes{1, 2, 3}, Bytes{1, 2}));
}

}  // namespace collegium::crypto
