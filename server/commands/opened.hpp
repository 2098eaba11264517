// What commands work with: the settings, the store and the keys of a node, without a network.
#pragma once

#include "config/settings.hpp"
#include "federation/signing/keyring.hpp"
#include "storage/store.hpp"

#include <filesystem>
#include <stdexcept>

namespace collegium::server::commands {

// Why a command cannot do what it was asked for, with the remedy. Ends the command with exit code 1.
class CommandError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// Something on the disk is not as it was written. Ends the command with exit code 3.
class DamageFound : public CommandError {
public:
    using CommandError::CommandError;
};

crypto::SealingKey read_sealing_key(std::filesystem::path const& file);

struct Opened {
    explicit Opened(std::filesystem::path const& config);

    Settings settings;
    SystemClock clock;
    storage::Store store;
    federation::Keyring keyring;
};

// The value, or a CommandError that says what was tried and what to do.
template <class T>
T value_or_error(Result<T> result, std::string const& what) {
    if (result) return *std::move(result);
    throw CommandError{what + ": " + std::string{result.error().detail()}};
}

}  // namespace collegium::server::commands
