// How soon a node that has heard of everybody can be used, and in how much memory and disk it lives. Beside a limit
// that opens the same store and answers, and Fedify, which has heard of nobody.
#include "tests/bench/country.hpp"
#include "tests/bench/disk.hpp"
#include "tests/bench/figures.hpp"
#include "tests/bench/rivals.hpp"
#include "tests/journeys/ports.hpp"

#include <CLI/CLI.hpp>
#include <iostream>
#include <thread>

namespace collegium::bench {

namespace {

constexpr int could_not_measure = 2;
constexpr std::chrono::minutes most_of_rest{3};  // after a first start it asks each partner for its directory
constexpr std::size_t connections = 64;

struct Options {
    Country country;
    std::size_t requests = 20'000;
    bool fedify = true;
    std::size_t runs = 5;
    std::string part = "both";
    std::filesystem::path json;

    bool wants(std::string_view name) const { return part == "both" || part == name; }
};

class CountryBench {
public:
    explicit CountryBench(Options const& options)
        : options_{options},
          school_{neighbourhood_, "bench-school"},
          figures_{
              options.part == "both" ? "country" : options.part,
              {{"partners", options.country.partners}, {"people", options.country.people()}}} {
        speak_plainly(school_);
        school_.add_person("ada", "Ada Okafor");
        fill(school_, options.country);
        mails_ = lookups(school_.domain(), options.requests);
        if (options.wants("startup")) figures_.aim("startup s", 2);
        if (options.wants("memory")) {
            figures_.aim("on disk GB", 1.5);
            figures_.aim("resident MB, at rest", 150);
            figures_.aim("resident MB, after requests", 150);
        }
    }

    void run() {
        for (std::size_t run = 0; run < options_.runs; ++run) {
            figures_.add("calibration ms", calibration_millis());
            figures_.add("load average", load_average());
            auto const ours = measure_node();
            auto const limit = measure_limit();
            if (options_.wants("startup")) figures_.add("startup, times the limit's", ours.start / limit.start);
            if (options_.wants("memory")) figures_.add("memory, times the limit's", ours.memory / limit.memory);
            if (options_.fedify) compare_with_fedify(ours);
            figures_.end_run();
        }
        std::cout << options_.country.partners << " partners, " << options_.country.people() << " people there; "
                  << options_.runs << " runs\n"
                  << heading() << figures_.table();
        if (!options_.json.empty()) figures_.append_to(options_.json);
    }

private:
    struct Seen {
        double start = 0;   // seconds
        double memory = 0;  // bytes that belong to no file, after the requests
    };

    // Stops it as a power cut would.
    Seen look_at(std::string const& who, MeasuredProgram& program, std::uint16_t port) {
        await_rest(program, most_of_rest);
        std::this_thread::sleep_for(more_than_a_round);
        auto const idle = program.usage();
        if (options_.wants("startup")) figures_.add(who + "startup s", program.start_time().count());
        auto const work = measure_work(program, port, mails_, connections, 200);
        auto const after = program.usage();
        if (options_.wants("memory")) {
            figures_.add(who + "resident MB, at rest", static_cast<double>(idle.resident) / 1e6);
            figures_.add(who + "resident MB, after requests", static_cast<double>(after.resident) / 1e6);
            figures_.add(who + "MB without files, after requests", work.own_memory / 1e6);
        }
        auto const seen = Seen{program.start_time().count(), work.own_memory};
        program.kill();
        return seen;
    }

    std::filesystem::path data() const { return school_.settings_file().parent_path() / "data"; }

    Seen measure_node() {
        MeasuredNode node{school_, neighbourhood_};
        auto const seen = look_at("", node, school_.port());
        if (!options_.wants("memory")) return seen;
        auto const bytes = static_cast<double>(std::filesystem::file_size(data() / "data.mdb"));
        figures_.add("on disk GB", bytes / 1e9);
        figures_.add("bytes on disk for each person", bytes / static_cast<double>(options_.country.people()));
        return seen;
    }

    // A copy of the same file, with the one record in it that is asked for.
    Seen measure_limit() {
        auto const folder = neighbourhood_.folder() / "limit";
        std::filesystem::remove_all(folder);
        std::filesystem::create_directories(folder);
        std::filesystem::copy_file(data() / "data.mdb", folder / "data.mdb");
        {
            storage::Engine engine{{folder, std::size_t{64} << 30}};
            storage::WriteTx tx{engine};
            storage::RawTable{tx, "answers"}.put(tx, lookup_target(school_.domain()), "{}");
            tx.commit();
        }
        auto const port = journeys::free_port();
        MeasuredProgram program{
            {limit_program("bench_limit_serve"), std::to_string(port), folder.string(), "application/jrd+json"},
            folder};
        return look_at("limit: ", program, port);
    }

    void compare_with_fedify(Seen const& ours) {
        auto const folder = neighbourhood_.folder() / "fedify";
        std::filesystem::create_directories(folder);
        auto const port = journeys::free_port();
        MeasuredProgram program{
            fedify_command(neighbourhood_, {"serve", school_.origin(), port}), folder, std::chrono::seconds{120}};
        auto const theirs = look_at("Fedify: ", program, port);
        if (options_.wants("startup")) figures_.add("startup, times less than Fedify's", theirs.start / ours.start);
        if (options_.wants("memory")) figures_.add("memory, times less than Fedify's", theirs.memory / ours.memory);
    }

    Options options_;
    journeys::Neighbourhood neighbourhood_;
    journeys::School school_;
    Figures figures_;
    std::vector<Mail> mails_;
};

}  // namespace

}  // namespace collegium::bench

int main(int argc, char** argv) {
    collegium::bench::Options options;
    CLI::App app{"How a node starts and lives that has heard of everybody"};
    app.add_option("part", options.part, "startup, memory or both")
        ->check(CLI::IsMember({"startup", "memory", "both"}));
    app.add_option("--partners", options.country.partners, "that it has")->capture_default_str();
    app.add_option("--people", options.country.people_each, "that it knows at each")->capture_default_str();
    app.add_option("--requests", options.requests, "answered before the second look")->capture_default_str();
    app.add_flag("!--without-fedify", options.fedify, "compares with the limit only");
    app.add_option("--runs", options.runs, "how often everything is measured")->check(CLI::Range(1, 50));
    app.add_option("--json", options.json, "a file that one line a run is appended to");
    try {
        app.parse(argc, argv);
        if (options.fedify) collegium::bench::need_fedify();
        collegium::bench::need_room(
            std::filesystem::temp_directory_path(), 6000 * std::uint64_t{options.country.people()} + (1u << 28)
        );
        collegium::bench::CountryBench{options}.run();
        return 0;
    } catch (CLI::ParseError const& error) {
        return app.exit(error) == 0 ? 0 : collegium::bench::could_not_measure;
    } catch (std::exception const& error) {
        std::cerr << "bench_country: " << error.what() << '\n';
        return collegium::bench::could_not_measure;
    }
}
