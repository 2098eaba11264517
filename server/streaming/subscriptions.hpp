// Subscriptions: the streams that a client can listen to, by the names of the Mastodon API (clients 2c).
#pragma once

#include "config/result.hpp"
#include "server/parameters.hpp"
#include "storage/keys.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace collegium::server::streaming {

enum class Stream { user, user_notification, everyone, everyone_local, everyone_remote, tag, tag_local, list, direct };

struct Subscription {
    Stream stream{};
    std::string tag;         // for tag and tag_local: lower case
    storage::Handle list{};  // a community that the member joined
    std::string list_id;     // the same as the client wrote it

    bool operator==(Subscription const&) const = default;

    // As it stands in a message: ["hashtag","maths"].
    std::vector<std::string> name() const;
    std::string_view scope() const noexcept;  // that a token must have
    bool needs_member() const noexcept;
};

// Refuses not_found a stream that does not exist, and malformed one that lacks its tag or list.
Result<Subscription> subscription_named(std::string_view stream, std::string const& tag, std::string const& list);

}  // namespace collegium::server::streaming
