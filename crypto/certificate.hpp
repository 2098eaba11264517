// Certificates: what this program wants to know of its own.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace collegium::crypto {

// Until when the first certificate of a PEM text is good (X.509 notAfter, RFC 5280, 4.1.2.5). Nothing if there is none,
// or none that can be read.
std::optional<std::chrono::sys_seconds> end_of_certificate(std::string_view pem);

}  // namespace collegium::crypto
