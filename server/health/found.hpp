// What a check found, as a Check.
#pragma once

#include "server/health/checks.hpp"

#include <utility>

namespace collegium::server::health {

inline Check good(std::string name, Said words) {
    return {std::move(name), State::good, std::move(words), {}};
}

inline Check unknown(std::string name, Said words, Words remedy = {}) {
    return {std::move(name), State::unknown, std::move(words), std::move(remedy)};
}

inline Check wrong(std::string name, State state, Said words, Said remedy) {
    return {std::move(name), state, std::move(words), std::move(remedy)};
}

}  // namespace collegium::server::health
