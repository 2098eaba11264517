// How the node of a typical school lives: in how much memory, how soon it ends, how soon it is ready again with a large
// store that nobody has read lately, and how soon it is back from a backup.
#include "federation/apply.hpp"
#include "tests/bench/disk.hpp"
#include "tests/bench/figures.hpp"
#include "tests/bench/load.hpp"
#include "tests/bench/measured_node.hpp"
#include "tests/journeys/school.hpp"

#include <CLI/CLI.hpp>
#include <fcntl.h>
#include <future>
#include <iostream>
#include <thread>
#include <unistd.h>

namespace collegium::bench {

namespace fs = std::filesystem;
using SteadyClock = std::chrono::steady_clock;

namespace {

constexpr int could_not_measure = 2;
constexpr std::size_t connections = 64, introducing_connections = 8;
constexpr std::size_t map_size = std::size_t{64} << 30;  // as speak_plainly sets it
constexpr std::chrono::minutes most_of_rest{10}, most_of_a_restore{10};
constexpr std::uint64_t gigabyte = 1'000'000'000;

struct Options {
    std::size_t accounts = 150;
    std::size_t posts = 100'000;
    std::size_t partners = 50;
    std::size_t pages = 2'000;  // read by guests
    std::size_t backed_up = 1;  // gigabytes
    std::size_t large = 10;     // gigabytes; 0: not tried
    std::size_t starts = 3;
    std::filesystem::path json;
};

double seconds_since(SteadyClock::time_point began) {
    return std::chrono::duration<double>(SteadyClock::now() - began).count();
}

std::vector<Mail> visits(std::string const& domain, std::size_t count) {
    constexpr std::array<std::string_view, 5> places{
        "/", "/c/algebra", "/c/algebra?sort=new", "/search?q=balance+pupils", "/u/ada"};
    std::vector<Mail> mails(count);
    for (std::size_t i = 0; i < count; ++i) {
        auto const guest = "198.18." + std::to_string(i / 250 % 250) + "." + std::to_string(i % 250);
        mails[i].id = std::to_string(i);
        mails[i].request = "GET " + std::string{places[i % places.size()]} + " HTTP/1.1\r\nHost: " + domain +
                           "\r\nX-Forwarded-For: " + guest + "\r\nAccept: text/html\r\n\r\n";
        mails[i].body_at = mails[i].request.size();
    }
    return mails;
}

class Typical {
public:
    explicit Typical(Options const& options)
        : options_{options},
          senders_{neighbourhood_, 256, options.partners},
          school_{neighbourhood_, "bench-typical"},
          figures_{
              "typical", {{"accounts", options.accounts}, {"posts", options.posts}, {"partners", options.partners}}} {
        speak_plainly(school_);
        figures_.aim("resident MB, after taking all in", 120);
        figures_.aim("resident MB, after pages were read", 120);
        figures_.aim("resident MB, started again", 120);
        figures_.aim("ends under load, s", 5);
        figures_.aim(back_name(), 60);
        if (options.large > 0) figures_.aim(start_name(options.large), 2);
    }

    void run() {
        set_up();
        live();
        for (std::size_t i = 0; i < options_.starts; ++i) start_again();
        come_back();
        if (options_.large > 0) {
            grow_to(options_.large * gigabyte);
            for (std::size_t i = 0; i < options_.starts; ++i) start_cold(start_name(options_.large));
        }
        figures_.end_run();
        std::cout << options_.accounts << " accounts, " << options_.posts << " posts, " << options_.partners
                  << " partners\n"
                  << heading() << figures_.table();
        if (!options_.json.empty()) figures_.append_to(options_.json);
    }

private:
    std::string back_name() const { return "back from a backup of " + std::to_string(options_.backed_up) + " GB, s"; }
    static std::string start_name(std::size_t gigabytes) {
        return "ready with " + std::to_string(gigabytes) + " GB, cold, s";
    }

    fs::path folder() const { return school_.settings_file().parent_path(); }
    fs::path store_file() const { return folder() / "data" / "data.mdb"; }
    Receiver receiver() const { return {school_.domain(), school_.origin() + "/c/algebra"}; }

    void set_up() {
        senders_.become_partners_of(school_);
        school_.add_person("ada", "Ada Okafor");
        for (std::size_t i = 1; i < options_.accounts; ++i)
            school_.add_person("teacher" + std::to_string(i), "Teacher number " + std::to_string(i));
        school_.add_community("algebra", "Teaching algebra", "ada");
    }

    void send(std::vector<Mail> const& mails, std::size_t lines, unsigned good) const {
        auto const answers = send_all(school_.port(), mails, lines);
        for (auto const status : answers.statuses)
            if (status != good)
                throw std::runtime_error{"answered with " + std::to_string(status) + ": " + school_.log()};
    }

    // At once, and when the node has had time to give back the pages of its store that it does not need.
    void add_memory(MeasuredNode const& node, std::string const& when) {
        figures_.add("resident MB, " + when + ", at once", static_cast<double>(node.usage().resident) / 1e6);
        std::this_thread::sleep_for(more_than_a_round);
        auto const usage = node.usage();
        figures_.add("resident MB, " + when, static_cast<double>(usage.resident) / 1e6);
        figures_.add("MB without files, " + when, static_cast<double>(usage.own_memory) / 1e6);
    }

    void live() {
        MeasuredNode node{school_, neighbourhood_};
        send(introductions(senders_, receiver()), introducing_connections, 202);
        send(busy_hour(senders_, receiver(), {options_.posts, 3}), connections, 202);
        await_rest(node, most_of_rest);
        add_memory(node, "after taking all in");
        send(visits(school_.domain(), options_.pages), connections, 200);
        add_memory(node, "after pages were read");
        figures_.add("store GB", static_cast<double>(fs::file_size(store_file())) / 1e9);
        end_under_load(node);
    }

