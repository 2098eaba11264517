#include "crypto/canonical_json.hpp"

#include "crypto/plain_bytes.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace collegium::crypto {
namespace {

using Value = JsonValue;
using Member = Value::Member;

// Twice what the strict reader lets through: a document may come wrapped in another. Recursion must end somewhere.
constexpr int max_depth = 128;

std::string_view text_of(Value const& string) {
    return {string.GetString(), string.GetStringLength()};
}

// UTF-8 bytes sort as code points do. UTF-16 differs in one place: surrogates (lead bytes F0 to F4) come before
// U+E000 to U+FFFF (lead bytes EE and EF).
constexpr unsigned utf16_weight(char letter) {
    auto const byte = static_cast<unsigned char>(letter);
    return byte == 0xEE || byte == 0xEF ? byte + 0x10u : byte;
}

bool less_in_utf16(Member const* left, Member const* right) {
    auto const one = text_of(left->name);
    auto const other = text_of(right->name);
    auto const less = [](char a, char b) { return utf16_weight(a) < utf16_weight(b); };
    return std::lexicographical_compare(one.begin(), one.end(), other.begin(), other.end(), less);
}

using Names = std::span<std::string_view const>;

std::vector<Member const*> sorted_members(Value const& object, Names left_out) {
    std::vector<Member const*> members;
    members.reserve(object.MemberCount());
    for (auto const& member : object.GetObject())
        if (std::ranges::find(left_out, text_of(member.name)) == left_out.end()) members.push_back(&member);
    std::sort(members.begin(), members.end(), less_in_utf16);

    auto const same_name = [](auto left, auto right) { return text_of(left->name) == text_of(right->name); };
    if (std::adjacent_find(members.begin(), members.end(), same_name) != members.end())
        throw std::invalid_argument{"canonical JSON: a name comes twice"};
    return members;
}

// RFC 8785 section 3.2.2.2: the short escapes where JSON has one, otherwise lower-case hex.
void append_escape(std::string& text, char letter) {
    constexpr std::string_view special = "\"\\\b\t\n\f\r";
    constexpr std::string_view names = "\"\\btnfr";
    constexpr std::string_view hex = "0123456789abcdef";
    text += '\\';
    if (auto const found = special.find(letter); found != std::string_view::npos) {
        text += names[found];
        return;
    }
    auto const code = static_cast<unsigned>(letter);
    text.append("u00").append(1, hex[code >> 4]).append(1, hex[code & 15u]);
}

void append_string(std::string& text, std::string_view string) {
    text += '"';
    while (true) {
        auto const plain = plain_bytes(string);
        text.append(string.substr(0, plain));
        if (plain == string.size()) break;
        append_escape(text, string[plain]);
        string.remove_prefix(plain + 1);
    }
    text += '"';
}

// A number as 0.DIGITS times ten to the power of `point`: ECMA-262's s, k and n.
struct Decimal {
    std::string digits;
    int point = 0;
};

Decimal shortest_decimal(double positive) {
    std::array<char, 32> buffer;  // "1.7976931348623157e+308" is the longest
    auto const end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), positive, std::chars_format::scientific).ptr;
    auto const mark = std::find(buffer.data(), end, 'e');
    Decimal decimal{{buffer.data(), mark}, 0};
    decimal.digits.erase(1, 1);  // the point, if there is more than one digit
    std::from_chars(mark + (mark[1] == '+' ? 2 : 1), end, decimal.point);
    ++decimal.point;
    return decimal;
}

void append_exponential(std::string& text, Decimal const& decimal) {
    text += decimal.digits[0];
    if (decimal.digits.size() > 1) text.append(1, '.').append(decimal.digits, 1);
    auto const exponent = decimal.point - 1;
    text.append(exponent < 0 ? "e" : "e+").append(std::to_string(exponent));
}

// ECMA-262 section 6.1.6.1.20, steps 6 to 10.
void append_positive(std::string& text, double positive) {
    auto const decimal = shortest_decimal(positive);
    auto const count = static_cast<int>(decimal.digits.size());
    auto const point = decimal.point;
    if (point > 21 || point < -5)
        append_exponential(text, decimal);
    else if (point <= 0)
        text.append("0.").append(static_cast<std::size_t>(-point), '0').append(decimal.digits);
    else if (point >= count)
        text.append(decimal.digits).append(static_cast<std::size_t>(point - count), '0');
    else
        text.append(decimal.digits, 0, static_cast<std::size_t>(point))
            .append(1, '.')
            .append(decimal.digits, static_cast<std::size_t>(point));
}

void append_number(std::string& text, double number) {
    if (!std::isfinite(number)) throw std::invalid_argument{"canonical JSON: a number is not finite"};
    if (number == 0) {
        text += '0';  // also for minus zero
        return;
    }
    if (number < 0) text += '-';
    append_positive(text, std::fabs(number));
}

void append_value(std::string& text, Value const& value, int depth);

void append_array(std::string& text, Value const& array, int depth) {
    char separator = '[';
    for (auto const& element : array.GetArray()) {
        text += separator;
        append_value(text, element, depth);
        separator = ',';
    }
    text += array.Empty() ? "[]" : "]";
}

void append_object(std::string& text, Value const& object, int depth, Names left_out = {}) {
    char separator = '{';
    for (auto const member : sorted_members(object, left_out)) {
        text += separator;
        append_string(text, text_of(member->name));
        text += ':';
        append_value(text, member->value, depth);
        separator = ',';
    }
    text += separator == '{' ? "{}" : "}";
}

void append_value(std::string& text, Value const& value, int depth) {
    if (depth == max_depth) throw std::invalid_argument{"canonical JSON: too deep"};
    switch (value.GetType()) {
        case rapidjson::kNullType: text += "null"; break;
        case rapidjson::kFalseType: text += "false"; break;
        case rapidjson::kTrueType: text += "true"; break;
        case rapidjson::kNumberType: append_number(text, value.GetDouble()); break;
        case rapidjson::kStringType: append_string(text, text_of(value)); break;
        case rapidjson::kArrayType: append_array(text, value, depth + 1); break;
        case rapidjson::kObjectType: append_object(text, value, depth + 1); break;
    }
}

}  // namespace

std::string canonical_json(Value const& value, Names left_out) {
    std::string text;
    if (value.IsObject())
        append_object(text, value, 1, left_out);
    else
        append_value(text, value, 0);
    return text;
}

std::string canonical_number(double number) {
    std::string text;
    append_number(text, number);
    return text;
}

}  // namespace collegium::crypto
