#include "crypto/http_text.hpp"

#include <algorithm>

namespace collegium::crypto {
namespace {

constexpr char lower(char letter) noexcept {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

}  // namespace

std::string lower_case(std::string_view text) {
    std::string result{text};
    std::transform(result.begin(), result.end(), result.begin(), lower);
    return result;
}

bool equal_without_case(std::string_view left, std::string_view right) noexcept {
    auto const equal = [](char one, char other) { return lower(one) == lower(other); };
    return left.size() == right.size() && std::equal(left.begin(), left.end(), right.begin(), equal);
}

std::string_view trimmed(std::string_view text) noexcept {
    auto const first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") + 1 - first);
}

std::string_view take_until(std::string_view& rest, char separator) noexcept {
    auto const end = rest.find(separator);
    auto const part = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    return part;
}

std::string_view field_value(std::span<HeaderField const> fields, std::string_view name) noexcept {
    for (auto const& field : fields)
        if (equal_without_case(field.name, name)) return field.value;
    return {};
}

std::size_t count_fields(std::span<HeaderField const> fields, std::string_view name) noexcept {
    auto const same = [&](HeaderField const& field) { return equal_without_case(field.name, name); };
    return static_cast<std::size_t>(std::count_if(fields.begin(), fields.end(), same));
}

bool append_field(std::string& text, RequestView const& request, std::string_view name) {
    bool found = false;
    for (auto const& field : request.fields) {
        if (!equal_without_case(field.name, name)) continue;
        auto const value = trimmed(field.value);
        if (value.find_first_of("\r\n") != std::string_view::npos) return false;
        if (found) text += ", ";
        text += value;
        found = true;
    }
    return found;
}

}  // namespace collegium::crypto
