// How many signed activities a node takes in, durably, and what one costs; beside a limit program and Fedify.
#include "storage/engine.hpp"
#include "tests/bench/check.hpp"
#include "tests/bench/disk.hpp"
#include "tests/bench/ending.hpp"
#include "tests/bench/figures.hpp"
#include "tests/bench/rivals.hpp"
#include "tests/journeys/ports.hpp"

#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <numeric>
#include <thread>

namespace collegium::bench {

namespace {

constexpr std::size_t introducing_connections = 8;  // the partners' hosts serve one connection at a time
constexpr double quiet_per_second = 50;
constexpr std::chrono::milliseconds rest{500};  // in which the node comes to rest

struct Options {
    std::size_t activities = 10'000;
    std::size_t connections = 64;
    std::size_t actors = 256;
    std::size_t origins = 64;
    std::size_t quiet = 200;   // one at a time
    std::size_t fedify = 500;  // of the activities are sent there: it is slower
    std::size_t answers = 3;
    std::size_t runs = 3;
    std::filesystem::path json;
};

std::uint64_t size_of_store(journeys::School const& school) {
    return std::filesystem::file_size(school.settings_file().parent_path() / "data" / "data.mdb");
}

void add_accepted(Accepted& accepted, std::vector<Mail> const& mails, Answers const& answers) {
    for (std::size_t i = 0; i < mails.size(); ++i)
        if (answers.statuses[i] == 202) accepted.emplace(mails[i].id, &mails[i]);
}

class Inbox {
public:
    explicit Inbox(Options const& options)
        : options_{options},
          senders_{neighbourhood_, options.actors, options.origins},
          school_{neighbourhood_, "bench-school"},
          start_{"start", {}},
          inbox_{
              "inbox",
              {{"activities", options.activities},
               {"connections", options.connections},
               {"actors", options.actors},
               {"origins", options.origins},
               {"answers", options.answers}}} {
        speak_plainly(school_);
        inbox_.aim_least("activities/s, share of the limit's", 0.6);
        inbox_.aim("cpu us per activity", 200);
        inbox_.aim_least("activities/s, times Fedify's", 25);
        inbox_.aim_least("cpu, times less than Fedify's", 40);
        inbox_.aim("quiet p99, in fsyncs", 5);
    }

    // True if everything was as it should be.
    bool run() {
        for (std::size_t run = 0; run < options_.runs; ++run) measure_start();
        set_up();
        for (std::size_t run = 0; run < options_.runs; ++run) measure_inbox();
        report();
        return right_;
    }

private:
    // With the store as `init` leaves it.
    void measure_start() {
        MeasuredNode node{school_, neighbourhood_};
        std::this_thread::sleep_for(rest);
        auto const usage = node.usage();
        start_.add("startup ms", node.start_time().count() * 1e3);
        start_.add("idle memory MB", static_cast<double>(usage.resident) / 1e6);
        start_.add("idle memory MB without files", static_cast<double>(usage.own_memory) / 1e6);
        start_.end_run();
        if (node.stop() != 0) complain("the node did not end well: " + school_.log());
    }

    void set_up() {
        senders_.become_partners_of(school_);
        school_.add_person("ada", "Ada Okafor");
        school_.add_community("algebra", "Teaching algebra", "ada");
        founded_ = school_.counts().log;
        school_.keep();
        Receiver const receiver{school_.domain(), school_.origin() + "/c/algebra"};
        introductions_ = introductions(senders_, receiver);
        quiet_ = busy_hour(senders_, receiver, {options_.quiet, options_.answers});
        mails_ = busy_hour(senders_, receiver, {options_.activities, options_.answers});
        few_.assign(
            mails_.begin(), mails_.begin() + static_cast<std::ptrdiff_t>(std::min(options_.fedify, mails_.size()))
        );
        std::ofstream keys{neighbourhood_.folder() / "keys"};
        for (std::size_t i = 0; i < senders_.size(); ++i)
            keys << senders_[i].iri << "#main-key\n" << senders_[i].keys->rsa.public_key().pem();
    }

