// What it costs a node to take in a whole directory from one partner: time, memory, traffic and disk.
#include "federation/directory/exchange.hpp"
#include "federation/directory/keeping.hpp"
#include "federation/local_actors.hpp"
#include "tests/bench/figures.hpp"
#include "tests/bench/large_school.hpp"
#include "tests/run_coroutine.hpp"

#include <CLI/CLI.hpp>
#include <charconv>
#include <chrono>
#include <ctime>
#include <fstream>
#include <iostream>

namespace collegium::bench {

namespace directory = federation::directory;

namespace {

constexpr int wrong_result = 1;
constexpr std::size_t map_size = std::size_t{1} << 32;

struct Options {
    std::size_t listings = 38'000;
    std::size_t runs = 3;
    std::filesystem::path json;
};

// Bytes of this process that are in memory and belong to no file.
double own_memory() {
    std::ifstream status{"/proc/self/status"};
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("RssAnon:")) return std::stod(line.substr(8)) * 1024;
    return 0;
}

double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

// One community of one school each, as long as such texts usually are.
directory::ProvenListing made_listing(std::size_t which, Instant now, crypto::Ed25519PrivateKey const& key) {
    auto const digits = std::to_string(which);
    directory::Listing listing;
    listing.host = "school" + digits + ".test";
    listing.owner = "https://" + listing.host + "/";
    listing.says.about = listing.owner + "c/mathematics";
    listing.id = directory::listing_id(listing.says.about);
    listing.says.kind = directory::ListedKind::community;
    listing.says.name = "Mathematics at school number " + digits;
    listing.says.username = "mathematics";
    listing.says.summary = "Teachers of mathematics ask each other how fractions, groups and graphs are taught well.";
    listing.says.subjects = {"Mathematics", "Subject " + std::to_string(which % 97)};
    listing.says.phases = {"primary", "secondary"};
    listing.says.languages = {"en"};
    listing.says.region = "Region " + std::to_string(which % 211);
    listing.says.audience = "teachers";
    listing.says.accepts = {"members", "questions", "reviews"};
    listing.updated = now;
    return directory::sign_listing(std::move(listing), "https://school" + digits + ".test/#ed25519-key", key);
}

// A partner that holds everything already.
class Giver final : public federation::Network {
public:
    Giver(std::size_t listings, Clock const& clock) : clock_{clock}, store_{{folder_.path(), map_size, false}} {
        auto const key = crypto::Ed25519PrivateKey::generate();
        storage::Store::Change<int> const fill = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
            for (std::size_t i = 0; i < listings; ++i) {
                auto const proven = made_listing(i, clock.now(), key);
                if (!directory::keep_listing(tx, tables, {"giver.test", "far.test"}, proven))
                    throw std::logic_error{"a listing that is not kept"};
            }
            return 0;
        };
        static_cast<void>(store_.write_now(fill).value());
    }

    boost::asio::awaitable<Result<federation::IncomingResponse>> exchange(federation::OutgoingRequest request
    ) override {
        federation::IncomingResponse response;
        response.status = 200;
        response.body = answer(request.target);
        traffic += static_cast<double>(response.body.size() + request.target.size());
        peak = std::max(peak, own_memory());
        co_return response;
    }

    double traffic = 0;
    double peak = 0;

private:
    std::string answer(std::string const& target) const {
        auto const value = std::string_view{target}.substr(target.find('=') + 1);
        return store_.read([&](auto const& tx, auto const& tables) {
            if (target.starts_with("/directory/listings?"))
                return directory::listings_page(tx, tables, value, clock_.now()).value();
            std::uint64_t after = 0;
            std::from_chars(value.data(), value.data() + value.size(), after);
            return directory::digest_page(tx, tables, storage::ChangeNumber{after}, clock_.now());
        });
    }

    tests::TempDir folder_;
    Clock const& clock_;
    storage::Store store_;
};

Settings settings_at(std::filesystem::path const& folder) {
    Settings settings;
    settings.node.domain = "taker.test";
    settings.node.name = "Taker";
    settings.node.data = folder;
    return settings;
}

