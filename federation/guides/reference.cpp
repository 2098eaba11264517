#include "federation/guides/reference.hpp"

#include <algorithm>
#include <array>

namespace collegium::federation::guides {

namespace {

constexpr std::string_view doi = "doi:", isbn = "isbn:", https = "https://", resolver = "https://doi.org/";

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::string lower(std::string_view text) {
    std::string lowered{text};
    for (char& c : lowered)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return lowered;
}

// "10.", four to nine digits, a slash, and a name without blanks (the DOI Handbook, 2.2).
bool is_doi(std::string_view name) {
    if (!name.starts_with("10.")) return false;
    auto const slash = name.find('/');
    if (slash == std::string_view::npos || slash + 1 == name.size()) return false;
    auto const prefix = name.substr(3, slash - 3);
    bool const numbered = prefix.size() >= 4 && prefix.size() <= 9 && std::ranges::all_of(prefix, is_digit);
    return numbered && std::ranges::all_of(name, [](char c) { return c > ' ' && c < 0x7f && c != '"' && c != '<'; });
}

unsigned digit(char c) {
    return c == 'X' || c == 'x' ? 10 : static_cast<unsigned>(c - '0');
}

// Ten digits weigh 10 to 1 and thirteen 1 and 3 in turn; the sum is a multiple of 11 or of 10 (ISO 2108).
bool is_isbn(std::string_view digits) {
    if (digits.size() != 10 && digits.size() != 13) return false;
    bool const is_short = digits.size() == 10;
    unsigned sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        bool const may_be_ten = is_short && i == 9 && (digits[i] == 'X' || digits[i] == 'x');
        if (!is_digit(digits[i]) && !may_be_ten) return false;
        auto const weight = is_short ? static_cast<unsigned>(10 - i) : i % 2 == 0 ? 1u : 3u;
        sum += weight * digit(digits[i]);
    }
    return sum % (is_short ? 11u : 10u) == 0;
}

bool is_web_address(std::string_view address) {
    return address.starts_with(https) && address.size() > https.size() &&
           std::ranges::all_of(address, [](char c) { return (c < 0 || c > ' ') && c != '"' && c != '<' && c != '>'; });
}

bool is_known_form(std::string_view address) {
    if (address.starts_with(doi)) return is_doi(address.substr(doi.size()));
    if (address.starts_with(isbn)) return is_isbn(address.substr(isbn.size()));
    return is_web_address(address);
}

std::string percent_encoded(std::string_view name) {
    constexpr std::string_view hex = "0123456789ABCDEF", unsafe = "%#?[]\\^`{|}";
    std::string encoded;
    for (char const c : name) {
        if (unsafe.find(c) == std::string_view::npos) {
            encoded += c;
            continue;
        }
        auto const byte = static_cast<unsigned char>(c);
        encoded += {'%', hex[byte >> 4], hex[byte & 15]};
    }
    return encoded;
}

std::string trimmed(std::string_view text) {
    auto const first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return std::string{text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1)};
}

}  // namespace

std::string tidy_address(std::string_view address) {
    auto const given = trimmed(address);
    auto rest = lower(given);
    constexpr std::array<std::string_view, 5> ways{
        "https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", doi};
    for (auto const way : ways)
        if (rest.starts_with(way)) rest.erase(0, way.size());
    rest = trimmed(rest);
    if (is_doi(rest)) return std::string{doi} + rest;

    auto digits = lower(given);
    if (digits.starts_with("isbn")) digits.erase(0, 4);
    std::erase_if(digits, [](char c) { return c == '-' || c == ' ' || c == ':'; });
    if (is_isbn(digits)) return std::string{isbn} + digits;
    return given;
}

std::string link_of(Reference const& reference) {
    if (reference.address.starts_with(doi))
        return std::string{resolver} + percent_encoded(std::string_view{reference.address}.substr(doi.size()));
    return reference.address.starts_with(https) ? reference.address : std::string{};
}

std::vector<Problem> problems_of(Reference const& reference, std::string const& field) {
    using enum Reason;
    std::vector<Problem> problems;
    if (is_blank(reference.title)) problems.push_back({field, {malformed, "a reference of a guide needs a title"}});
    if (reference.title.size() > longest_reference || reference.address.size() > longest_reference)
        problems.push_back({field, {too_large, "a reference of a guide is longer than 500 bytes"}});
    else if (!is_known_form(reference.address))
        problems.push_back(
            {field, {malformed, "a reference of a guide needs an https address, a DOI, or an ISBN without a mistake"}}
        );
    return problems;
}

}  // namespace collegium::federation::guides
