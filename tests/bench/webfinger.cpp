// How many addresses of people a node looks up for others, and what one costs: a whole request over a kept connection.
// Beside a limit that reads one record and prints it, and Fedify.
#include "federation/fetching/webfinger.hpp"

#include "storage/engine.hpp"
#include "tests/bench/disk.hpp"
#include "tests/bench/figures.hpp"
#include "tests/bench/rivals.hpp"
#include "tests/journeys/ports.hpp"

#include <CLI/CLI.hpp>
#include <iostream>

namespace collegium::bench {

namespace {

constexpr int could_not_measure = 2;
constexpr unsigned good = 200;
constexpr std::size_t warm = 200;

struct Options {
    std::size_t requests = 20'000;
    std::size_t connections = 64;
    std::size_t fedify = 2000;
    std::size_t runs = 5;
    std::filesystem::path json;
};

class WebFinger {
public:
    explicit WebFinger(Options const& options)
        : options_{options},
          school_{neighbourhood_, "bench-school"},
          figures_{"webfinger", {{"requests", options.requests}, {"connections", options.connections}}} {
        speak_plainly(school_);
        school_.add_person("ada", "Ada Okafor");
        answer_ = school_.look([&](auto const& tx, auto const& tables) {
            auto const& domain = school_.domain();
            return federation::webfinger::answer(tx, tables, domain, "acct:ada@" + domain).value();
        });
        all_ = lookups(school_.domain(), options.requests);
        first_ = lookups(school_.domain(), warm);
        few_ = lookups(school_.domain(), std::min(options.fedify, options.requests));
    }

    void run() {
        for (std::size_t run = 0; run < options_.runs; ++run) {
            figures_.add("calibration ms", calibration_millis());
            figures_.add("load average", load_average());
            auto const ours = measure_node();
            auto const limit = measure_limit();
            tell("", ours);
            tell("limit: ", limit);
            figures_.add("requests/s, share of the limit's", ours.per_second / limit.per_second);
            figures_.add("cpu, share of the limit's", limit.cpu_micros / ours.cpu_micros);
            if (!few_.empty()) {
                auto const fedify = measure_fedify();
                tell("Fedify: ", fedify);
                figures_.add("requests/s, times Fedify's", ours.per_second / fedify.per_second);
                figures_.add("cpu, times less than Fedify's", fedify.cpu_micros / ours.cpu_micros);
            }
            figures_.end_run();
        }
        std::cout << options_.requests << " requests, " << options_.connections << " connections, " << options_.runs
                  << " runs\n"
                  << heading() << figures_.table();
        if (!options_.json.empty()) figures_.append_to(options_.json);
    }

private:
    void tell(std::string const& who, Work const& work) {
        figures_.add(who + "requests/s", work.per_second);
        figures_.add(who + "cpu us a request", work.cpu_micros);
        figures_.add(who + "memory MB without files", work.own_memory / 1e6);
    }

    Work measure(MeasuredProgram& program, std::uint16_t port, std::vector<Mail> const& mails) const {
        static_cast<void>(measure_work(program, port, first_, options_.connections, good));
        auto work = measure_work(program, port, mails, options_.connections, good);
        program.kill();
        return work;
    }

    Work measure_node() {
        MeasuredNode node{school_, neighbourhood_};
        return measure(node, school_.port(), all_);
    }

    // What our node answers is the record that it reads.
    Work measure_limit() const {
        auto const folder = neighbourhood_.folder() / "limit";
        std::filesystem::remove_all(folder);
        std::filesystem::create_directories(folder / "data");
        {
            storage::Engine engine{{folder / "data", std::size_t{1} << 36}};
            storage::WriteTx tx{engine};
            storage::RawTable{tx, "answers"}.put(tx, lookup_target(school_.domain()), answer_);
            tx.commit();
        }
        auto const port = journeys::free_port();
        MeasuredProgram program{
            {limit_program("bench_limit_serve"),
             std::to_string(port),
             (folder / "data").string(),
             "application/jrd+json"},
            folder};
        return measure(program, port, all_);
    }

    Work measure_fedify() const {
        auto const folder = neighbourhood_.folder() / "fedify";
        std::filesystem::create_directories(folder);
        auto const port = journeys::free_port();
        MeasuredProgram program{
            fedify_command(neighbourhood_, {"serve", school_.origin(), port}), folder, std::chrono::seconds{120}};
        return measure(program, port, few_);
    }

    Options options_;
    journeys::Neighbourhood neighbourhood_;
    journeys::School school_;
    Figures figures_;
    std::vector<Mail> all_, first_, few_;
    std::string answer_;
};

}  // namespace

}  // namespace collegium::bench

int main(int argc, char** argv) {
    collegium::bench::Options options;
    CLI::App app{"Addresses of people, looked up over plain HTTP on this computer"};
    app.add_option("--requests", options.requests, "in each run")->check(CLI::Range(1, 1'000'000));
    app.add_option("--connections", options.connections, "kept, each with one request on its way")
        ->check(CLI::Range(1, 1000));
    app.add_option("--fedify", options.fedify, "how many Fedify gets in each run; 0: it is left out");
    app.add_option("--runs", options.runs, "how often everything is measured")->check(CLI::Range(1, 50));
    app.add_option("--json", options.json, "a file that one line a run is appended to");
    try {
        app.parse(argc, argv);
        if (options.fedify > 0) collegium::bench::need_fedify();
        collegium::bench::need_room(std::filesystem::temp_directory_path(), std::uint64_t{1} << 28);
        collegium::bench::WebFinger{options}.run();
        return 0;
    } catch (CLI::ParseError const& error) {
        return app.exit(error) == 0 ? 0 : collegium::bench::could_not_measure;
    } catch (std::exception const& error) {
        std::cerr << "bench_webfinger: " << error.what() << '\n';
        return collegium::bench::could_not_measure;
    }
}
