// Every seed, every input that once did harm, and for a while what is nearly like them, read by each target.
#include "tests/dice.hpp"
#include "tests/files.hpp"
#include "tests/fuzz/target.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <sstream>

using namespace collegium;
using namespace collegium::tests;

namespace {

constexpr std::size_t least_targets = 12;         // security.md Z1
constexpr std::size_t least_seeds = 3;            // for each
constexpr std::chrono::seconds most_for_one{10};  // as in tests/fuzz/run

std::map<std::string, std::string> inputs_of(fuzz::Target const& target) {
    std::map<std::string, std::string> inputs;
    auto const folder = source_file("tests/fuzz/corpus/" + std::string{target.name});
    for (auto const& file : std::filesystem::directory_iterator{folder})
        inputs[file.path().filename().string()] = read_file(file.path());
    return inputs;
}

// The words of a dictionary of libFuzzer: one on a line, in quotation marks, with \xNN for what cannot be seen.
std::vector<std::string> words_of(fuzz::Target const& target) {
    std::istringstream lines{read_file(source_file("tests/fuzz/dictionaries/" + std::string{target.name} + ".dict"))};
    std::vector<std::string> words;
    for (std::string line; std::getline(lines, line);) {
        if (!line.starts_with('"')) continue;
        auto& word = words.emplace_back();
        for (std::size_t at = 1; at + 1 < line.size(); ++at) {
            bool const is_code = line.substr(at, 2) == "\\x";
            word += is_code ? static_cast<char>(std::stoi(line.substr(at + 2, 2), nullptr, 16)) : line[at];
            if (is_code) at += 3;
        }
    }
    return words;
}

// What inputs are made of.
struct Pool {
    std::map<std::string, std::string> inputs;
    std::vector<std::string> words;
};

// Cut short, flipped, repeated, put in or left out, or brought together with another one.
std::string nearly(std::string input, Pool const& pool, Dice& dice) {
    auto const& other = dice.pick(pool.inputs).second;
    if (input.empty()) return other;
    auto const at = dice.below(input.size());
    switch (dice.below(7)) {
        case 0: return input.substr(0, at);
        case 1: return input.substr(0, at) + other.substr(dice.below(other.size() + 1));
        case 2: return input.insert(at, input.substr(dice.below(input.size()), 40));
        case 3: return input.insert(at, dice.pick(pool.words));
        case 4: return input.replace(at, dice.below(20), dice.pick(pool.words));
        case 5: return input.erase(at, dice.below(20));
        default: break;
    }
    input[at] = static_cast<char>(input[at] ^ (1 << dice.below(8)));
    return input;
}

// Exactly these bytes and nothing behind them.
void read_alone(fuzz::Target const& target, std::string const& input) {
    std::vector<char> const bytes{input.begin(), input.end()};
    target.read({bytes.data(), bytes.size()});
}

}  // namespace

TEST_CASE("each target has a folder of inputs, a dictionary and a name of its own") {
    CHECK(fuzz::targets().size() >= least_targets);
    std::map<std::string_view, int> names;
    for (auto const& target : fuzz::targets()) {
        INFO(std::string{target.name});
        CHECK(++names[target.name] == 1);
        CHECK(inputs_of(target).size() >= least_seeds);
        CHECK(read_file(source_file("tests/fuzz/dictionaries/" + std::string{target.name} + ".dict")).size() > 10);
    }
}

TEST_CASE("each target reads every input of its folder without harm") {
    for (auto const& target : fuzz::targets()) {
        for (auto const& [name, input] : inputs_of(target)) {
            INFO(std::string{target.name});
            CAPTURE(name);
            CHECK_NOTHROW(read_alone(target, input));
        }
    }
}

// COLLEGIUM_SEED gives other inputs, COLLEGIUM_SECONDS more of them, COLLEGIUM_TARGET only one target. The compiler of
// tests/run does not look where they lead; that of tests/fuzz/run does.
TEST_CASE("each target reads for four seconds what is nearly like its inputs, without harm, and none for long") {
    using Time = std::chrono::steady_clock;
    auto const seed = number_or("COLLEGIUM_SEED", 1);
    std::chrono::seconds const each_has{number_or("COLLEGIUM_SECONDS", 4)};
    auto const* const only = std::getenv("COLLEGIUM_TARGET");
    CAPTURE(seed);
    for (auto const& target : fuzz::targets()) {
        if (only != nullptr && target.name != only) continue;
        INFO(std::string{target.name});
        Dice dice{seed};
        Pool const pool{inputs_of(target), words_of(target)};
        REQUIRE_FALSE(pool.words.empty());
        std::uint64_t times = 0;
        auto longest = Time::duration::zero();
        for (auto const end = Time::now() + each_has; Time::now() < end; ++times) {
            auto near = dice.pick(pool.inputs).second;
            for (auto changes = dice.between(1, 6); changes > 0; --changes) near = nearly(std::move(near), pool, dice);
            CAPTURE(near);
            auto const began = Time::now();
            REQUIRE_NOTHROW(read_alone(target, near));
            longest = std::max(longest, Time::now() - began);
        }
        CHECK(longest < most_for_one);
        MESSAGE(std::string{target.name} << ": " << times << " inputs");
    }
}
