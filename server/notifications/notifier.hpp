// Notifier: writes down what entries of the log tell members, and takes back what was told of things that are gone.
#pragma once

#include "server/followers/live_feed.hpp"
#include "server/notifications/notices.hpp"
#include "storage/ids.hpp"

namespace collegium::server::notifications {

class Notifier final : public LogListener {
public:
    Notifier(storage::Store& store, storage::IdSource& ids, LiveFeed& feed) : store_{store}, ids_{ids}, feed_{feed} {}

    storage::Seq heard(storage::ReadTx const& tx, storage::Tables const& tables) const override;
    boost::asio::awaitable<void> hear(std::vector<Logged> entries) override;

private:
    storage::Store& store_;
    storage::IdSource& ids_;
    LiveFeed& feed_;
};

}  // namespace collegium::server::notifications
