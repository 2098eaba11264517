// Multipart: the parts of a multipart/form-data body (RFC 7578).
#pragma once

#include "config/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace collegium::server {

struct Part {
    std::string name;
    std::string file_name;  // empty: an ordinary field
    std::string type;       // media type as the client claims it
    std::string_view data;  // a view into the body
};

// The boundary of a Content-Type; empty if it is not multipart/form-data or has none.
std::string_view boundary_of(std::string_view content_type) noexcept;

// At most 100 parts, heads of at most 4 KiB each. Refuses malformed what is not of that form, and too_large more parts.
// The parts view into the body.
Result<std::vector<Part>> read_multipart(std::string_view body, std::string_view boundary);

}  // namespace collegium::server
