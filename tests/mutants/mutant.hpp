// What tests/mutants/run writes into copies of the doors: places where one change can be switched on, so that one build
// has all of them. COLLEGIUM_MUTANT is the number of the one that is on; COLLEGIUM_MUTANTS_REACHED is a file that gets
// the numbers of those that were come by.
#pragma once

#include <array>
#include <cstddef>
#include <cstdlib>
#include <fstream>
#include <type_traits>

namespace collegium::mutants {

class Switchboard {
public:
    static constexpr std::size_t most = 20'000;

    Switchboard() {
        if (auto const* const number = std::getenv("COLLEGIUM_MUTANT")) on_ = std::strtoull(number, nullptr, 10);
        file_ = std::getenv("COLLEGIUM_MUTANTS_REACHED");
    }
    ~Switchboard() {
        if (file_ == nullptr) return;
        std::ofstream file{file_, std::ios::app};
        for (std::size_t number = 0; number < most; ++number)
            if (reached_[number]) file << number << '\n';
    }
    Switchboard(Switchboard const&) = delete;
    Switchboard& operator=(Switchboard const&) = delete;

    bool is_on(std::size_t number) noexcept {
        reached_[number] = true;
        return on_ == number;
    }

private:
    std::size_t on_ = most;
    char const* file_ = nullptr;
    std::array<bool, most> reached_{};
};

inline Switchboard switchboard;

// What the compiler computes is never changed.
constexpr bool on(std::size_t number) noexcept {
    return !std::is_constant_evaluated() && switchboard.is_on(number);
}

constexpr bool turned(std::size_t number, bool value) noexcept {
    return on(number) ? !value : value;
}

#define COLLEGIUM_MUTANT_PAIR(name, now, then)                                      \
    template <class Left, class Right>                                              \
    constexpr auto name(std::size_t number, Left const& left, Right const& right) { \
        return on(number) ? left then right : left now right;                       \
    }

COLLEGIUM_MUTANT_PAIR(less, <, <=)
COLLEGIUM_MUTANT_PAIR(less_equal, <=, <)
COLLEGIUM_MUTANT_PAIR(greater, >, >=)
COLLEGIUM_MUTANT_PAIR(greater_equal, >=, >)
COLLEGIUM_MUTANT_PAIR(equal, ==, !=)
COLLEGIUM_MUTANT_PAIR(unequal, !=, ==)
COLLEGIUM_MUTANT_PAIR(plus, +, -)
COLLEGIUM_MUTANT_PAIR(minus, -, +)

#undef COLLEGIUM_MUTANT_PAIR

}  // namespace collegium::mutants
