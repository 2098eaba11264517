// Project: schools and researchers improve something together. It says what and how, who the partners are, what each
// side brings, how far it is, who looks after which task, and who was involved when (needs F1, F2).
#pragma once

#include "federation/guides/problem.hpp"
#include "federation/projects/involvement.hpp"

namespace collegium::federation::projects {

using guides::Problem;

// Together they fit into one form.
constexpr std::size_t most_partners = 8;
constexpr std::size_t most_tasks = 16;
constexpr std::size_t most_links = 20;      // questions; tools for measuring
constexpr std::size_t longest_line = 300;   // bytes, of the title, and of each name in a list
constexpr std::size_t longest_text = 8192;  // bytes, of each text

// A school or an institution, and somebody there whom one can ask.
struct Partner {
    std::string name;     // plain text
    std::string contact;  // plain text: a grown-up's name

    bool operator==(Partner const&) const = default;
};

struct Task {
    std::string what;   // plain text
    std::string owner;  // plain text: who looks after it
    TaskState state{};

    bool operator==(Task const&) const = default;
};

struct Project {
    std::string title;
    std::string improve;  // Markdown: what they want to improve
    std::string how;      // Markdown
    std::vector<Partner> partners;
    std::string school_brings;    // Markdown: what the school side commits itself to
    std::string research_brings;  // Markdown: what the research side does
    Stage stage{};
    std::vector<Task> tasks;
    std::vector<Involvement> involvement;  // each side once in a stage
    std::vector<std::string> questions;    // IRIs: what it came from
    std::vector<std::string> instruments;  // IRIs: tools for measuring that it uses
    std::string language = "en";           // of these words: BCP 47

    bool operator==(Project const&) const = default;
};

// What is wrong with it in itself, in the order of the form: "title", "improve", "how", "partners" and "partners.2",
// "school_brings", "research_brings", "tasks" and "tasks.2", "involvement", "questions", "instruments", "language".
std::vector<Problem> problems_of(Project const& project);

}  // namespace collegium::federation::projects
