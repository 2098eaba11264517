#include "tests/bench/limits/http_server.hpp"

#include <arpa/inet.h>
#include <array>
#include <atomic>
#include <charconv>
#include <csignal>
#include <iostream>
#include <map>
#include <mutex>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdexcept>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace collegium::bench::limits {

namespace {

int shared_listener(std::uint16_t port) {
    int const listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    int const on = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    setsockopt(listener, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(listener, reinterpret_cast<sockaddr const*>(&address), sizeof address) != 0 || listen(listener, 512) != 0)
        throw std::runtime_error{"the limit program cannot listen on " + std::to_string(port)};
    return listener;
}

// The first whole request in the bytes, and its size. The load generator writes Content-Length so, or has no body.
struct Whole {
    Asked asked;
    std::size_t size = 0;
};

std::optional<Whole> whole_request(std::string_view bytes) {
    auto const end = bytes.find("\r\n\r\n");
    if (end == bytes.npos) return std::nullopt;
    Whole whole;
    whole.asked.head = bytes.substr(0, end);
    std::size_t body = 0;
    constexpr std::string_view length = "\r\nContent-Length: ";
    if (auto const place = whole.asked.head.find(length); place != bytes.npos)
        std::from_chars(bytes.data() + place + length.size(), bytes.data() + end, body);
    whole.size = end + 4 + body;
    if (bytes.size() < whole.size) return std::nullopt;
    whole.asked.body = bytes.substr(end + 4, body);
    auto const line = whole.asked.head.substr(0, whole.asked.head.find('\r'));
    auto const first = line.find(' '), last = line.rfind(' ');
    if (first == line.npos || first == last) return std::nullopt;
    whole.asked.method = line.substr(0, first);
    whole.asked.target = line.substr(first + 1, last - first - 1);
    return whole;
}

}  // namespace

// One thread with connections of its own; the kernel deals them out.
class HttpServer::Loop {
public:
    Loop(std::size_t number, std::uint16_t port, Handler const& handler)
        : number_{number}, handler_{handler}, listener_{shared_listener(port)} {
        watch(listener_);
        watch(bell_);
        thread_ = std::thread{[this] { run(); }};
    }
    ~Loop() {
        stopped_ = true;
        ring();
        thread_.join();
        for (auto const& [socket, ignored] : connections_) close(socket);
        for (int const each : {listener_, bell_, poll_}) close(each);
    }
    Loop(Loop const&) = delete;
    Loop& operator=(Loop const&) = delete;

    void answer(std::vector<Ticket> const& tickets, std::string_view text) {
        {
            std::lock_guard const lock{mutex_};
            for (auto const& each : tickets)
                if (each.thread == number_) late_.emplace_back(each, text);
            if (late_.empty()) return;
        }
        ring();
    }

private:
    struct Connection {
        std::uint64_t serial = 0;
        std::string received;
    };

    void watch(int descriptor) const {
        epoll_event event{EPOLLIN, {.fd = descriptor}};
        epoll_ctl(poll_, EPOLL_CTL_ADD, descriptor, &event);
    }

    void ring() const {
        std::uint64_t const one = 1;
        static_cast<void>(!write(bell_, &one, sizeof one));
    }

    void run() {
        std::array<epoll_event, 128> events;
        while (!stopped_) {
            int const count = epoll_wait(poll_, events.data(), static_cast<int>(events.size()), -1);
            for (int i = 0; i < count; ++i) {
                int const descriptor = events[static_cast<std::size_t>(i)].data.fd;
                if (descriptor == listener_)
                    accept_all();
                else if (descriptor == bell_)
                    answer_late();
                else
                    receive(descriptor);
            }
        }
    }

    void accept_all() {
        for (;;) {
            int const socket = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
            if (socket < 0) return;
            int const on = 1;
            setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            connections_[socket] = {++serial_, {}};
            watch(socket);
        }
    }

    void answer_late() {
        std::uint64_t ignored = 0;
        static_cast<void>(!read(bell_, &ignored, sizeof ignored));
        std::vector<std::pair<Ticket, std::string>> late;
        {
            std::lock_guard const lock{mutex_};
            late.swap(late_);
        }
        for (auto const& [ticket, text] : late) {
            auto const found = connections_.find(ticket.socket);
            if (found != connections_.end() && found->second.serial == ticket.serial) write_to(ticket.socket, text);
        }
    }

    // Answers are smaller than the socket's buffer, and each connection waits for one at a time.
    static void write_to(int socket, std::string_view text) {
        while (!text.empty()) {
            auto const size = send(socket, text.data(), text.size(), MSG_NOSIGNAL);
            if (size < 0 && errno != EAGAIN) return;
            if (size > 0) text.remove_prefix(static_cast<std::size_t>(size));
        }
    }

    void receive(int socket) {
        auto& connection = connections_[socket];
        std::array<char, 65536> bytes;
        auto const size = recv(socket, bytes.data(), bytes.size(), MSG_DONTWAIT);
        if (size < 0 && errno == EAGAIN) return;
        if (size <= 0) {
            connections_.erase(socket);
            close(socket);
            return;
        }
        connection.received.append(bytes.data(), static_cast<std::size_t>(size));
        for (auto whole = whole_request(connection.received); whole; whole = whole_request(connection.received)) {
            auto const answer = handler_(whole->asked, {number_, socket, connection.serial});
            if (answer) write_to(socket, *answer);
            connection.received.erase(0, whole->size);
        }
    }

    std::size_t number_;
    Handler handler_;
    int listener_;
    int poll_ = epoll_create1(EPOLL_CLOEXEC);
    int bell_ = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    std::map<int, Connection> connections_;
    std::uint64_t serial_ = 0;
    std::mutex mutex_;  // guards late_
    std::vector<std::pair<Ticket, std::string>> late_;
    std::atomic<bool> stopped_ = false;
    std::thread thread_;
};

HttpServer::HttpServer(std::uint16_t port, std::size_t threads, Handler handler) {
    // Before the threads: they inherit it, and only serve() takes the signal.
    sigset_t end;
    sigemptyset(&end);
    sigaddset(&end, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &end, nullptr);
    for (std::size_t i = 0; i < threads; ++i) loops_.push_back(std::make_unique<Loop>(i, port, handler));
}

HttpServer::~HttpServer() = default;

void HttpServer::answer(std::vector<Ticket> const& tickets, std::string_view text) {
    for (auto const& loop : loops_) loop->answer(tickets, text);
}

void HttpServer::serve() {
    std::cout << "ready" << std::endl;
    sigset_t end;
    sigemptyset(&end);
    sigaddset(&end, SIGTERM);
    int number = 0;
    sigwait(&end, &number);
}

std::string answer_of(std::string_view status, std::string_view type, std::string_view body) {
    std::string text = "HTTP/1.1 ";
    text.append(status).append("\r\nContent-Type: ").append(type);
    text.append("\r\nContent-Length: ").append(std::to_string(body.size())).append("\r\n\r\n").append(body);
    return text;
}

}  // namespace collegium::bench::limits
