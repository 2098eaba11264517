// How what a node does becomes slower while it grows, and how much disk it takes. Beside a limit that keeps the same
// bytes and finds them again by four names. Fedify keeps everything in memory and has no lists: there is nothing to
// compare.
#include "crypto/digest.hpp"
#include "tests/bench/disk.hpp"
#include "tests/bench/figures.hpp"
#include "tests/bench/large_school.hpp"
#include "tests/bench/memory.hpp"

#include <CLI/CLI.hpp>
#include <chrono>
#include <ctime>
#include <iostream>
#include <map>

namespace collegium::bench {

namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr int wrong_result = 1, could_not_measure = 2;
constexpr std::size_t a_commit = 64;      // as many as wait for the writer on a busy node
constexpr std::size_t bulk_commit = 256;  // the engine keeps the memory of the largest commit
constexpr std::size_t measured_bytes = 1500;
constexpr unsigned paragraphs = 6;        // so that an activity has about as many bytes
constexpr double most_more_memory = 1.1;  // not to grow is asked for; allocators never have quite as much twice
// Of disk for each post that are asked for before anything begins.
constexpr std::uint64_t bytes_of_a_post = 3500, bytes_of_limit = 2500;

struct Options {
    std::size_t least = 10'000;
    std::size_t most = 10'000'000;
    std::size_t samples = 5;
    std::size_t writes = 1280;  // in a sample
    std::size_t calls = 100;    // of each list in a sample
    bool limit = true;
    std::filesystem::path json;
};

struct Cost {
    double cpu = 0, wall = 0;  // microseconds for each
};

template <class Work>
Cost cost_of(std::size_t count, Work const& work) {
    auto const cpu_now = [] {
        timespec now{};
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
        return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
    };
    auto const cpu = cpu_now();
    auto const began = SteadyClock::now();
    work();
    auto const wall = std::chrono::duration<double, std::micro>(SteadyClock::now() - began).count();
    return {(cpu_now() - cpu) / static_cast<double>(count), wall / static_cast<double>(count)};
}

// The bytes, in the order in which they come, and what finds them: id, author, community, thread.
class LimitStore {
public:
    explicit LimitStore(std::string bytes)
        : bytes_{std::move(bytes)}, engine_{{folder_.path(), std::size_t{1} << 36}} {}

    void grow_to(std::size_t count, std::size_t commit) {
        while (written_ < count) {
            storage::WriteTx tx{engine_};
            storage::RawTable known{tx, "known"}, flesh{tx, "flesh"}, works{tx, "works"}, posts{tx, "posts"},
                replies{tx, "replies"};
            for (std::size_t left = commit; left > 0 && written_ < count; --left) {
                auto const number = big_endian(++written_);
                auto const digest = crypto::sha256(crypto::bytes_of(number));
                std::string const id{digest.begin(), digest.begin() + 16};
                if (!known.insert(tx, id, number)) throw std::logic_error{"an id came twice"};
                flesh.put(tx, number, bytes_);
                works.put(tx, big_endian(written_ % 200) + number, "");
                posts.put(tx, big_endian(written_ % 20) + number, "");
                replies.put(tx, big_endian(written_ / 10) + number, "");
            }
            tx.commit();
        }
    }
    std::size_t written() const noexcept { return written_; }

private:
    static std::string big_endian(std::uint64_t number) {
        std::string bytes(8, '\0');
        for (std::size_t i = 8; i-- > 0; number >>= 8) bytes[i] = static_cast<char>(number & 0xff);
        return bytes;
    }

    std::string bytes_;
    tests::TempDir folder_;
    storage::Engine engine_;
    std::size_t written_ = 0;
};

class Growth {
public:
    explicit Growth(Options const& options)
        : options_{options},
          figures_{options.limit ? "growth" : "growth-alone", {{"least", options.least}, {"most", options.most}}},
          school_{options.least, LargeSchool::Shape{200, 100, true, paragraphs}} {
        figures_.aim(factor("inbox write, us"), 3);
        for (auto const& [name, target] : lists()) figures_.aim(factor(name), 2);
        figures_.aim(more_memory(), most_more_memory);
        figures_.aim(disk_name(), 3000);
    }

    // True if everything was answered.
    bool run() {
        std::optional<LimitStore> limit;
        if (options_.limit) limit.emplace(std::string(mean_size(), 'x'));
        for (auto size = options_.least; size <= options_.most; size *= 10) {
            std::cerr << size << " posts\n";
            school_.grow_to(size, bulk_commit);
            if (limit) limit->grow_to(size, bulk_commit);
            auto const before = static_cast<double>(school_.bytes_on_disk()) / static_cast<double>(school_.things());
            disk_ = before / static_cast<double>(mean_size()) * measured_bytes;
            for (std::size_t sample = 0; sample < options_.samples; ++sample)
                if (!measure(size, limit ? &*limit : nullptr)) return false;
        }
        for (std::size_t sample = 0; sample < options_.samples; ++sample) {
            auto const times_more = [&](std::vector<double> const& values) {
                return values.at(values.size() - options_.samples + sample) / values.at(sample);
            };
            for (auto const& [name, values] : values_) figures_.add(factor(name), times_more(values));
            figures_.add(more_memory(), times_more(memory_));
            figures_.add(disk_name(), disk_);
            figures_.add("bytes of an activity", static_cast<double>(mean_size()));
            figures_.end_run();
        }
        std::cout << "from " << options_.least << " to " << options_.most << " posts; " << options_.samples
                  << " samples of " << options_.writes << " writes, " << a_commit << " a commit, with fsync\n"
                  << "Fedify: nothing to compare, since it keeps everything in memory and has no lists\n"
                  << heading() << figures_.table();
        if (!options_.json.empty()) figures_.append_to(options_.json);
        return true;
    }

private:
    static std::string factor(std::string const& name) { return name + ", times slower"; }
    static std::string more_memory() { return "memory without files, times more"; }
    static std::string disk_name() { return "bytes on disk for 1.5 KB of activity"; }

