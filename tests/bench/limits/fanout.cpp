// The limit of a fan-out: a connection to each that is kept for the next post, a signature and a request for each
// message, and its answer read. No queue, nothing written down, nobody dead.
#include "config/clock.hpp"
#include "crypto/digest.hpp"
#include "crypto/http_signature.hpp"
#include "tests/files.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <arpa/inet.h>
#include <array>
#include <chrono>
#include <ctime>
#include <deque>
#include <fcntl.h>
#include <future>
#include <iostream>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sstream>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace collegium::bench::limits {

namespace {

constexpr std::size_t messages_a_post = 2;  // as our node sends: what was said, and that its community passes it on
constexpr std::string_view key_id = "https://limit.localhost/u/ada#main-key";

struct Target {
    std::string domain;
    std::uint16_t port = 0;
};

struct Plan {
    std::vector<Target> targets;
    std::size_t posts = 0;
    std::string body;
    std::variant<crypto::RsaPrivateKey, crypto::Ed25519PrivateKey> key;
    std::string authority;  // file
};

std::string signed_request(Plan const& plan, Target const& target) {
    auto const origin = "https://" + target.domain;
    bool const cavage = std::holds_alternative<crypto::RsaPrivateKey>(plan.key);
    auto const body = crypto::bytes_of(plan.body);
    std::vector<crypto::HeaderField> fields{
        {"Host", target.domain},
        {"Date", to_http_date(SystemClock{}.now())},
        {cavage ? "Digest" : "Content-Digest",
         cavage ? crypto::digest_field(body) : crypto::content_digest_field(body)},
        {"Content-Type", "application/activity+json"}};
    crypto::RequestView const view{"POST", origin, "/inbox", fields};
    if (cavage) {
        constexpr std::array<std::string_view, 5> covered{"(request-target)", "host", "date", "digest", "content-type"};
        auto value = crypto::sign_cavage(view, key_id, covered, std::get<crypto::RsaPrivateKey>(plan.key)).value();
        fields.push_back({"Signature", std::move(value)});
    } else {
        constexpr std::array<std::string_view, 3> covered{"@method", "@target-uri", "content-digest"};
        auto value = crypto::sign_message(view, covered, std::time(nullptr), key_id, plan.key).value();
        fields.push_back({"Signature-Input", std::move(value.signature_input)});
        fields.push_back({"Signature", std::move(value.signature)});
    }
    std::string request = "POST /inbox HTTP/1.1\r\n";
    for (auto const& field : fields) request += field.name + ": " + field.value + "\r\n";
    return request + "Content-Length: " + std::to_string(plan.body.size()) + "\r\n\r\n" + plan.body;
}

struct Connection {
    Target const* target = nullptr;
    int socket = -1;
    std::unique_ptr<SSL, void (*)(SSL*)> tls{nullptr, SSL_free};
    std::size_t left = 0;  // messages of this post
    std::string received;
};

// One thread, and the targets that are its own.
class Sender {
public:
    Sender(Plan const& plan, std::size_t first, std::size_t step)
        : plan_{plan}, context_{SSL_CTX_new(TLS_client_method()), SSL_CTX_free} {
        SSL_CTX_set_verify(context_.get(), SSL_VERIFY_PEER, nullptr);
        if (SSL_CTX_load_verify_locations(context_.get(), plan.authority.c_str(), nullptr) != 1)
            throw std::runtime_error{"no authority for the partners' certificates"};
        for (auto i = first; i < plan.targets.size(); i += step) {
            connections_.emplace_back();
            connections_.back().target = &plan.targets[i];
        }
    }
    ~Sender() {
        for (auto const& each : connections_)
            if (each.socket >= 0) close(each.socket);
        close(poll_);
    }
    Sender(Sender const&) = delete;
    Sender& operator=(Sender const&) = delete;

