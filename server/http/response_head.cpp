#include "server/http/response_head.hpp"

#include "server/http/field_block.hpp"
#include "server/http/syntax.hpp"

#include <algorithm>

namespace collegium::server {

namespace {

constexpr std::size_t most_fields = 200;
constexpr std::string_view line_end = "\r\n";

// "HTTP/1.1 200 Words", where the words may be missing but not their blank. 0: not a status line.
unsigned parse_status(std::string_view line) {
    constexpr std::size_t version = 9, digits = 3;  // "HTTP/1.x " and the status itself
    if (!line.starts_with("HTTP/1.1 ") && !line.starts_with("HTTP/1.0 ")) return 0;
    if (line.size() <= version + digits || line[version + digits] != ' ' || !syntax::is_field_value(line)) return 0;

    unsigned status = 0;
    for (char const c : line.substr(version, digits)) {
        if (c < '0' || c > '9') return 0;
        status = status * 10 + static_cast<unsigned>(c - '0');
    }
    return status >= 100 && status < 600 ? status : 0;
}

}  // namespace

Result<ResponseFacts> check_response_head(std::string_view head, std::size_t limit) {
    if (head.size() > limit) return Refusal{Reason::too_large, "head"};

    auto const end = head.find(line_end);
    if (end == head.npos) return Refusal{Reason::malformed, "no status line"};
    auto const line = head.substr(0, end);
    auto const is_http_1_1 = line.starts_with("HTTP/1.1");

    ResponseFacts facts;
    facts.status = parse_status(line);
    if (facts.status == 0) return Refusal{Reason::malformed, "status line"};

    auto const fields = check_field_block(head.substr(end + line_end.size()), most_fields);
    if (!fields) return fields.error();
    if (fields->chunked && !is_http_1_1) return Refusal{Reason::malformed, "Transfer-Encoding on HTTP/1.0"};

    facts.content_length = fields->content_length;
    facts.chunked = fields->chunked;
    facts.encoded = fields->encoded;
    facts.keep_alive = !fields->close && (is_http_1_1 || fields->keep_alive);
    return facts;
}

}  // namespace collegium::server
