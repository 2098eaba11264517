#include "server/commands/outside.hpp"

#include "federation/admit.hpp"

namespace collegium::server::commands {

namespace {

// There is one thread, and it has nothing better to do.
class InlineWorkers final : public federation::Workers {
public:
    boost::asio::awaitable<void> run(std::function<void()> work) override {
        work();
        co_return;
    }
};

// Nothing is delivered or searched for from here: the node that serves notices what was queued.
class SilentBackfillBell final : public federation::BackfillBell {
public:
    void ring() override {}
    void back_again(std::string_view) override {}
};

class SilentBell final : public federation::DeliveryBell {
public:
    void ring(storage::Handle) override {}
    void heard_from(std::string_view) override {}
    void resumed(std::string_view) override {}
};

}  // namespace

std::optional<TestNetwork> read_test_network(std::filesystem::path const& file, Settings const& settings) {
    if (file.empty()) return std::nullopt;
    if (!TestNetwork::is_test_name(settings.node.domain))
        throw CommandError{
            "--test-network is for nodes named under .localhost, .test, .example or .invalid; " + settings.node.domain +
            " is a real name: leave the option out"};
    return TestNetwork::read(file);
}

struct Outside::Inside {
    Inside(Opened& opened, boost::asio::io_context& io, std::optional<TestNetwork> network)
        : ids{opened.clock, federation::newest_id(opened.store)},
          dialer{io.get_executor(), DialerLimits{}, std::move(network), {}, Road{opened.settings.outgoing}},
          node{
              opened.settings,
              opened.clock,
              ids,
              opened.store,
              opened.keyring,
              keys,
              dialer,
              workers,
              bell,
              backfill_bell,
              failures,
              traffic,
              strangers,
              recent} {}

    storage::IdSource ids;
    federation::KeyCache keys;
    InlineWorkers workers;
    SilentBell bell;
    SilentBackfillBell backfill_bell;
    federation::RecentFailures failures;
    federation::Traffic traffic;
    federation::Strangers strangers;
    federation::RecentActivities recent;
    Dialer dialer;
    federation::Node node;
};

Outside::Outside(std::filesystem::path const& config, std::filesystem::path const& test_network)
    : opened{config},
      inside_{std::make_unique<Inside>(opened, io_, read_test_network(test_network, opened.settings))} {}

Outside::~Outside() = default;

federation::Node const& Outside::node() const noexcept {
    return inside_->node;
}

Dialer& Outside::dialer() noexcept {
    return inside_->dialer;
}

void require_other_domain(Settings const& settings, std::string const& host) {
    bool const can_be_named = is_host_name(host) && Iri::parse("https://" + host + "/");  // numbers are no names
    if (!can_be_named) throw CommandError{"'" + host + "' is not a domain: write it as in school.example"};
    if (host == settings.node.domain) throw CommandError{"a node is no partner of itself: name another domain"};
}

}  // namespace collegium::server::commands
