// Content policy: what a page of ours may load and where its forms may lead (security R11, W3).
#pragma once

#include <string>
#include <string_view>

namespace collegium::server {

// What a page's scripts may do. Browsers hand out passkeys to scripts only, and writing is easier with one: files of
// ours, never a text in the page. Those for writing also ask this host.
enum class Scripts { none, ours, that_ask };

// Nothing of ours needs another host. form_target: a source that the page's form may lead to beside this host, since
// browsers follow redirects of forms only where the policy lets them: "https://app.example", "app:".
std::string content_policy(std::string_view form_target = {}, Scripts scripts = Scripts::none);

}  // namespace collegium::server
