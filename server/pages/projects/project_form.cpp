#include "server/pages/projects/project_form.hpp"

#include "server/pages/guides/guide_lines.hpp"
#include "server/pages/pasted.hpp"
#include "storage/names.hpp"

namespace collegium::server::pages {

using federation::community::Readers;
using projects::Project;
using storage::ObjectKind;

namespace {

constexpr std::size_t empty_partners = 2;  // lines
constexpr std::size_t empty_tasks = 4;
constexpr std::size_t more_empty_lines = 6;

// "task_owner" and 2 => "task_owner_2".
std::string line_field(std::string_view name, std::size_t line) {
    return std::string{name} + "_" + std::to_string(line);
}

std::string involvement_field(projects::Stage stage, projects::Side side) {
    return std::string{projects::name_of(stage)} + "_" + std::string{projects::name_of(side)};
}

std::vector<projects::Partner> partners_typed(Form const& form) {
    std::vector<projects::Partner> typed;
    for (std::size_t i = 0; i < projects::most_partners; ++i) {
        projects::Partner partner{
            form.trimmed(line_field("partner_name", i)), form.trimmed(line_field("partner_contact", i))};
        if (partner != projects::Partner{}) typed.push_back(std::move(partner));
    }
    return typed;
}

std::vector<projects::Task> tasks_typed(Form const& form) {
    std::vector<projects::Task> typed;
    for (std::size_t i = 0; i < projects::most_tasks; ++i) {
        projects::Task task{form.trimmed(line_field("task", i)), form.trimmed(line_field("task_owner", i)), {}};
        if (task == projects::Task{}) continue;
        task.state = projects::task_state_named(form.text(line_field("task_state", i))).value_or(task.state);
        typed.push_back(std::move(task));
    }
    return typed;
}

std::vector<projects::Involvement> involvement_typed(Form const& form) {
    std::vector<projects::Involvement> typed;
    for (auto const stage : projects::working_stages)
        for (auto const side : projects::all_sides)
            if (auto const degree = projects::degree_named(form.text(involvement_field(stage, side))))
                typed.push_back({stage, side, *degree});
    return typed;
}

std::vector<std::string> linked_things_typed(App const& app, Call const& call, std::string const& lines) {
    std::vector<std::string> typed;
    for (auto const line : lines_in(lines)) {
        auto const found = pasted_post(app, call, line);
        typed.push_back(found ? found->iri : std::string{line});
    }
    return typed;
}

struct LinkList {
    std::string_view field;
    std::string_view kind;  // what each of them is, in a sentence
    ObjectKind wanted;
};

constexpr LinkList links_to_questions{"questions", "question", ObjectKind::question};
constexpr LinkList links_to_instruments{"instruments", "tool for measuring", ObjectKind::instrument};

// Empty if nothing is wrong, or if it is not known to whoever writes.
std::string problem_with_link(
    App const& app, Call const& call, std::string const& iri, LinkList const& list, Readers const& readers
) {
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::string {
        auto const handle = storage::find_handle(tx, tables, iri);
        auto const post = handle ? timeline::find_post(tx, tables, *handle, call.viewer()) : std::nullopt;
        if (!post) return {};
        if (post->kind != list.wanted) return iri + " is no " + std::string{list.kind} + ".";
        if (federation::community::may_tell_of(tx, tables, readers, *handle)) return {};
        return iri + " is not for all who would read this project, or waits to be approved. Take it out of the list.";
    });
}

void check_listed_links(
    App const& app,
    Call const& call,
    FieldProblems& found,
    std::vector<std::string> const& links,
    LinkList const& list,
    Readers const& readers
) {
    for (auto const& each : links) {
        auto words = problem_with_link(app, call, each, list, readers);
        if (!words.empty()) found.push_back({std::string{list.field}, std::move(words)});
    }
}

std::string as_lines(std::vector<std::string> const& lines) {
    std::string text;
    for (auto const& each : lines) text += each + "\n";
    return text;
}

// One value of a list to choose from.
template <class Value>
void show_project_option(Values& list, std::string_view part, Value value, bool chosen) {
    auto option = list.repeat(part);
    option.text("VALUE", projects::name_of(value));
    option.words("LABEL", projects::heading_of(value));
    if (chosen) option.show("CHOSEN");
}

void show_partner_fields(Values& values, Project const& words, ProjectFormView const& view) {
    auto const empty = view.more_lines ? more_empty_lines : empty_partners;
    auto const lines = std::min(words.partners.size() + empty, projects::most_partners);
    for (std::size_t i = 0; i < lines; ++i) {
        auto line = values.repeat("PARTNER");
        line.number("LINE", i);
        line.number("NUMBER", i + 1);
        show_beside(
            line, "PARTNER_PROBLEM", view.problems, "partners." + std::to_string(i), "partner-" + std::to_string(i)
        );
        if (i >= words.partners.size()) continue;
        line.text("PARTNER_NAME", words.partners[i].name);
        line.text("PARTNER_CONTACT", words.partners[i].contact);
    }
    show_beside(values, "PARTNERS_PROBLEM", view.problems, "partners");
}

void show_task_fields(Values& values, Project const& words, ProjectFormView const& view) {
    auto const empty = view.more_lines ? more_empty_lines : empty_tasks;
    auto const lines = std::min(words.tasks.size() + empty, projects::most_tasks);
    for (std::size_t i = 0; i < lines; ++i) {
        auto const task = i < words.tasks.size() ? words.tasks[i] : projects::Task{};
        auto line = values.repeat("TASK");
        line.number("LINE", i);
        line.number("NUMBER", i + 1);
        line.text("TASK_WORDS", task.what);
        line.text("TASK_OWNER", task.owner);
        for (auto const state : projects::all_task_states)
            show_project_option(line, "TASK_STATE", state, state == task.state);
        show_beside(line, "TASK_PROBLEM", view.problems, "tasks." + std::to_string(i), "task-" + std::to_string(i));
    }
    show_beside(values, "TASKS_PROBLEM", view.problems, "tasks");
}

void show_involvement_fields(Values& values, Project const& words, ProjectFormView const& view) {
    for (auto const side : projects::all_sides) values.repeat("SIDE").words("SIDE_NAME", projects::heading_of(side));
    for (auto const stage : projects::working_stages) {
        auto row = values.repeat("INVOLVED_IN");
        row.words("WORK", projects::work_of(stage));
        for (auto const side : projects::all_sides) {
            auto cell = row.repeat("INVOLVED");
            cell.text("FIELD", involvement_field(stage, side));
            cell.words("SIDE_NAME", projects::heading_of(side));
            auto const chosen = projects::degree_at(words.involvement, stage, side);
            for (auto const degree : projects::all_degrees)
                show_project_option(cell, "DEGREE", degree, degree == chosen);
        }
    }
    show_beside(values, "INVOLVEMENT_PROBLEM", view.problems, "involvement");
}

void show_project_texts(Values& values, Project const& words, FieldProblems const& problems) {
    values.text("PROJECT_TITLE", words.title);
    values.text("IMPROVE", words.improve);
    values.text("HOW", words.how);
    values.text("SCHOOL_BRINGS", words.school_brings);
    values.text("RESEARCH_BRINGS", words.research_brings);
    values.text("QUESTIONS", as_lines(words.questions));
    values.text("INSTRUMENTS", as_lines(words.instruments));
    values.text("LANGUAGE", words.language);
    show_beside(values, "TITLE_PROBLEM", problems, "title");
    show_beside(values, "IMPROVE_PROBLEM", problems, "improve");
    show_beside(values, "HOW_PROBLEM", problems, "how");
    show_beside(values, "SCHOOL_PROBLEM", problems, "school_brings");
    show_beside(values, "RESEARCH_PROBLEM", problems, "research_brings");
    show_beside(values, "QUESTIONS_PROBLEM", problems, "questions");
    show_beside(values, "INSTRUMENTS_PROBLEM", problems, "instruments");
    show_beside(values, "LANGUAGE_PROBLEM", problems, "language");
}

}  // namespace

