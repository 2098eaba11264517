// The names we may dial: what an IRI calls a host, and nothing that a resolver would take for an address.
#pragma once

#include "config/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace collegium::server {

// Labels of lower-case letters, digits and hyphens, at least two of them, 253 bytes in all. The last one is not a
// number in any spelling: "127.1", "0x7f.1" and "10.0.0.0x1" are addresses to a resolver.
bool is_host_name(std::string_view text) noexcept;

struct Origin {
    Origin() = default;

    std::string name;
    std::optional<std::uint16_t> port;  // only if the text has one
};

// "node.example" or "node.example:8443". Refuses (forbidden_place) everything else: addresses, upper case, one label,
// users, blanks, ports that are not 1 to 65535.
Result<Origin> parse_origin(std::string_view host);

}  // namespace collegium::server
