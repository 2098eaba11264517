// The strict check of a response head: the mirror of request_head.hpp, for what other servers say to us.
#pragma once

#include "config/result.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace collegium::server {

struct ResponseFacts {
    unsigned status = 0;
    std::optional<std::uint64_t> content_length;
    bool chunked = false;  // neither: the body ends with the connection
    bool keep_alive = false;
    bool encoded = false;  // Content-Encoding, which we never ask for
};

// Takes the bytes from the status line up to and including the empty line. Refuses (malformed, too_large) what
// check_field_block refuses, versions other than 1.0 and 1.1, statuses outside 100 to 599, and
// Transfer-Encoding on HTTP/1.0.
Result<ResponseFacts> check_response_head(std::string_view head, std::size_t limit);

}  // namespace collegium::server
