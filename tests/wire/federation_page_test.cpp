// FEDERATION.md is a promise to other implementers, so it is held against the code.
#include "federation/messages/activity.hpp"
#include "tests/files.hpp"
#include "tests/printing.hpp"
#include "tests/wire/samples.hpp"

#include <cctype>
#include <map>
#include <set>
#include <sstream>

using namespace collegium;
using namespace collegium::tests;

namespace {

std::string page() {
    return read_file(source_file("FEDERATION.md"));
}

// "<!-- sample: NAME -->" and the ```json block after it.
std::map<std::string, std::string> shown_samples() {
    std::map<std::string, std::string> shown;
    std::istringstream lines{page()};
    std::string name;
    bool inside = false;
    for (std::string line; std::getline(lines, line);) {
        constexpr std::string_view mark = "<!-- sample: ";
        if (line.starts_with(mark)) name = line.substr(mark.size(), line.find(" -->") - mark.size());
        if (inside && line == "```") inside = false, name.clear();
        if (inside) shown[name] += line + "\n";
        if (!name.empty() && line == "```json") inside = true;
    }
    return shown;
}

// The types of activities in the first column of the table under a heading.
std::set<std::string> types_in_table(std::string const& heading) {
    std::set<std::string> types;
    std::istringstream lines{page()};
    bool inside = false;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("## ")) inside = line == "## " + heading;
        if (!inside || !line.starts_with("| ")) continue;
        std::istringstream cell{line.substr(2, line.find(" | ") - 2)};
        for (std::string word; std::getline(cell, word, '`') && std::getline(cell, word, '`');)
            if (std::isupper(static_cast<unsigned char>(word.front())) != 0) types.insert(word);
    }
    return types;
}

}  // namespace

TEST_CASE("FEDERATION.md shows what is really sent") {
    auto const shown = shown_samples();
    for (auto const& sample : samples()) {
        INFO(sample.name << " is sent as\n" << sample.json);
        auto const found = shown.find(sample.name);
        REQUIRE(found != shown.end());
        CHECK(found->second == sample.json + "\n");
    }
    CHECK(shown.size() == samples().size());
}

TEST_CASE("FEDERATION.md names every activity that is understood, and no other") {
    std::set<std::string> understood;
    for (auto const name : federation::verb_names()) understood.emplace(name);
    CHECK(types_in_table("Activities") == understood);
}
