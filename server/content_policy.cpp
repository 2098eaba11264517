#include "server/content_policy.hpp"

#include "crypto/digest.hpp"
#include "server/embedded.hpp"

namespace collegium::server {

namespace {

// "'sha256-...'" of our style, as CSP names a text in the page.
std::string const& style_in_page() {
    static auto const source =
        "'sha256-" + crypto::to_base64(crypto::sha256(crypto::bytes_of(embedded_file("style.css")))) + "'";
    return source;
}

}  // namespace

std::string content_policy(std::string_view form_target, Scripts scripts) {
    std::string targets{"'self'"};
    if (!form_target.empty()) targets.append(" ").append(form_target);
    std::string script = scripts == Scripts::none ? "" : " script-src 'self';";
    if (scripts == Scripts::that_ask) script += " connect-src 'self';";
    return "default-src 'none';" + script + " style-src 'self' " + style_in_page() + "; img-src 'self'; form-action " + targets +
           "; base-uri 'none'; frame-ancestors 'none'";
}

}  // namespace collegium::server
