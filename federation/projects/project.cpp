#include "federation/projects/project.hpp"

#include "storage/iri.hpp"

#include <algorithm>

namespace collegium::federation::projects {

namespace {

using enum Reason;
using guides::is_blank;
using guides::is_language;
using Problems = std::vector<Problem>;

void check_text(Problems& problems, std::string_view field, std::string const& text, Refusal missing) {
    if (is_blank(text)) problems.push_back({std::string{field}, missing});
    if (text.size() > longest_text)
        problems.push_back({std::string{field}, {too_large, "this is longer than 8,192 bytes: shorten it"}});
}

// A line of a list: false if it cannot stand as it is.
bool is_line(std::string const& text) {
    return !is_blank(text) && text.size() <= longest_line && text.find('\n') == std::string::npos;
}

std::string place(std::string_view list, std::size_t index) {
    return std::string{list} + "." + std::to_string(index);
}

void check_partners(Problems& problems, std::vector<Partner> const& partners) {
    if (partners.empty())
        problems.push_back({"partners", {malformed, "name at least one school or institution that takes part"}});
    if (partners.size() > most_partners)
        problems.push_back({"partners", {too_large, "a project has at most 8 partners: join some of them"}});
    for (std::size_t i = 0; i < partners.size(); ++i) {
        auto const field = place("partners", i);
        if (!is_line(partners[i].name))
            problems.push_back({field, {malformed, "write the name of the school or institution, in 300 bytes"}});
        else if (!is_line(partners[i].contact))
            problems.push_back({field, {malformed, "name somebody there whom one can ask, in 300 bytes"}});
    }
}

void check_tasks(Problems& problems, std::vector<Task> const& tasks) {
    if (tasks.size() > most_tasks)
        problems.push_back({"tasks", {too_large, "a project has at most 16 tasks: take out what is done"}});
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        auto const field = place("tasks", i);
        if (!is_line(tasks[i].what))
            problems.push_back({field, {malformed, "write what is to be done, in 300 bytes"}});
        else if (!is_line(tasks[i].owner))
            problems.push_back({field, {malformed, "every task needs an owner: say who looks after it, in 300 bytes"}});
    }
}

bool is_sound(std::vector<Involvement> const& involvement) {
    return std::ranges::all_of(involvement, [&](Involvement const& each) {
        bool const can_take_part = std::ranges::find(working_stages, each.stage) != working_stages.end();
        return can_take_part && std::ranges::count_if(involvement, [&](Involvement const& other) {
                                    return other.stage == each.stage && other.side == each.side;
                                }) == 1;
    });
}

void check_links(
    Problems& problems, std::string_view field, std::vector<std::string> const& links, Refusal unreadable
) {
    if (links.size() > most_links)
        problems.push_back({std::string{field}, {too_large, "these are more than 20: take some of them out"}});
    if (!std::ranges::all_of(links, [](auto const& each) { return Iri::parse(each).has_value(); }))
        problems.push_back({std::string{field}, unreadable});
}

}  // namespace

std::vector<Problem> problems_of(Project const& project) {
    Problems problems;
    if (!is_line(project.title)) problems.push_back({"title", {malformed, "give the project a name, in 300 bytes"}});
    check_text(problems, "improve", project.improve, {malformed, "say what you want to improve"});
    check_text(problems, "how", project.how, {malformed, "say how you want to improve it"});
    check_partners(problems, project.partners);
    check_text(problems, "school_brings", project.school_brings, {malformed, "say what the school side brings"});
    check_text(problems, "research_brings", project.research_brings, {malformed, "say what the research side brings"});
    check_tasks(problems, project.tasks);
    if (!is_sound(project.involvement))
        problems.push_back({"involvement", {malformed, "say of each side once in a stage how it is involved"}});
    check_links(
        problems, "questions", project.questions, {malformed, "write the whole address of each question on a line"}
    );
    check_links(
        problems, "instruments", project.instruments, {malformed, "write the whole address of each tool on a line"}
    );
    if (!is_language(project.language))
        problems.push_back({"language", {malformed, "the language is written by its code, like en"}});
    return problems;
}

}  // namespace collegium::federation::projects
