// libsodium, ready for use: it picks the fastest code for this processor when it starts.
#pragma once

#include <sodium.h>

#include <stdexcept>

namespace collegium::crypto {

inline void require_sodium() {
    static int const started = sodium_init();
    if (started < 0) throw std::runtime_error{"libsodium does not start"};
}

}  // namespace collegium::crypto
