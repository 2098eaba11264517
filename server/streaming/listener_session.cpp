#include "server/streaming/listener_session.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace collegium::server::streaming {

namespace asio = boost::asio;

namespace {

constexpr std::chrono::seconds between_checks{1};

// Events come on another thread; the timer is this shard's. Whoever is gone by then is not woken.
std::function<void()> waker(asio::any_io_executor executor, std::weak_ptr<asio::steady_timer> timer) {
    return [executor, timer] {
        asio::post(executor, [timer] {
            if (auto const alive = timer.lock()) alive->cancel();
        });
    };
}

bool is_list_of(App const& app, Member const& member, storage::Handle list) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return tables.following.contains(tx, storage::Edge{member.actor, list});
    });
}

}  // namespace

ListenerSession::ListenerSession(App const& app, std::string token, asio::any_io_executor executor)
    : app_{app},
      token_{std::move(token)},
      timer_{std::make_shared<asio::steady_timer>(executor)},
      queue_{app.live.subscribe(waker(executor, timer_))} {}

std::optional<Bearer> ListenerSession::bearer() const {
    return token_.empty() ? std::nullopt : app_.tokens.bearer_of(token_);
}

Result<void> ListenerSession::subscribe(Subscription subscription) {
    if (std::ranges::find(subscriptions_, subscription) != subscriptions_.end()) return {};
    auto const who = bearer();
    bool const is_member = who && who->member;
    if (subscription.needs_member() && !is_member) return Refusal{Reason::not_signed_in, "a stream of a member's own"};
    if (who && !who->may(subscription.scope())) return Refusal{Reason::not_allowed, "outside the token's scopes"};
    if (subscription.stream == Stream::list && !is_list_of(app_, *who->member, subscription.list))
        return Refusal{Reason::not_found, "no such list"};
    if (subscriptions_.size() == most_subscriptions) return Refusal{Reason::too_many, "too many streams"};
    subscriptions_.push_back(std::move(subscription));
    return {};
}

void ListenerSession::unsubscribe(Subscription const& subscription) {
    std::erase(subscriptions_, subscription);
}

bool ListenerSession::is_welcome() const {
    return token_.empty() || bearer().has_value();
}

asio::awaitable<void> ListenerSession::wait() {
    timer_->expires_after(between_checks);
    co_await timer_->async_wait(asio::as_tuple(asio::use_awaitable));
}

void ListenerSession::wake() {
    timer_->cancel();
}

std::optional<Addressed> ListenerSession::read(LiveEvent const& event, storage::Handle member) const {
    return app_.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<Addressed> {
        mastodon::View const view{app_, tx, tables, {member, storage::Handle{0}}};
        std::vector<std::vector<std::string>> streams;
        for (auto const& subscription : subscriptions_)
            if (concerns(view, subscription, event)) streams.push_back(subscription.name());
        if (streams.empty()) return std::nullopt;
        auto message = message_of(view, event);
        if (!message) return std::nullopt;
        return Addressed{*std::move(message), std::move(streams)};
    });
}

std::vector<Addressed> ListenerSession::take() {
    std::vector<Addressed> all;
    auto const events = queue_->take();
    if (events.empty()) return all;
    auto const who = bearer();
    auto const member = who && who->member ? who->member->actor : storage::Handle{0};
    bool const hears_news = who && who->may("read:notifications");
    for (auto const& event : events) {
        if (event.kind == LiveKind::notification && !hears_news) continue;
        if (auto message = read(event, member)) all.push_back(*std::move(message));
    }
    return all;
}

}  // namespace collegium::server::streaming
