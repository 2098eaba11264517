#include "tests/bench/partners.hpp"

#include "tests/journeys/ports.hpp"

#include <openssl/err.h>

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <charconv>
#include <csignal>
#include <ctime>
#include <fcntl.h>
#include <map>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdexcept>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace collegium::bench {

namespace {

constexpr std::chrono::seconds late_answer{2};
constexpr std::size_t most_own_doors = 2000;  // there are no more ports than 12,000
constexpr std::size_t names_a_door = 128;
constexpr std::uint64_t listener_mark = 1ull << 32;  // in an event: a host's number, not a socket

int listen_on(std::uint16_t port) {
    int const listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    int const on = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(listener, reinterpret_cast<sockaddr const*>(&address), sizeof address) != 0 || listen(listener, 1024) != 0)
        throw std::runtime_error{"cannot listen: are there enough files that may be open (ulimit -n)?"};
    return listener;
}

void watch(int poll, int descriptor, std::uint64_t mark) {
    epoll_event event{EPOLLIN, {.u64 = mark}};
    epoll_ctl(poll, EPOLL_CTL_ADD, descriptor, &event);
}

// The size of the first whole request in the bytes; 0 if there is none yet. Our own node writes Content-Length.
std::size_t whole_request(std::string_view bytes) {
    auto const end = bytes.find("\r\n\r\n");
    if (end == bytes.npos) return 0;
    constexpr std::string_view length = "\r\nContent-Length: ";
    std::size_t body = 0;
    if (auto const place = bytes.substr(0, end).find(length); place != bytes.npos)
        std::from_chars(bytes.data() + place + length.size(), bytes.data() + end, body);
    return bytes.size() < end + 4 + body ? 0 : end + 4 + body;
}

// Whom a request is for.
std::string host_of(std::string_view message) {
    for (std::string_view const field : {"\r\nHost: ", "\r\nhost: "})
        if (auto const at = message.find(field); at != message.npos) {
            auto const begin = at + field.size();
            return std::string{message.substr(begin, message.find_first_of(":\r", begin) - begin)};
        }
    return {};
}

}  // namespace

struct Partners::Connection {
    Connection(int socket_, Health health_, SSL_CTX* context, std::uint64_t serial_)
        : socket{socket_}, health{health_}, serial{serial_}, tls{SSL_new(context), SSL_free} {
        SSL_set_fd(tls.get(), socket);
        SSL_set_accept_state(tls.get());
    }
    ~Connection() { close(socket); }
    Connection(Connection const&) = delete;
    Connection& operator=(Connection const&) = delete;

    int socket;
    Health health;
    std::uint64_t serial;
    std::unique_ptr<SSL, void (*)(SSL*)> tls;
    bool shaken = false;
    std::string received;
};

Partners::Partners(journeys::Neighbourhood& neighbourhood, std::string const& prefix, std::vector<Health> health)
    : context_{SSL_CTX_new(TLS_server_method()), SSL_CTX_free}, poll_{epoll_create1(EPOLL_CLOEXEC)} {
    std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes to sockets without MSG_NOSIGNAL
    auto const certificate = journeys::Authority::instance().certify("*.fan.localhost");
    if (SSL_CTX_use_certificate_chain_file(context_.get(), certificate.chain.c_str()) != 1 ||
        SSL_CTX_use_PrivateKey_file(context_.get(), certificate.key.c_str(), SSL_FILETYPE_PEM) != 1)
        throw std::runtime_error{"no certificate for the partners"};
    for (std::size_t i = 0; i < health.size(); ++i) {
        hosts_.push_back({prefix + std::to_string(i) + ".fan.localhost", health[i]});
        by_name_.emplace(hosts_.back().domain, i);
    }
    open_doors(neighbourhood);
    arrivals_.resize(hosts_.size());
    thread_ = std::thread{[this] { serve(); }};
}

void Partners::open_doors(journeys::Neighbourhood& neighbourhood) {
    std::size_t const most = hosts_.size() > most_own_doors ? names_a_door : 1;
    struct Open {
        std::uint16_t port = 0;
        std::size_t names = 0;
    };
    std::map<Health, Open> filling;
    journeys::Neighbourhood::Hosts ports;
    for (auto const& host : hosts_) {
        auto& [port, names] = filling[host.health];
        if (names++ % most == 0) {
            port = journeys::free_port();
            doors_.push_back({host.health, host.health == Health::absent ? -1 : listen_on(port)});
            bool const answers = host.health == Health::well || host.health == Health::slow;
            if (answers) watch(poll_, doors_.back().listener, listener_mark | (doors_.size() - 1));
        }
        ports.emplace(host.domain, port);
    }
    neighbourhood.add(ports);
}

