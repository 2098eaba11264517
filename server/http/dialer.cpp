#include "server/http/dialer.hpp"

#include "server/http/connection_pool.hpp"
#include "server/http/host_name.hpp"
#include "server/http/message.hpp"
#include "server/http/resolver.hpp"
#include "server/http/response_reader.hpp"
#include "server/http/transport.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace collegium::server {

namespace asio = boost::asio;
using asio::ip::tcp;
using federation::IncomingResponse;
using federation::OutgoingRequest;
using SteadyClock = std::chrono::steady_clock;

namespace {

constexpr std::uint16_t https_port = 443;

std::optional<std::filesystem::path> authority_of(std::optional<TestNetwork> const& network) {
    return network ? std::optional{network->authority()} : std::nullopt;
}

// One request on its way: what it says, and until when there is time.
struct Errand {
    Errand(OutgoingRequest const& request, Origin the_origin, std::string the_bytes, SteadyClock::time_point end)
        : host{request.host},
          origin{std::move(the_origin)},
          bytes{std::move(the_bytes)},
          is_head{request.method == "HEAD"},
          until{end} {}

    bool late() const { return SteadyClock::now() >= until; }

    std::string host;
    Origin origin;
    std::string bytes;
    bool is_head;
    SteadyClock::time_point until;
};

}  // namespace

struct Dialer::Inside {
    Inside(
        asio::any_io_executor the_executor,
        DialerLimits the_limits,
        std::optional<TestNetwork> network,
        std::optional<Origin> the_house,
        Road the_road
    )
        : executor{the_executor},
          limits{the_limits},
          test_network{std::move(network)},
          house{std::move(the_house)},
          road{std::move(the_road)},
          tls{authority_of(test_network), road.authority},
          resolver{std::move(the_executor), look_up},
          pool{PoolLimits{limits.idle, limits.kept_for_each_host, limits.kept_in_all}} {}

    asio::awaitable<Result<IncomingResponse>> exchange(OutgoingRequest request) {
        auto bytes =
            write_request_head(request.method, request.host, request.target, request.fields, request.body.size());
        if (!bytes) co_return bytes.error();
        auto origin = parse_origin(request.host);
        if (!origin) co_return origin.error();
        bytes->append(request.body);
        request.body = std::string{};  // not held twice until the answer comes
        Errand const errand{request, *std::move(origin), *std::move(bytes), SteadyClock::now() + limits.total};

        auto kept = pool.take(errand.host);
        if (kept) {
            auto response = co_await talk(errand, kept);
            if (response) co_return *std::move(response);
            kept.reset();
        }
        co_return co_await talk_anew(errand);
    }

    // Nothing: the connection had died while it rested, and the request can be sent again.
    asio::awaitable<std::optional<Result<IncomingResponse>>> talk(
        Errand const& errand, std::unique_ptr<Transport>& wire
    ) {
        wire->deadline(errand.until - SteadyClock::now());
        ResponseReader reader{*wire, ResponseLimits{limits.head, limits.body}, errand.is_head};
        // A server may refuse early and close: even if not all was written, its answer may be there to read.
        co_await wire->write(asio::buffer(errand.bytes));
        auto response = co_await reader.read();

        if (reader.heard_nothing() && !errand.late()) co_return std::nullopt;
        // A body that ends with the connection is whole only if the peer ended it, not our clock.
        if (reader.ends_with_connection() && errand.late()) co_return Refusal{Reason::unreachable, "time out"};
        if (response && reader.can_go_on()) pool.put(errand.host, std::move(wire));
        co_return response;
    }

    asio::awaitable<Result<IncomingResponse>> talk_anew(Errand const& errand) {
        auto opened = co_await open(errand);
        if (!opened) co_return opened.error();
        auto wire = *std::move(opened);
        auto response = co_await talk(errand, wire);
        if (!response) co_return Refusal{Reason::unreachable, "closed without an answer"};
        co_return *std::move(response);
    }

    // Where connections for an origin go: the addresses, checked, or those of a proxy and what it is asked for.
    struct Places {
        Places() = default;

        std::vector<tcp::endpoint> at;
        std::string by_proxy;                // "node.example:443"; empty: straight
        std::vector<tcp::endpoint> of_host;  // itself, whether or not we dial them
    };

    bool is_house(Origin const& origin) const {
        auto const port = origin.port.value_or(https_port);
        return house && origin.name == house->name && port == house->port.value_or(https_port);
    }

    asio::awaitable<Result<Places>> places_of(Origin const& origin, SteadyClock::time_point until) {
        Places places;
        auto straight = co_await straight_places(origin, until);
        if (!road.proxy || is_house(origin)) {
            if (!straight) co_return straight.error();
            places.of_host = *std::move(straight);
            places.at = places.of_host;
            co_return places;
        }
        // Many schools' name servers know nothing of the world outside; their proxy does.
        bool const is_unknown = !straight && straight.error().reason() == Reason::unreachable;
        if (!straight && !is_unknown) co_return straight.error();
        if (straight) places.of_host = *std::move(straight);
        auto const port = places.of_host.empty() ? https_port : places.of_host.front().port();
        places.by_proxy = origin.name + ":" + std::to_string(port);
        auto const proxies = co_await resolver.resolve(road.proxy->host, until, Reach::everywhere);
        if (!proxies) co_return Refusal{Reason::unreachable, "the proxy's name is not known"};
        for (auto const& address : *proxies) places.at.emplace_back(address, road.proxy->port);
        co_return places;
    }

