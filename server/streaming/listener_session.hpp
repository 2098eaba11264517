// ListenerSession: what one client listens to, apart from how it is connected. Lives on its connection's shard.
#pragma once

#include "server/followers/live_feed.hpp"
#include "server/streaming/live_messages.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>

namespace collegium::server::streaming {

// A message with the names of the streams that it belongs to.
struct Addressed {
    Message message;
    std::vector<std::vector<std::string>> streams;
};

class ListenerSession {
public:
    static constexpr std::size_t most_subscriptions = 20;

    ListenerSession(App const& app, std::string token, boost::asio::any_io_executor executor);

    // Refuses not_signed_in and not_allowed what the token does not cover, too_many more than 20, and not_found a list
    // of somebody else.
    Result<void> subscribe(Subscription subscription);
    void unsubscribe(Subscription const& subscription);

    // False: the token was revoked, or its member may no longer come in (security R16). Asked at least each second.
    bool is_welcome() const;

    // Until something came, the connection ended, or a second passed.
    boost::asio::awaitable<void> wait();
    void wake();  // on the shard's own thread

    // Everything that came since, as this client reads it.
    std::vector<Addressed> take();

private:
    std::optional<Bearer> bearer() const;
    std::optional<Addressed> read(LiveEvent const& event, storage::Handle member) const;

    App const& app_;
    std::string token_;  // empty: a reader without one
    std::shared_ptr<boost::asio::steady_timer> timer_;
    std::shared_ptr<LiveQueue> queue_;
    std::vector<Subscription> subscriptions_;
};

}  // namespace collegium::server::streaming
