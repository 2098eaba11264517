// How a benchmark ends: with 0 if everything was measured, 1 if something was done wrongly, 2 if it could not be
// measured here.
#pragma once

#include <exception>
#include <iostream>
#include <string_view>

namespace collegium::bench {

constexpr int could_not_measure = 2;

// What `run` gives; what it throws is told under the program's name.
inline int end_of(std::string_view name, int (*run)(int, char**), int argc, char** argv) {
    try {
        return run(argc, argv);
    } catch (std::exception const& error) {
        std::cerr << name << ": " << error.what() << '\n';
        return could_not_measure;
    }
}

}  // namespace collegium::bench
