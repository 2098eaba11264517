#include "server/http/request_head.hpp"

#include "config/ascii.hpp"
#include "server/http/field_block.hpp"
#include "server/http/message.hpp"
#include "server/http/syntax.hpp"

#include <algorithm>

namespace collegium::server {

namespace {

constexpr std::string_view line_end = "\r\n";

struct RequestLine {
    std::string_view method;
    std::string_view target;
    std::string_view version;
};

// Three parts with one blank between each; a fourth part stays in the version and is refused there.
RequestLine split(std::string_view line) {
    auto const first = std::min(line.find(' '), line.size());
    auto const rest = line.substr(std::min(first + 1, line.size()));
    auto const second = std::min(rest.find(' '), rest.size());
    return {line.substr(0, first), rest.substr(0, second), rest.substr(std::min(second + 1, rest.size()))};
}

bool is_method(std::string_view text) {
    return syntax::is_token(text) && std::ranges::none_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
}

Result<void> check_target(RequestLine const& line, std::size_t limit) {
    if (line.target.size() > limit) return Refusal{Reason::too_large, "target"};
    if (line.target == "*" && line.method == "OPTIONS") return {};
    if (!syntax::is_origin_form(line.target)) return Refusal{Reason::malformed, "target is not in origin form"};
    return {};
}

Result<void> check_request_line(RequestLine const& line, std::size_t target_limit) {
    if (!is_method(line.method)) return Refusal{Reason::malformed, "method"};
    if (line.version != "HTTP/1.1" && line.version != "HTTP/1.0") return Refusal{Reason::malformed, "HTTP version"};
    if (!to_method(line.method)) return Refusal{Reason::wrong_method, "method that no address takes"};
    return check_target(line, target_limit);
}

Result<HeadFacts> interpret(FieldBlock const& fields, bool is_http_1_1) {
    if (!fields.host) return Refusal{Reason::malformed, "no Host"};
    if (!syntax::is_authority(*fields.host)) return Refusal{Reason::malformed, "Host"};
    if (fields.chunked && !is_http_1_1) return Refusal{Reason::malformed, "Transfer-Encoding on HTTP/1.0"};
    if (fields.encoded) return Refusal{Reason::wrong_type, "Content-Encoding on a request"};
    // Another protocol on this connection would be out of our sight.
    if (syntax::list_has(fields.upgrade, "h2c")) return Refusal{Reason::malformed, "upgrade to h2c"};
    if (fields.expect && !ascii::equal_ignoring_case(*fields.expect, "100-continue")) {
        return Refusal{Reason::malformed, "an expectation that we do not know"};
    }

    HeadFacts facts;
    facts.content_length = fields.content_length.value_or(0);
    if (fields.chunked) facts.framing = Framing::chunked;
    if (facts.content_length > 0) facts.framing = Framing::length;
    // HTTP/1.0 gets one answer for each connection, whatever it asks for: nobody needs more of it.
    facts.keep_alive = is_http_1_1 && !fields.close;
    facts.expects_continue = is_http_1_1 && fields.expect && facts.framing != Framing::no_body;
    return facts;
}

}  // namespace

Result<HeadFacts> check_request_head(std::string_view head, HeadLimits const& limits) {
    if (head.size() > limits.head) return Refusal{Reason::too_large, "head"};

    auto const end = head.find(line_end);
    if (end == head.npos) return Refusal{Reason::malformed, "no request line"};
    auto const line = split(head.substr(0, end));
    if (auto const fine = check_request_line(line, limits.target); !fine) return fine.error();

    auto const fields = check_field_block(head.substr(end + line_end.size()), limits.fields);
    if (!fields) return fields.error();
    return interpret(*fields, line.version == "HTTP/1.1");
}

// An empty line ends the head even where its line ends are bare: the check then refuses it at once, instead of waiting
// for more.
std::optional<std::size_t> head_size(std::string_view buffer) noexcept {
    for (auto at = buffer.find('\n'); at != buffer.npos; at = buffer.find('\n', at + 1)) {
        auto const rest = buffer.substr(at + 1);
        if (rest.starts_with(line_end)) return at + 1 + line_end.size();
        if (rest.starts_with('\n')) return at + 2;
    }
    return std::nullopt;
}

}  // namespace collegium::server
