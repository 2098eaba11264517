#include "federation/projects/project_text.hpp"

#include "federation/content/markdown.hpp"

namespace collegium::federation::projects {

namespace {

// A list of plain lines below a heading; without lines there is none.
struct List {
    std::string_view heading;
    std::vector<std::string> lines;
};

struct Text {
    std::string_view heading;
    std::string const& words;  // Markdown
};

List partners_of(Project const& project) {
    List list{"Partners", {}};
    for (auto const& each : project.partners) list.lines.push_back(each.name + ": " + each.contact);
    return list;
}

List tasks_of(Project const& project) {
    List list{"Tasks", {}};
    for (auto const& each : project.tasks)
        list.lines.push_back(each.what + ", " + each.owner + " (" + std::string{heading_of(each.state)} + ")");
    return list;
}

// One line for each stage in which somebody took part, and one for each thing that has to be said of it.
List involvement_of(Project const& project) {
    List list{"Who was involved, and how", {}};
    for (auto const stage : working_stages) {
        std::string sides;
        for (auto const side : all_sides)
            if (auto const degree = degree_at(project.involvement, stage, side))
                sides += std::string{sides.empty() ? "" : "; "} + std::string{heading_of(side)} + ": " +
                         std::string{heading_of(*degree)};
        if (!sides.empty()) list.lines.push_back(std::string{work_of(stage)} + ". " + sides);
    }
    for (auto const& each : findings_of(project.involvement)) list.lines.push_back(words_of(each));
    return list;
}

std::array<Text, 4> texts_of(Project const& project) {
    return {
        {{"What we want to improve", project.improve},
         {"How", project.how},
         {"What the school side brings", project.school_brings},
         {"What the research side brings", project.research_brings}}};
}

std::array<List, 5> lists_of(Project const& project) {
    return {
        {partners_of(project),
         tasks_of(project),
         involvement_of(project),
         {"It came from", project.questions},
         {"Tools for measuring", project.instruments}}};
}

bool is_link(std::string const& line) {
    return line.starts_with("https://");
}

std::string line_html(std::string const& line) {
    auto const words = content::escape(line);
    if (!is_link(line)) return "<li>" + words + "</li>";
    return "<li><a href=\"" + words + "\" rel=\"nofollow noopener\">" + words + "</a></li>";
}

}  // namespace

std::string as_html(Project const& project) {
    auto html = "<p><strong>Project. Stage: " + content::escape(heading_of(project.stage)) + "</strong></p>";
    for (auto const& each : texts_of(project))
        html += "<h2>" + content::escape(each.heading) + "</h2>" + content::to_html(each.words);
    for (auto const& each : lists_of(project)) {
        if (each.lines.empty()) continue;
        html += "<h2>" + content::escape(each.heading) + "</h2><ul>";
        for (auto const& line : each.lines) html += line_html(line);
        html += "</ul>";
    }
    return html;
}

std::string as_markdown(Project const& project) {
    auto whole = "**Project. Stage: " + std::string{heading_of(project.stage)} + "**\n\n";
    for (auto const& each : texts_of(project))
        whole += "## " + std::string{each.heading} + "\n\n" + each.words + "\n\n";
    for (auto const& each : lists_of(project)) {
        if (each.lines.empty()) continue;
        whole += "## " + std::string{each.heading} + "\n\n";
        for (auto const& line : each.lines)
            whole += "- " + (is_link(line) ? "<" + line + ">" : content::as_markdown(line)) + "\n";
        whole += "\n";
    }
    return whole;
}

}  // namespace collegium::federation::projects
