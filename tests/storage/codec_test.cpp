#include "storage/tables.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::storage;

namespace {

std::string key_bytes(auto const& key) {
    std::string bytes;
    append_key(bytes, key);
    return bytes;
}

template <class T>
T there_and_back(T const& value) {
    std::string bytes;
    append_value(bytes, value);
    std::string_view rest = bytes;
    T back{};
    take_value(rest, back);
    CHECK(rest.empty());
    return back;
}

}  // namespace

TEST_CASE("the order of keys is the order of their fields") {
    std::vector<PlaceKey> const ordered{
        {Handle{0}, LocalId{0}},
        {Handle{0}, LocalId{1}},
        {Handle{1}, LocalId{0}},
        {Handle{1}, LocalId{0xff}},
        {Handle{1}, LocalId{0x100}},
        {Handle{0x100}, LocalId{1}},
        {Handle{~0ull}, LocalId{0}},
        {Handle{~0ull}, LocalId{~0ull}}};

    for (std::size_t i = 1; i < ordered.size(); ++i) CHECK(key_bytes(ordered[i - 1]) < key_bytes(ordered[i]));
}

TEST_CASE("a value comes back as it was") {
    DeliveryRow const row{Handle{7}, Handle{8}, {Handle{1}, Handle{1ull << 63}}, Handle{0}};
    CHECK(there_and_back(row) == row);

    ActorRecord actor;
    actor.type = ActorType::group;
    actor.local = true;
    actor.username = std::string(300, 'x');
    actor.rsa_modulus = std::string{"\0\xff\0", 3};
    actor.fetched = Instant{std::chrono::milliseconds{1'788'256'800'123}};
    CHECK(there_and_back(actor) == actor);

    std::optional<std::uint64_t> const nothing, something{0};
    CHECK(there_and_back(nothing) == nothing);
    CHECK(there_and_back(something) == something);
}

TEST_CASE("bytes that end too early are refused, not guessed") {
    std::string bytes;
    append_value(bytes, DeliveryRow{Handle{7}, Handle{8}, {Handle{1}, Handle{2}}, Handle{3}});

    for (std::size_t size = 0; size < bytes.size(); ++size) {
        std::string_view part = std::string_view{bytes}.substr(0, size);
        DeliveryRow row;
        CHECK_THROWS_AS(take_value(part, row), CorruptRecord);
    }
}

TEST_CASE("a number that never ends is refused") {
    std::string const endless(20, '\xff');
    std::string_view rest = endless;

    CHECK_THROWS_AS(static_cast<void>(take_varint(rest)), CorruptRecord);
}
