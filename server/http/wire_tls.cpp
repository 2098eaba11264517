#include "server/http/deadline.hpp"
#include "server/http/socket_bio.hpp"
#include "server/http/transport.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <cerrno>
#include <ctime>
#include <mutex>
#include <new>
#include <stdexcept>
#include <sys/socket.h>
#include <system_error>
#include <utility>

namespace collegium::server {

namespace asio = boost::asio;
namespace ssl = asio::ssl;
using asio::ip::tcp;

namespace {

constexpr auto outcome = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t most_of_proxy = 8192;
constexpr std::string_view protocols = "\x08http/1.1";  // as ALPN sends it: size, then name

// OpenSSL over a socket, without asio::ssl::stream: that keeps 70 KiB of buffers for each connection, idle or not; this
// one 15 KiB.
class TlsWire final : public Transport {
public:
    TlsWire(tcp::socket socket, SSL_CTX* context, bool is_server)
        : socket_{std::move(socket)}, ssl_{SSL_new(context)}, deadline_{socket_}, peer_{peer_of(socket_)} {
        if (!ssl_) throw std::bad_alloc{};
        auto* const bio = make_socket_bio(socket_);
        SSL_set_bio(handle(), bio, bio);
        is_server ? SSL_set_accept_state(handle()) : SSL_set_connect_state(handle());
        if (is_server) socket_.native_non_blocking(true);
    }

    SSL* handle() { return ssl_.get(); }

    asio::awaitable<std::size_t> read(asio::mutable_buffer into) override {
        bool waited = false;
        // What was just written is not answered yet: to look would take a record's buffer and a call of the kernel.
        if (std::exchange(has_written_, false) && SSL_has_pending(handle()) == 0) {
            waited = co_await wait_for(SSL_ERROR_WANT_READ);
            if (!waited) co_return 0;
        }
        for (std::size_t size = 0;;) {
            ERR_clear_error();
            auto const result = SSL_read_ex(handle(), into.data(), into.size(), &size);
            // A peer that is always ahead of us must not keep its shard from all others.
            if (result == 1 && !waited) co_await asio::post(asio::use_awaitable);
            if (result == 1) co_return size;
            waited = co_await wait_for(SSL_get_error(handle(), result));
            if (!waited) co_return 0;
        }
    }

    asio::awaitable<bool> write(asio::const_buffer from) override {
        has_written_ = true;
        while (from.size() > 0) {
            ERR_clear_error();
            std::size_t size = 0;
            auto const result = SSL_write_ex(handle(), from.data(), from.size(), &size);
            from += size;
            if (result == 1) continue;
            bool const ready = co_await wait_for(SSL_get_error(handle(), result));
            if (!ready) co_return false;
        }
        co_return true;
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
        if (problem) co_return false;
        boost::system::error_code ignored;
        socket_.native_non_blocking(true, ignored);
        socket_.set_option(tcp::no_delay{true}, ignored);
        co_return true;
    }

    // Byte by byte, since what follows the proxy's answer belongs to the handshake.
    asio::awaitable<bool> ask_proxy(std::string const& target) override {
        auto const question = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n\r\n";
        for (std::size_t sent = 0; sent < question.size();) {
            auto const rest = asio::buffer(question) + sent;
            auto const [problem, size] = co_await socket_.async_write_some(rest, outcome);
            if (problem) co_return false;
            sent += size;
        }
        std::string answer;
        while (!answer.ends_with("\r\n\r\n") && answer.size() < most_of_proxy) {
            char byte = 0;
            auto const [problem, size] = co_await socket_.async_read_some(asio::buffer(&byte, 1), outcome);
            if (problem || size == 0) co_return false;
            answer += byte;
        }
        bool const is_http = answer.starts_with("HTTP/1.0 2") || answer.starts_with("HTTP/1.1 2");
        co_return is_http&& answer.ends_with("\r\n\r\n");
    }

