#include "tests/server/json_schema.hpp"

#include "config/clock.hpp"
#include "storage/iri.hpp"

#include <algorithm>
#include <stdexcept>
#include <string_view>

namespace collegium::tests {

using Value = JsonValue;

namespace {

std::string_view text_of(Value const& value) {
    return {value.GetString(), value.GetStringLength()};
}

bool is_type(std::string_view type, Value const& value) {
    if (type == "object") return value.IsObject();
    if (type == "array") return value.IsArray();
    if (type == "string") return value.IsString();
    if (type == "boolean") return value.IsBool();
    if (type == "integer") return value.IsInt64() || value.IsUint64();
    if (type == "null") return value.IsNull();
    throw std::logic_error{"a type that the test does not know: " + std::string{type}};
}

bool is_one_of_types(Value const& types, Value const& value) {
    if (types.IsString()) return is_type(text_of(types), value);
    return std::ranges::any_of(types.GetArray(), [&](auto const& type) { return is_type(text_of(type), value); });
}

bool has_format(std::string_view format, std::string_view text) {
    if (format == "date-time") return from_rfc3339(text).has_value();
    if (format == "uri") return Iri::parse(text).has_value();
    throw std::logic_error{"a format that the test does not know: " + std::string{format}};
}

bool fits_pattern(std::string_view pattern, std::string_view text) {
    if (pattern != "^[0-9]+$") throw std::logic_error{"a pattern that the test does not know"};
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

class JsonSchemas::Check {
public:
    explicit Check(JsonSchemas const& schemas) : schemas_{schemas} {}

    void run(Value const& written, Value const& value, std::string const& place) {
        auto const& schema = schemas_.resolved(written);
        for (auto const& word : schema.GetObject()) check(text_of(word.name), word.value, schema, value, place);
    }

    std::vector<std::string> faults;

private:
    void require(bool holds, std::string const& place, std::string_view what) {
        if (!holds) faults.push_back(place + ": " + std::string{what});
    }

    void check(
        std::string_view word, Value const& rule, Value const& schema, Value const& value, std::string const& place
    ) {
        if (word == "description") return;
        if (word == "type") return require(is_one_of_types(rule, value), place, "is of another type");
        if (word == "enum") return require(contains(rule, value), place, "is none of the known values");
        if (word == "minimum")
            return require(!value.IsInt64() || value.GetInt64() >= rule.GetInt64(), place, "is too small");
        if (word == "format")
            return require(!value.IsString() || has_format(text_of(rule), text_of(value)), place, "has another form");
        if (word == "pattern")
            return require(!value.IsString() || fits_pattern(text_of(rule), text_of(value)), place, "has another form");
        if (word == "oneOf") return check_one_of(rule, value, place);
        if (word == "items") return check_items(rule, value, place);
        if (word == "required") return check_required(rule, value, place);
        if (word == "properties") return check_properties(rule, value, place);
        if (word == "additionalProperties") return check_no_others(schema["properties"], value, place);
        throw std::logic_error{"a word that the test does not know: " + std::string{word}};
    }

    static bool contains(Value const& list, Value const& value) {
        return std::ranges::any_of(list.GetArray(), [&](auto const& each) { return each == value; });
    }

    void check_one_of(Value const& choices, Value const& value, std::string const& place) {
        auto const fits = std::ranges::count_if(choices.GetArray(), [&](auto const& each) {
            return schemas_.faults(each, value).empty();
        });
        require(fits == 1, place, "fits not exactly one of the choices");
    }

    void check_items(Value const& schema, Value const& value, std::string const& place) {
        if (!value.IsArray()) return;
        for (auto const& each : value.GetArray()) run(schema, each, place + "[]");
    }

    void check_required(Value const& names, Value const& value, std::string const& place) {
        if (!value.IsObject()) return;
        for (auto const& name : names.GetArray())
            require(value.HasMember(name), place + "." + std::string{text_of(name)}, "is not there");
    }

    void check_properties(Value const& schemas, Value const& value, std::string const& place) {
        if (!value.IsObject()) return;
        for (auto const& each : schemas.GetObject())
            if (value.HasMember(each.name))
                run(each.value, value[each.name], place + "." + std::string{text_of(each.name)});
    }

    void check_no_others(Value const& properties, Value const& value, std::string const& place) {
        if (!value.IsObject()) return;
        for (auto const& each : value.GetObject())
            require(properties.HasMember(each.name), place + "." + std::string{text_of(each.name)}, "is not described");
    }

    JsonSchemas const& schemas_;
};

std::vector<std::string> JsonSchemas::faults(Value const& schema, Value const& value) const {
    Check check{*this};
    check.run(schema, value, "$");
    return std::move(check.faults);
}

Value const& JsonSchemas::resolved(Value const& value) const {
    if (!value.IsObject() || !value.HasMember("$ref")) return value;
    std::string_view rest = text_of(value["$ref"]);
    if (!rest.starts_with("#/")) throw std::logic_error{"a reference that leads outside"};
    rest.remove_prefix(2);
    auto const* place = &document_;
    while (!rest.empty()) {
        auto const end = std::min(rest.find('/'), rest.size());
        std::string const name{rest.substr(0, end)};
        if (!place->IsObject() || !place->HasMember(name.c_str()))
            throw std::logic_error{"a reference that leads nowhere: " + name};
        place = &(*place)[name.c_str()];
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return resolved(*place);
}

}  // namespace collegium::tests
