#include "crypto/json_copy.hpp"

#include "tests/printing.hpp"

#include <string>
#include <string_view>

using namespace collegium;

TEST_CASE("a copy has everything in memory of its own, also what lay in somebody else's") {
    std::string words = "words that somebody else holds";
    JsonPool pool;
    JsonValue value{rapidjson::kObjectType}, list{rapidjson::kArrayType};
    auto const size = static_cast<rapidjson::SizeType>(words.size());
    list.PushBack(JsonValue{rapidjson::StringRef(words.data(), size)}, pool).PushBack(7, pool);
    value.AddMember(JsonValue{rapidjson::StringRef(words.data(), size)}, list, pool);

    auto const copy = copy_of(value);
    words.assign(words.size(), 'x');

    REQUIRE(copy.MemberCount() == 1);
    auto const& [name, items] = *copy.MemberBegin();
    CHECK(name.GetString() == std::string_view{"words that somebody else holds"});
    CHECK(items[0].GetString() == std::string_view{"words that somebody else holds"});
    CHECK(items[1].GetInt() == 7);
}
