#include "server/members/qr_code.hpp"

#include <qrcodegen/qrcodegen.hpp>

namespace collegium::server::members {

std::string qr_code_svg(std::string const& text) {
    using qrcodegen::QrCode;
    constexpr int quiet_zone = 4, pixels = 5;
    auto const code = QrCode::encodeText(text.c_str(), QrCode::Ecc::MEDIUM);
    std::string dark;
    for (int y = 0; y < code.getSize(); ++y)
        for (int x = 0; x < code.getSize(); ++x)
            if (code.getModule(x, y))
                dark += "M" + std::to_string(x + quiet_zone) + "," + std::to_string(y + quiet_zone) + "h1v1h-1z";
    auto const modules = code.getSize() + 2 * quiet_zone;
    auto const side = std::to_string(modules), size = std::to_string(modules * pixels);
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + side + " " + side + "\" width=\"" + size +
           "\" height=\"" + size + "\"><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/><path fill=\"#000\" d=\"" +
           dark + "\"/></svg>";
}

}  // namespace collegium::server::members
