// Files that are part of the program: templates, the style sheet, the script and pictures. Made by CMake from
// server/templates and server/assets.
#pragma once

#include <span>
#include <string_view>

namespace collegium::server {

struct EmbeddedFile {
    std::string_view name;
    std::string_view text;
    std::string_view brotli;  // the same in RFC 7932; empty for what is not asked for again and again
};

std::span<EmbeddedFile const> embedded_files() noexcept;

// Null if there is no such file.
EmbeddedFile const* find_embedded(std::string_view name) noexcept;

// Empty if there is no such file.
std::string_view embedded_file(std::string_view name) noexcept;

}  // namespace collegium::server
