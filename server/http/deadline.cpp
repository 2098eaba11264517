#include "server/http/deadline.hpp"

#include <boost/asio/steady_timer.hpp>

#include <cerrno>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace collegium::server {

namespace asio = boost::asio;
using asio::ip::tcp;
using SteadyClock = std::chrono::steady_clock;

struct Deadline::State {
    explicit State(tcp::socket& the_socket) : socket{the_socket}, timer{the_socket.get_executor()} {}

    tcp::socket& socket;
    asio::steady_timer timer;
    SteadyClock::time_point until = SteadyClock::time_point::max();
    SteadyClock::time_point wakes = SteadyClock::time_point::max();
};

Deadline::Deadline(tcp::socket& socket) : state_{std::make_shared<State>(socket)} {}

Deadline::~Deadline() = default;

void Deadline::set(SteadyClock::duration from_now) {
    state_->until = SteadyClock::now() + from_now;
    if (state_->until < state_->wakes) arm(state_);
}

void Deadline::cancel() {
    state_->until = state_->wakes = SteadyClock::time_point::max();
    state_->timer.cancel();
}

// The handler holds the state only weakly, so it neither outlives the socket nor keeps it alive.
void Deadline::arm(std::shared_ptr<State> const& state) {
    state->wakes = state->until;
    state->timer.expires_at(state->until);
    state->timer.async_wait([weak = std::weak_ptr{state}](boost::system::error_code aborted) {
        auto const alive = weak.lock();
        if (aborted || !alive || alive->until == SteadyClock::time_point::max()) return;
        if (SteadyClock::now() < alive->until) return arm(alive);

        alive->wakes = SteadyClock::time_point::max();
        boost::system::error_code ignored;
        alive->socket.close(ignored);
    });
}

std::string peer_of(tcp::socket const& socket) {
    boost::system::error_code gone;
    auto const address = socket.remote_endpoint(gone).address();
    if (gone) return {};
    if (address.is_v6() && address.to_v6().is_v4_mapped()) {
        return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
    }
    return address.to_string();
}

std::chrono::milliseconds since_last_bytes(tcp::socket& socket) {
    tcp_info info{};
    socklen_t size = sizeof info;
    if (getsockopt(socket.native_handle(), IPPROTO_TCP, TCP_INFO, &info, &size) != 0) return {};
    return std::chrono::milliseconds{info.tcpi_last_data_recv};
}

bool has_nothing_to_read(tcp::socket& socket) {
    char byte = 0;
    auto const got = ::recv(socket.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
}

}  // namespace collegium::server