    void measure_inbox() {
        school_.bring_back();
        Accepted accepted;
        inbox_.add("calibration ms", calibration_millis());
        inbox_.add("load average", load_average());
        MeasuredNode node{school_, neighbourhood_};
        introduce(accepted);
        measure_quiet(accepted);
        measure_busy_hour(node, accepted);
        node.kill();  // what was accepted must not need a good end
        auto const stored = check_store(school_.settings_file().parent_path() / "data", accepted, founded_);
        inbox_.add(
            "log entries per activity", static_cast<double>(stored.entries) / static_cast<double>(accepted.size())
        );
        measure_limit();
        if (!few_.empty()) measure_fedify();
        inbox_.end_run();
        for (auto const& complaint : stored.complaints) complain(complaint);
    }

    // Afterwards the node has met all senders and holds their keys.
    void introduce(Accepted& accepted) {
        auto const answers = send_all(school_.port(), introductions_, introducing_connections);
        add_accepted(accepted, introductions_, answers);
        inbox_.add("first contact p50 ms", answers.percentile(0.50));
        if (answers.accepted() != introductions_.size()) complain("an introduction was not accepted: " + school_.log());
        std::this_thread::sleep_for(rest);
    }

    // One after the other, each when what the one before it led to is done, while nobody else wants anything.
    void measure_quiet(Accepted& accepted) {
        if (quiet_.empty()) return;
        auto const fsync = fsync_millis(school_.settings_file().parent_path());
        auto const answers = send_all(school_.port(), quiet_, 1, quiet_per_second);
        add_accepted(accepted, quiet_, answers);
        if (answers.accepted() != quiet_.size()) complain("a quiet activity was not accepted: " + school_.log());
        inbox_.add("fsync ms", fsync);
        inbox_.add("quiet p50 ms", answers.percentile(0.50));
        inbox_.add("quiet p99 ms", answers.percentile(0.99));
        inbox_.add("quiet p99, in fsyncs", answers.percentile(0.99) / fsync);
    }

    // The same mails, also into a fresh store, also on disk before the answer.
    void measure_limit() {
        auto const folder = neighbourhood_.folder() / "limit";
        std::filesystem::remove_all(folder);
        std::filesystem::create_directories(folder / "data");
        auto const port = journeys::free_port();
        MeasuredProgram program{
            {limit_program("bench_limit_inbox"),
             std::to_string(port),
             (folder / "data").string(),
             (neighbourhood_.folder() / "keys").string()},
            folder};
        auto const work = measure_work(program, port, mails_, options_.connections, 202);
        program.kill();
        storage::Engine engine{{folder / "data", std::size_t{1} << 36}};
        storage::WriteTx tx{engine};
        if (storage::RawTable{tx, "flesh"}.size(tx) != mails_.size()) complain("the limit program has not kept all");
        inbox_.add("limit: activities/s", work.per_second);
        inbox_.add("limit: cpu us per activity", work.cpu_micros);
        inbox_.add("activities/s, share of the limit's", per_second_ / work.per_second);
        inbox_.add("cpu, times the limit's", cpu_micros_ / work.cpu_micros);
    }

    // Its store is in memory: it does less than we do.
    void measure_fedify() {
        auto const folder = neighbourhood_.folder() / "fedify";
        std::filesystem::create_directories(folder);
        auto const port = journeys::free_port();
        MeasuredProgram program{
            fedify_command(neighbourhood_, {"serve", school_.origin(), port}), folder, std::chrono::seconds{120}};
        static_cast<void>(measure_work(program, port, introductions_, introducing_connections, 202));
        auto const work = measure_work(program, port, few_, options_.connections, 202);
        program.kill();
        inbox_.add("Fedify: activities/s", work.per_second);
        inbox_.add("Fedify: cpu us per activity", work.cpu_micros);
        inbox_.add("Fedify: memory MB without files", work.own_memory / 1e6);
        inbox_.add("activities/s, times Fedify's", per_second_ / work.per_second);
        inbox_.add("cpu, times less than Fedify's", work.cpu_micros / cpu_micros_);
    }

