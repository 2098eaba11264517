// The table of attacks is true: each row names cases that exist, and each removal takes out what is in the tree.
#include "tests/house/sources.hpp"
#include "tests/printing.hpp"

#include <map>
#include <set>

using namespace collegium::tests;

namespace {

struct Row {
    std::string id, what, file, test;  // where file is "-", test says why nothing has to be proven
};

std::vector<std::string> split(std::string const& line) {
    std::vector<std::string> parts;
    std::istringstream in{line};
    for (std::string part; std::getline(in, part, '\t');) parts.push_back(part);
    return parts;
}

std::vector<Row> rows_of(std::string const& table) {
    std::vector<Row> rows;
    for (auto const& line : lines_of(read_file(source_file("tests/attacks/" + table)))) {
        if (line.empty() || line.starts_with('#')) continue;
        auto const parts = split(line);
        INFO(line);
        REQUIRE(parts.size() == 4);
        rows.push_back({parts[0], parts[1], parts[2], parts[3]});
    }
    return rows;
}

std::vector<Row> all_rows() {
    auto rows = rows_of("table.tsv");
    for (auto& each : rows_of("goals.tsv")) rows.push_back(std::move(each));
    return rows;
}

// The name in the source may go over several literals: what is between two of them goes.
std::string joined_literals(std::string const& text) {
    std::string joined;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '"') {
            auto const next = text.find_first_not_of(" \n", at + 1);
            if (next != std::string::npos && next > at + 1 && text[next] == '"')
                at = next;
            else
                joined += text[at];
        } else {
            joined += text[at];
        }
    }
    return joined;
}

std::string without_escapes(std::string text) {
    for (auto at = text.find("\\\""); at != std::string::npos; at = text.find("\\\"", at)) text.erase(at, 1);
    return text;
}

struct Removal {
    std::string name;
    std::set<std::string> rows;
    std::map<std::string, std::vector<std::string>> blocks;  // what each file has before it is applied
};

Removal read_removal(Source const& source) {
    Removal removal{source.path, {}, {}};
    std::string file;
    for (auto const& line : lines_of(source.text)) {
        if (line.starts_with("Row: ")) removal.rows.insert(line.substr(5));
        if (line.starts_with("--- a/")) file = line.substr(6);
        if (line.starts_with("@@")) removal.blocks[file].emplace_back();
        bool const is_before = line.starts_with(' ') || (line.starts_with('-') && !line.starts_with("---"));
        if (is_before && !file.empty() && !removal.blocks[file].empty())
            removal.blocks[file].back() += line.substr(1) + "\n";
    }
    return removal;
}

}  // namespace

TEST_CASE("each row of the table of attacks names a case that exists, or says why there is none") {
    std::map<std::string, std::string> texts;
    for (auto const& row : all_rows()) {
        INFO(row.id << ": " << row.file << ": " << row.test);
        CHECK(row.test.size() > 3);
        if (row.file == "-") continue;
        auto const path = source_file("tests/" + row.file);
        REQUIRE(std::filesystem::exists(path));
        if (!texts.contains(row.file)) texts[row.file] = without_escapes(joined_literals(read_file(path)));
        CHECK(texts[row.file].find('"' + row.test + '"') != std::string::npos);
    }
    CHECK(rows_of("table.tsv").size() >= 185);
}

TEST_CASE("each removal is of a row that has a test, and what it takes out is in the tree") {
    std::set<std::string> proven;
    for (auto const& row : all_rows())
        if (row.file != "-") proven.insert(row.id);
    auto const patches = sources_in({"tests/attacks/removals"}, {".patch"});
    CHECK(patches.size() >= 30);
    for (auto const& patch : patches) {
        auto const removal = read_removal(patch);
        INFO(removal.name);
        CHECK_FALSE(removal.rows.empty());
        for (auto const& row : removal.rows) {
            INFO(row);
            CHECK(proven.contains(row));
        }
        CHECK_FALSE(removal.blocks.empty());
        for (auto const& [file, blocks] : removal.blocks) {
            INFO(file);
            REQUIRE(std::filesystem::exists(source_file(file)));
            auto const text = read_file(source_file(file));
            for (auto const& block : blocks) {
                INFO(block);
                CHECK(text.find(block) != std::string::npos);
            }
        }
    }
}

TEST_CASE("no pattern of anybody's runs over a text (CVE-2025-68475)") {
    for (auto const& source : all_rooms()) {
        auto const code = without_comments(source.text);
        for (std::string const word : {"<regex>", "<regex.h>", "boost/regex", "boost/xpressive", "<pcre", "<re2/"}) {
            INFO(source.path << ": " << word);
            CHECK(code.find(word) == std::string::npos);
        }
    }
}
