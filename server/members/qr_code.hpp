// QR codes (ISO/IEC 18004), for cameras of telephones.
#pragma once

#include <string>

namespace collegium::server::members {

// As SVG, black on white with the quiet zone around it. The text must be shorter than 2,000 bytes.
std::string qr_code_svg(std::string const& text);

}  // namespace collegium::server::members
