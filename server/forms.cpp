#include "server/forms.hpp"

#include "federation/messages/json_scan.hpp"

#include <algorithm>

namespace collegium::server {

namespace {

int hex_digit(char c) noexcept {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// Browsers end lines with CR LF in forms; we keep LF.
std::string with_plain_line_ends(std::string text) {
    std::erase(text, '\r');
    return text;
}

}  // namespace

bool is_text(std::string_view text) noexcept {
    while (!text.empty()) {
        auto const size = federation::utf8_sequence(text);
        if (size == 0 || text.front() == '\0') return false;
        text.remove_prefix(size);
    }
    return true;
}

std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_blank) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            decoded += text[i] == '+' && plus_is_blank ? ' ' : text[i];
            continue;
        }
        if (text.size() - i < 3) return std::nullopt;
        auto const high = hex_digit(text[i + 1]), low = hex_digit(text[i + 2]);
        if (high < 0 || low < 0) return std::nullopt;
        decoded += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return is_text(decoded) ? std::optional{std::move(decoded)} : std::nullopt;
}

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string encoded;
    for (char const c : text) {
        bool const plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                           c == '.' || c == '_' || c == '~';
        if (plain) {
            encoded += c;
            continue;
        }
        auto const byte = static_cast<unsigned char>(c);
        encoded += '%';
        encoded += hex[byte >> 4];
        encoded += hex[byte & 15];
    }
    return encoded;
}

Result<std::vector<FormField>> form_fields(std::string_view encoded) {
    std::vector<FormField> fields;
    while (!encoded.empty()) {
        if (fields.size() == Form::most_fields) return Refusal{Reason::too_large, "a form of too many fields"};
        auto const pair = encoded.substr(0, encoded.find('&'));
        encoded.remove_prefix(std::min(pair.size() + 1, encoded.size()));
        auto const equals = pair.find('=');
        auto name = percent_decoded(pair.substr(0, equals), true);
        auto value = percent_decoded(equals == std::string_view::npos ? "" : pair.substr(equals + 1), true);
        if (!name || !value) return Refusal{Reason::malformed, "a form that cannot be decoded"};
        fields.push_back({*std::move(name), with_plain_line_ends(*std::move(value))});
    }
    return fields;
}

Result<Form> Form::parse(std::string_view encoded) {
    auto fields = form_fields(encoded);
    if (!fields) return fields.error();
    Form form;
    for (auto& field : *fields) form.fields_.try_emplace(std::move(field.name), std::move(field.value));
    return form;
}

std::string const& Form::text(std::string_view name) const noexcept {
    static std::string const nothing;
    auto const found = fields_.find(name);
    return found == fields_.end() ? nothing : found->second;
}

void Form::remove(std::string_view name) {
    if (auto const found = fields_.find(name); found != fields_.end()) fields_.erase(found);
}

std::string Form::trimmed(std::string_view name) const {
    constexpr std::string_view blanks = " \t\n";
    std::string_view value = text(name);
    auto const first = value.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return std::string{value.substr(first, value.find_last_not_of(blanks) - first + 1)};
}

}  // namespace collegium::server
