// Partners: many other nodes in this process, each with an origin of its own, that take what they are sent.
#pragma once

#include "tests/journeys/neighbourhood.hpp"

#include <openssl/ssl.h>

#include <atomic>
#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

namespace collegium::bench {

enum class Health {
    well,
    slow,    // takes a message at once, but answers late
    absent,  // refuses connections
    silent,  // takes connections, and says nothing
};

// TLS on a port for each, or, for more than 2,000, on one for up to 128 that are equally well; all on one thread. Who
// is meant is told by the requests. Every POST is taken with 202; nothing is verified, as it is not the receivers that
// are measured.
class Partners {
public:
    using SteadyClock = std::chrono::steady_clock;

    Partners(journeys::Neighbourhood& neighbourhood, std::string const& prefix, std::vector<Health> health);
    ~Partners();
    Partners(Partners const&) = delete;
    Partners& operator=(Partners const&) = delete;

    std::size_t size() const noexcept { return hosts_.size(); }
    std::string const& domain(std::size_t number) const { return hosts_[number].domain; }
    bool is_alive(std::size_t number) const;
    bool is_well(std::size_t number) const { return hosts_[number].health == Health::well; }

    // From now on, when each was sent the first message with this text in it, how many messages had it, and how many
    // came at all.
    void listen_for(std::string text);
    std::size_t heard() const { return heard_; }
    std::size_t messages_with_it() const { return messages_with_it_; }
    std::size_t messages() const { return messages_; }
    std::vector<SteadyClock::time_point> arrivals() const;

    std::size_t handshakes() const { return handshakes_; }
    double cpu_seconds() const;  // of the thread that serves them

private:
    struct Host {
        std::string domain;
        Health health = Health::well;
        bool heard = false;
    };
    struct Door {
        Health health = Health::well;
        int listener = -1;
    };
    struct Connection;
    struct Late {
        SteadyClock::time_point due;
        int socket;
        std::uint64_t serial;
    };

    void open_doors(journeys::Neighbourhood& neighbourhood);
    void serve();
    void accept(std::size_t door);
    void advance(Connection& connection);
    bool take_message(Connection& connection);
    void note(std::string_view message);
    void answer(Connection& connection);
    void answer_late_ones();
    void drop(Connection& connection);

    std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> context_;
    std::vector<Host> hosts_;
    std::unordered_map<std::string, std::size_t> by_name_;
    std::vector<Door> doors_;
    std::vector<std::unique_ptr<Connection>> connections_;  // by socket
    std::deque<Late> late_;
    std::uint64_t serial_ = 0;
    int poll_ = -1;
    std::atomic<bool> stopped_ = false;
    std::atomic<std::size_t> heard_ = 0, messages_ = 0, messages_with_it_ = 0, handshakes_ = 0;
    mutable std::mutex mutex_;  // guards the two below
    std::string text_;
    std::vector<SteadyClock::time_point> arrivals_;
    std::thread thread_;
};

}  // namespace collegium::bench
