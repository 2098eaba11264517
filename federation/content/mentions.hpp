// Mentions in front of what somebody wrote: other software needs them to tell people, and readers of a thread do not.
#pragma once

#include <string_view>

namespace collegium::federation::content {

// The same HTML without a first paragraph that is nothing but mentions, "<p><a href=...>@ada</a></p><p>Fold it.</p>".
// All of it if nothing comes after that paragraph.
std::string_view without_mention_paragraph(std::string_view html);

}  // namespace collegium::federation::content
