#include "tests/journeys/school.hpp"

#include "federation/apply.hpp"
#include "tests/places.hpp"

#include <csignal>
#include <stdexcept>

namespace collegium::journeys {

namespace fs = std::filesystem;

namespace {

constexpr auto most_before_ready = std::chrono::seconds{20};

// Nothing while somebody has something to do.
std::optional<std::vector<Counts>> idle_counts(std::vector<School const*> const& schools) {
    std::vector<Counts> all;
    for (auto const* school : schools) {
        all.push_back(school->counts());
        if (all.back().deliveries > 0 || all.back().wanted > 0) return std::nullopt;
    }
    return all;
}

}  // namespace

std::ostream& operator<<(std::ostream& out, Counts const& counts) {
    return out << "log " << counts.log << ", objects " << counts.objects << ", accepted " << counts.accepted
               << ", followers " << counts.followers << ", following " << counts.following << ", deliveries "
               << counts.deliveries << ", receipts " << counts.receipts << ", wanted " << counts.wanted;
}

School::School(Neighbourhood& neighbourhood, std::string const& name)
    : domain_{name + ".localhost"},
      port_{neighbourhood.add(domain_)},
      folder_{neighbourhood.folder() / name},
      network_{neighbourhood.file()} {
    auto const certificate = Authority::instance().certify(domain_);
    fs::create_directories(folder_);
    std::ofstream settings{settings_file()};
    settings << "[node]\ndomain = \"" << domain_ << "\"\nname = \"" << name << "\"\ndata = " << folder_ / "data"
             << "\nsealing_key = " << folder_ / "sealing.key"
             << "\n[listen]\nport = " << port_ << "\ntls_certificate = " << certificate.chain
             << "\ntls_key = " << certificate.key << "\n[storage]\nmap_gib = 1\n[delivery]\nfirst_retry_seconds = 1\n";
    settings.close();
    run_well(command(
        {"init",
         "--domain",
         domain_,
         "--name",
         name,
         "--data",
         (folder_ / "data").string(),
         "--sealing-key",
         (folder_ / "sealing.key").string()}
    ));
}

Command School::command(Command const& words) const {
    Command whole{tests::collegium_program(), "--config", settings_file().string()};
    whole.insert(whole.end(), words.begin(), words.end());
    return whole;
}

void School::add_partner(std::string const& domain) const {
    run_well(command({"partner", "add", domain}));
}

void School::add_person(std::string const& name, std::string const& display_name) const {
    run_well(command({"user", "add", name, "--display-name", display_name, "--password-stdin"}), password);
}

void School::add_community(std::string const& name, std::string const& display_name, std::string const& facilitator)
    const {
    run_well(command({"community", "add", name, "--display-name", display_name, "--facilitator", facilitator}));
}

void School::see(Neighbourhood::Hosts const& hosts) {
    network_ = folder_ / "network.toml";
    write_hosts(network_, hosts);
}

void School::launch() {
    if (process_) throw std::logic_error{domain_ + " serves already"};
    Files const files{"/dev/null", folder_ / "output", folder_ / "log"};
    process_ = std::make_unique<Process>(command({"serve", "--test-network", network_.string()}), files);
}

void School::await_ready() {
    auto const line = "ready " + domain_ + ' ' + std::to_string(port_) + '\n';
    auto const is_ready = [&] { return tests::read_file(folder_ / "output") == line; };
    until(most_before_ready, [&] { return is_ready() || !process_->running(); });
    if (!is_ready()) throw std::runtime_error{domain_ + " is not ready: " + log()};
}

void School::serve() {
    launch();
    await_ready();
}

void School::kill() {
    process_->signal(SIGKILL);
    process_->wait();
    process_.reset();
}

int School::stop() {
    process_->signal(SIGTERM);
    auto const status = process_->wait();
    process_.reset();
    return status;
}

std::string School::log() const {
    return fs::exists(folder_ / "log") ? tests::read_file(folder_ / "log") : "";
}

storage::Store& School::opened() const {
    if (!opened_) opened_ = std::make_unique<storage::Store>(storage::EngineOptions{folder_ / "data", map_size});
    return *opened_;
}

void School::keep(std::string const& name) const {
    opened_.reset();
    fs::remove_all(folder_ / name);
    fs::copy(folder_ / "data", folder_ / name, fs::copy_options::recursive);
}

void School::bring_back(std::string const& name) const {
    if (process_) throw std::logic_error{domain_ + " is serving"};
    opened_.reset();
    fs::remove_all(folder_ / "data");
    fs::copy(folder_ / name, folder_ / "data", fs::copy_options::recursive);
}

Counts School::counts() const {
    return look([](auto const& tx, auto const& tables) {
        return Counts{
            tables.log.size(tx),
            tables.objects.size(tx),
            tables.accepted.size(tx),
            tables.followers.size(tx),
            tables.following.size(tx),
            tables.deliveries.size(tx),
            tables.receipts.size(tx),
            tables.wanted.size(tx)};
    });
}

bool School::views_agree_with_log() const {
    bool agree = false;
    storage::Store::Change<storage::Nothing> const trial = [&](storage::WriteTx& tx, storage::Tables& tables) {
        auto const before = tables.views_digest(tx);
        bool const rebuilt = federation::rebuild(tx, tables, origin()).has_value();
        agree = rebuilt && tables.views_digest(tx) == before;
        return Result<storage::Nothing>{Refusal{Reason::conflict, "only to see"}};  // undoes it
    };
    static_cast<void>(change(trial));
    return agree;
}

std::optional<timeline::Thread> School::thread(std::string const& question) const {
    return look([&](auto const& tx, auto const& tables) -> std::optional<timeline::Thread> {
        auto const handle = storage::find_handle(tx, tables, question);
        return handle ? timeline::thread_of(tx, tables, *handle) : std::nullopt;
    });
}

bool are_quiet(std::vector<School const*> const& schools) {
    auto const first = idle_counts(schools);
    return first && idle_counts(schools) == first;
}

}  // namespace collegium::journeys