    // Its connections are cut in the end, so not all of the load is answered.
    void end_under_load(MeasuredNode& node) {
        auto const mails = busy_hour(senders_, receiver(), {20'000, 3});
        auto const before = node.usage().cpu_seconds;
        auto const load = std::async(std::launch::async, [&] { return send_all(school_.port(), mails, connections); });
        constexpr double enough = 0.5;  // seconds of CPU: it is in the middle of it
        while (node.usage().cpu_seconds < before + enough) std::this_thread::yield();
        auto const began = SteadyClock::now();
        if (node.stop() != 0) throw std::runtime_error{"the node did not end well: " + school_.log()};
        figures_.add("ends under load, s", seconds_since(began));
    }

    void start_again() {
        MeasuredNode node{school_, neighbourhood_};
        figures_.add("ready again, s", node.start_time().count());
        await_rest(node, most_of_rest);
        add_memory(node, "started again");
        node.kill();
    }

    // Nothing of the store is in memory.
    void start_cold(std::string const& name) {
        int const file = open(store_file().c_str(), O_RDONLY | O_CLOEXEC);
        bool const forgotten = file >= 0 && fdatasync(file) == 0 && posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED) == 0;
        close(file);
        if (!forgotten) throw std::runtime_error{"the kernel does not let go of " + store_file().string()};
        MeasuredNode node{school_, neighbourhood_};
        figures_.add(name, node.start_time().count());
        node.kill();
    }

    void command(journeys::Command const& words) const {
        auto const done = journeys::run(school_.command(words), "", most_of_a_restore);
        if (done.status != 0) throw std::runtime_error{words.front() + " failed: " + done.errors};
    }

    void come_back() {
        grow_to(options_.backed_up * gigabyte);
        auto const backups = folder() / "backups", phrase = folder() / "passphrase";
        fs::create_directories(backups);
        std::ofstream{phrase} << "a long phrase that only this benchmark uses 7319\n";
        auto const began = SteadyClock::now();
        command({"backup", backups.string(), "--passphrase-file", phrase.string()});
        figures_.add("backup made, s", seconds_since(began));
        fs::path made;
        for (auto const& each : fs::directory_iterator{backups})
            if (each.path().extension() == ".backup") made = each.path();
        fs::remove_all(folder() / "data");
        auto const died = SteadyClock::now();
        command({"restore", made.string(), "--passphrase-file", phrase.string()});
        MeasuredNode node{school_, neighbourhood_};
        figures_.add(back_name(), seconds_since(died));
        node.kill();
        fs::remove_all(backups);
    }

    // More questions from the same people, as the rules take them, without the wire.
    void grow_to(std::uint64_t bytes) {
        constexpr std::size_t a_commit = 500;
        std::string const text(1000, 'x');
        SystemClock const clock;
        storage::IdSource ids{clock, storage::LocalId{0}};
        storage::Store store{{folder() / "data", map_size, false}};
        while (fs::file_size(store_file()) < bytes) {
            storage::Store::Change<storage::Nothing> const change = [&](storage::WriteTx& tx, storage::Tables& tables
                                                                    ) -> Result<storage::Nothing> {
                for (std::size_t i = 0; i < a_commit; ++i, ++grown_) {
                    federation::Composer const composer{"https://" + senders_.domain_of(grown_), clock, ids};
                    auto const composed = composer.question(
                        senders_[grown_], {receiver().community, "More " + std::to_string(grown_), text}
                    );
                    federation::Effects effects;
                    auto const done = federation::apply(
                        tx, tables, school_.origin(), composed.activity, {false, ids.next(), clock.now()}, effects
                    );
                    if (!done) return done.error();
                }
                return storage::Nothing{};
            };
            static_cast<void>(store.write_now(change).value());
        }
    }

    Options options_;
    journeys::Neighbourhood neighbourhood_;
    Senders senders_;
    journeys::School school_;
    Figures figures_;
    std::size_t grown_ = 0;
};

}  // namespace

}  // namespace collegium::bench

int main(int argc, char** argv) {
    collegium::bench::Options options;
    CLI::App app{"How the node of a typical school lives"};
    app.add_option("--accounts", options.accounts, "of the school")
        ->check(CLI::Range(1, 10'000))
        ->capture_default_str();
    app.add_option("--posts", options.posts, "that came from partners")->capture_default_str();
    app.add_option("--partners", options.partners, "that they came from")
        ->check(CLI::Range(1, 256))
        ->capture_default_str();
    app.add_option("--backed-up", options.backed_up, "gigabytes that come back from a backup")->capture_default_str();
    app.add_option("--large", options.large, "gigabytes of the store that is started at last; 0: none")
        ->capture_default_str();
    app.add_option("--starts", options.starts, "how often")->check(CLI::Range(1, 50))->capture_default_str();
    app.add_option("--json", options.json, "a file that a line is appended to");
    try {
        app.parse(argc, argv);
        collegium::bench::need_room(
            std::filesystem::temp_directory_path(),
            (options.large + 3 * options.backed_up + 2) * collegium::bench::gigabyte
        );
        collegium::bench::Typical{options}.run();
        return 0;
    } catch (CLI::ParseError const& error) {
        return app.exit(error) == 0 ? 0 : collegium::bench::could_not_measure;
    } catch (std::exception const& error) {
        std::cerr << "bench_typical: " << error.what() << '\n';
        return collegium::bench::could_not_measure;
    }
}
