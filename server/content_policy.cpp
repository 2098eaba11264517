#include "server/content_policy.hpp"

namespace collegium::server {

std::string content_policy(std::string_view form_target, Scripts scripts) {
    std::string targets{"'self'"};
    if (!form_target.empty()) targets.append(" ").append(form_target);
    std::string script = scripts == Scripts::none ? "" : " script-src 'self';";
    if (scripts == Scripts::that_ask) script += " connect-src 'self';";
    return "default-src 'none';" + script + " style-src 'self'; img-src 'self'; form-action " + targets +
           "; base-uri 'none'; frame-ancestors 'none'";
}

}  // namespace collegium::server
