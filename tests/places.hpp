// Places: where the tests find the source tree and the programs that were built. Only places.cpp is told by the build,
// so that every other object of the tests is the same in whatever folder it is made, and a compiler's cache has it.
#pragma once

#include <filesystem>
#include <string>

namespace collegium::tests {

// A file of the source tree: source_file("tests/vectors/jcs/input/arrays.json").
std::filesystem::path source_file(std::string const& path);

// Programs of this build.
std::string collegium_program();
std::string formulas_program();
std::string media_program();
std::string sanitiser_program();
std::string messages_program();
std::string confined_probe();
std::string old_library();

// Others' software, which tests/npm/prepare lays out, and the Node.js beside it.
std::string npm_folder();
std::string node_js();

}  // namespace collegium::tests