    asio::awaitable<bool> shake_hands() override {
        for (bool ready = true; ready;) {
            ERR_clear_error();
            auto const result = SSL_do_handshake(handle());
            if (result == 1) co_return true;
            ready = co_await wait_for(SSL_get_error(handle(), result));
        }
        co_return false;
    }

    // Ours is sent, then theirs awaited: closing over what they still send could destroy our last answer.
    asio::awaitable<void> say_goodbye() override {
        for (bool ready = !broken_; ready;) {
            ERR_clear_error();
            auto result = SSL_shutdown(handle());
            if (result == 0) result = SSL_shutdown(handle());
            if (result == 1) co_return;
            ready = co_await wait_for(SSL_get_error(handle(), result));
        }
    }

    std::optional<Instant> certificate_end() const override {
        std::unique_ptr<X509, decltype(&X509_free)> const certificate{SSL_get1_peer_certificate(ssl_.get()), X509_free};
        std::tm time{};
        if (!certificate || ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &time) != 1) return std::nullopt;
        return Instant{std::chrono::seconds{timegm(&time)}};
    }

    std::string certificate_problem() const override {
        auto const result = SSL_get_verify_result(ssl_.get());
        return result == X509_V_OK ? std::string{} : X509_verify_cert_error_string(result);
    }

    bool is_quiet() override {
        return socket_.is_open() && SSL_has_pending(handle()) == 0 && has_nothing_to_read(socket_);
    }

private:
    // Waits until the socket can do what OpenSSL wants. False: it wants nothing any more, or the socket is closed.
    asio::awaitable<bool> wait_for(int want) {
        broken_ = want == SSL_ERROR_SSL || want == SSL_ERROR_SYSCALL;
        if (want != SSL_ERROR_WANT_READ && want != SSL_ERROR_WANT_WRITE) co_return false;
        auto const what = want == SSL_ERROR_WANT_READ ? tcp::socket::wait_read : tcp::socket::wait_write;
        auto const [problem] = co_await socket_.async_wait(what, outcome);
        co_return !problem;
    }

    struct Free {
        void operator()(SSL* ssl) const { SSL_free(ssl); }
    };

    tcp::socket socket_;
    std::unique_ptr<SSL, Free> ssl_;
    Deadline deadline_;
    std::string peer_;
    bool broken_ = false;       // nothing may be sent after an error of the protocol
    bool has_written_ = false;  // since the last read
};

void must(bool worked, char const* what) {
    if (!worked) throw std::runtime_error{std::string{"OpenSSL refused "} + what};
}

void must_read(std::filesystem::path const& file, boost::system::error_code const& problem) {
    if (problem) throw std::system_error{problem, file.string()};
}

void harden(ssl::context& context) {
    auto* const handle = context.native_handle();
    must(SSL_CTX_set_min_proto_version(handle, TLS1_2_VERSION) == 1, "TLS 1.2");
    must(SSL_CTX_set_cipher_list(handle, "ECDHE+AESGCM:ECDHE+CHACHA20") == 1, "the cipher list");
    SSL_CTX_set_options(handle, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    // Idle connections give their records of 16 KiB back; a write may end halfway and go on from elsewhere.
    SSL_CTX_set_mode(
        handle, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER
    );
    // Tickets only: a cache would be memory that strangers fill.
    SSL_CTX_set_session_cache_mode(handle, SSL_SESS_CACHE_OFF);
}

// RFC 7301: a client that speaks none of our protocols is told so; one without the extension is served.
int choose_protocol(
    SSL* /*ssl*/,
    unsigned char const** chosen,
    unsigned char* size,
    unsigned char const* offered,
    unsigned offered_size,
    void* /*ours*/
) {
    auto* const ours = reinterpret_cast<unsigned char const*>(protocols.data());
    unsigned char* found = nullptr;
    auto const outcome_of_choice =
        SSL_select_next_proto(&found, size, ours, static_cast<unsigned>(protocols.size()), offered, offered_size);
    *chosen = found;
    return outcome_of_choice == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

// What SSL_set_tlsext_host_name does, without the C cast of that macro.
long ask_for_name(SSL* handle, std::string name) {
    return SSL_ctrl(handle, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, name.data());
}

}  // namespace

namespace {

using ServerContext = std::shared_ptr<ssl::context>;

ServerContext server_context(std::filesystem::path const& certificate_chain, std::filesystem::path const& key) {
    auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
    harden(*context);

    boost::system::error_code problem;
    context->use_certificate_chain_file(certificate_chain.string(), problem);
    must_read(certificate_chain, problem);
    // A key with a password is refused: nobody is at the keyboard when a server starts.
    SSL_CTX_set_default_passwd_cb(context->native_handle(), [](char*, int, int, void*) { return -1; });
    context->use_private_key_file(key.string(), ssl::context::pem, problem);
    must_read(key, problem);

    SSL_CTX_set_alpn_select_cb(context->native_handle(), choose_protocol, nullptr);
    return context;
}

Instant end_of(X509 const* certificate) {
    std::tm time{};
    bool const known = certificate != nullptr && ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &time) == 1;
    return known ? Instant{std::chrono::seconds{timegm(&time)}} : Instant{};
}

}  // namespace

struct TlsServer::Inside {
    ServerContext current() const {
        std::lock_guard const lock{mutex};
        return context;
    }

