#include "tests/bench/load.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <ctime>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <optional>
#include <stdexcept>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace collegium::bench {

using SteadyClock = std::chrono::steady_clock;

namespace {

constexpr std::chrono::seconds patience{30};
constexpr int accepted_status = 202;

double thread_cpu_seconds() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

int connect_to(std::uint16_t port) {
    int const socket_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(socket_, reinterpret_cast<sockaddr const*>(&address), sizeof address) != 0)
        throw std::runtime_error{"the node does not take connections"};
    int const on = 1;
    setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return socket_;
}

// What our own server answers: a head with Content-Length, and a body that nobody reads.
struct Answer {
    unsigned status = 0;
    std::size_t size = 0;
    bool closes = false;
    bool to_come_back = false;
};

std::optional<Answer> whole_answer(std::string_view bytes) {
    auto const head = bytes.substr(0, bytes.find("\r\n\r\n"));
    if (head.size() == bytes.size() || head.size() < 12) return std::nullopt;
    constexpr std::string_view length = "\r\nContent-Length: ";
    Answer answer{
        0,
        head.size() + 4,
        head.find("\r\nConnection: close") != head.npos,
        head.find("\r\nRetry-After: ") != head.npos};
    std::from_chars(head.data() + 9, head.data() + 12, answer.status);
    std::size_t body = 0;
    if (auto const place = head.find(length); place != head.npos)
        std::from_chars(head.data() + place + length.size(), head.data() + head.size(), body);
    answer.size += body;
    return bytes.size() < answer.size ? std::nullopt : std::optional{answer};
}

struct Connection {
    int socket = -1;
    std::optional<std::size_t> mail;  // on its way
    std::size_t sent = 0;
    std::string received;
    SteadyClock::time_point began;
};

class Load {
public:
    Load(std::uint16_t port, std::vector<Mail> const& mails, std::size_t connections, double per_second)
        : port_{port},
          mails_{mails},
          per_second_{per_second},
          connections_(connections),
          poll_{epoll_create1(EPOLL_CLOEXEC)} {
        answers_.statuses.resize(mails.size());
        answers_.ended.resize(mails.size());
        answers_.millis.reserve(mails.size());
    }
    ~Load() {
        for (auto const& each : connections_) close(each.socket);
        close(poll_);
    }
    Load(Load const&) = delete;
    Load& operator=(Load const&) = delete;

    Answers run() {
        for (auto& each : connections_) open(each);
        began_ = last_answer_ = SteadyClock::now();
        auto const cpu = thread_cpu_seconds();
        for (auto& each : connections_) send_next(each);
        while (done_ < mails_.size() && SteadyClock::now() - last_answer_ < patience) turn();
        answers_.seconds = std::chrono::duration<double>(last_answer_ - began_).count();
        answers_.own_cpu_seconds = thread_cpu_seconds() - cpu;
        std::ranges::sort(answers_.millis);
        return std::move(answers_);
    }

private:
    void open(Connection& connection) {
        if (connection.socket >= 0) close(connection.socket);
        connection.socket = connect_to(port_);
        epoll_event event{EPOLLIN, {.ptr = &connection}};
        epoll_ctl(poll_, EPOLL_CTL_ADD, connection.socket, &event);
    }

    void turn() {
        std::array<epoll_event, 128> events;
        int const count = epoll_wait(poll_, events.data(), static_cast<int>(events.size()), idle_.empty() ? 1000 : 1);
        for (int i = 0; i < count; ++i) {
            auto const& event = events[static_cast<std::size_t>(i)];
            auto& connection = *static_cast<Connection*>(event.data.ptr);
            if ((event.events & EPOLLOUT) != 0) send_rest(connection);
            if ((event.events & ~std::uint32_t{EPOLLOUT}) != 0) receive(connection);
        }
        while (!idle_.empty() && next_ < mails_.size() && is_due()) {
            auto& connection = *idle_.back();
            idle_.pop_back();
            send_next(connection);
        }
    }

    bool is_due() const {
        if (per_second_ <= 0) return true;
        std::chrono::duration<double> const since = SteadyClock::now() - began_;
        return static_cast<double>(next_) <= since.count() * per_second_;
    }

    void send_next(Connection& connection) {
        connection.mail.reset();
        if (next_ == mails_.size()) return;
        if (!is_due()) return idle_.push_back(&connection);
        connection.mail = next_++;
        connection.sent = 0;
        connection.received.clear();
        connection.began = SteadyClock::now();
        send_rest(connection);
    }

    void send_rest(Connection& connection) {
        auto const& request = mails_[*connection.mail].request;
        auto const left = request.size() - connection.sent;
        auto const size = send(connection.socket, request.data() + connection.sent, left, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (size > 0) connection.sent += static_cast<std::size_t>(size);
        std::uint32_t const wanted = connection.sent < request.size() ? EPOLLIN | EPOLLOUT : EPOLLIN;
        if (wanted == EPOLLIN && size == static_cast<ssize_t>(request.size())) return;  // at once, as nearly always
        epoll_event event{wanted, {.ptr = &connection}};
        epoll_ctl(poll_, EPOLL_CTL_MOD, connection.socket, &event);
    }

    void receive(Connection& connection) {
        std::array<char, 4096> bytes;
        auto const size = recv(connection.socket, bytes.data(), bytes.size(), MSG_DONTWAIT);
        if (size < 0 && errno == EAGAIN) return;
        if (size <= 0) return lose(connection);
        connection.received.append(bytes.data(), static_cast<std::size_t>(size));
        auto const answer = whole_answer(connection.received);
        if (!answer || !connection.mail) return;

        ++done_;
        last_answer_ = SteadyClock::now();
        answers_.statuses[*connection.mail] = answer->status;
        answers_.ended[*connection.mail] = std::chrono::duration<double>(last_answer_ - began_).count();
        answers_.to_come_back += answer->to_come_back ? 1u : 0u;
        answers_.millis.push_back(std::chrono::duration<double, std::milli>(last_answer_ - connection.began).count());
        if (answer->closes) open(connection);
        send_next(connection);
    }

    // The mail stays without an answer. What is repeated could be stored twice, and then the sums would not fit.
    void lose(Connection& connection) {
        if (connection.mail)
            ++done_;
        else
            std::erase(idle_, &connection);
        open(connection);
        send_next(connection);
    }

    std::uint16_t port_;
    std::vector<Mail> const& mails_;
    double per_second_;
    std::vector<Connection> connections_;
    std::vector<Connection*> idle_;  // until the next mail is due
    int poll_;
    std::size_t next_ = 0, done_ = 0;
    SteadyClock::time_point began_, last_answer_;
    Answers answers_;
};

}  // namespace

std::size_t Answers::accepted() const {
    return static_cast<std::size_t>(std::ranges::count(statuses, accepted_status));
}

double Answers::percentile(double share) const {
    if (millis.empty()) return 0;
    auto const place = static_cast<std::size_t>(share * static_cast<double>(millis.size()));
    return millis[std::min(place, millis.size() - 1)];
}

Answers send_all(std::uint16_t port, std::vector<Mail> const& mails, std::size_t connections, double per_second) {
    return Load{port, mails, connections, per_second}.run();
}

}  // namespace collegium::bench
