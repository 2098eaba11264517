#include "server/http/deadline.hpp"
#include "server/http/transport.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace collegium::server {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr auto outcome = asio::as_tuple(asio::use_awaitable);

class TcpWire final : public Transport {
public:
    explicit TcpWire(tcp::socket socket) : socket_{std::move(socket)}, deadline_{socket_}, peer_{peer_of(socket_)} {}

    asio::awaitable<std::size_t> read(asio::mutable_buffer into) override {
        auto const [problem, size] = co_await socket_.async_read_some(into, outcome);
        co_return problem ? 0 : size;
    }

    asio::awaitable<bool> write(asio::const_buffer from) override {
        auto const [problem, size] = co_await asio::async_write(socket_, from, outcome);
        co_return !problem;
    }

    void deadline(std::chrono::steady_clock::duration from_now) override { deadline_.set(from_now); }

    void close() override {
        deadline_.cancel();
        boost::system::error_code ignored;
        socket_.close(ignored);
    }

    std::chrono::milliseconds late_by() override { return since_last_bytes(socket_); }
    std::string peer() const override { return peer_; }

    asio::awaitable<bool> connect(tcp::endpoint endpoint) override {
        auto const [problem] = co_await socket_.async_connect(endpoint, outcome);
        co_return !problem;
    }

    asio::awaitable<bool> shake_hands() override { co_return true; }

    asio::awaitable<void> say_goodbye() override {
        boost::system::error_code ignored;
        socket_.shutdown(tcp::socket::shutdown_send, ignored);
        co_return;
    }

    bool is_quiet() override { return socket_.is_open() && has_nothing_to_read(socket_); }

private:
    tcp::socket socket_;
    Deadline deadline_;
    std::string peer_;
};

}  // namespace

std::unique_ptr<Transport> make_tcp_wire(tcp::socket socket) {
    return std::make_unique<TcpWire>(std::move(socket));
}

}  // namespace collegium::server
