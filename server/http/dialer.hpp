// Dialer: the only code that connects to another machine (security R8, R9).
#pragma once

#include "config/clock.hpp"
#include "config/settings.hpp"
#include "federation/network.hpp"
#include "server/http/host_name.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>

namespace collegium::server {

// Names of a test network and where they are on this computer. Only names under .localhost, .test, .example or .invalid
// (RFC 6761) and only loopback addresses can be in it, and a node that has one dials nothing else:
// so no setting of a real node can open the way to its own network.
class TestNetwork {
public:
    // TOML: `authority = "ca.pem"` and a table [hosts] of name = "127.0.0.1:8441". Throws std::invalid_argument
    // that names the line and the remedy.
    static TestNetwork read(std::filesystem::path const& file);

    static bool is_test_name(std::string_view host) noexcept;

    std::optional<boost::asio::ip::tcp::endpoint> find(std::string_view host) const;
    std::filesystem::path const& authority() const noexcept { return authority_; }

private:
    std::filesystem::path authority_;
    std::map<std::string, boost::asio::ip::tcp::endpoint, std::less<>> hosts_;
};

struct DialerLimits {
    std::chrono::seconds connect{5};  // name, connection and handshake together
    std::chrono::seconds total{20};   // from the start to the last byte of the response
    std::chrono::seconds idle{50};    // how long a kept connection may rest
    std::size_t body = std::size_t{1} << 20;
    std::size_t head = 32 * 1024;
    std::size_t kept_for_each_host = 8;
    std::size_t kept_in_all = 4096;  // 15 KiB each
};

// The way out of the network that this node stands in.
struct Road {
    Road() = default;
    explicit Road(Settings::Outgoing const& outgoing)
        : proxy{proxy_place(outgoing.proxy)}, authority{outgoing.authority} {}

    std::optional<ProxyPlace> proxy;  // every connection goes by it, but for those to the house
    std::filesystem::path authority;  // certificates that are believed beside the system's
};

// How far we get towards a host, for an operator who looks for what is wrong.
struct Probe {
    Probe() = default;

    Result<void> named{};                  // the name leads to addresses that we may dial, or only the proxy can know
    std::vector<std::string> addresses{};  // of the host itself; none: our name servers do not know it
    bool by_proxy = false;                 // the way there is the proxy of the school's network
    bool connected = false;                // one of them takes connections; behind a proxy: it let us through
    bool proved = false;                   // and proves that it is this host
    std::string certificate_problem{};
    std::optional<Instant> certificate_end{};
};

// Lives on one single-threaded executor; exchange() may be awaited on any: it hops there and back.
// https on port 443 only (or the test network's port, or the house's). Destroy it when that executor has stopped for
// good, and before its context.
class Dialer final : public federation::Network {
public:
    // house: the one server that may have a private address, and the port that it names, since an operator said so.
    // Only for a dialer that follows nobody else's addresses. A proxy is asked for names, not addresses: what a name is
    // here must be within reach, but a name that only the proxy knows is its business (SECURITY.md).
    Dialer(
        boost::asio::any_io_executor executor,
        DialerLimits limits,
        std::optional<TestNetwork> test_network,
        std::optional<Origin> house = {},
        Road road = {}
    );
    ~Dialer() override;

    boost::asio::awaitable<Result<federation::IncomingResponse>> exchange(federation::OutgoingRequest request) override;

    // Name, connection and handshake, on a connection of its own; nothing is asked.
    boost::asio::awaitable<Probe> probe(std::string host);

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace collegium::server
