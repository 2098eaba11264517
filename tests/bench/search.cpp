// How long searches take on a node with many posts. Beside a limit that has the numbers of the posts with each word in
// memory, in order, finds the newest that have all words of the query, and reads them. Fedify has no search.
#include "tests/bench/disk.hpp"
#include "tests/bench/figures.hpp"
#include "tests/bench/large_school.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <ctime>
#include <iostream>
#include <unordered_map>

namespace collegium::bench {

namespace {

using storage::Seq;

constexpr int could_not_measure = 2;
constexpr std::size_t a_page = 20;

struct Options {
    std::size_t posts = 100'000;
    std::size_t queries = 300;
    std::size_t runs = 5;
    std::filesystem::path json;
};

double cpu_millis() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

// Calls work(word) for each run of small letters between tags.
template <class Work>
void each_word(std::string_view html, Work const& work) {
    bool in_tag = false;
    std::size_t begin = 0;
    for (std::size_t at = 0; at <= html.size(); ++at) {
        char const c = at < html.size() ? html[at] : '<';
        if (c >= 'a' && c <= 'z') continue;
        if (!in_tag && at > begin) work(html.substr(begin, at - begin));
        in_tag = c == '<' || (in_tag && c != '>');
        begin = at + 1;
    }
}

class WordLists {
public:
    explicit WordLists(storage::Store const& store) : store_{store} {
        store.read([&](auto const& tx, auto const& tables) {
            tables.log.each(tx, [&](Seq seq, storage::LogEntry const&) {
                auto const flesh = tables.flesh.get(tx, seq);
                if (flesh) add(static_cast<std::uint32_t>(seq), content_of(*flesh));
                return true;
            });
            return 0;
        });
    }

    // Bytes of the posts that were found: they are read, at most a page of them.
    std::size_t search(std::string const& query) const {
        std::vector<std::vector<std::uint32_t> const*> lists;
        bool known = true;
        each_word(query, [&](std::string_view word) {
            auto const found = lists_.find(std::string{word});
            if (found == lists_.end())
                known = false;
            else
                lists.push_back(&found->second);
        });
        if (!known || lists.empty()) return 0;
        std::ranges::sort(lists, {}, [](auto const* list) { return list->size(); });
        return store_.read([&](auto const& tx, auto const& tables) {
            std::size_t found = 0, bytes = 0;
            for (auto at = lists.front()->rbegin(); at != lists.front()->rend() && found < a_page; ++at) {
                auto const has = [&](auto const* list) { return std::ranges::binary_search(*list, *at); };
                if (!std::ranges::all_of(lists, has)) continue;
                bytes += tables.flesh.get(tx, Seq{*at}).value().size();
                ++found;
            }
            return bytes;
        });
    }

private:
    // The words of our posts have no quotes in them, but those of their links.
    static std::string_view content_of(std::string_view flesh) {
        constexpr std::string_view name = "\"content\":\"";
        auto const begin = flesh.find(name);
        if (begin == flesh.npos) return {};
        auto const rest = flesh.substr(begin + name.size());
        return rest.substr(0, rest.find("\",\""));
    }

    void add(std::uint32_t number, std::string_view content) {
        each_word(content, [&](std::string_view word) {
            auto& list = lists_[std::string{word}];
            if (list.empty() || list.back() != number) list.push_back(number);
        });
    }

    storage::Store const& store_;
    std::unordered_map<std::string, std::vector<std::uint32_t>> lists_;  // oldest first
};

class Search {
public:
    explicit Search(Options const& options)
        : options_{options},
          school_{options.posts},
          figures_{"search", {{"posts", options.posts}, {"queries", options.queries}}} {
        school_.catch_up();
        limit_.emplace(school_.node().store);
        figures_.aim("search, ms CPU", 10);
        figures_.aim("search p99, ms", 50);
    }

    void run() {
        for (std::size_t run = 0; run < options_.runs; ++run) {
            figures_.add("calibration ms", calibration_millis());
            auto const ours = measure_node();
            auto const cpu = cpu_millis();
            std::size_t bytes = 0;
            for (std::size_t i = 0; i < options_.queries; ++i) bytes += limit_->search(LargeSchool::query(i));
            auto const limit = (cpu_millis() - cpu) / static_cast<double>(options_.queries);
            if (bytes == 0) throw std::runtime_error{"the limit finds nothing"};
            figures_.add("limit: search, ms CPU", limit);
            figures_.add("search, share of the limit", limit / ours);
            figures_.end_run();
        }
        std::cout << school_.things() << " posts, " << options_.queries << " different queries, " << options_.runs
                  << " runs\nFedify: nothing to compare, since it has no search\n"
                  << heading() << figures_.table();
        if (!options_.json.empty()) figures_.append_to(options_.json);
    }

private:
    // Milliseconds of CPU for one.
    double measure_node() {
        std::vector<double> millis;
        std::size_t found = 0;
        auto const cpu = cpu_millis();
        for (std::size_t i = 0; i < options_.queries; ++i) {
            auto target = "/api/v2/search?type=statuses&limit=20&q=" + LargeSchool::query(i);
            std::ranges::replace(target, ' ', '+');
            auto const began = std::chrono::steady_clock::now();
            auto const answer = school_.get(target);
            if (answer.status() != 200) throw std::runtime_error{"a search was refused: " + target};
            found += std::string_view{answer.body()}.find("\"spoiler_text\"") != std::string_view::npos ? 1u : 0u;
            auto const spent = std::chrono::steady_clock::now() - began;
            millis.push_back(std::chrono::duration<double, std::milli>(spent).count());
        }
        auto const each = (cpu_millis() - cpu) / static_cast<double>(options_.queries);
        if (found == 0) throw std::runtime_error{"no search finds anything"};
        std::ranges::sort(millis);
        figures_.add("search, ms CPU", each);
        figures_.add("search p50, ms", millis[millis.size() / 2]);
        figures_.add("search p99, ms", millis[std::min(millis.size() - 1, millis.size() * 99 / 100)]);
        figures_.add(
            "searches that find something, %",
            100.0 * static_cast<double>(found) / static_cast<double>(options_.queries)
        );
        return each;
    }

    Options options_;
    LargeSchool school_;
    Figures figures_;
    std::optional<WordLists> limit_;
};

}  // namespace

}  // namespace collegium::bench

int main(int count, char** values) {
    collegium::bench::Options options;
    CLI::App app{"How long searches take on a node with many posts"};
    app.add_option("--posts", options.posts, "posts on the node")->capture_default_str();
    app.add_option("--queries", options.queries, "different ones in a run")->check(CLI::Range(1, 100'000));
    app.add_option("--runs", options.runs, "how often everything is measured")->check(CLI::Range(1, 50));
    app.add_option("--json", options.json, "a file that one line a run is appended to");
    try {
        app.parse(count, values);
        collegium::bench::need_room(std::filesystem::temp_directory_path(), options.posts * 12'288);
        collegium::bench::Search{options}.run();
        return 0;
    } catch (CLI::ParseError const& error) {
        return app.exit(error) == 0 ? 0 : collegium::bench::could_not_measure;
    } catch (std::exception const& error) {
        std::cerr << "bench_search: " << error.what() << '\n';
        return collegium::bench::could_not_measure;
    }
}