    std::map<std::string, std::string> lists() const {
        auto const digits = [](auto number) { return std::to_string(static_cast<std::uint64_t>(number)); };
        return {
            {"home timeline, us CPU", "/api/v1/timelines/home?limit=20"},
            {"profile timeline, us CPU", "/api/v1/accounts/" + digits(school_.somebody(2)) + "/statuses?limit=20"},
            {"community timeline, us CPU", "/api/v1/timelines/list/" + digits(school_.community(1)) + "?limit=20"},
            {"thread of 200, us CPU", "/api/v1/statuses/" + digits(school_.long_thread()) + "/context"}};
    }

    void note(std::size_t size, std::string const& name, double value, bool grows = true) {
        figures_.add("at " + std::to_string(size) + ": " + name, value);
        if (grows) values_[name].push_back(value);
    }

    bool measure(std::size_t size, LimitStore* limit) {
        note(size, "calibration ms", calibration_millis(), false);
        auto const goal = school_.written() + options_.writes;
        auto const write = cost_of(options_.writes, [&] { school_.grow_to(goal, a_commit); });
        note(size, "inbox write, us", write.wall);
        note(size, "inbox write, us CPU", write.cpu);
        if (limit) {
            auto const end = limit->written() + options_.writes;
            auto const least = cost_of(options_.writes, [&] { limit->grow_to(end, a_commit); });
            note(size, "limit: inbox write, us", least.wall);
            note(size, "limit: inbox write, us CPU", least.cpu);
            note(size, "inbox write, share of the limit", least.wall / write.wall, false);
        }
        for (auto const& [name, target] : lists()) {
            if (school_.get(target).status() != 200) {
                std::cerr << target << " is not answered\n";
                return false;
            }
            auto const read = cost_of(options_.calls, [&] {
                for (std::size_t i = 0; i < options_.calls; ++i) static_cast<void>(school_.get(target));
            });
            note(size, name, read.cpu);
        }
        auto const own = static_cast<double>(memory_of("self").own) / 1e6;
        note(size, "memory MB without files", own, false);
        memory_.push_back(own);
        return true;
    }

    // Of the newest activities, as they came.
    std::size_t mean_size() const {
        constexpr std::size_t looked_at = 1000;
        return school_.node().store.read([&](auto const& tx, auto const& tables) {
            std::size_t count = 0, bytes = 0;
            tables.flesh.descend(tx, storage::Seq{~std::uint64_t{0}}, [&](auto const&, std::string const& text) {
                bytes += text.size();
                return ++count < looked_at;
            });
            return bytes / std::max<std::size_t>(count, 1);
        });
    }

    Options options_;
    Figures figures_;
    LargeSchool school_;
    std::map<std::string, std::vector<double>> values_;  // as they were measured, size by size
    std::vector<double> memory_;                         // MB, in the same order
    double disk_ = 0;                                    // at the size that was reached last
};

}  // namespace

}  // namespace collegium::bench

int main(int count, char** values) {
    collegium::bench::Options options;
    CLI::App app{"How what a node does becomes slower while it grows"};
    app.add_option("--least", options.least, "posts at first")->check(CLI::Range(1000, 100'000'000));
    app.add_option("--most", options.most, "posts at last: the first ones times 10, again and again");
    app.add_option("--samples", options.samples, "at each size")->check(CLI::Range(1, 50))->capture_default_str();
    app.add_option("--calls", options.calls, "of each list in a sample")->capture_default_str();
    app.add_flag("!--without-limit", options.limit, "does not grow the limit's store beside it");
    app.add_option("--json", options.json, "a file that one line a sample is appended to");
    try {
        app.parse(count, values);
        collegium::bench::need_room(
            std::filesystem::temp_directory_path(),
            std::uint64_t{options.most} *
                (collegium::bench::bytes_of_a_post + (options.limit ? collegium::bench::bytes_of_limit : 0))
        );
        return collegium::bench::Growth{options}.run() ? 0 : collegium::bench::wrong_result;
    } catch (CLI::ParseError const& error) {
        return app.exit(error) == 0 ? 0 : collegium::bench::could_not_measure;
    } catch (std::exception const& error) {
        std::cerr << "bench_growth: " << error.what() << '\n';
        return collegium::bench::could_not_measure;
    }
}