    void measure_busy_hour(MeasuredNode const& node, Accepted& accepted) {
        auto const size_before = size_of_store(school_);
        auto const before = node.usage();
        auto const answers = send_all(school_.port(), mails_, options_.connections);
        std::this_thread::sleep_for(rest);  // what it does after the answer counts as well
        auto const after = node.usage();
        add_accepted(accepted, mails_, answers);

        auto const count = static_cast<double>(std::max<std::size_t>(answers.accepted(), 1));
        auto const refused = mails_.size() - answers.accepted();
        per_second_ = count / answers.seconds;
        cpu_micros_ = (after.cpu_seconds - before.cpu_seconds) * 1e6 / count;
        inbox_.add("accepted per second", per_second_);
        inbox_.add("cpu us per activity", cpu_micros_);
        inbox_.add("sender cpu us per activity", answers.own_cpu_seconds * 1e6 / count);
        inbox_.add("latency p50 ms", answers.percentile(0.50));
        inbox_.add("latency p95 ms", answers.percentile(0.95));
        inbox_.add("latency p99 ms", answers.percentile(0.99));
        inbox_.add("memory MB", static_cast<double>(after.resident) / 1e6);
        inbox_.add("memory MB without files", static_cast<double>(after.own_memory) / 1e6);
        inbox_.add("store bytes per activity", static_cast<double>(size_of_store(school_) - size_before) / count);
        inbox_.add("bytes to disk per activity", static_cast<double>(after.written - before.written) / count);
        inbox_.add("not accepted", static_cast<double>(refused));
        if (refused != 0) complain(std::to_string(refused) + " activities were not accepted: " + school_.log());
    }

    void report() const {
        auto const bytes =
            std::accumulate(mails_.begin(), mails_.end(), std::size_t{0}, [](auto sum, auto const& mail) {
                return sum + mail.body().size();
            });
        std::cout << mails_.size() << " activities of " << bytes / mails_.size() << " bytes, " << options_.answers
                  << " answers to a question, " << options_.actors << " actors at " << options_.origins << " origins, "
                  << options_.connections << " connections, " << options_.runs << " runs\n"
                  << heading() << inbox_.table() << start_.table();
        if (options_.json.empty()) return;
        inbox_.append_to(options_.json);
        start_.append_to(options_.json);
    }

    void complain(std::string const& words) {
        right_ = false;
        std::cerr << "wrong: " << words << '\n';
    }

    Options options_;
    journeys::Neighbourhood neighbourhood_;
    Senders senders_;
    journeys::School school_;
    Figures start_, inbox_;
    std::vector<Mail> introductions_, quiet_, mails_;
    std::vector<Mail> few_;                   // of mails_, for Fedify
    std::uint64_t founded_ = 0;               // entries of the log that are the school's own
    double per_second_ = 0, cpu_micros_ = 0;  // of the run that is going on
    bool right_ = true;
};

int run(int argc, char** argv) {
    Options options;
    CLI::App app{"Signed activities into the inbox of one node, with fsync, over plain HTTP on this computer"};
    auto const number = [&](char const* name, std::size_t& value, std::size_t least, std::size_t most, char const* words
                        ) {
        app.add_option(name, value, words)->check(CLI::Range(least, most))->capture_default_str();
    };
    number("--activities", options.activities, 1, 50'000, "How many, in each run");
    number("--connections", options.connections, 1, 1000, "Kept connections, each with one request on its way");
    number("--actors", options.actors, 1, 1000, "Different senders");
    number("--origins", options.origins, 1, 200, "Partners that they are at");
    number("--quiet", options.quiet, 0, 10'000, "Activities that are sent one at a time, before");
    number("--fedify", options.fedify, 0, 50'000, "How many Fedify gets in each run; 0: it is left out");
    number("--answers", options.answers, 0, 300, "Answers to each question");
    number("--runs", options.runs, 1, 9, "Runs, each with a fresh store");
    app.add_option("--json", options.json, "File to which each run adds a line");
    try {
        app.parse(argc, argv);
    } catch (CLI::ParseError const& error) {
        return app.exit(error) == 0 ? 0 : could_not_measure;
    }
    if (options.fedify > 0) need_fedify();
    need_room(std::filesystem::temp_directory_path(), std::uint64_t{1} << 30);
    return Inbox{options}.run() ? 0 : 1;
}

}  // namespace

}  // namespace collegium::bench

int main(int argc, char** argv) {
    return collegium::bench::end_of("bench_inbox", collegium::bench::run, argc, argv);
}
