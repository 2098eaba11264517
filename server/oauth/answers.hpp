// Answers: what programs are told at the OAuth addresses, in the form of RFC 6749, 5.2.
#pragma once

#include "config/clock.hpp"
#include "server/http/message.hpp"

#include <cstdint>
#include <string_view>

namespace collegium::server::oauth {

// Why a program does not get what it asked for. Literals only.
struct Problem {
    Problem() = default;
    Problem(unsigned status_, std::string_view error_, std::string_view description_)
        : status{status_}, error{error_}, description{description_} {}

    bool is_one() const noexcept { return !error.empty(); }

    unsigned status = 400;
    std::string_view error;        // "invalid_grant"; empty: there is no problem
    std::string_view description;  // what happened and what to do
};

// {"error": ..., "error_description": ...}; a 401 says which scheme it wants.
Response answer(Problem const& problem);

std::uint64_t unix_seconds(Instant when) noexcept;

// Too often: 429, with the time after which it is worth trying again.
Response too_often();

// The same for what the store cannot do right now.
Problem unavailable();

}  // namespace collegium::server::oauth
