// LiveFeed: what happens, told to streams that are open at this moment. Nothing is kept for those who come later.
#pragma once

#include "server/followers/log_listener.hpp"

#include <functional>
#include <memory>
#include <mutex>

namespace collegium::server {

enum class LiveKind {
    update,         // a thing is new, or was put forward by somebody
    status_update,  // its words are new
    delete_,        // it is there no more
    notification,   // a member was told something
};

struct LiveEvent {
    LiveKind kind{};
    storage::Handle thing{};
    storage::LocalId number{};               // of the thing, of the line that puts it forward, or of the notification
    std::vector<storage::Handle> concerned;  // its author, its community, whom it names; the member who was told
};

// One stream's part of it, from any thread. At most 256 events wait; what is older is lost, and the stream is told.
class LiveQueue {
public:
    static constexpr std::size_t most = 256;

    // wake: called after an event came, on a thread of somebody else's: it must be quick. Never under a lock of ours.
    explicit LiveQueue(std::function<void()> wake) : wake_{std::move(wake)} {}

    void put(LiveEvent const& event);
    std::vector<LiveEvent> take();  // everything that waits, oldest first
    bool lost_some();               // since it was asked last

private:
    std::function<void()> wake_;
    std::mutex mutex_;  // guards what follows
    std::vector<LiveEvent> waiting_;
    bool lost_ = false;
};

class LiveFeed {
public:
    // Ends when the queue is let go.
    std::shared_ptr<LiveQueue> subscribe(std::function<void()> wake);

    void publish(LiveEvent const& event);

private:
    std::mutex mutex_;  // guards queues_
    std::vector<std::weak_ptr<LiveQueue>> queues_;
};

// Tells the feed what entries of the log mean for streams. It begins with what comes after its making.
class LiveListener final : public LogListener {
public:
    LiveListener(storage::Store const& store, LiveFeed& feed);

    storage::Seq heard(storage::ReadTx const&, storage::Tables const&) const override { return heard_; }
    boost::asio::awaitable<void> hear(std::vector<Logged> entries) override;

private:
    storage::Store const& store_;
    LiveFeed& feed_;
    storage::Seq heard_;
};

}  // namespace collegium::server
