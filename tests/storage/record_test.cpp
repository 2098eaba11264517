#include "storage/record.hpp"

#include "storage/codec.hpp"
#include "tests/printing.hpp"

using namespace collegium::storage;

TEST_CASE("a record opens with its own key in its own table") {
    RecordSeal const seal{"objects"};
    auto const record = seal.wrap("key", 3, "payload");

    auto const opened = seal.unwrap("key", record);

    CHECK(opened.version() == 3);
    CHECK(opened.payload() == "payload");
    CHECK(RecordSeal{"objects"}.unwrap("key", record).payload() == "payload");
}

TEST_CASE("a record does not open under another key or in another table") {
    auto const record = RecordSeal{"objects"}.wrap("key", 1, "payload");

    CHECK_THROWS_AS(static_cast<void>(RecordSeal{"objects"}.unwrap("kez", record)), CorruptRecord);
    CHECK_THROWS_AS(static_cast<void>(RecordSeal{"actors"}.unwrap("key", record)), CorruptRecord);
}

TEST_CASE("where the key ends and the payload begins is part of the checksum") {
    RecordSeal const seal{"objects"};
    auto const record = seal.wrap("ke", 1, "payload");

    CHECK_THROWS_AS(static_cast<void>(seal.unwrap("ke" + record.substr(0, 1), record.substr(1))), CorruptRecord);
}

TEST_CASE("every single flipped bit of key or record is seen") {
    RecordSeal const seal{"objects"};
    std::string const key = "some key";
    auto const record = seal.wrap(key, 1, "a payload of a few words");
    auto const packed = seal.wrap(key, 1, std::string(1000, 'a') + " and more");
    REQUIRE(packed.size() < 100);

    for (auto const& whole : {record, packed})
        for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
            auto flipped = whole;
            flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
            CHECK_THROWS_AS(static_cast<void>(seal.unwrap(key, flipped)), CorruptRecord);
            CHECK_THROWS_AS(seal.check(key, flipped), CorruptRecord);
        }
    for (std::size_t bit = 0; bit < key.size() * 8; ++bit) {
        auto flipped = key;
        flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
        CHECK_THROWS_AS(static_cast<void>(seal.unwrap(flipped, record)), CorruptRecord);
    }
}

TEST_CASE("a record that was cut short is seen") {
    RecordSeal const seal{"objects"};
    auto const record = seal.wrap("key", 1, "");

    for (std::size_t size = 0; size < record.size(); ++size)
        CHECK_THROWS_AS(static_cast<void>(seal.unwrap("key", std::string_view{record}.substr(0, size))), CorruptRecord);
}

TEST_CASE("a long payload is packed, and one that would not become shorter is not") {
    RecordSeal const seal{"flesh"};
    std::string words, noise;
    for (unsigned n = 0; n < 500; ++n) {
        words += "https://north.example/people/ada ";
        noise += static_cast<char>((n * n * 7919U) >> 5U);
    }

    auto const record = seal.wrap("key", 2, words);
    CHECK(record.size() < words.size() / 10);
    CHECK(seal.unwrap("key", record).payload() == words);
    CHECK(seal.unwrap("key", record).version() == 2);

    auto const plain = seal.wrap("key", 1, noise);
    CHECK(plain.size() == noise.size() + 9);
    CHECK(seal.unwrap("key", plain).payload() == noise);
}

TEST_CASE("what was opened outlives being moved") {
    RecordSeal const seal{"flesh"};
    auto const record = seal.wrap("key", 1, std::string(300, 'a'));
    auto opened = seal.unwrap("key", record);
    auto const moved = std::move(opened);
    CHECK(moved.payload() == std::string(300, 'a'));
}
