// Dice: chance that can be had again. The same seed gives the same throws on every machine.
#pragma once

#include <cstdlib>
#include <initializer_list>
#include <iterator>
#include <random>
#include <string>

namespace collegium::tests {

class Dice {
public:
    explicit Dice(std::uint64_t seed) : random_{seed} {}

    std::size_t below(std::size_t most) { return static_cast<std::size_t>(random_() % most); }
    std::size_t between(std::size_t least, std::size_t most) { return least + below(most - least + 1); }
    bool one_in(std::size_t times) { return below(times) == 0; }

    template <class Range>
    auto& pick(Range& from) {
        return *std::next(std::begin(from), static_cast<std::ptrdiff_t>(below(std::size(from))));
    }
    std::string pick(std::initializer_list<char const*> from) { return from.begin()[below(from.size())]; }

    std::string letters(std::size_t size) {
        std::string word;
        while (word.size() < size) word += static_cast<char>('a' + below(26));
        return word;
    }

    // Bytes that cannot be packed.
    std::string noise(std::size_t size) {
        std::string bytes;
        while (bytes.size() < size) bytes += static_cast<char>(random_());
        return bytes;
    }

private:
    std::mt19937_64 random_;
};

// The number that the environment gives by this name, or the usual one: COLLEGIUM_SEED shows a failure again.
inline std::uint64_t number_or(char const* name, std::uint64_t usual) {
    auto const* const wanted = std::getenv(name);
    return wanted == nullptr ? usual : std::stoull(wanted);
}

}  // namespace collegium::tests
