#include "server/http/shard.hpp"

#include "config/log.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <cerrno>
#include <sys/socket.h>
#include <vector>

namespace collegium::server {

namespace asio = boost::asio;
using asio::ip::tcp;
using namespace std::chrono_literals;

namespace {

constexpr auto outcome = asio::as_tuple(asio::use_awaitable);
constexpr auto handshake_time = 10s;
constexpr auto farewell_time = 1s;
constexpr auto accept_pause = 200ms;
constexpr auto refusals_pause = 1min;

// Every shard has a socket on the same port, and the kernel spreads connections over them.
void share_port(tcp::acceptor& acceptor) {
    int const on = 1;
    if (::setsockopt(acceptor.native_handle(), SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) == 0) return;
    throw boost::system::system_error{errno, boost::system::system_category(), "SO_REUSEPORT"};
}

void log_end(std::exception_ptr const& failure, char const* what) {
    if (!failure) return;
    try {
        std::rethrow_exception(failure);
    } catch (std::exception const& problem) {
        log::error("lost a coroutine", {{"of", what}, {"problem", problem.what()}});
    } catch (...) {
        log::error("lost a coroutine", {{"of", what}, {"problem", "not an exception"}});
    }
}

}  // namespace

// A wire that its shard knows of for as long as it lives, and that says whether it may be closed without loss.
class Shard::Connection final : public Wire {
public:
    Connection(Shard& shard, std::unique_ptr<Transport> wire) : shard_{shard}, wire_{std::move(wire)} {
        shard_.connections_.insert(this);
    }
    ~Connection() override { shard_.connections_.erase(this); }
    Connection(Connection const&) = delete;
    Connection& operator=(Connection const&) = delete;

    asio::awaitable<std::size_t> read(asio::mutable_buffer into) override { return wire_->read(into); }
    asio::awaitable<bool> write(asio::const_buffer from) override { return wire_->write(from); }
    void deadline(std::chrono::steady_clock::duration from_now) override { wire_->deadline(from_now); }
    void close() override { wire_->close(); }
    std::chrono::milliseconds late_by() override { return wire_->late_by(); }
    std::string peer() const override { return wire_->peer(); }
    void rest(bool resting) override {
        resting_ = resting;
        if (resting && shard_.common_.draining) close();
    }

    bool resting() const noexcept { return resting_; }
    Transport& transport() noexcept { return *wire_; }

private:
    Shard& shard_;
    std::unique_ptr<Transport> wire_;
    bool resting_ = true;  // nothing is owed before the first request
};

Shard::Shard(Common& common, tcp::endpoint endpoint)
    : common_{common}, work_{context_.get_executor()}, acceptor_{context_}, pause_{context_} {
    acceptor_.open(endpoint.protocol());
    acceptor_.set_option(tcp::acceptor::reuse_address{true});
    if (common_.options.shards > 1) share_port(acceptor_);
    acceptor_.bind(endpoint);
    acceptor_.listen();
    port_ = acceptor_.local_endpoint().port();
}

void Shard::start() {
    asio::co_spawn(context_, accept_all(), [](std::exception_ptr failure) { log_end(failure, "acceptor"); });
    thread_ = std::thread{[this] { context_.run(); }};
}

asio::awaitable<void> Shard::accept_all() {
    for (bool told = false; acceptor_.is_open();) {
        auto [problem, socket] = co_await acceptor_.async_accept(outcome);
        if (!acceptor_.is_open()) co_return;
        if (!problem) {
            told = false;
            admit(std::move(socket));
            continue;
        }
        // Out of file descriptors, most likely: the connection stays in the queue, so trying again at once would spin.
        if (!told) log::error("could not accept", {{"problem", problem.message()}});
        told = true;
        pause_.expires_after(accept_pause);
        co_await pause_.async_wait(outcome);
    }
}

void Shard::admit(tcp::socket socket) {
    boost::system::error_code problem;
    auto const from = socket.remote_endpoint(problem).address();
    if (problem) return;  // whoever it was has left already
    auto const answer = common_.admission.enter(from);
    if (answer != Admission::Answer::admitted) return log_refusal(answer);  // and the socket closes
    socket.set_option(tcp::no_delay{true}, problem);
    asio::co_spawn(context_, serve(std::move(socket)), [this, from](std::exception_ptr failure) {
        common_.admission.leave(from);
        log_end(failure, "connection");
        end_if_empty();
    });
}

void Shard::log_refusal(Admission::Answer answer) {
    auto const now = std::chrono::steady_clock::now();
    if (now < quiet_until_) return;
    quiet_until_ = now + refusals_pause;
    bool const full = answer == Admission::Answer::all_are_taken;
    log::warning(
        "refused connections",
        {{"why", full ? "as many as allowed are open" : "one address has as many open as one may"}}
    );
}

asio::awaitable<void> Shard::serve(tcp::socket socket) {
    Connection connection{*this, common_.make_wire(std::move(socket))};
    auto& transport = connection.transport();
    transport.deadline(handshake_time);
    bool const agreed = co_await transport.shake_hands();
    if (!agreed) co_return;

    co_await converse(connection, common_.handler, common_.options.limits, common_.clock, common_.draining);
    transport.deadline(farewell_time);
    co_await transport.say_goodbye();
}

void Shard::retire(std::chrono::seconds grace) {
    if (!thread_.joinable()) return;
    asio::co_spawn(context_, see_off(grace), [](std::exception_ptr failure) { log_end(failure, "leaving"); });
}

void Shard::join() {
    if (thread_.joinable()) thread_.join();
}

asio::awaitable<void> Shard::see_off(std::chrono::seconds grace) {
    boost::system::error_code ignored;
    acceptor_.close(ignored);
    for (auto* connection : connections_) {
        if (connection->resting()) connection->close();
    }
    end_if_empty();

    pause_.expires_after(grace);
    co_await pause_.async_wait(outcome);
    for (auto* connection : connections_) connection->close();

    pause_.expires_after(farewell_time);  // for handlers that are still at work
    co_await pause_.async_wait(outcome);
    context_.stop();
}

void Shard::end_if_empty() {
    if (common_.draining && connections_.empty()) context_.stop();
}

}  // namespace collegium::server