    std::filesystem::path certificate_chain, key;
    mutable std::mutex mutex;  // guards context
    ServerContext context;
};

TlsServer::TlsServer(std::filesystem::path const& certificate_chain, std::filesystem::path const& key)
    : inside_{std::make_unique<Inside>()} {
    inside_->certificate_chain = certificate_chain;
    inside_->key = key;
    read_again();
}

TlsServer::~TlsServer() = default;

// Connections hold on to the context that they were made with.
void TlsServer::read_again() {
    auto read = server_context(inside_->certificate_chain, inside_->key);
    std::lock_guard const lock{inside_->mutex};
    inside_->context = std::move(read);
}

Instant TlsServer::certificate_end() const {
    return end_of(SSL_CTX_get0_certificate(inside_->current()->native_handle()));
}

std::unique_ptr<Transport> TlsServer::make_wire(tcp::socket socket) const {
    return std::make_unique<TlsWire>(std::move(socket), inside_->current()->native_handle(), true);
}

struct TlsClient::Inside {
    ssl::context context{ssl::context::tls_client};
};

TlsClient::TlsClient(std::optional<std::filesystem::path> const& authority, std::filesystem::path const& beside)
    : inside_{std::make_unique<Inside>()} {
    auto& context = inside_->context;
    harden(context);
    context.set_verify_mode(ssl::verify_peer);

    boost::system::error_code problem;
    if (authority) {
        context.load_verify_file(authority->string(), problem);
        must_read(*authority, problem);
    } else {
        context.set_default_verify_paths(problem);
        must_read("the system's certificate authorities", problem);
    }
    if (!beside.empty()) {
        context.load_verify_file(beside.string(), problem);
        must_read(beside, problem);
    }
}

TlsClient::~TlsClient() = default;

std::unique_ptr<Transport> TlsClient::make_wire(asio::any_io_executor executor, std::string const& name) const {
    auto wire = std::make_unique<TlsWire>(tcp::socket{executor}, inside_->context.native_handle(), false);
    auto* const handle = wire->handle();
    auto* const ours = reinterpret_cast<unsigned char const*>(protocols.data());
    SSL_set_hostflags(handle, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS | X509_CHECK_FLAG_NEVER_CHECK_SUBJECT);
    must(SSL_set1_host(handle, name.c_str()) == 1, "the host name to verify");
    must(ask_for_name(handle, name) == 1, "the host name to ask for");
    must(SSL_set_alpn_protos(handle, ours, static_cast<unsigned>(protocols.size())) == 0, "ALPN");
    return wire;
}

}  // namespace collegium::server
