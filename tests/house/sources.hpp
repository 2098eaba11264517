// The source tree as the house tests read it.
#pragma once

#include "tests/files.hpp"

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

namespace collegium::tests {

struct Source {
    std::string path;  // "storage/store.cpp"
    std::string text;
    std::string room() const { return path.substr(0, path.find('/')); }
};

inline std::vector<Source> sources_in(
    std::vector<std::string> const& folders, std::vector<std::string> const& endings
) {
    std::vector<Source> found;
    for (auto const& folder : folders) {
        for (auto const& entry : std::filesystem::recursive_directory_iterator{source_file(folder)}) {
            if (std::ranges::find(endings, entry.path().extension().string()) == endings.end()) continue;
            found.push_back({entry.path().lexically_relative(source_file("")).string(), read_file(entry.path())});
        }
    }
    std::ranges::sort(found, {}, &Source::path);
    return found;
}

inline std::vector<Source> all_rooms() {
    return sources_in({"config", "crypto", "storage", "federation", "server"}, {".cpp", ".hpp"});
}

inline std::vector<std::string> lines_of(std::string const& text) {
    std::vector<std::string> lines;
    std::istringstream in{text};
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

// The code without what stands behind //.
inline std::string without_comments(std::string const& text) {
    std::string code;
    for (auto const& line : lines_of(text)) code += line.substr(0, line.find("//")) + "\n";
    return code;
}

}  // namespace collegium::tests
