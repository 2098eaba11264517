#include "tests/server/required_members.hpp"

#include "federation/messages/json.hpp"
#include "tests/files.hpp"
#include "tests/printing.hpp"

#include <regex>

namespace collegium::tests {

using Value = JsonValue;

namespace {

bool matches(Value const& value, char const* pattern) {
    return value.IsString() && std::regex_match(value.GetString(), std::regex{pattern});
}

bool is_of_kind(Value const& value, std::string_view kind) {
    if (kind == "digits") return matches(value, "[1-9][0-9]*");
    if (kind == "text") return value.IsString();
    if (kind == "address") return matches(value, "(https|wss)://[a-z0-9.-]+(:[0-9]+)?(/[!-~]*)?");
    if (kind == "date") return matches(value, R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)");
    if (kind == "day") return matches(value, R"(\d{4}-\d\d-\d\d)");
    if (kind == "number") return value.IsUint64();
    if (kind == "flag") return value.IsBool();
    if (kind == "list") return value.IsArray();
    if (kind == "object") return value.IsObject();
    throw std::logic_error{"a golden file names a kind that there is not: " + std::string{kind}};
}

void look_inside(
    Value const& value, std::string_view entity, std::string const& where, std::vector<std::string>& found
) {
    for (auto const& problem : problems_with(value, entity)) found.push_back(where + ": " + problem);
}

void check_member(
    Value const& value, std::string_view kind, std::string const& where, std::vector<std::string>& found
) {
    bool const may_be_null = kind.ends_with('?');
    if (may_be_null) kind.remove_suffix(1);
    if (value.IsNull() && may_be_null) return;
    auto const colon = std::min(kind.find(':'), kind.size());
    auto const outer = kind.substr(0, colon);
    if (!is_of_kind(value, outer)) return found.push_back(where + " is no " + std::string{outer});
    if (colon == kind.size()) return;
    auto const inner = kind.substr(colon + 1);
    if (value.IsObject()) return look_inside(value, inner, where, found);
    for (auto const& item : value.GetArray()) look_inside(item, inner, where, found);
}

}  // namespace

std::vector<std::string> problems_with(Value const& entity, std::string_view name) {
    auto const file = source_file("tests/server/golden/required/" + std::string{name} + ".json");
    auto const golden = federation::Json::read_object(read_file(file)).value();
    std::vector<std::string> found;
    if (!entity.IsObject()) return {"it is no object"};
    for (auto const& wanted : golden.root().GetObject()) {
        std::string const member = wanted.name.GetString();
        auto const there = entity.FindMember(wanted.name);
        std::string const breaks = wanted.value[1].GetString();
        if (there == entity.MemberEnd())
            found.push_back(member + " is missing, which breaks " + breaks);
        else
            check_member(there->value, wanted.value[0].GetString(), member, found);
    }
    return found;
}

void check_required(Value const& entity, std::string_view name) {
    for (auto const& problem : problems_with(entity, name)) FAIL_CHECK(name << ": " << problem);
}

}  // namespace collegium::tests
