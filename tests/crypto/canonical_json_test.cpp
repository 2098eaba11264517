#include "crypto/canonical_json.hpp"

#include "crypto/bytes.hpp"
#include "tests/crypto/vectors.hpp"

#include <doctest/doctest.h>

#include <bit>
#include <charconv>
#include <limits>
#include <zlib.h>

namespace collegium::crypto {
namespace {

std::string canonical(std::string const& json) {
    return canonical_json(parse_json(json));
}

std::string unpacked(std::filesystem::path const& path) {
    std::unique_ptr<gzFile_s, decltype(&gzclose)> const file{gzopen(path.c_str(), "rb"), gzclose};
    std::string text;
    std::array<char, 65536> buffer;
    for (int size = 0; (size = gzread(file.get(), buffer.data(), buffer.size())) > 0;)
        text.append(buffer.data(), static_cast<std::size_t>(size));
    return text;
}

double double_of(std::string_view ieee_hex) {
    std::uint64_t bits = 0;
    std::from_chars(ieee_hex.data(), ieee_hex.data() + ieee_hex.size(), bits, 16);
    return std::bit_cast<double>(bits);
}

}  // namespace

TEST_CASE("a hundred thousand numbers come out as in ECMAScript") {
    auto const file = unpacked(tests::source_file("tests/vectors/jcs/es6testfile100k.txt.gz"));
    int seen = 0;
    int wrong = 0;
    for (std::string_view rest{file}; !rest.empty(); ++seen) {
        auto const line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(line.size() + 1);
        auto const comma = line.find(',');
        wrong += canonical_number(double_of(line.substr(0, comma))) != line.substr(comma + 1);
    }
    CHECK(seen == 100'000);
    CHECK(wrong == 0);
}

TEST_CASE("the numbers of RFC 8785 appendix B come out as printed there") {
    struct Pair {
        std::string_view ieee, text;
    };
    for (auto const& [ieee, text] : {
             Pair{"0000000000000000", "0"},
             Pair{"8000000000000000", "0"},
             Pair{"0000000000000001", "5e-324"},
             Pair{"7fefffffffffffff", "1.7976931348623157e+308"},
             Pair{"4340000000000000", "9007199254740992"},
             Pair{"4340000000000001", "9007199254740994"},
             Pair{"444b1ae4d6e2ef50", "1e+21"},
             Pair{"444b1ae4d6e2ef4f", "999999999999999900000"},
             Pair{"3eb0c6f7a0b5ed8d", "0.000001"},
             Pair{"3eb0c6f7a0b5ed8c", "9.999999999999997e-7"},
             Pair{"41b3de4355555554", "333333333.33333325"},
             Pair{"becbf647612f3696", "-0.0000033333333333333333"},
             Pair{"43143ff3c1cb0959", "1424953923781206.2"},
         })
        CHECK(canonical_number(double_of(ieee)) == text);
}

TEST_CASE("numbers of every spelling come out in one") {
    CHECK(
        canonical("[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001]") ==
        "[333333333.3333333,1e+30,4.5,0.002,1e-27]"
    );
    CHECK(canonical("[56.0,-0,0.0,-1,9007199254740993,1e0]") == "[56,0,0,-1,9007199254740992,1]");
}

TEST_CASE("members are sorted by UTF-16 code units") {
    CHECK(canonical(R"({"a":1,"111":2,"A":3,"10":4,"":5,"1":6})") == R"({"":5,"1":6,"10":4,"111":2,"A":3,"a":1})");
    CHECK(canonical("{\"\uFB33\":1,\"\U0001F602\":2}") == "{\"\U0001F602\":2,\"\uFB33\":1}");
    CHECK(canonical("{\"\uE000\":1,\"\U0010FFFF\":2,\"\uD7FF\":3}") == "{\"\uD7FF\":3,\"\U0010FFFF\":2,\"\uE000\":1}");
    CHECK(canonical(R"([56,{"d":true,"10":null,"1":[]}])") == R"([56,{"1":[],"10":null,"d":true}])");
}

TEST_CASE("strings are escaped where they must be and nowhere else") {
    CHECK(canonical(R"(["\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/"])") == R"(["€$\u000f\nA'B\"\\\\\"/"])");
    CHECK(canonical(R"(["\b\t\n\f\r\u0000\u001f\u007f"])") == "[\"\\b\\t\\n\\f\\r\\u0000\\u001f\x7F\"]");
}

TEST_CASE("the published documents come out byte for byte") {
    for (auto const name : {"arrays", "french", "structures", "unicode", "values", "weird"}) {
        CAPTURE(name);
        auto const base = std::string{"jcs/testdata/"};
        auto const result = canonical(read_vector(base + "input/" + name + ".json"));
        auto hex = read_vector(base + "outhex/" + name + ".txt");
        std::erase_if(hex, [](char c) { return c == ' ' || c == '\n'; });

        CHECK(result == read_vector(base + "output/" + name + ".json"));
        CHECK(to_hex(bytes_of(result)) == hex);
    }
}

TEST_CASE("canonical JSON is a fixed point") {
    for (auto const json : {"[]", "{}", "null", "\"\"", R"({"a":[{"b":{}},[[]],-1.5e-9]})"})
        CHECK(canonical(canonical(json)) == canonical(json));
}

TEST_CASE("what the strict reader never lets through is a bug of ours") {
    CHECK_THROWS_AS(canonical_number(std::numeric_limits<double>::infinity()), std::invalid_argument);
    CHECK_THROWS_AS(canonical_number(std::numeric_limits<double>::quiet_NaN()), std::invalid_argument);
    CHECK_THROWS_AS(canonical(R"({"a":1,"b":2,"a":3})"), std::invalid_argument);
    CHECK_THROWS_AS(canonical(std::string(200, '[') + std::string(200, ']')), std::invalid_argument);
    CHECK(canonical(std::string(100, '[') + std::string(100, ']')).size() == 200);
}

}  // namespace collegium::crypto
