// The help, the manual page and the completion say the same, and commands end as they promise.
#include "tests/journeys/typist.hpp"
#include "tests/printing.hpp"

#include <sstream>

namespace collegium::journeys {

namespace {

// The commands that the completion knows, as "user add".
std::vector<std::string> all_commands(Typist const& typist) {
    std::istringstream lines{typist.type({"help", "--completion"}).output};
    std::vector<std::string> found;
    for (std::string line; std::getline(lines, line);) {
        auto const begin = line.find("        \"");
        if (begin != 0 || line[9] == '"') continue;
        found.push_back(line.substr(9, line.find('"', 9) - 9));
    }
    return found;
}

Command words_of(std::string const& command) {
    std::istringstream in{command};
    Command words{"help"};
    for (std::string word; in >> word;) words.push_back(word);
    return words;
}

}  // namespace

TEST_CASE_FIXTURE(Typist, "every command has a help of its own, and stands in the manual page and the completion") {
    auto const commands = all_commands(*this);
    auto const page = type({"help", "--man"}).output;
    CHECK(commands.size() > 40);
    for (auto const& command : commands) {
        INFO(command);
        auto const help = type(words_of(command));
        CHECK(help.status == 0);
        CHECK(says(help.output, "Usage: collegium " + command));
        std::string in_roff;
        for (char const c : command) in_roff += c == '-' ? std::string{"\\-"} : std::string{c};
        CHECK(says(page, ".SS \"collegium " + in_roff));
    }
}

TEST_CASE_FIXTURE(Typist, "the manual page is one that man can show") {
    auto const page = type({"help", "--man"}).output;
    auto const shown = run({"groff", "-man", "-Tascii", "-P-bcu", "-wall", "-Wbreak"}, page);
    CHECK(shown.status == 0);
    CHECK(shown.errors.empty());
    for (auto const* const part : {"NAME", "SYNOPSIS", "EXIT STATUS", "collegium backup", "--passphrase-file"})
        CHECK(says(shown.output, part));
}

TEST_CASE_FIXTURE(Typist, "what reports, reports to machines as well") {
    for (auto const& words : std::vector<Command>{
             {"version"},
             {"user", "list"},
             {"partner", "list"},
             {"partner-list", "show"},
             {"service", "list"},
             {"read-only"},
             {"rebuild"},
             {"scrub"},
             {"invite", "--role", "reviewer"}}) {
        INFO(words.front());
        auto command = words;
        command.push_back("--json");
        auto const finished = type(command);
        CHECK(finished.status == 0);
        CHECK((finished.output.starts_with("{") || finished.output.starts_with("[")));
        CHECK(finished.output.find('\n') == finished.output.size() - 1);
    }
}

TEST_CASE_FIXTURE(Typist, "commands end with the codes that their help names") {
    CHECK(says(type({"help"}).output, "Exit codes:\n  0  Done."));
    CHECK(type({"help"}).status == 0);
    CHECK(type({"user", "set", "nobody", "--state", "closed"}).status == 1);
    CHECK(type({"dance"}).status == 2);
    CHECK(type({"help", "dance"}).status == 2);
    CHECK(type({"user", "add"}).status == 2);
    CHECK(says(type({"help", "dance"}).errors, "there is no command 'dance': 'collegium help' lists all"));
}

}  // namespace collegium::journeys
