#include "server/multipart.hpp"

#include "config/ascii.hpp"

#include <algorithm>

namespace collegium::server {

namespace {

constexpr std::size_t most_parts = 100;
constexpr std::size_t longest_head = 4096;
constexpr std::size_t longest_boundary = 70;  // RFC 2046, 5.1.1

// name="value" or name=value among the parameters of a field; without the backslashes of a quoted text.
std::string parameter(std::string_view field, std::string_view name) {
    for (auto at = field.find(';'); at != std::string_view::npos; at = field.find(';', at + 1)) {
        auto rest = field.substr(at + 1);
        while (rest.starts_with(' ')) rest.remove_prefix(1);
        if (!ascii::starts_with_ignoring_case(rest, name) || !rest.substr(name.size()).starts_with('=')) continue;
        rest.remove_prefix(name.size() + 1);
        if (!rest.starts_with('"')) return std::string{rest.substr(0, rest.find_first_of("; "))};
        std::string value;
        for (std::size_t i = 1; i < rest.size() && rest[i] != '"'; ++i) {
            if (rest[i] == '\\' && i + 1 < rest.size()) ++i;
            value += rest[i];
        }
        return value;
    }
    return {};
}

void read_field(Part& part, std::string_view line) {
    auto const colon = line.find(':');
    auto const name = line.substr(0, colon);
    auto value = colon == std::string_view::npos ? std::string_view{} : line.substr(colon + 1);
    while (value.starts_with(' ')) value.remove_prefix(1);
    if (ascii::equal_ignoring_case(name, "content-type")) part.type = std::string{value};
    if (!ascii::equal_ignoring_case(name, "content-disposition")) return;
    part.name = parameter(value, "name");
    part.file_name = parameter(value, "filename");
}

// Takes one part off the body, which begins after its boundary line.
Result<Part> take_part(std::string_view& body, std::string_view delimiter) {
    auto const head_end = body.substr(0, longest_head).find("\r\n\r\n");
    if (head_end == std::string_view::npos) return Refusal{Reason::malformed, "a part without a head"};
    Part part;
    auto head = body.substr(0, head_end);
    while (!head.empty()) {
        auto const end = std::min(head.find("\r\n"), head.size());
        read_field(part, head.substr(0, end));
        head.remove_prefix(std::min(end + 2, head.size()));
    }
    body.remove_prefix(head_end + 4);
    auto const end = body.find(delimiter);
    if (end == std::string_view::npos || part.name.empty()) return Refusal{Reason::malformed, "a part without an end"};
    part.data = body.substr(0, end);
    body.remove_prefix(end + delimiter.size());
    return part;
}

}  // namespace

std::string_view boundary_of(std::string_view content_type) noexcept {
    if (!ascii::starts_with_ignoring_case(content_type, "multipart/form-data")) return {};
    auto const at = content_type.find("boundary=");
    if (at == std::string_view::npos) return {};
    auto boundary = content_type.substr(at + 9);
    if (boundary.starts_with('"')) {
        boundary.remove_prefix(1);
        boundary = boundary.substr(0, boundary.find('"'));
    } else {
        boundary = boundary.substr(0, boundary.find_first_of("; "));
    }
    return boundary.size() <= longest_boundary ? boundary : std::string_view{};
}

Result<std::vector<Part>> read_multipart(std::string_view body, std::string_view boundary) {
    auto const first = "--" + std::string{boundary};
    auto const delimiter = "\r\n" + first;
    if (boundary.empty() || !body.starts_with(first)) return Refusal{Reason::malformed, "no boundary"};
    body.remove_prefix(first.size());
    std::vector<Part> parts;
    while (body.starts_with("\r\n")) {
        if (parts.size() == most_parts) return Refusal{Reason::too_large, "too many parts"};
        body.remove_prefix(2);
        auto part = take_part(body, delimiter);
        if (!part) return part.error();
        parts.push_back(*std::move(part));
    }
    if (!body.starts_with("--")) return Refusal{Reason::malformed, "no last boundary"};
    return parts;
}

}  // namespace collegium::server
