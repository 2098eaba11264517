#include "server/mastodon/posting_wishes.hpp"

namespace collegium::server::mastodon {

PostingWishes posting_wishes_of(storage::ProfileRecord const& profile) {
    return {profile.audience.empty() ? "public" : profile.audience, profile.language.empty() ? "en" : profile.language};
}

}  // namespace collegium::server::mastodon
