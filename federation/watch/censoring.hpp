// Censoring: words of ours that a watch list puts dots in place of, before the act that says them enters the log.
#pragma once

#include "federation/messages/activity.hpp"
#include "federation/node.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace collegium::federation::watch {

// The text with dots where one of the phrases stood, with what clings to them. html: what is in tags is left alone.
std::string with_dots(std::string_view text, std::vector<std::string> const& phrases, bool html);

// The same act in other words, signed anew; the act itself where no list has anything against it. Of a thing its title,
// its summary and its text are changed; what stands elsewhere in it is left to judge(), which lets it wait.
Activity censored(Node const& node, Activity activity);

}  // namespace collegium::federation::watch
