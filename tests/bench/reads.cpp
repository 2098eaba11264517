// What pages and lists cost that people read: a community, a thread, home, somebody's profile; as JSON and as HTML.
// Beside a limit that reads the same records and prints the same bytes, and Fedify with a collection as long.
#include "tests/bench/disk.hpp"
#include "tests/bench/figures.hpp"
#include "tests/bench/large_school.hpp"
#include "tests/bench/reads_limit.hpp"
#include "tests/bench/rivals.hpp"

#include <CLI/CLI.hpp>
#include <chrono>
#include <ctime>
#include <iostream>
#include <map>
#include <utility>

namespace collegium::bench {

namespace {

constexpr int wrong_result = 1, could_not_measure = 2;
constexpr std::size_t a_page = 20;
constexpr std::size_t others = 9;                // whom the reader does not follow
constexpr std::size_t least_posts = 2 * a_page;  // of each person, so that a profile has a page full of them
// One post in twenty is a question, so that a page of a community is full of them.
constexpr std::size_t least_for_questions = 20 * LargeSchool::communities * a_page;

struct Options {
    std::size_t posts = 100'000;
    std::size_t runs = 5;
    std::size_t calls = 200;
    std::size_t follows = 1000;
    bool fedify = true;
    std::string only;
    std::filesystem::path json;
};

struct Call {
    std::string name;
    std::string target;
    Printed::Form form;
    Scan scan;
};

double cpu_micros_now() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

// Microseconds of CPU for one of so many times.
template <class Work>
double micros_of(std::size_t times, Work const& work) {
    auto const began = cpu_micros_now();
    for (std::size_t i = 0; i < times; ++i) work();
    return (cpu_micros_now() - began) / static_cast<double>(times);
}

template <class Number>
std::string digits(Number number) {
    return std::to_string(static_cast<std::uint64_t>(number));
}

class Reads {
public:
    explicit Reads(Options const& options)
        : options_{options},
          school_{options.posts, {options.follows + others, options.follows, false}},
          figures_{"reads", {{"posts", options.posts}, {"follows", options.follows}}} {
        school_.catch_up();
        calls_ = calls();
        std::erase_if(calls_, [&](Call const& each) { return each.name.find(options.only) == std::string::npos; });
        for (auto const& each : calls_) figures_.aim_least(each.name + ", share of the limit", 0.5);
        if (std::ranges::any_of(calls_, [](Call const& each) { return each.name == home_name(); }))
            figures_.aim(home_name() + ", us CPU", 1000);
    }

    // True if everything was answered.
    bool run() {
        if (calls_.empty()) throw std::runtime_error{"nothing has '" + options_.only + "' in its name"};
        for (std::size_t run = 0; run < options_.runs; ++run) {
            figures_.add("calibration ms", calibration_millis());
            figures_.add("load average", load_average());
            for (auto const& each : calls_)
                if (!measure(each)) return false;
            if (options_.fedify) measure_fedify();
            figures_.end_run();
        }
        std::cout << school_.things() << " posts; who reads follows " << options_.follows << " people; "
                  << options_.runs << " runs of " << options_.calls << " calls each\n"
                  << heading() << figures_.table();
        if (!options_.json.empty()) figures_.append_to(options_.json);
        return true;
    }

private:
    static std::string home_name() { return "home timeline, JSON"; }

    std::vector<Call> calls() const {
        using enum Printed::Form;
        using enum Scan::Of;
        auto const listed = school_.community(1);
        auto const someone = school_.somebody(2);
        auto const [long_thread, question] = school_.node().store.read([&](auto const& tx, auto const& tables) {
            return std::pair{
                tables.numbers.get(tx, school_.long_thread()).value(),
                tables.numbers.get(tx, school_.question()).value()};
        });
        auto const context = "/api/v1/statuses/" + digits(school_.long_thread()) + "/context";
        auto const statuses = "/api/v1/accounts/" + digits(someone) + "/statuses?limit=20";
        return {
            {home_name(), "/api/v1/timelines/home?limit=20", json, {home, school_.me(), a_page}},
            {"community timeline, JSON",
             "/api/v1/timelines/list/" + digits(listed) + "?limit=20",
             json,
             {community, listed, a_page}},
            {"community timeline, HTML", "/c/c1", html, {questions, listed, a_page}},
            {"profile timeline, JSON", statuses, json, {person, someone, a_page}},
            {"profile without timeline, HTML", "/u/p2", html, {profile, someone, 0}},
            {"thread of 200, JSON", context, json, {thread, long_thread, LargeSchool::answers}},
            {"thread of 50, HTML",
             "/post/" + digits(school_.question()),
             html,
             {thread, question, LargeSchool::answers_of_page}}};
    }

