// LogFollower: reads what is new in the log, in small batches, and hands it to a listener.
#pragma once

#include "server/followers/log_listener.hpp"
#include "server/followers/recent_words.hpp"

#include <memory>

namespace collegium::server {

class LogFollower {
public:
    static constexpr std::size_t most_at_once = 64;  // entries

    // words: shared by those who follow on the same thread.
    LogFollower(
        storage::Store const& store,
        LogListener& listener,
        std::shared_ptr<RecentWords> words = std::make_shared<RecentWords>()
    )
        : store_{store}, listener_{listener}, words_{std::move(words)} {}

    // Hands over the next batch. False: there was nothing new.
    boost::asio::awaitable<bool> step() const;

    // Until there is nothing new.
    boost::asio::awaitable<void> catch_up() const;

private:
    std::vector<Logged> next_batch() const;

    storage::Store const& store_;
    LogListener& listener_;
    std::shared_ptr<RecentWords> words_;
};

}  // namespace collegium::server
