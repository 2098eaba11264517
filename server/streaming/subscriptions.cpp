#include "server/streaming/subscriptions.hpp"

#include "config/ascii.hpp"
#include "server/mastodon/dates.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace collegium::server::streaming {

namespace {

constexpr std::array<std::pair<std::string_view, Stream>, 12> names{{
    {"user", Stream::user},
    {"user:notification", Stream::user_notification},
    {"public", Stream::everyone},
    {"public:local", Stream::everyone_local},
    {"public:remote", Stream::everyone_remote},
    {"public:media", Stream::everyone},
    {"public:local:media", Stream::everyone_local},
    {"public:remote:media", Stream::everyone_remote},
    {"hashtag", Stream::tag},
    {"hashtag:local", Stream::tag_local},
    {"list", Stream::list},
    {"direct", Stream::direct},
}};

}  // namespace

std::vector<std::string> Subscription::name() const {
    auto const named = std::ranges::find(names, stream, [](auto const& each) { return each.second; });
    std::vector<std::string> parts{std::string{named->first}};
    if (!tag.empty()) parts.push_back(tag);
    if (!list_id.empty()) parts.push_back(list_id);
    return parts;
}

std::string_view Subscription::scope() const noexcept {
    if (stream == Stream::user_notification) return "read:notifications";
    return stream == Stream::list ? "read:lists" : "read:statuses";
}

bool Subscription::needs_member() const noexcept {
    using enum Stream;
    return stream == user || stream == user_notification || stream == list || stream == direct;
}

Result<Subscription> subscription_named(std::string_view stream, std::string const& tag, std::string const& list) {
    auto const named = std::ranges::find(names, stream, [](auto const& each) { return each.first; });
    if (named == names.end()) return Refusal{Reason::not_found, "no such stream"};
    Subscription subscription;
    subscription.stream = named->second;
    bool const wants_tag = subscription.stream == Stream::tag || subscription.stream == Stream::tag_local;
    if (wants_tag && tag.empty()) return Refusal{Reason::malformed, "a stream of a tag without the tag"};
    if (wants_tag) subscription.tag = ascii::lowered(tag);
    if (subscription.stream != Stream::list) return subscription;
    auto const handle = mastodon::handle_of(list);
    if (!handle) return Refusal{Reason::malformed, "a stream of a list without the list"};
    subscription.list = *handle;
    subscription.list_id = list;
    return subscription;
}

}  // namespace collegium::server::streaming
