// The policy's words about styles: the file, and the same letters within a page.
#pragma once

#include "crypto/digest.hpp"
#include "server/embedded.hpp"

namespace collegium::tests {

inline std::string style_policy() {
    auto const digest = crypto::sha256(crypto::bytes_of(server::embedded_file("style.css")));
    return "style-src 'self' 'sha256-" + crypto::to_base64(digest) + "'";
}

}  // namespace collegium::tests
