#include "server/parameters.hpp"

#include "config/ascii.hpp"
#include "federation/messages/json.hpp"
#include "server/forms.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace collegium::server {

namespace {

std::string const nothing;

std::string json_scalar(JsonValue const& value) {
    if (value.IsString()) return {value.GetString(), value.GetStringLength()};
    if (value.IsBool()) return value.GetBool() ? "true" : "false";
    if (value.IsUint64()) return std::to_string(value.GetUint64());
    if (value.IsInt64()) return std::to_string(value.GetInt64());
    std::array<char, 32> digits{};
    auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), value.GetDouble()).ptr;
    return {digits.data(), end};
}

}  // namespace

Result<Parameters> Parameters::read(Request const& request) {
    Parameters parameters;
    if (auto const read = parameters.read_encoded(request.query); !read) return read.error();
    if (request.body.empty()) return parameters;
    auto const type = request.field("content-type");
    Result<void> read;
    if (auto const boundary = boundary_of(type); !boundary.empty())
        read = parameters.read_parts(request.body, boundary);
    else if (ascii::starts_with_ignoring_case(type, "application/json"))
        read = parameters.read_json(request.body);
    else if (ascii::starts_with_ignoring_case(type, "application/x-www-form-urlencoded"))
        read = parameters.read_encoded(request.body);
    if (!read) return read.error();
    return parameters;
}

Result<void> Parameters::read_encoded(std::string_view encoded) {
    while (!encoded.empty()) {
        auto const end = std::min(encoded.find('&'), encoded.size());
        auto const pair = encoded.substr(0, end);
        encoded.remove_prefix(std::min(end + 1, encoded.size()));
        if (pair.empty()) continue;
        auto const equals = std::ranges::find(pair, '=');
        auto name = percent_decoded({pair.begin(), equals}, true);
        auto value = percent_decoded(equals == pair.end() ? "" : std::string_view{equals + 1, pair.end()}, true);
        if (!name || !value) return Refusal{Reason::malformed, "a parameter that cannot be decoded"};
        if (auto const added = add(*std::move(name), *std::move(value)); !added) return added;
    }
    return {};
}

Result<void> Parameters::read_parts(std::string_view body, std::string_view boundary) {
    auto const parts = read_multipart(body, boundary);
    if (!parts) return parts.error();
    for (auto const& part : *parts) {
        if (!part.file_name.empty()) {
            files_.try_emplace(part.name, File{part.file_name, part.type, part.data});
            continue;
        }
        if (!is_text(part.data)) return Refusal{Reason::malformed, "a field that is not UTF-8"};
        if (auto const added = add(part.name, std::string{part.data}); !added) return added;
    }
    return {};
}

Result<void> Parameters::read_json(std::string const& body) {
    auto const json = federation::Json::read_object(body, federation::incoming_json);
    if (!json) return json.error();
    return take_json("", json->root(), 0);
}

template <class Value>
Result<void> Parameters::take_json(std::string const& name, Value const& value, unsigned depth) {
    if (depth > most_depth) return Refusal{Reason::malformed, "nested too deeply"};
    if (value.IsNull()) return {};
    if (value.IsObject()) {
        for (auto const& member : value.GetObject()) {
            std::string_view const inner{member.name.GetString(), member.name.GetStringLength()};
            if (auto taken = take_part(name, inner, member.value, depth); !taken) return taken;
        }
    } else if (value.IsArray()) {
        if (value.Empty()) keep(name + "[]", {});
        std::size_t index = 0;
        for (auto const& item : value.GetArray()) {
            auto const place = item.IsObject() ? std::to_string(index++) : std::string{};
            if (auto taken = take_part(name, place, item, depth); !taken) return taken;
        }
    } else {
        keep(name, json_scalar(value));
    }
    return {};
}

// Every part counts, also one that comes to nothing: each makes a name of its own, as long as all that it is in.
template <class Value>
Result<void> Parameters::take_part(
    std::string const& name, std::string_view place, Value const& value, unsigned depth
) {
    if (auto counted = count_one(name.size() + place.size()); !counted) return counted;
    std::string part{place};
    if (depth > 0) part = name + "[" + part + "]";
    return take_json(part, value, depth + 1);
}

Result<void> Parameters::add(std::string name, std::string value) {
    if (auto counted = count_one(name.size()); !counted) return counted;
    keep(std::move(name), std::move(value));
    return {};
}

Result<void> Parameters::count_one(std::size_t length_of_name) {
    if (length_of_name > longest_name) return Refusal{Reason::too_large, "a name of a parameter is too long"};
    if (++count_ > most) return Refusal{Reason::too_large, "too many parameters"};
    return {};
}

void Parameters::keep(std::string name, std::string value) {
    std::erase(value, '\r');  // forms end lines with CR LF; we keep LF
    values_[std::move(name)].push_back(std::move(value));
}

std::vector<std::string> const* Parameters::find(std::string_view name) const noexcept {
    auto const found = values_.find(name);
    return found == values_.end() ? nullptr : &found->second;
}

bool Parameters::has(std::string_view name) const noexcept {
    return find(name) != nullptr;
}

std::string const& Parameters::text(std::string_view name) const noexcept {
    auto const* const values = find(name);
    return values == nullptr ? nothing : values->front();
}

// An empty list is "a[]=", in JSON as in forms: has("a[]"), and no values.
std::vector<std::string> Parameters::list(std::string_view name) const {
    std::vector<std::string> all;
    if (auto const* const sole = find(std::string{name} + "[]"); sole && sole->size() == 1 && sole->front().empty())
        return all;
    for (auto const& each : {std::string{name} + "[]", std::string{name}})
        if (auto const* const values = find(each)) all.insert(all.end(), values->begin(), values->end());
    return all;
}

std::optional<bool> Parameters::boolean(std::string_view name) const noexcept {
    auto const* const values = find(name);
    if (values == nullptr) return std::nullopt;
    auto const is_one_of = [&](auto const& words) {
        return std::ranges::any_of(words, [&](auto word) { return ascii::equal_ignoring_case(values->front(), word); });
    };
    static constexpr std::array<std::string_view, 5> yes{"true", "1", "on", "t", "yes"};
    static constexpr std::array<std::string_view, 5> no{"false", "0", "off", "f", "no"};
    if (is_one_of(yes)) return true;
    if (is_one_of(no)) return false;
    return std::nullopt;
}

std::optional<std::uint64_t> Parameters::number(std::string_view name) const noexcept {
    auto const& digits = text(name);
    std::uint64_t value{};
    auto const* const end = digits.data() + digits.size();
    auto const read = std::from_chars(digits.data(), end, value);
    return !digits.empty() && read.ec == std::errc{} && read.ptr == end ? std::optional{value} : std::nullopt;
}

std::vector<std::string> Parameters::indices(std::string_view name) const {
    auto const start = std::string{name} + "[";
    std::vector<std::string> found;
    for (auto each = values_.lower_bound(start); each != values_.end() && each->first.starts_with(start); ++each) {
        if (each->first.size() == start.size() + 1) continue;  // an empty list
        auto index = each->first.substr(start.size(), each->first.find(']') - start.size());
        if (found.empty() || found.back() != index) found.push_back(std::move(index));
    }
    return found;
}

Parameters::File const* Parameters::file(std::string_view name) const noexcept {
    auto const found = files_.find(name);
    return found == files_.end() ? nullptr : &found->second;
}

}  // namespace collegium::server
