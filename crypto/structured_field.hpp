// Structured field values (RFC 8941), parsed: what Signature-Input and Signature are written in.
// Dates and display strings, which RFC 9651 added, are refused: no field that we read has them.
#pragma once

#include "crypto/bytes.hpp"

#include <cstdint>
#include <utility>
#include <variant>

namespace collegium::crypto::structured {

struct Token {
    std::string text;
    bool operator==(Token const&) const = default;
};

struct Decimal {
    std::int64_t thousandths = 0;  // exact: a decimal has at most three digits after the point
    bool operator==(Decimal const&) const = default;
};

using BareItem = std::variant<std::int64_t, Decimal, std::string, Token, Bytes, bool>;

// In order of first appearance; a key that came again has replaced the value.
template <class T>
using Keyed = std::vector<std::pair<std::string, T>>;

using Parameters = Keyed<BareItem>;

struct Item {
    BareItem value;
    Parameters parameters;
};

struct InnerList {
    std::vector<Item> items;
    Parameters parameters;
};

struct Member {
    std::variant<Item, InnerList> value;
    std::string_view source;  // the bytes it was parsed from, parameters included; empty for a bare key
};

using List = std::vector<Member>;
using Dictionary = Keyed<Member>;

// What a key means that comes again, of a dictionary or among parameters: RFC 8941 lets the last one count. What
// decides who signed must have one reading, whoever reads it.
enum class Repeats { replace, refuse };

// Nothing if the text is not well formed to the last byte. A field that came several times is joined with ", " first.
// Members look into `text`, which must outlive them.
std::optional<Item> parse_item(std::string_view text);
std::optional<List> parse_list(std::string_view text);
std::optional<Dictionary> parse_dictionary(std::string_view text, Repeats repeats = Repeats::replace);

// The text as a string of a structured field: quoted and escaped. Nothing if it is not printable ASCII.
std::optional<std::string> serialise_string(std::string_view text);

}  // namespace collegium::crypto::structured
