// How a member posts unless they say otherwise.
#pragma once

#include "storage/member_records.hpp"

#include <string>

namespace collegium::server::mastodon {

struct PostingWishes {
    std::string visibility;  // "public", "unlisted", "private" or "direct"
    std::string language;    // ISO 639
};

PostingWishes posting_wishes_of(storage::ProfileRecord const& profile);

}  // namespace collegium::server::mastodon
