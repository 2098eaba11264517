// How long one post takes to thousands of partners, and what a delivery costs; with all of them alive, and with a third
// of them dead and others slow; beside a limit program and Fedify.
#include "storage/names.hpp"
#include "tests/bench/disk.hpp"
#include "tests/bench/ending.hpp"
#include "tests/bench/figures.hpp"
#include "tests/bench/partners.hpp"
#include "tests/bench/rivals.hpp"

#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <map>
#include <thread>

namespace collegium::bench {

namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr double most_times_slower = 3;  // beyond that, something is wrong
constexpr std::chrono::seconds patience_with_rivals{300};
constexpr std::chrono::seconds patience{600};
constexpr std::chrono::milliseconds glance{5};
constexpr std::size_t posts = 3;  // the first opens connections, the others find them open

struct Options {
    std::size_t partners = 2000;
    double dead = 0.33;
    double slow = 0.10;
    bool ed25519 = false;
    std::size_t fedify = 200;  // partners that Fedify sends to
    std::size_t runs = 1;
    std::filesystem::path json;

    // The limit program keeps a connection to each, and may have 20,000 files open.
    bool has_limit() const noexcept { return partners <= 5000; }
};

// Dead and slow ones spread evenly; half of the dead refuse, half are silent.
std::vector<Health> healths(Options const& options, bool all_well) {
    std::vector<Health> all(options.partners, Health::well);
    if (all_well) return all;
    double dead = 0, slow = 0;
    bool silent = false;
    for (auto& each : all) {
        dead += options.dead;
        slow += options.slow;
        if (dead >= 1) {
            dead -= 1;
            each = std::exchange(silent, !silent) ? Health::silent : Health::absent;
        } else if (slow >= 1) {
            slow -= 1;
            each = Health::slow;
        }
    }
    return all;
}

// Microseconds of CPU for one signature.
template <class Key>
double signing_micros(Key const& key) {
    constexpr unsigned times = 200;
    std::string const text(200, 'x');
    auto const began = std::clock();
    for (unsigned i = 0; i < times; ++i) static_cast<void>(key.sign(crypto::bytes_of(text)));
    return static_cast<double>(std::clock() - began) * 1e6 / CLOCKS_PER_SEC / times;
}

class FanOut {
public:
    explicit FanOut(Options const& options)
        : options_{options},
          senders_{neighbourhood_, 1},
          well_{neighbourhood_, "w", healths(options, true)},
          mixed_{neighbourhood_, "m", healths(options, false)},
          fewer_{neighbourhood_, "f", std::vector<Health>(count_living(mixed_), Health::well)},
          school_{neighbourhood_, "bench-school"},
          figures_{
              options.ed25519 ? "fanout-ed25519" : "fanout",
              {{"partners", options.partners}, {"ed25519", options.ed25519 ? 1u : 0u}}} {
        speak_plainly(school_);
        senders_.become_partners_of(school_);
        school_.add_person("ada", "Ada Okafor");
        school_.add_community("algebra", "Teaching algebra", "ada");
        school_.keep();
        if (options.has_limit()) figures_.aim_least("deliveries/s, share of the limit's, second", 0.8);
        figures_.aim("some dead, memory MB", 200);
        figures_.aim("times slower beside dead ones, second", 1.1);
    }

    // True if everything was as it should be.
    bool run() {
        auto const keys = federation::Keyring::generate();
        for (std::size_t run = 0; run < options_.runs; ++run) {
            figures_.add("calibration ms", calibration_millis());
            figures_.add("load average", load_average());
            figures_.add("rsa signature us", signing_micros(keys.rsa));
            figures_.add("ed25519 signature us", signing_micros(keys.ed25519));
            auto const alone = measure(well_, "all well");
            if (options_.has_limit()) measure_limit();
            if (options_.fedify > 0) measure_fedify();
            // Beside dead ones there are fewer to serve, and what a post costs however many get it is divided among
            // fewer. So they are held against as many where nobody is dead.
            bool const all_live = fewer_.size() == mixed_.size();
            auto const without_dead = all_live ? alone : measure(fewer_, "as many, well");
            auto const beside = measure(mixed_, "some dead");
            for (std::size_t post = 0; post < 2; ++post) compare(post, beside[post] / without_dead[post]);
            figures_.end_run();
        }
        std::cout << options_.partners << " partners; in the second part " << options_.dead << " of them dead and "
                  << options_.slow << " slow; " << options_.runs << " runs\n"
                  << heading() << figures_.table();
        if (!options_.json.empty()) figures_.append_to(options_.json);
        return right_;
    }

private:
    // Seconds until each post had come to all who live.
    std::vector<double> measure(Partners& partners, std::string const& name) {
        school_.bring_back();
        owed_to_dead_ = 0;
        let_follow(partners);
        Receiver const receiver{school_.domain(), school_.origin() + "/c/algebra"};
        auto const mails = busy_hour(senders_, receiver, {posts, 0});
        MeasuredNode node{school_, neighbourhood_};
        std::vector<double> seconds;
        for (auto const& mail : mails) {
            auto const which = seconds.empty() ? ", first" : seconds.size() == 1 ? ", second" : ", third";
            seconds.push_back(post(partners, node, mail, name + which));
        }
        figures_.add(name + ", memory MB", static_cast<double>(node.usage().own_memory) / 1e6);
        if (node.stop() != 0) complain("the node did not end well");
        return seconds;
    }

