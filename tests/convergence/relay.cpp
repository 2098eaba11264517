#include "tests/convergence/relay.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <fcntl.h>
#include <set>
#include <thread>
#include <vector>

namespace collegium::convergence {

namespace asio = boost::asio;

using asio::ip::tcp;
using boost::system::error_code;

namespace {

struct Road;

// One connection: two sockets, and what is under way between them in each direction.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(Road& road, tcp::socket near, asio::io_context& io) : road_{road}, near_{std::move(near)}, far_{io} {}

    void start(tcp::endpoint const& to);
    void end();

private:
    struct Lane {
        explicit Lane(tcp::socket& from_, tcp::socket& to_, asio::io_context& io, bool answers_)
            : from{from_}, to{to_}, timer{io}, answers{answers_} {}
        tcp::socket& from;
        tcp::socket& to;
        asio::steady_timer timer;
        bool answers;
        std::size_t passed = 0;
        std::array<char, 16 * 1024> piece{};
    };

    void read(Lane& lane);
    void came(Lane& lane, std::size_t size);
    void pass(Lane& lane, std::size_t size, bool last);

    Road& road_;
    tcp::socket near_, far_;
    Lane there_{near_, far_, static_cast<asio::io_context&>(far_.get_executor().context()), false};
    Lane back_{far_, near_, static_cast<asio::io_context&>(far_.get_executor().context()), true};
    bool ended_ = false;
};

struct Road {
    Road(asio::io_context& io_, std::uint16_t from, std::uint16_t to_)
        : io{io_}, acceptor{io_, {asio::ip::address_v4::loopback(), from}}, to{asio::ip::address_v4::loopback(), to_} {}

    void accept();
    void change(Weather next);
    void end_all();

    asio::io_context& io;
    tcp::acceptor acceptor;
    tcp::endpoint to;
    Weather weather;
    std::set<std::shared_ptr<Connection>> connections;
};

// The processes that the test starts must not keep our sockets alive.
template <class Socket>
void keep_to_ourselves(Socket& socket) {
    fcntl(socket.native_handle(), F_SETFD, FD_CLOEXEC);
}

// One that was started a moment ago may hold a copy all the same: a shutdown ends the connection, not only our part.
void hang_up(tcp::socket& socket) {
    error_code ignored;
    socket.shutdown(tcp::socket::shutdown_both, ignored);
    socket.close(ignored);
}

void Connection::start(tcp::endpoint const& to) {
    far_.open(to.protocol());
    keep_to_ourselves(near_);
    keep_to_ourselves(far_);
    far_.async_connect(to, [this, self = shared_from_this()](error_code error) {
        if (error || ended_) return end();
        error_code ignored;
        near_.set_option(tcp::no_delay{true}, ignored);
        far_.set_option(tcp::no_delay{true}, ignored);
        read(there_);
        read(back_);
    });
}

void Connection::end() {
    if (ended_) return;
    ended_ = true;
    there_.timer.cancel();
    back_.timer.cancel();
    hang_up(near_);
    hang_up(far_);
    road_.connections.erase(shared_from_this());
}

void Connection::read(Lane& lane) {
    lane.from.async_read_some(
        asio::buffer(lane.piece),
        [this, &lane, self = shared_from_this()](error_code error, std::size_t size) {
            if (error) return end();
            came(lane, size);
        }
    );
}

void Connection::came(Lane& lane, std::size_t size) {
    auto const& weather = road_.weather;
    if (weather.kind == Weather::Kind::lost) return read(lane);
    bool const counts = weather.kind == Weather::Kind::cut && weather.answers == lane.answers;
    bool const last = counts && lane.passed + size >= weather.bytes;
    if (last) size = weather.bytes > lane.passed ? weather.bytes - lane.passed : 0;
    if (weather.kind != Weather::Kind::slow) return pass(lane, size, last);
    lane.timer.expires_after(weather.delay);
    lane.timer.async_wait([this, &lane, size, self = shared_from_this()](error_code error) {
        if (!error) pass(lane, size, false);
    });
}

void Connection::pass(Lane& lane, std::size_t size, bool last) {
    lane.passed += size;
    asio::async_write(
        lane.to,
        asio::buffer(lane.piece.data(), size),
        [this, &lane, last, self = shared_from_this()](error_code error, std::size_t) {
            if (error || last) return end();
            read(lane);
        }
    );
}

void Road::accept() {
    keep_to_ourselves(acceptor);
    acceptor.async_accept([this](error_code error, tcp::socket socket) {
        if (error == asio::error::operation_aborted) return;
        if (!error && weather.kind == Weather::Kind::closed) {
            hang_up(socket);
        } else if (!error) {
            auto const connection = std::make_shared<Connection>(*this, std::move(socket), io);
            connections.insert(connection);
            connection->start(to);
        }
        accept();
    });
}

void Road::change(Weather next) {
    bool const ends = next.kind == Weather::Kind::closed || weather.kind == Weather::Kind::lost;
    weather = next;
    if (ends) end_all();
}

void Road::end_all() {
    for (auto const& connection : std::set{connections}) connection->end();
}

}  // namespace

std::string Weather::words() const {
    switch (kind) {
        case Kind::fair: return "fair";
        case Kind::closed: return "closed";
        case Kind::lost: return "lost";
        case Kind::slow: return "slow by " + std::to_string(delay.count()) + " ms";
        case Kind::cut:
            return "cut after " + std::to_string(bytes) + (answers ? " bytes of answers" : " bytes of requests");
    }
    return {};
}

struct Roads::Inside {
    asio::io_context io{1};
    asio::executor_work_guard<asio::io_context::executor_type> work{io.get_executor()};
    std::vector<std::unique_ptr<Road>> roads;
    std::jthread thread{[this] { io.run(); }};
};

Roads::Roads() : inside_{std::make_unique<Inside>()} {}

Roads::~Roads() {
    inside_->io.stop();
    inside_->thread.join();
    for (auto const& road : inside_->roads) road->connections.clear();
}

std::size_t Roads::add(std::uint16_t from, std::uint16_t to) {
    auto& road = *inside_->roads.emplace_back(std::make_unique<Road>(inside_->io, from, to));
    asio::post(inside_->io, [&road] { road.accept(); });
    return inside_->roads.size() - 1;
}

void Roads::set(std::size_t road, Weather weather) {
    asio::post(inside_->io, [&road = *inside_->roads[road], weather] { road.change(weather); });
}

}  // namespace collegium::convergence
