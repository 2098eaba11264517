// Structured fields (RFC 8941), which signatures of RFC 9421 are written in.
#include "crypto/structured_field.hpp"

#include "tests/fuzz/target.hpp"

#include <set>

namespace collegium::fuzz {

namespace {

namespace structured = crypto::structured;

void check_member(structured::Member const& member, std::string_view input) {
    bool const inside =
        member.source.empty() || (member.source.data() >= input.data() &&
                                  member.source.data() + member.source.size() <= input.data() + input.size());
    require(inside, "a member lies in its field");
}

void check_text(structured::BareItem const& value) {
    auto const* const text = std::get_if<std::string>(&value);
    if (text == nullptr) return;
    auto const written = structured::serialise_string(*text);
    require(written.has_value(), "a string that was read can be written");
    auto const again = structured::parse_item(*written);
    require(again && again->value == value, "a string that was written is read again");
}

void read_structured(std::string_view input) {
    if (auto const item = structured::parse_item(input)) check_text(item->value);
    if (auto const list = structured::parse_list(input))
        for (auto const& member : *list) check_member(member, input);

    auto const lenient = structured::parse_dictionary(input);
    auto const strict = structured::parse_dictionary(input, structured::Repeats::refuse);
    require(!strict || lenient.has_value(), "who is strict takes nothing that others refuse");
    if (!lenient) return;
    std::set<std::string> keys;
    for (auto const& [key, member] : *lenient) {
        require(keys.insert(key).second, "a key is there once");
        check_member(member, input);
    }
    if (strict) require(strict->size() == lenient->size(), "where nothing comes twice, both read the same");
}

Registered const structured_field_target{{"structured_field", read_structured}};

}  // namespace

}  // namespace collegium::fuzz