    double post(Partners& partners, MeasuredNode const& node, Mail const& mail, std::string const& name) {
        auto const living = count_living(partners);
        partners.listen_for(mail.id);
        auto const before = node.usage();
        auto const their_cpu = partners.cpu_seconds();
        auto const began = SteadyClock::now();
        if (send_all(school_.port(), {mail}, 1).accepted() != 1) complain("the post was not accepted");
        // The act, and its announcement by id.
        auto const deadline = began + patience;
        while (partners.messages() < 2 * living || partners.heard() < living) {
            if (SteadyClock::now() > deadline) break;
            std::this_thread::sleep_for(glance);
        }
        double const all = std::chrono::duration<double>(SteadyClock::now() - began).count();
        if (partners.heard() != living)
            complain(name + ": only " + std::to_string(partners.heard()) + " of " + std::to_string(living) + " got it");
        // Late answers and receipts are part of the cost. What is left is for those who are dead.
        owed_to_dead_ += 2 * (partners.size() - living);
        if (!journeys::until(patience, [&] { return school_.counts().deliveries <= owed_to_dead_; }))
            complain(name + ": not every receipt was written");

        auto times = partners.arrivals();
        double last = 0;
        for (std::size_t i = 0; i < partners.size(); ++i)
            if (partners.is_well(i)) last = std::max(last, std::chrono::duration<double>(times[i] - began).count());
        auto const deliveries = static_cast<double>(partners.messages());
        auto const cpu = node.usage().cpu_seconds - before.cpu_seconds;
        figures_.add(name + ": seconds until all have it", last);
        figures_.add(name + ": deliveries/s", deliveries / all);
        if (&partners == &well_) rates_[name.substr(name.rfind(' ') + 1)] = deliveries / all;
        figures_.add(name + ": cpu us a delivery", cpu * 1e6 / deliveries);
        figures_.add(name + ": theirs", (partners.cpu_seconds() - their_cpu) * 1e6 / deliveries);
        figures_.add(name + ": handshakes", static_cast<double>(partners.handshakes()));
        return last;
    }

    // A file with each of the first so many partners that are all well.
    std::string listed(std::string const& name, std::size_t most, bool inboxes) const {
        auto const file = neighbourhood_.folder() / name;
        std::ofstream out{file};
        for (std::size_t i = 0; i < std::min(most, well_.size()); ++i) {
            auto const& domain = well_.domain(i);
            if (inboxes)
                out << "https://" << domain << "/inbox\n";
            else
                out << domain << ' ' << neighbourhood_.ports().at(domain) << '\n';
        }
        return file.string();
    }

    // As much to everybody, and as long: two messages of the size of the post.
    void measure_limit() {
        auto const folder = neighbourhood_.folder();
        Receiver const receiver{school_.domain(), school_.origin() + "/c/algebra"};
        std::ofstream{folder / "body"} << busy_hour(senders_, receiver, {1, 0}).front().body();
        well_.listen_for("");
        MeasuredProgram program{
            {limit_program("bench_limit_fanout"),
             listed("targets", well_.size(), false),
             std::to_string(posts),
             (folder / "body").string(),
             options_.ed25519 ? "ed25519" : "rsa",
             journeys::Authority::instance().file().string(),
             (folder / "limit").string()},
            folder};
        if (program.wait(patience_with_rivals) != 0)
            throw std::runtime_error{"the limit program failed: " + tests::read_file(folder / "log")};
        for (auto const& [number, which] : {std::pair{"0", "first"}, std::pair{"1", "second"}}) {
            auto const rate = told_figure(folder / "limit", std::string{"per_second_"} + number);
            figures_.add(std::string{"limit, "} + which + ": deliveries/s", rate);
            auto const cpu = told_figure(folder / "limit", std::string{"cpu_us_"} + number);
            figures_.add(std::string{"limit, "} + which + ": cpu us a delivery", cpu);
            figures_.add(std::string{"deliveries/s, share of the limit's, "} + which, rates_.at(which) / rate);
        }
    }

