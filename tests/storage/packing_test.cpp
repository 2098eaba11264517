#include "storage/packing.hpp"

#include "storage/codec.hpp"
#include "tests/printing.hpp"

using namespace collegium::storage;

TEST_CASE("what was packed is unpacked, and takes less room") {
    std::string const words(100'000, 'a');
    auto const bytes = packed(words);
    REQUIRE(bytes);
    CHECK(bytes->size() < 100);
    CHECK(unpacked(*bytes) == words);
}

TEST_CASE("what is short stays as it is") {
    CHECK_FALSE(packed(""));
    CHECK_FALSE(packed(std::string(least_packed - 1, 'a')));
    CHECK(packed(std::string(least_packed, 'a')));
}

TEST_CASE("what was not packed here is refused") {
    auto const bytes = packed(std::string(1000, 'a')).value();
    CHECK_THROWS_AS(static_cast<void>(unpacked("")), CorruptRecord);
    CHECK_THROWS_AS(static_cast<void>(unpacked("words")), CorruptRecord);
    CHECK_THROWS_AS(static_cast<void>(unpacked(std::string_view{bytes}.substr(0, bytes.size() - 1))), CorruptRecord);
    CHECK_THROWS_AS(static_cast<void>(unpacked(bytes + bytes)), CorruptRecord);
}