    void post() {
        busy_ = connections_.size();
        for (auto& each : connections_) {
            each.left = messages_a_post;
            if (each.socket < 0)
                open(each);
            else
                send_one(each);
        }
        while (busy_ > 0) turn();
    }

private:
    void open(Connection& connection) {
        connection.socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(connection.target->port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (connect(connection.socket, reinterpret_cast<sockaddr const*>(&address), sizeof address) != 0)
            throw std::runtime_error{"a partner does not take connections"};
        int const on = 1;
        setsockopt(connection.socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        fcntl(connection.socket, F_SETFL, O_NONBLOCK);
        connection.tls.reset(SSL_new(context_.get()));
        SSL_set_fd(connection.tls.get(), connection.socket);
        auto* const name = const_cast<char*>(connection.target->domain.c_str());
        SSL_ctrl(connection.tls.get(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, name);
        SSL_set1_host(connection.tls.get(), connection.target->domain.c_str());
        SSL_set_connect_state(connection.tls.get());
        epoll_event event{EPOLLIN, {.ptr = &connection}};
        epoll_ctl(poll_, EPOLL_CTL_ADD, connection.socket, &event);
        advance(connection);
    }

    void turn() {
        std::array<epoll_event, 256> events;
        int const count = epoll_wait(poll_, events.data(), static_cast<int>(events.size()), 30'000);
        if (count == 0) throw std::runtime_error{"a partner does not answer"};
        for (int i = 0; i < count; ++i)
            advance(*static_cast<Connection*>(events[static_cast<std::size_t>(i)].data.ptr));
    }

    void advance(Connection& connection) {
        ERR_clear_error();
        auto* const tls = connection.tls.get();
        if (!SSL_is_init_finished(tls)) {
            auto const result = SSL_do_handshake(tls);
            if (result != 1 && SSL_get_error(tls, result) != SSL_ERROR_WANT_READ)
                throw std::runtime_error{"a handshake failed"};
            if (result == 1) send_one(connection);
            return;
        }
        char bytes[4096];
        int size = 0;
        while ((size = SSL_read(tls, bytes, sizeof bytes)) > 0)
            connection.received.append(bytes, static_cast<std::size_t>(size));
        if (SSL_get_error(tls, size) != SSL_ERROR_WANT_READ) throw std::runtime_error{"a partner hung up"};
        // Their answers have no body.
        if (!connection.received.ends_with("\r\n\r\n") || connection.left == 0) return;
        if (!connection.received.starts_with("HTTP/1.1 202")) throw std::runtime_error{"a partner refuses"};
        connection.received.clear();
        if (--connection.left > 0) return send_one(connection);
        --busy_;
    }

    // It fits into the socket's buffer.
    void send_one(Connection& connection) {
        auto const request = signed_request(plan_, *connection.target);
        if (SSL_write(connection.tls.get(), request.data(), static_cast<int>(request.size())) <= 0)
            throw std::runtime_error{"a partner does not read"};
    }

    Plan const& plan_;
    std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> context_;
    int poll_ = epoll_create1(EPOLL_CLOEXEC);
    std::deque<Connection> connections_;
    std::size_t busy_ = 0;
};

double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

void run(Plan const& plan, std::string const& results) {
    std::size_t const threads = std::max(1u, std::thread::hardware_concurrency());
    std::deque<Sender> senders;
    for (std::size_t i = 0; i < threads; ++i) senders.emplace_back(plan, i, threads);
    std::ofstream out{results};
    std::cout << "ready" << std::endl;
    for (std::size_t post = 0; post < plan.posts; ++post) {
        auto const began = std::chrono::steady_clock::now();
        auto const cpu = cpu_seconds();
        std::vector<std::future<void>> all;
        for (auto& each : senders) all.push_back(std::async(std::launch::async, [&each] { each.post(); }));
        for (auto& each : all) each.get();
        auto const seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
        auto const messages = static_cast<double>(plan.targets.size() * messages_a_post);
        out << "per_second_" << post << ' ' << messages / seconds << "\ncpu_us_" << post << ' '
            << (cpu_seconds() - cpu) * 1e6 / messages << '\n';
    }
}

Plan plan_of(char** values) {
    Plan plan{{}, std::stoul(values[2]), tests::read_file(values[3]), crypto::Ed25519PrivateKey::generate(), values[5]};
    if (std::string_view{values[4]} == "rsa") plan.key = crypto::RsaPrivateKey::generate();
    std::ifstream in{values[1]};
    for (Target target; in >> target.domain >> target.port;) plan.targets.push_back(target);
    return plan;
}

}  // namespace

}  // namespace collegium::bench::limits

int main(int count, char** values) {
    if (count != 7) {
        std::cerr << "usage: bench_limit_fanout TARGETS POSTS BODY rsa|ed25519 AUTHORITY RESULTS\n";
        return 2;
    }
    try {
        rlimit limit{};
        getrlimit(RLIMIT_NOFILE, &limit);
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
        collegium::bench::limits::run(collegium::bench::limits::plan_of(values), values[6]);
        return 0;
    } catch (std::exception const& error) {
        std::cerr << "bench_limit_fanout: " << error.what() << '\n';
        return 2;
    }
}
