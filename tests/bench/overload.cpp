// What a node does when three times as much comes as it can take in (security L9): it says so to what is too much,
// takes in nearly as much as before, and is as quick as ever soon after.
#include "tests/bench/check.hpp"
#include "tests/bench/disk.hpp"
#include "tests/bench/ending.hpp"
#include "tests/bench/figures.hpp"
#include "tests/bench/load.hpp"
#include "tests/bench/measured_node.hpp"

#include <CLI/CLI.hpp>
#include <iostream>

namespace collegium::bench {

namespace {

constexpr std::size_t introducing_connections = 8, usual_connections = 64, connections_of_all = 2'000;
constexpr std::size_t spare_files = 200;
constexpr std::size_t answers_to_a_question = 3;
constexpr double too_much = 3, afterwards = 0.5;  // of what it can take in
constexpr double soon = 1;                        // second, in which an answer comes again

struct Options {
    std::size_t activities = 6'000;  // from which capacity is measured
    std::size_t seconds = 10;        // of too much
    std::size_t runs = 3;
    std::filesystem::path json;
};

class Overload {
public:
    explicit Overload(Options const& options)
        : options_{options},
          senders_{neighbourhood_, 256, 64},
          school_{neighbourhood_, "bench-overload"},
          receiver_{school_.domain(), school_.origin() + "/c/algebra"},
          figures_{"overload", {{"seconds", options.seconds}, {"connections", connections_of_all}}} {
        speak_plainly(school_);
        figures_.aim_least("taken in meanwhile, share of capacity", 0.8);
        figures_.aim("as quick as ever after, s", 5);
    }

    // True if everything was as it should be.
    bool run() {
        senders_.become_partners_of(school_);
        school_.add_person("ada", "Ada Okafor");
        school_.add_community("algebra", "Teaching algebra", "ada");
        founded_ = school_.counts().log;
        school_.keep();
        for (std::size_t run = 0; run < options_.runs; ++run) measure();
        std::cout << too_much << " times as much as it can take in, for " << options_.seconds << " s, over "
                  << connections_of_all << " connections, " << options_.runs << " runs\n"
                  << heading() << figures_.table();
        if (!options_.json.empty()) figures_.append_to(options_.json);
        return right_;
    }

private:
    std::vector<Mail> mails(double count) const {
        return busy_hour(senders_, receiver_, {static_cast<std::size_t>(count), answers_to_a_question});
    }

    Answers send(Accepted& accepted, std::vector<Mail> const& mails, std::size_t connections, double pace = 0) {
        auto answers = send_all(school_.port(), mails, connections, pace);
        std::size_t later = 0;
        for (std::size_t i = 0; i < mails.size(); ++i) {
            auto const status = answers.statuses[i];
            if (status == 202) accepted.emplace(mails[i].id, &mails[i]);
            later += status == 503 ? 1u : 0u;
            if (status != 202 && status != 503) complain("an answer was " + std::to_string(status));
        }
        if (later != answers.to_come_back) complain("a 503 does not say when to come back");
        return answers;
    }

    void measure() {
        school_.bring_back();
        auto const introduced = introductions(senders_, receiver_);
        auto const usual = mails(static_cast<double>(options_.activities));
        Accepted accepted;
        MeasuredNode node{school_, neighbourhood_};
        send(accepted, introduced, introducing_connections);
        auto const before = send(accepted, usual, usual_connections);
        auto const capacity = static_cast<double>(before.accepted()) / before.seconds;
        auto const much = mails(too_much * capacity * static_cast<double>(options_.seconds));
        auto const then = mails(afterwards * capacity * 2 * static_cast<double>(options_.seconds));

        auto const during = send(accepted, much, connections_of_all, too_much * capacity);
        auto const after = send(accepted, then, usual_connections, afterwards * capacity);
        figures_.add("capacity, activities/s", capacity);
        figures_.add("offered, activities/s", static_cast<double>(much.size()) / during.seconds);
        figures_.add("told to come back, share", share(during.to_come_back, much.size()));
        figures_.add(
            "taken in meanwhile, share of capacity", static_cast<double>(during.accepted()) / during.seconds / capacity
        );
        figures_.add("latency p50 meanwhile, ms", during.percentile(0.5));
        figures_.add("latency p99 meanwhile, ms", during.percentile(0.99));
        figures_.add("as quick as ever after, s", last_trouble(after, afterwards * capacity));
        node.kill();
        auto const stored = check_store(school_.settings_file().parent_path() / "data", accepted, founded_);
        for (auto const& complaint : stored.complaints) complain(complaint);
        figures_.end_run();
    }

    static double share(std::size_t part, std::size_t whole) {
        return static_cast<double>(part) / static_cast<double>(whole);
    }

    // When the last mail came back that was not taken in within a second of its time.
    static double last_trouble(Answers const& answers, double pace) {
        double last = 0;
        for (std::size_t i = 0; i < answers.statuses.size(); ++i) {
            auto const due = static_cast<double>(i) / pace;
            if (answers.statuses[i] != 202 || answers.ended[i] - due > soon) last = std::max(last, answers.ended[i]);
        }
        return last;
    }

    void complain(std::string const& words) {
        right_ = false;
        std::cerr << "wrong: " << words << '\n';
    }

    Options options_;
    journeys::Neighbourhood neighbourhood_;
    Senders senders_;
    journeys::School school_;
    Receiver receiver_;
    Figures figures_;
    std::uint64_t founded_ = 0;  // entries of the log that are the school's own
    bool right_ = true;
};

int run(int argc, char** argv) {
    Options options;
    CLI::App app{"Three times as many signed activities as a node can take in, over plain HTTP on this computer"};
    app.add_option("--activities", options.activities, "How many, to see how much it can take in")
        ->check(CLI::Range(std::size_t{1'000}, std::size_t{50'000}))
        ->capture_default_str();
    app.add_option("--seconds", options.seconds, "How long it is too much")
        ->check(CLI::Range(std::size_t{2}, std::size_t{60}))
        ->capture_default_str();
    app.add_option("--runs", options.runs, "Runs, each with a fresh store")
        ->check(CLI::Range(std::size_t{1}, std::size_t{9}))
        ->capture_default_str();
    app.add_option("--json", options.json, "File to which each run adds a line");
    try {
        app.parse(argc, argv);
    } catch (CLI::ParseError const& error) {
        return app.exit(error) == 0 ? 0 : could_not_measure;
    }
    need_files(connections_of_all + spare_files);
    need_room(std::filesystem::temp_directory_path(), std::uint64_t{4} << 30);
    return Overload{options}.run() ? 0 : 1;
}

}  // namespace

}  // namespace collegium::bench

int main(int argc, char** argv) {
    return collegium::bench::end_of("bench_overload", collegium::bench::run, argc, argv);
}
