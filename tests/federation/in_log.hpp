// What the log of a school holds.
#pragma once

#include "tests/federation/village.hpp"

#include <string>

namespace collegium::tests {

// Whether these words are anywhere in its activities, as they came.
inline bool is_in_log(School const& school, std::string const& words) {
    return school.node.store.read([&](auto const& tx, auto const& tables) {
        bool found = false;
        tables.flesh.each(tx, [&](storage::Seq, std::string const& bytes) {
            found = bytes.find(words) != std::string::npos;
            return !found;
        });
        return found;
    });
}

}  // namespace collegium::tests
