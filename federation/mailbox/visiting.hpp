// Visiting: a node that nobody can reach goes to its partners for what is for it (needs M8).
#pragma once

#include "federation/node.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <map>
#include <set>

namespace collegium::federation::mailbox {

// What this node answers to a request that comes in by its own door: the same checks, the same limits.
using Door = std::function<boost::asio::awaitable<IncomingResponse>(OutgoingRequest)>;

// Lives on one single-threaded executor, that of round(). Destroy it when that executor has stopped for good.
class Visiting {
public:
    Visiting(Node const& node, Door door) : node_{node}, door_{std::move(door)} {}

    // Sets out to each partner that keeps a mailbox for us and where we are not already, and returns at once: a place
    // that lets us wait keeps us from no other. There we ask as long as there is something, at most 20 times.
    // What is fetched is answered in the background too: one request may need another one to be answered first. Whether
    // it is true is judged by the door, by its signature like whatever comes in; beside that it comes over TLS from the
    // host that says it. A place that cannot be had is logged, and left alone for a minute.
    boost::asio::awaitable<void> round();

private:
    Node const& node_;
    Door door_;
    std::set<std::string> visited_now_;
    std::map<std::string, Instant> not_before_;
};

}  // namespace collegium::federation::mailbox
