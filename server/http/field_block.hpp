// The field lines of a head, checked as bytes: what requests and responses have in common (security R24).
#pragma once

#include "config/result.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace collegium::server {

// What the fields say about the message they are in. The views point into the head.
struct FieldBlock {
    std::optional<std::uint64_t> content_length;
    bool chunked = false;
    bool close = false;       // Connection: close
    bool keep_alive = false;  // Connection: keep-alive
    bool encoded = false;     // any Content-Encoding
    std::optional<std::string_view> host;
    std::optional<std::string_view> expect;
    std::string_view upgrade;
};

// Takes the lines after the first one, with the empty line that ends them.
// Refuses too_large: more than `limit` fields. Refuses malformed: a line that is not "token:value", folded lines,
// control bytes, bare CR or LF, two of Host, Content-Length, Transfer-Encoding, Expect or Upgrade, a Content-Length
// that is not 1 to 20 digits below 2^64, a Transfer-Encoding that is not "chunked", both lengths at once.
Result<FieldBlock> check_field_block(std::string_view lines, std::size_t limit);

}  // namespace collegium::server