    // Name, connection and, where there is one, the proxy's yes.
    asio::awaitable<bool> reach(Transport& wire, tcp::endpoint place, std::string const& by_proxy) {
        bool const connected = co_await wire.connect(place);
        if (!connected || by_proxy.empty()) co_return connected;
        bool const let_through = co_await wire.ask_proxy(by_proxy);
        co_return let_through;
    }

    // The addresses that may be dialled for the origin, checked.
    asio::awaitable<Result<std::vector<tcp::endpoint>>> straight_places(
        Origin const& origin, SteadyClock::time_point until
    ) {
        std::vector<tcp::endpoint> places;
        if (test_network) {
            auto const place = test_network->find(origin.name);
            if (!place) co_return Refusal{Reason::forbidden_place, "not in the test network"};
            if (origin.port && *origin.port != place->port()) co_return Refusal{Reason::forbidden_place, "port"};
            places.push_back(*place);
            co_return places;
        }
        auto const port = origin.port.value_or(https_port);
        bool const inside = is_house(origin);
        if (!inside && port != https_port) co_return Refusal{Reason::forbidden_place, "port"};
        auto const reach_of_it = inside ? Reach::global_or_private : Reach::global;
        auto const addresses = co_await resolver.resolve(origin.name, until, reach_of_it);
        if (!addresses) co_return addresses.error();
        for (auto const& address : *addresses) places.emplace_back(address, port);
        co_return places;
    }

    // Connects to the very addresses that were checked; asking the resolver again could give others.
    asio::awaitable<Result<std::unique_ptr<Transport>>> open(Errand const& errand) {
        auto const until = std::min(errand.until, SteadyClock::now() + limits.connect);
        auto const places = co_await places_of(errand.origin, until);
        if (!places) co_return places.error();

        for (auto left = places->at.size(); left > 0; --left) {
            auto wire = tls.make_wire(executor, errand.origin.name);
            auto const time_left = until - SteadyClock::now();
            wire->deadline(time_left / static_cast<int>(left));  // one dead address must not use up the others' time
            auto const place = places->at[places->at.size() - left];
            bool const connected = co_await reach(*wire, place, places->by_proxy);
            if (!connected) continue;
            bool const proved = co_await wire->shake_hands();
            if (!proved) co_return Refusal{Reason::unreachable, "TLS handshake or certificate"};
            co_return wire;
        }
        co_return Refusal{Reason::unreachable, "no connection"};
    }

    asio::awaitable<Probe> probe(std::string host) {
        Probe probe;
        auto const origin = parse_origin(host);
        if (!origin) probe.named = origin.error();
        if (!origin) co_return probe;
        auto const until = SteadyClock::now() + limits.connect;
        auto const places = co_await places_of(*origin, until);
        if (!places) probe.named = places.error();
        if (!places) co_return probe;
        probe.by_proxy = !places->by_proxy.empty();
        for (auto const& place : places->of_host) probe.addresses.push_back(place.address().to_string());
        for (auto const& place : places->at) {
            auto wire = tls.make_wire(executor, origin->name);
            wire->deadline(limits.connect);
            probe.connected = co_await reach(*wire, place, places->by_proxy);
            if (!probe.connected) continue;
            probe.proved = co_await wire->shake_hands();
            probe.certificate_problem = wire->certificate_problem();
            probe.certificate_end = wire->certificate_end();
            break;
        }
        co_return probe;
    }

    asio::any_io_executor executor;
    DialerLimits limits;
    std::optional<TestNetwork> test_network;
    std::optional<Origin> house;
    Road road;
    TlsClient tls;
    Resolver resolver;
    ConnectionPool pool;
};

Dialer::Dialer(
    asio::any_io_executor executor,
    DialerLimits limits,
    std::optional<TestNetwork> test_network,
    std::optional<Origin> house,
    Road road
)
    : inside_{std::make_unique<Inside>(
          std::move(executor), limits, std::move(test_network), std::move(house), std::move(road)
      )} {}

Dialer::~Dialer() = default;

asio::awaitable<Probe> Dialer::probe(std::string host) {
    auto there = inside_->probe(std::move(host));
    co_return co_await asio::co_spawn(inside_->executor, std::move(there), asio::use_awaitable);
}

asio::awaitable<Result<IncomingResponse>> Dialer::exchange(OutgoingRequest request) {
    auto const here = co_await asio::this_coro::executor;
    auto there = inside_->exchange(std::move(request));
    if (here == inside_->executor) {
        auto response = co_await std::move(there);
        co_return response;
    }
    co_return co_await asio::co_spawn(inside_->executor, std::move(there), asio::use_awaitable);
}

}  // namespace collegium::server
