// Picture files: what is kept of pictures on disk, under names of ours. Nobody else's text is ever part of a path.
#pragma once

#include "config/result.hpp"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace collegium::server::media {

class PictureFiles {
public:
    // Makes the folder, and removes what a crash left half-written in it. Throws std::filesystem::filesystem_error.
    // most: bytes that all files together may have.
    explicit PictureFiles(std::filesystem::path folder, std::uintmax_t most = UINTMAX_MAX);

    // Writes the bytes and waits until they are on disk. The name is a digest of them and of `mark`, which must be new
    // each time: so each file has one owner, and who does not know a name cannot guess it. type: "image/jpeg",
    // "image/png" or "image/webp". Refuses unavailable if the disk does not take it, or if
    // there would be more of them than may be.
    Result<std::string> keep(std::string_view bytes, std::string_view type, std::string_view mark) const;

    std::optional<std::string> read(std::string_view name) const;        // nothing if it is not there, or no name
    std::optional<std::uintmax_t> size_of(std::string_view name) const;  // the same, without reading it
    void remove(std::string_view name) const;                            // nothing happens if it is not there

    // Of all files.
    std::uintmax_t bytes() const noexcept { return bytes_; }

    // 40 hex digits and one of our extensions, and not one byte more.
    static bool is_name(std::string_view name) noexcept;

    // Whether these are the bytes that `keep` was given for this name with this mark.
    static bool is_of(std::string_view name, std::string_view bytes, std::string_view mark);

    // By the extension.
    static std::string_view type_of(std::string_view name) noexcept;

private:
    std::filesystem::path path_of(std::string_view name) const;

    std::filesystem::path folder_;
    std::uintmax_t most_;
    mutable std::atomic<std::uintmax_t> bytes_ = 0;
};

}  // namespace collegium::server::media
