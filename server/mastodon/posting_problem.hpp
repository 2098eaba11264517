// Why nothing was posted.
#pragma once

#include <string_view>

namespace collegium::server::mastodon {

// In words for the one who typed.
struct Problem {
    unsigned status = 422;
    std::string_view words;
};

}  // namespace collegium::server::mastodon
