// Charter: what members agree to. Read once at start, known by its hash, so that a new text is asked for once.
#pragma once

#include <filesystem>
#include <string>

namespace collegium::server::members {

struct Charter {
    std::string text;  // plain text or Markdown; empty: there is none
    std::string hash;  // SHA-256 in hex; empty: there is none

    bool exists() const noexcept { return !hash.empty(); }

    static Charter of(std::string text);

    // Throws SettingsError for a file that cannot be read, is empty, or is larger than 64 KiB. No file: no charter.
    static Charter from_file(std::filesystem::path const& file);
};

}  // namespace collegium::server::members
