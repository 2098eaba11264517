#include "server/http/field_block.hpp"

#include "config/ascii.hpp"
#include "server/http/syntax.hpp"

#include <charconv>

namespace collegium::server {

namespace {

constexpr std::string_view line_end = "\r\n";

std::optional<std::uint64_t> parse_length(std::string_view digits) {
    constexpr std::size_t most_digits = 20;  // of 2^64 - 1; more could only be zeros in front
    if (digits.empty() || digits.size() > most_digits) return std::nullopt;

    std::uint64_t length = 0;
    auto const* const last = digits.data() + digits.size();
    auto const [end, problem] = std::from_chars(digits.data(), last, length);
    if (problem != std::errc{} || end != last) return std::nullopt;
    return length;
}

Result<void> take_content_length(FieldBlock& block, std::string_view value) {
    if (block.content_length) return Refusal{Reason::malformed, "two Content-Length"};
    block.content_length = parse_length(value);
    if (!block.content_length) return Refusal{Reason::malformed, "Content-Length is not a number"};
    return {};
}

// "chunked" alone, in lower case as everybody writes it: what another reader might take for something else is refused.
Result<void> take_transfer_encoding(FieldBlock& block, std::string_view value) {
    if (block.chunked || value != "chunked") return Refusal{Reason::malformed, "Transfer-Encoding"};
    block.chunked = true;
    return {};
}

Result<void> take_once(std::optional<std::string_view>& slot, std::string_view value) {
    if (slot) return Refusal{Reason::malformed, "a field came twice that may come once"};
    slot = value;
    return {};
}

Result<void> take(FieldBlock& block, std::string_view name, std::string_view value) {
    using ascii::equal_ignoring_case;
    if (equal_ignoring_case(name, "content-length")) return take_content_length(block, value);
    if (equal_ignoring_case(name, "transfer-encoding")) return take_transfer_encoding(block, value);
    if (equal_ignoring_case(name, "host")) return take_once(block.host, value);
    if (equal_ignoring_case(name, "expect")) return take_once(block.expect, value);
    if (equal_ignoring_case(name, "upgrade")) {
        if (!block.upgrade.empty()) return Refusal{Reason::malformed, "two Upgrade"};
        block.upgrade = value;
    } else if (equal_ignoring_case(name, "content-encoding")) {
        block.encoded = true;
    } else if (equal_ignoring_case(name, "connection")) {
        block.close = block.close || syntax::list_has(value, "close");
        block.keep_alive = block.keep_alive || syntax::list_has(value, "keep-alive");
    }
    return {};
}

Result<void> check_line(FieldBlock& block, std::string_view line) {
    auto const colon = line.find(':');
    // Not a token: also an empty name, a blank before the colon, and a folded line, which begins with a blank.
    if (colon == line.npos || !syntax::is_token(line.substr(0, colon))) {
        return Refusal{Reason::malformed, "a line of the head is not a field"};
    }
    auto const value = line.substr(colon + 1);
    if (!syntax::is_field_value(value)) return Refusal{Reason::malformed, "control byte in a field"};
    return take(block, line.substr(0, colon), syntax::trimmed(value));
}

}  // namespace

Result<FieldBlock> check_field_block(std::string_view lines, std::size_t limit) {
    FieldBlock block;
    for (std::size_t fields = 0; lines != line_end; ++fields) {
        if (fields == limit) return Refusal{Reason::too_large, "too many fields"};
        auto const end = lines.find(line_end);
        if (end == lines.npos) return Refusal{Reason::malformed, "the head does not end with an empty line"};
        if (auto const taken = check_line(block, lines.substr(0, end)); !taken) return taken.error();
        lines.remove_prefix(end + line_end.size());
    }
    if (block.chunked && block.content_length) return Refusal{Reason::malformed, "two lengths"};
    return block;
}

}  // namespace collegium::server
