// Random histories of five schools whose network breaks and whose nodes die. When all is well again, every school shows
// the same, and it is what the members were told.
#include "tests/convergence/run.hpp"
#include "tests/printing.hpp"

#include <atomic>
#include <future>
#include <sstream>

namespace collegium::convergence {

namespace {

constexpr std::uint64_t first_seed = 20'261'125;
constexpr std::size_t runs = 100;
constexpr std::size_t at_once = 4;  // most of a run is waiting

std::string words_of(Outcome const& outcome, std::uint64_t seed) {
    std::ostringstream words;
    words << "COLLEGIUM_SEED=" << seed << " shows this again:\n";
    for (auto const& line : outcome.complaints) words << "  " << line << '\n';
    words << "What happened:\n";
    for (auto const& line : outcome.story) words << "  " << line << '\n';
    return words.str();
}

// How many runs, and from which seed on: all, or the one that was asked for.
struct Plan {
    std::uint64_t seed = tests::number_or("COLLEGIUM_SEED", first_seed);
    std::size_t count = tests::number_or("COLLEGIUM_RUNS", seed == first_seed ? runs : 1);
};

std::vector<Outcome> carry_out(Plan const& plan) {
    std::vector<std::unique_ptr<Town>> towns;
    for (std::size_t i = 0; i < std::min(at_once, plan.count); ++i)
        towns.push_back(std::make_unique<Town>("t" + std::to_string(i)));
    std::vector<Outcome> outcomes(plan.count);
    std::atomic<std::size_t> next = 0;
    std::vector<std::future<void>> workers;
    for (auto const& town : towns)
        workers.push_back(std::async(std::launch::async, [&] {
            for (auto i = next++; i < plan.count; i = next++) outcomes[i] = Run{*town, plan.seed + i}.go();
        }));
    for (auto& worker : workers) worker.get();
    return outcomes;
}

}  // namespace

TEST_CASE("after partitions, cuts and deaths five schools show the same, and what their members were told") {
    Plan const plan;
    auto const outcomes = carry_out(plan);

    std::map<std::string, unsigned> acts;
    unsigned deaths = 0, doubtful = 0;
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        auto const& outcome = outcomes[i];
        CHECK_MESSAGE(outcome.complaints.empty(), words_of(outcome, plan.seed + i));
        if (!outcome.complaints.empty()) MESSAGE(outcome.logs);
        for (auto const& [kind, count] : outcome.acts) acts[kind] += count;
        deaths += outcome.deaths;
        doubtful += outcome.doubtful;
    }
    for (std::string const kind : {"ask", "answer", "edit", "delete", "accept", "unaccept", "leave", "join"}) {
        CAPTURE(kind);
        if (plan.count > 1) CHECK(acts[kind] > 0);
    }
    std::string counts;
    for (auto const& [kind, count] : acts) counts += std::to_string(count) + " times " + kind + ", ";
    MESSAGE(outcomes.size(), " runs, ", counts, deaths, " deaths, ", doubtful, " acts without an answer");
}

}  // namespace collegium::convergence