    server::Response ask(Call const& call) {
        return call.form == Printed::Form::html ? school_.page(call.target) : school_.get(call.target);
    }

    bool measure(Call const& call) {
        auto const answer = ask(call);
        auto const& store = school_.node().store;
        auto const found = read_records(store, call.scan);
        auto const shown = std::ranges::count_if(found, [&](storage::LocalId number) {
            return std::string_view{answer.body()}.find(digits(number)) != std::string_view::npos;
        });
        if (answer.status() != 200 || found.size() != call.scan.most || std::cmp_less(shown, found.size())) {
            std::cerr << "wrong: " << call.name << ": status " << answer.status() << ", with " << shown << " of the "
                      << found.size() << " things that the limit finds; there should be " << call.scan.most << '\n';
            return false;
        }
        Printed const printed{answer.body(), call.form};
        std::size_t bytes = 0;
        auto const ours = micros_of(options_.calls, [&] { bytes += ask(call).body().size(); });
        auto const limit = micros_of(options_.calls, [&] {
            static_cast<void>(read_records(store, call.scan));
            bytes += printed.print().size();
        });
        if (bytes < options_.calls * printed.size()) return false;
        figures_.add(call.name + ", us CPU", ours);
        figures_.add(call.name + ", limit, us CPU", limit);
        figures_.add(call.name + ", share of the limit", limit / ours);
        micros_[call.name] = ours;
        return true;
    }

    // It has neither home timelines nor threads of its own: an outbox as long is the nearest thing.
    void measure_fedify() {
        for (auto const& [name, items] :
             {std::pair{"community timeline, JSON", a_page}, std::pair{"thread of 200, JSON", LargeSchool::answers}}) {
            if (!micros_.contains(name)) continue;
            auto const results = folder_.path() / "fedify";
            journeys::Neighbourhood const nobody;
            std::map<std::string, std::string> const more{
                {"BENCH_ITEMS", std::to_string(items)}, {"BENCH_CALLS", "20"}, {"BENCH_RESULTS", results.string()}};
            MeasuredProgram program{
                fedify_command(nobody, {"read", "https://fedify.localhost", 0, more}),
                folder_.path(),
                std::chrono::seconds{120}};
            if (program.wait(std::chrono::seconds{300}) != 0) throw std::runtime_error{"Fedify failed"};
            auto const theirs = told_figure(results, "cpu_us");
            figures_.add(std::string{name} + ", Fedify, us CPU", theirs);
            figures_.add(std::string{name} + ", times less than Fedify's", theirs / micros_.at(name));
        }
    }

    Options options_;
    LargeSchool school_;
    tests::TempDir folder_;
    Figures figures_;
    std::vector<Call> calls_;
    std::map<std::string, double> micros_;  // of our node, in the run that is going on
};

}  // namespace

}  // namespace collegium::bench

int main(int count, char** values) {
    collegium::bench::Options options;
    CLI::App app{"What pages and lists cost that people read"};
    app.add_option("--posts", options.posts, "posts on the node")->capture_default_str();
    app.add_option("--runs", options.runs, "how often everything is measured")->capture_default_str();
    app.add_option("--calls", options.calls, "of each in a run")->check(CLI::Range(1, 100'000))->capture_default_str();
    app.add_option("--follows", options.follows, "people that the reader follows")
        ->check(CLI::Range(10, 5000))
        ->capture_default_str();
    app.add_flag("!--without-fedify", options.fedify, "compares with the limit only");
    app.add_option("--only", options.only, "measures only what has this in its name: timeline, thread");
    app.add_option("--json", options.json, "a file that one line a run is appended to");
    try {
        app.parse(count, values);
        auto const least = std::max(
            (options.follows + collegium::bench::others) * collegium::bench::least_posts,
            collegium::bench::least_for_questions
        );
        if (options.posts < least) throw std::runtime_error{"needs at least " + std::to_string(least) + " posts"};
        if (options.fedify) collegium::bench::need_fedify();
        collegium::bench::need_room(std::filesystem::temp_directory_path(), options.posts * 8192);
        return collegium::bench::Reads{options}.run() ? 0 : collegium::bench::wrong_result;
    } catch (CLI::ParseError const& error) {
        return app.exit(error) == 0 ? 0 : collegium::bench::could_not_measure;
    } catch (std::exception const& error) {
        std::cerr << "bench_reads: " << error.what() << '\n';
        return collegium::bench::could_not_measure;
    }
}
