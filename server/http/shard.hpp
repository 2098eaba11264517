// Shard: one thread, one io_context, one acceptor, and the connections that were accepted on it: they live and die
// here, so nothing of theirs needs a lock.
#pragma once

#include "server/http/admission.hpp"
#include "server/http/listener.hpp"
#include "server/http/transport.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <atomic>
#include <functional>
#include <set>
#include <thread>

namespace collegium::server {

// What all shards of one listener share. Constant once they run, but for who is admitted and whether it ends.
struct Common {
    Common(ListenOptions the_options, Clock const& the_clock)
        : options{std::move(the_options)},
          clock{the_clock},
          admission{options.connections, options.connections_from_one_address} {}

    ListenOptions options;
    Clock const& clock;
    Handler handler;
    std::function<std::unique_ptr<Transport>(boost::asio::ip::tcp::socket)> make_wire;
    Admission admission;
    std::atomic<bool> draining = false;
};

// An io_context whose unfinished work can be destroyed before itself: coroutines of one shard may wait for another
// shard, so no context may go before all frames are gone.
class Context : public boost::asio::io_context {
public:
    Context() : io_context{1} {}
    void abandon_work() { shutdown(); }
};

class Shard {
public:
    // Binds and listens. Throws boost::system::system_error.
    Shard(Common& common, boost::asio::ip::tcp::endpoint endpoint);

    void start();

    // Any thread but the shard's own: no new connections; those at rest close now, the others have `grace`.
    void retire(std::chrono::seconds grace);
    void join();
    void abandon_work() { context_.abandon_work(); }

    boost::asio::any_io_executor executor() { return context_.get_executor(); }
    std::uint16_t port() const noexcept { return port_; }

private:
    class Connection;

    boost::asio::awaitable<void> accept_all();
    void admit(boost::asio::ip::tcp::socket socket);
    void log_refusal(Admission::Answer answer);
    boost::asio::awaitable<void> serve(boost::asio::ip::tcp::socket socket);
    boost::asio::awaitable<void> see_off(std::chrono::seconds grace);
    void end_if_empty();

    Common& common_;
    Context context_;
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
    boost::asio::ip::tcp::acceptor acceptor_;
    std::uint16_t port_ = 0;
    boost::asio::steady_timer pause_;  // before the next accept, or the next step of leaving
    std::set<Connection*> connections_;
    std::chrono::steady_clock::time_point quiet_until_;  // so that a flood is one line in the log, not a thousand
    std::thread thread_;
};

}  // namespace collegium::server
