// Linked names: the people and tags that somebody wrote in their words, as links.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace collegium::federation::content {

struct LinkedName {
    std::string written;  // "@name@host", "#tag": as it stands in the text, in any case
    std::string html;     // what stands there instead
};

// The HTML of to_html with whole names replaced, wherever they stand in the text but not in links and code.
std::string link_names(std::string_view html, std::vector<LinkedName> const& names);

}  // namespace collegium::federation::content