Partners::~Partners() {
    stopped_ = true;
    thread_.join();
    for (auto const& door : doors_)
        if (door.listener >= 0) close(door.listener);
    close(poll_);
}

bool Partners::is_alive(std::size_t number) const {
    auto const health = hosts_[number].health;
    return health == Health::well || health == Health::slow;
}

void Partners::listen_for(std::string text) {
    std::lock_guard const lock{mutex_};
    text_ = std::move(text);
    for (auto& host : hosts_) host.heard = false;
    heard_ = messages_ = messages_with_it_ = handshakes_ = 0;
}

std::vector<Partners::SteadyClock::time_point> Partners::arrivals() const {
    std::lock_guard const lock{mutex_};
    return arrivals_;
}

double Partners::cpu_seconds() const {
    clockid_t clock{};
    timespec time{};
    pthread_getcpuclockid(const_cast<std::thread&>(thread_).native_handle(), &clock);
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

void Partners::serve() {
    std::array<epoll_event, 256> events;
    while (!stopped_) {
        int const count = epoll_wait(poll_, events.data(), static_cast<int>(events.size()), 10);
        for (int i = 0; i < count; ++i) {
            auto const mark = events[static_cast<std::size_t>(i)].data.u64;
            if ((mark & listener_mark) != 0)
                accept(mark & ~listener_mark);
            else if (mark < connections_.size() && connections_[mark])
                advance(*connections_[mark]);
        }
        answer_late_ones();
    }
}

void Partners::accept(std::size_t door) {
    for (;;) {
        int const socket = accept4(doors_[door].listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (socket < 0) return;
        int const on = 1;
        setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        auto const place = static_cast<std::size_t>(socket);
        if (connections_.size() <= place) connections_.resize(place + 1);
        connections_[place] = std::make_unique<Connection>(socket, doors_[door].health, context_.get(), ++serial_);
        watch(poll_, socket, place);
    }
}

// As far as the bytes that are there lead. Answers are short: they always fit into the socket's buffer.
void Partners::advance(Connection& connection) {
    ERR_clear_error();
    if (!connection.shaken) {
        auto const result = SSL_do_handshake(connection.tls.get());
        if (result != 1) {
            auto const want = SSL_get_error(connection.tls.get(), result);
            if (want != SSL_ERROR_WANT_READ && want != SSL_ERROR_WANT_WRITE) drop(connection);
            return;
        }
        connection.shaken = true;
        ++handshakes_;
    }
    char bytes[16384];
    for (;;) {
        int const size = SSL_read(connection.tls.get(), bytes, sizeof bytes);
        if (size > 0) {
            connection.received.append(bytes, static_cast<std::size_t>(size));
            continue;
        }
        if (SSL_get_error(connection.tls.get(), size) != SSL_ERROR_WANT_READ) return drop(connection);
        break;
    }
    while (take_message(connection)) {
    }
}

bool Partners::take_message(Connection& connection) {
    auto const size = whole_request(connection.received);
    if (size == 0) return false;
    note(std::string_view{connection.received}.substr(0, size));
    connection.received.erase(0, size);
    if (connection.health == Health::slow)
        late_.push_back({SteadyClock::now() + late_answer, connection.socket, connection.serial});
    else
        answer(connection);
    return true;
}

void Partners::note(std::string_view message) {
    ++messages_;
    std::lock_guard const lock{mutex_};
    if (text_.empty() || message.find(text_) == message.npos) return;
    ++messages_with_it_;
    auto const found = by_name_.find(host_of(message));
    if (found == by_name_.end() || hosts_[found->second].heard) return;
    hosts_[found->second].heard = true;
    arrivals_[found->second] = SteadyClock::now();
    ++heard_;
}

void Partners::answer(Connection& connection) {
    constexpr std::string_view accepted = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n";
    SSL_write(connection.tls.get(), accepted.data(), static_cast<int>(accepted.size()));
}

void Partners::answer_late_ones() {
    while (!late_.empty() && late_.front().due <= SteadyClock::now()) {
        auto const late = late_.front();
        late_.pop_front();
        auto const& connection = connections_[static_cast<std::size_t>(late.socket)];
        if (connection && connection->serial == late.serial) answer(*connection);
    }
}

void Partners::drop(Connection& connection) {
    connections_[static_cast<std::size_t>(connection.socket)].reset();
}

}  // namespace collegium::bench
