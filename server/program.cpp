#include "server/program.hpp"

#include "config/entropy.hpp"
#include "config/log.hpp"
#include "federation/delivery/delivery.hpp"
#include "federation/fetching/backfill.hpp"
#include "federation/partners/partner_care.hpp"
#include "federation/signing/sign.hpp"
#include "server/dispatch.hpp"
#include "server/http/listener.hpp"
#include "server/pages/page.hpp"
#include "server/worker_pool.hpp"

namespace collegium::server {

namespace {

constexpr unsigned worker_threads = 2;  // Argon2 takes 64 MiB in each
constexpr std::chrono::seconds grace{5};

ListenOptions listen_options(Settings const& settings) {
    ListenOptions options;
    options.address = settings.listen.address;
    options.port = settings.listen.port;
    options.shards = settings.listen.shards;
    options.connections = settings.listen.connections;
    options.limits.body = settings.limits.body_kib * 1024;
    options.limits.head_time = std::chrono::seconds{settings.limits.head_seconds};
    options.limits.body_time = std::chrono::seconds{settings.limits.body_seconds};
    if (!settings.listen.tls_certificate.empty())
        options.tls = TlsFiles{settings.listen.tls_certificate, settings.listen.tls_key};
    return options;
}

storage::EngineOptions engine_options(Settings const& settings) {
    return {settings.node.data, settings.storage.map_gib << 30};
}

// Browsers name the port that they see; in a test network it is the listener's own.
std::string browser_origin(Settings const& settings, bool in_test_network, std::uint16_t port) {
    return in_test_network ? settings.origin() + ":" + std::to_string(port) : settings.origin();
}

}  // namespace

void serve(
    Settings const& settings,
    crypto::SealingKey const& sealing_key,
    std::optional<TestNetwork> test_network,
    std::function<void(std::uint16_t port)> const& ready,
    std::function<void()> const& wait
) {
    bool const in_test_network = test_network.has_value();
    pages::load_templates();

    SystemClock const clock;
    SystemEntropy entropy;
    storage::Store store{engine_options(settings)};
    storage::IdSource ids{clock, federation::newest_id(store)};
    federation::Keyring keyring{sealing_key};
    federation::KeyCache keys;
    WorkerPool workers{worker_threads};

    Listener listener{listen_options(settings), clock};
    Dialer dialer{listener.executor(0), DialerLimits{}, std::move(test_network)};
    federation::Delivery delivery{listener.executor(0)};
    federation::Backfill backfill{listener.executor(0)};
    federation::PartnerCare partner_care{listener.executor(0)};
    federation::RecentFailures failures;
    federation::Traffic traffic;
    federation::Strangers strangers;
    federation::Node const node{
        settings, clock, ids, store, keyring, keys, dialer, workers, delivery, backfill, failures, traffic, strangers};
    static_cast<void>(federation::instance_signer(node));  // a node without its own keys must not start

    SignIns const sign_ins{node, sealing_key, entropy};
    Throttle sign_in_tries{5, std::chrono::minutes{15}}, address_tries{20, std::chrono::minutes{15}};
    App const app{
        node, sign_ins, sign_in_tries, address_tries, browser_origin(settings, in_test_network, listener.port())};

    delivery.start(node);
    backfill.start(node);
    partner_care.start(node);
    listener.start([&app](Request request) { return dispatch(app, std::move(request)); });
    log::info("serving", {{"domain", settings.node.domain}, {"address", settings.listen.address}});
    ready(listener.port());
    wait();

    log::info("stopping");
    partner_care.stop();
    delivery.stop();
    backfill.stop();
    listener.stop(grace);
    workers.stop();
    traffic.flush(store);
    store.stop();  // before the coroutines that wait for it are gone with the listener
}

}  // namespace collegium::server
