// What pages and calls cost in CPU on a node with many posts: home, a community, threads, notifications, and how long
// searches take.
#include "tests/bench/figures.hpp"
#include "tests/bench/large_school.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <ctime>
#include <iostream>
#include <stdexcept>

namespace collegium::bench {

namespace {

constexpr int wrong_result = 1;

struct Options {
    std::size_t posts = 100'000;
    std::size_t runs = 3;
    std::size_t calls = 50;     // of each page in a run
    std::size_t queries = 300;  // of searches in a run
    std::string only;           // measures what has this in its name
    std::filesystem::path json;

    bool wants(std::string_view name) const { return name.find(only) != std::string_view::npos; }
};

struct Call {
    std::string name;
    std::string target;
    bool is_page;           // by a browser, else by a program
    std::string_view mark;  // stands in the answer at least so many times
    std::size_t marks;
    double most;  // milliseconds of CPU
};

double cpu_millis() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

std::size_t count(std::string_view text, std::string_view part) {
    std::size_t found = 0;
    for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

server::Response answer(LargeSchool& school, Call const& call) {
    return call.is_page ? school.page(call.target) : school.get(call.target);
}

bool is_right(LargeSchool& school, Call const& call) {
    auto const response = answer(school, call);
    auto const marks = count(response.body(), call.mark);
    if (response.status() == 200 && marks >= call.marks) return true;
    std::cerr << call.name << ": status " << response.status() << ", " << marks << " of " << call.marks << " times "
              << call.mark << '\n';
    return false;
}

std::vector<Call> calls_of(LargeSchool const& school) {
    constexpr std::string_view status = "\"spoiler_text\":", words = " of many.", link = "/post/";
    auto const digits = [](auto number) { return std::to_string(static_cast<std::uint64_t>(number)); };
    auto const list = "/api/v1/timelines/list/" + digits(school.community(1));
    auto const thread = "/api/v1/statuses/" + digits(school.long_thread()) + "/context";
    auto const question = "/post/" + digits(school.question());
    return {
        {"home timeline, ms CPU", "/api/v1/timelines/home?limit=20", false, status, 20, 5},
        {"public timeline, ms CPU", "/api/v1/timelines/public?limit=20&local=true", false, status, 20, 5},
        {"community, as a list, ms CPU", list + "?limit=20", false, status, 20, 5},
        {"community page, ms CPU", "/c/c1", true, link, 5, 5},
        {"thread of 200, ms CPU", thread, false, status, LargeSchool::answers, 5},
        {"question page of 50, ms CPU", question, true, words, LargeSchool::answers_of_page, 5},
        {"notifications, ms CPU", "/api/v1/notifications?limit=20", false, status, 20, 10},
        {"notifications page, ms CPU", "/notifications", true, words, 20, 10}};
}

// One query after the other, each once, as nobody asks for the same thing all the time.
void measure_search(LargeSchool& school, std::size_t queries, Figures& figures) {
    std::vector<double> millis;
    auto const cpu = cpu_millis();
    for (std::size_t i = 0; i < queries; ++i) {
        auto target = "/api/v2/search?type=statuses&limit=20&q=" + LargeSchool::query(i);
        std::ranges::replace(target, ' ', '+');
        auto const begin = std::chrono::steady_clock::now();
        auto const answer = school.get(target);
        if (answer.status() != 200)
            throw std::runtime_error{"a search was refused: " + target + ": " + std::string{answer.body()}};
        millis.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    }
    std::ranges::sort(millis);
    figures.add("search, ms CPU", (cpu_millis() - cpu) / static_cast<double>(queries));
    figures.add("search p50, ms", millis[queries / 2]);
    figures.add("search p99, ms", millis[std::min(queries - 1, queries * 99 / 100)]);
}

void measure_search_page(LargeSchool& school, std::size_t queries, Figures& figures) {
    auto const cpu = cpu_millis();
    for (std::size_t i = 0; i < queries; ++i) {
        auto target = "/search?q=" + LargeSchool::query(i);
        std::ranges::replace(target, ' ', '+');
        if (school.page(target).status() != 200) throw std::runtime_error{"a search was refused: " + target};
    }
    figures.add("search page, ms CPU", (cpu_millis() - cpu) / static_cast<double>(queries));
}

int measure(Options const& options) {
    auto const began = cpu_millis();
    LargeSchool school{options.posts};
    std::cerr << school.things() << " posts, written in " << (cpu_millis() - began) / 1e3 << " s of CPU\n";
    auto const written = cpu_millis();
    school.catch_up();
    std::cerr << "told and indexed in " << (cpu_millis() - written) / 1e3 << " s of CPU\n";
    Figures figures{"api", {{"posts", options.posts}}};
    auto calls = calls_of(school);
    std::erase_if(calls, [&](Call const& call) { return !options.wants(call.name); });
    for (auto const& call : calls) figures.aim(call.name, call.most);
    bool const searches = options.wants("search");
    if (searches) {
        for (auto const* const name : {"search, ms CPU", "search page, ms CPU", "search p50, ms"})
            figures.aim(name, 10);
        figures.aim("search p99, ms", 50);
    }
    for (std::size_t run = 0; run < options.runs; ++run) {
        figures.add("calibration, ms", calibration_millis());
        for (auto const& call : calls) {
            if (!is_right(school, call)) return wrong_result;
            auto const start = cpu_millis();
            for (std::size_t i = 0; i < options.calls; ++i) static_cast<void>(answer(school, call));
            figures.add(call.name, (cpu_millis() - start) / static_cast<double>(options.calls));
        }
        if (searches) {
            measure_search(school, options.queries, figures);
            measure_search_page(school, options.queries, figures);
        }
        figures.end_run();
    }
    std::cout << figures.table();
    if (!options.json.empty()) figures.append_to(options.json);
    return 0;
}

}  // namespace

}  // namespace collegium::bench

int main(int count, char** values) {
    collegium::bench::Options options;
    CLI::App app{"What a page of the API costs in CPU, on a node with many posts"};
    app.add_option("--posts", options.posts, "posts on the node")->capture_default_str();
    app.add_option("--runs", options.runs, "how often everything is measured")->capture_default_str();
    app.add_option("--calls", options.calls, "of each page in a run")->capture_default_str();
    app.add_option("--queries", options.queries, "different searches in a run")
        ->check(CLI::Range(1, 100'000))
        ->capture_default_str();
    app.add_option("--only", options.only, "measures only what has this in its name, as in 'thread'");
    app.add_option("--json", options.json, "a file that one line a run is appended to");
    CLI11_PARSE(app, count, values);
    return collegium::bench::measure(options);
}
