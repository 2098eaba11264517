// Content policy: what a page of ours may load and where its forms may lead (security R11, W3).
#pragma once

#include <string>
#include <string_view>

namespace collegium::server {

// Nothing of ours needs a script or another host. form_target: a source that the page's form may lead to beside this
// host, since browsers follow redirects of forms only where the policy lets them: "https://app.example", "app:".
std::string content_policy(std::string_view form_target = {});

}  // namespace collegium::server
