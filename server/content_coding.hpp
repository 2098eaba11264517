// Content codings: whether a reader takes something in a shorter form (RFC 9110, 8.4 and 12.5.3).
#pragma once

#include <string_view>

namespace collegium::server {

// Whether an Accept-Encoding names the coding, or "*", with a weight that is not 0. Who says nothing takes none.
bool accepts_coding(std::string_view accept_encoding, std::string_view coding) noexcept;

}  // namespace collegium::server
