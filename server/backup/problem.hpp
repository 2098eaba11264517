// Why a backup or a restore cannot go on.
#pragma once

#include <stdexcept>

namespace collegium::server::backup {

// Says what is wrong and what to do about it, for the operator who reads it.
class Problem : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

}  // namespace collegium::server::backup
