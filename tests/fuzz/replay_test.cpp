// Every seed, every input that once did harm, and what is nearly like them, read again by each target.
#include "tests/dice.hpp"
#include "tests/files.hpp"
#include "tests/fuzz/target.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>

using namespace collegium;
using namespace collegium::tests;

namespace {

constexpr std::size_t least_targets = 12;  // security.md Z1
constexpr std::size_t least_seeds = 3;     // for each

std::map<std::string, std::string> inputs_of(fuzz::Target const& target) {
    std::map<std::string, std::string> inputs;
    auto const folder = source_file("tests/fuzz/corpus/" + std::string{target.name});
    for (auto const& file : std::filesystem::directory_iterator{folder})
        inputs[file.path().filename().string()] = read_file(file.path());
    return inputs;
}

// Cut short, flipped, repeated or brought together with another one.
std::string nearly(std::string input, std::string const& other, Dice& dice) {
    if (input.empty()) return other;
    auto const at = dice.below(input.size());
    switch (dice.below(4)) {
        case 0: return input.substr(0, at);
        case 1: return input.substr(0, at) + other.substr(dice.below(other.size() + 1));
        case 2: return input.insert(at, input.substr(dice.below(input.size()), 40));
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

TEST_CASE("each target reads every input of its folder, and what is nearly like it, without harm") {
    Dice dice{number_or("COLLEGIUM_SEED", 1)};
    for (auto const& target : fuzz::targets()) {
        auto const inputs = inputs_of(target);
        for (auto const& [name, input] : inputs) {
            INFO(std::string{target.name});
            CAPTURE(name);
            CHECK_NOTHROW(read_alone(target, input));
            for (int i = 0; i < 40; ++i) {
                auto const near = nearly(input, dice.pick(inputs).second, dice);
                CAPTURE(near);
                CHECK_NOTHROW(read_alone(target, near));
            }
        }
    }
}
