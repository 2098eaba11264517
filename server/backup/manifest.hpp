// What a backup holds, as it says itself, inside its seal.
#pragma once

#include "config/clock.hpp"
#include "crypto/sealed_stream.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace collegium::server::backup {

struct SavedPicture {
    std::string name;  // in the media folder
    std::uint64_t bytes{};
    std::string sealed;  // name of its file below pictures/, beside the backup
    std::string key;     // hexadecimal digits
};

struct Manifest {
    std::string program;  // version that wrote it
    std::string domain;
    Instant made{};
    std::uint64_t store_bytes{};
    std::string store_digest;  // SHA-256, hexadecimal digits
    std::string settings;      // the settings file, as it was
    std::vector<SavedPicture> pictures;

    std::uint64_t picture_bytes() const noexcept;
};

std::string manifest_json(Manifest const& manifest);
Manifest manifest_in(std::string json, std::string const& file);  // throws Problem

}  // namespace collegium::server::backup
