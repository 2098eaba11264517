// The strict check of a request head, before Beast sees it: any ambiguity of framing is refused (security R24).
#pragma once

#include "config/result.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace collegium::server {

struct HeadLimits {
    std::size_t head = 16 * 1024;  // bytes, request line and fields together
    std::size_t fields = 100;
    std::size_t target = 4096;
};

enum class Framing { no_body, length, chunked };

struct HeadFacts {
    Framing framing = Framing::no_body;
    std::uint64_t content_length = 0;
    bool keep_alive = true;
    bool expects_continue = false;
};

// Takes the bytes from the request line up to and including the empty line.
// Refuses everything of security.md S5 and S7: methods that are not upper-case tokens, targets that are not origin form
// (or "*" for OPTIONS) of visible ASCII, versions other than 1.0 and 1.1, bare CR or LF, obs-fold,
// blanks before a colon, control or 8-bit bytes in names, control bytes in values, no Host or two, two Content-Length
// or a list of them, Content-Length that is not plain digits, Transfer-Encoding other than exactly "chunked",
// Transfer-Encoding beside Content-Length or on HTTP/1.0, Content-Encoding on a request, Upgrade to h2c.
Result<HeadFacts> check_request_head(std::string_view head, HeadLimits const& limits);

// The size of the head at the start of the buffer, with its empty line; nothing if it is not complete yet.
std::optional<std::size_t> head_size(std::string_view buffer) noexcept;

}  // namespace collegium::server