Project project_typed(App const& app, Call const& call, Project before) {
    auto const& form = call.form;
    before.title = form.trimmed("title");
    before.improve = form.trimmed("improve");
    before.how = form.trimmed("how");
    before.partners = partners_typed(form);
    before.school_brings = form.trimmed("school_brings");
    before.research_brings = form.trimmed("research_brings");
    before.stage = projects::stage_named(form.text("stage")).value_or(before.stage);
    before.tasks = tasks_typed(form);
    before.involvement = involvement_typed(form);
    before.questions = linked_things_typed(app, call, form.text("questions"));
    before.instruments = linked_things_typed(app, call, form.text("instruments"));
    if (form.has("language")) before.language = form.trimmed("language");
    return before;
}

FieldProblems project_problems(App const& app, Call const& call, Project const& project, Readers const& readers) {
    FieldProblems found;
    for (auto const& each : projects::problems_of(project)) found.push_back({each.field, sentence(each.why)});
    check_listed_links(app, call, found, project.questions, links_to_questions, readers);
    check_listed_links(app, call, found, project.instruments, links_to_instruments, readers);
    return found;
}

Response project_form(
    App const& app, Call const& call, Project const& words, ProjectFormView const& view, unsigned status
) {
    Page page{app, call, "project_form", view.heading};
    auto& values = page.values();
    values.text("ACTION", view.action);
    values.text("HEADING", view.heading);
    values.refused(view.why);
    show_project_texts(values, words, view.problems);
    for (auto const stage : projects::all_stages) show_project_option(values, "STAGE", stage, stage == words.stage);
    show_partner_fields(values, words, view);
    show_task_fields(values, words, view);
    show_involvement_fields(values, words, view);
    return page.render(status);
}

}  // namespace collegium::server::pages
