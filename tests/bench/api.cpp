// What a page of the API costs in CPU, on a node with many posts: home, a community, a thread of 200 answers.
#include "tests/bench/figures.hpp"
#include "tests/bench/large_school.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <ctime>
#include <iostream>

namespace collegium::bench {

namespace {

constexpr int wrong_result = 1;

struct Options {
    std::size_t posts = 100'000;
    std::size_t runs = 3;
    std::size_t calls = 50;  // of each page in a run
    std::filesystem::path json;
};

struct Call {
    std::string name;
    std::string target;
    std::size_t statuses;  // in the answer
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

bool is_right(LargeSchool& school, Call const& call) {
    auto const response = school.get(call.target);
    auto const statuses = count(response.body(), "\"spoiler_text\":");
    if (response.status() == 200 && statuses == call.statuses) return true;
    std::cerr << call.name << ": status " << response.status() << ", " << statuses << " of " << call.statuses
              << " posts\n";
    return false;
}

std::vector<Call> calls_of(LargeSchool const& school) {
    auto const digits = [](auto number) { return std::to_string(static_cast<std::uint64_t>(number)); };
    auto const list = "/api/v1/timelines/list/" + digits(school.community(1));
    auto const thread = "/api/v1/statuses/" + digits(school.long_thread()) + "/context";
    return {
        {"home, ms", "/api/v1/timelines/home?limit=20", 20},
        {"public, ms", "/api/v1/timelines/public?limit=20&local=true", 20},
        {"community, ms", list + "?limit=20", 20},
        {"thread of 200, ms", thread, LargeSchool::answers}};
}

int measure(Options const& options) {
    auto const began = cpu_millis();
    LargeSchool school{options.posts};
    std::cerr << school.things() << " posts, written in " << (cpu_millis() - began) / 1e3 << " s of CPU\n";
    Figures figures{"api", {{"posts", options.posts}}};
    for (std::size_t run = 0; run < options.runs; ++run) {
        figures.add("calibration, ms", calibration_millis());
        for (auto const& call : calls_of(school)) {
            if (!is_right(school, call)) return wrong_result;
            auto const start = cpu_millis();
            for (std::size_t i = 0; i < options.calls; ++i) static_cast<void>(school.get(call.target));
            figures.add(call.name, (cpu_millis() - start) / static_cast<double>(options.calls));
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
    app.add_option("--json", options.json, "a file that one line a run is appended to");
    CLI11_PARSE(app, count, values);
    return collegium::bench::measure(options);
}
