// What a status was: its text as it was typed, and its versions.
#pragma once

#include "federation/timeline.hpp"
#include "server/mastodon/view.hpp"

#include <string>

namespace collegium::server::mastodon {

// The Markdown as it was typed, with the title as its first line. Of what came from elsewhere without Markdown, the
// words without markup.
std::string typed_text(federation::timeline::PostView const& post);

// StatusSource.
std::string source_json(federation::timeline::PostView const& post);

// A JSON list of StatusEdit, oldest first, at most 100.
std::string history_json(View const& view, federation::timeline::PostView const& post);

}  // namespace collegium::server::mastodon
