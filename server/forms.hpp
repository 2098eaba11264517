// Forms: what browsers send and addresses carry, decoded.
#pragma once

#include "config/result.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace collegium::server {

bool is_text(std::string_view text) noexcept;  // UTF-8 without NUL

// Percent-decoding of one path segment or form part. Nothing for a broken escape, a NUL, or bytes that are not UTF-8.
std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_blank);

std::string percent_encoded(std::string_view text);  // everything but letters, digits and -._~

// One field of application/x-www-form-urlencoded, in a body or a query.
struct FormField {
    std::string name;
    std::string value;
};

// All fields of a form in their order, decoded, also those that have one name: at most 100. Lines end with LF.
// Refuses malformed what cannot be decoded, and too_large more than that.
Result<std::vector<FormField>> form_fields(std::string_view encoded);

// The first field of each name.
class Form {
public:
    static constexpr std::size_t most_fields = 100;

    // Refuses malformed what cannot be decoded, and too_large more than 100 fields.
    static Result<Form> parse(std::string_view encoded);

    std::string const& text(std::string_view name) const noexcept;  // empty if absent
    std::string trimmed(std::string_view name) const;               // without blanks and line ends around it
    bool has(std::string_view name) const noexcept { return fields_.find(name) != fields_.end(); }

    // What was typed before, or what the server found: as if it stood in the form.
    void set(std::string name, std::string value) { fields_.insert_or_assign(std::move(name), std::move(value)); }
    void remove(std::string_view name);

    std::map<std::string, std::string, std::less<>> const& all() const noexcept { return fields_; }

private:
    std::map<std::string, std::string, std::less<>> fields_;
};

}  // namespace collegium::server
