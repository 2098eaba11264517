// Instance: what a program reads of this node before anybody signs in (clients 2d, 2f).
#pragma once

#include "server/mastodon/view.hpp"

#include <string>

namespace collegium::server::mastodon {

// Programs read features from these two: nothing is announced that is not served (clients 2f).
constexpr std::string_view api_version = "4.2.0 (compatible; Collegium 0.1.0)";
constexpr std::string_view api_versions = R"({"mastodon":1,"collegium":1})";

constexpr std::size_t most_attachments = 4;
constexpr std::size_t most_poll_options = 8;
constexpr std::size_t longest_poll_option = 100;  // characters
constexpr std::chrono::seconds shortest_poll{300};
constexpr std::chrono::seconds longest_poll{2'629'746};  // a month

std::string instance_v1_json(View const& view);
std::string instance_v2_json(View const& view);
std::string rules_json(App const& app);

}  // namespace collegium::server::mastodon