    void measure_fedify() {
        auto const folder = neighbourhood_.folder();
        auto const most = std::min(options_.fedify, well_.size());
        std::map<std::string, std::string> const more{
            {"BENCH_INBOXES", listed("inboxes", most, true)},
            {"BENCH_POSTS", "2"},
            {"BENCH_RESULTS", (folder / "fedify").string()}};
        MeasuredProgram program{
            fedify_command(neighbourhood_, {"fanout", "https://fedify.localhost", 0, more}),
            folder,
            std::chrono::seconds{120}};
        if (program.wait(patience_with_rivals) != 0)
            throw std::runtime_error{"Fedify failed: " + tests::read_file(folder / "log")};
        auto const rate = static_cast<double>(most) / told_figure(folder / "fedify", "seconds_1");
        auto const cpu = told_figure(folder / "fedify", "cpu_us_1");
        figures_.add("Fedify, second: deliveries/s", rate);
        figures_.add("Fedify, second: cpu us a delivery", cpu);
        figures_.add("deliveries/s, times Fedify's", rates_.at("second") / rate);
    }

    static std::size_t count_living(Partners const& partners) {
        std::size_t living = 0;
        for (std::size_t i = 0; i < partners.size(); ++i) living += partners.is_alive(i) ? 1u : 0u;
        return living;
    }

    // One person of each partner follows the community, as if that had been long ago.
    void let_follow(Partners const& partners) const {
        storage::Store store{{school_.settings_file().parent_path() / "data", journeys::map_size}};
        storage::Store::Change<storage::Nothing> const change = [&](storage::WriteTx& tx, storage::Tables& tables
                                                                ) -> Result<storage::Nothing> {
            auto const community = storage::intern(tx, tables, school_.origin() + "/c/algebra");
            for (std::size_t i = 0; i < partners.size(); ++i) add_follower(tx, tables, community, partners.domain(i));
            return storage::Nothing{};
        };
        static_cast<void>(store.write_now(change).value());
    }

    void add_follower(
        storage::WriteTx& tx, storage::Tables& tables, storage::Handle community, std::string const& domain
    ) const {
        auto const origin = "https://" + domain;
        auto const host = storage::intern(tx, tables, origin);
        auto const follower = storage::intern(tx, tables, origin + "/u/reader");
        storage::ActorRecord actor;
        actor.inbox = origin + "/u/reader/inbox";
        actor.shared_inbox = origin + "/inbox";
        actor.fetched = SystemClock{}.now();
        tables.actors.put(tx, follower, actor);
        tables.followers.put(tx, {community, host, follower}, {storage::FollowState::accepted, storage::Seq{1}});
        tables.partners.put(tx, domain, {storage::PartnerState::agreed, {}, ""});
        if (options_.ed25519) tables.habits.put(tx, host, {storage::SignatureFormat::rfc9421_ed25519, actor.fetched});
    }

    void compare(std::size_t post, double times) {
        std::string const which = post == 0 ? "first" : "second";
        figures_.add("times slower beside dead ones, " + which, times);
        if (times > most_times_slower)
            complain("the " + which + " post took " + std::to_string(times) + " times as long");
    }

    void complain(std::string const& words) {
        right_ = false;
        std::cerr << "wrong: " << words << '\n';
    }

    Options options_;
    journeys::Neighbourhood neighbourhood_;
    Senders senders_;
    Partners well_, mixed_, fewer_;  // the last: as many as live among those before
    journeys::School school_;
    Figures figures_;
    std::size_t owed_to_dead_ = 0;         // messages
    std::map<std::string, double> rates_;  // deliveries/s of our node where all are well: first, second, third post
    bool right_ = true;
};

int run(int argc, char** argv) {
    Options options;
    CLI::App app{"One post to many partners, over TLS on this computer"};
    app.add_option("--partners", options.partners, "How many")->check(CLI::Range(10, 40'000))->capture_default_str();
    app.add_option("--dead", options.dead, "Share of dead ones")->check(CLI::Range(0.0, 0.9))->capture_default_str();
    app.add_option("--slow", options.slow, "Share of slow ones")->check(CLI::Range(0.0, 0.9))->capture_default_str();
    app.add_flag("--ed25519", options.ed25519, "All partners are known to take RFC 9421 with Ed25519");
    app.add_option("--fedify", options.fedify, "How many Fedify sends to; 0: it is left out")->capture_default_str();
    app.add_option("--runs", options.runs, "Runs, each with a fresh store")->check(CLI::Range(1, 9));
    app.add_option("--json", options.json, "File to which each run adds a line");
    try {
        app.parse(argc, argv);
    } catch (CLI::ParseError const& error) {
        return app.exit(error) == 0 ? 0 : could_not_measure;
    }
    need_files(1'024);  // a socket for each partner that is spoken to, as many in the node, which inherits this
    if (options.fedify > 0) need_fedify();
    need_room(std::filesystem::temp_directory_path(), std::uint64_t{2} << 30);
    return FanOut{options}.run() ? 0 : 1;
}

}  // namespace

}  // namespace collegium::bench

int main(int argc, char** argv) {
    return collegium::bench::end_of("bench_fanout", collegium::bench::run, argc, argv);
}