// A node that holds nothing yet, durable as a real one.
class Taker {
public:
    Taker(federation::Network& network, Clock const& clock)
        : settings_{settings_at(folder_.path())},
          store_{{folder_.path(), map_size}},
          ids_{clock, storage::LocalId{0}},
          node_{
              settings_,
              clock,
              ids_,
              store_,
              keyring_,
              keys_,
              network,
              workers_,
              delivery_,
              backfill_,
              failures_,
              traffic_,
              strangers_,
              recent_} {
        storage::Store::Change<int> const found = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
            federation::NewActor const itself{storage::ActorType::application, "taker.test", "Taker", ""};
            auto const keys = federation::Keyring::generate();
            auto const made =
                federation::create_local_actor(tx, tables, keyring_, settings_.origin(), itself, keys, clock.now());
            if (!made) return made.error();
            tables.partners.put(tx, "giver.test", {storage::PartnerState::agreed, {}, "", ""});
            return 0;
        };
        static_cast<void>(store_.write_now(found).value());
    }

    directory::Pulled pull() { return tests::run_on(io_, directory::pull_directory(node_, "giver.test")).value(); }

    std::size_t held() const {
        return store_.read([](auto const& tx, auto const& tables) { return tables.listings.size(tx); });
    }

    double disk() const { return static_cast<double>(std::filesystem::file_size(folder_.path() / "data.mdb")); }

private:
    tests::TempDir folder_;
    Settings settings_;
    boost::asio::io_context io_{1};
    storage::Store store_;
    federation::Keyring keyring_{crypto::SealingKey::from_hex(std::string(64, 'a')).value()};
    federation::KeyCache keys_;
    storage::IdSource ids_;
    NoWorkers workers_;
    NoDelivery delivery_;
    NoBackfill backfill_;
    federation::RecentFailures failures_;
    federation::RecentActivities recent_;
    federation::Traffic traffic_;
    federation::Strangers strangers_;
    federation::Node node_;
};

double seconds_since(std::chrono::steady_clock::time_point begin) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

int measure(Options const& options) {
    SystemClock const clock;
    Giver giver{options.listings, clock};
    Figures figures{"directory", {{"listings", options.listings}}};
    figures.aim("first time, s", 60);
    figures.aim("memory, MB", 200);
    for (std::size_t run = 0; run < options.runs; ++run) {
        Taker taker{giver, clock};
        figures.add("calibration, ms", calibration_millis());
        auto const before = own_memory();
        giver.traffic = giver.peak = 0;
        auto const cpu = cpu_seconds();
        auto const begin = std::chrono::steady_clock::now();
        auto const pulled = taker.pull();
        figures.add("first time, s", seconds_since(begin));
        figures.add("first time, s of CPU", cpu_seconds() - cpu);
        figures.add("memory, MB", std::max(0.0, giver.peak - before) / 1e6);
        figures.add("traffic, MB", giver.traffic / 1e6);
        figures.add("on disk, MB", taker.disk() / 1e6);
        figures.add("requests", static_cast<double>(pulled.requests));
        auto const again = std::chrono::steady_clock::now();
        static_cast<void>(taker.pull());
        figures.add("nothing new, ms", seconds_since(again) * 1e3);
        figures.end_run();
        if (taker.held() == options.listings && pulled.refused == 0) continue;
        std::cerr << taker.held() << " of " << options.listings << " listings, " << pulled.refused << " refused\n";
        return wrong_result;
    }
    std::cout << figures.table();
    if (!options.json.empty()) figures.append_to(options.json);
    return 0;
}

}  // namespace

}  // namespace collegium::bench

int main(int count, char** values) {
    collegium::bench::Options options;
    CLI::App app{"What it costs a node to take in a whole directory from one partner"};
    app.add_option("--listings", options.listings, "that the partner holds")->capture_default_str();
    app.add_option("--runs", options.runs, "how often everything is measured")->capture_default_str();
    app.add_option("--json", options.json, "a file that one line a run is appended to");
    CLI11_PARSE(app, count, values);
    return collegium::bench::measure(options);
}
