#include "federation/projects/project_json.hpp"

namespace collegium::federation::projects {

namespace {

using enum Reason;

// Calls read(item, list) for each item of a list, and of one that is compacted to its item; one more than `most` tells
// that there are too many.
template <class Item, class Read>
Result<std::vector<Item>> items_of(JsonValue const& object, std::string_view name, std::size_t most, Read const& read) {
    std::vector<Item> found;
    auto const* const given = member(object, name);
    if (given == nullptr) return found;
    auto const add = [&](JsonValue const& value) -> Result<void> {
        auto item = read(value);
        if (!item) return item.error();
        found.push_back(*std::move(item));
        return {};
    };
    if (given->IsObject()) {
        if (auto const added = add(*given); !added) return added.error();
        return found;
    }
    if (!given->IsArray()) return Refusal{malformed, "a list of a project's is a list"};
    for (auto const& each : given->GetArray()) {
        if (found.size() > most) break;
        if (auto const added = add(each); !added) return added.error();
    }
    return found;
}

// What is missing shows up among the problems.
Result<Partner> partner_in(JsonValue const& value) {
    return Partner{std::string{text_member(value, "name")}, std::string{text_member(value, "contact")}};
}

Result<Task> task_in(JsonValue const& value) {
    auto const state = task_state_named(text_member(value, "state"));
    if (!state) return Refusal{malformed, "a task of a project says how far it is"};
    return Task{std::string{text_member(value, "name")}, std::string{text_member(value, "owner")}, *state};
}

Result<Involvement> involvement_in(JsonValue const& value) {
    auto const stage = stage_named(text_member(value, "stage"));
    auto const side = side_named(text_member(value, "side"));
    auto const degree = degree_named(text_member(value, "how"));
    if (!stage || !side || !degree)
        return Refusal{malformed, "an involvement names a stage, a side and how it was involved"};
    return Involvement{*stage, *side, *degree};
}

std::vector<std::string> links_of(JsonValue const& object, std::string_view name) {
    std::vector<std::string> found;
    for (auto const each : references(object, name, most_links + 1)) found.emplace_back(each);
    return found;
}

std::string_view language_of(JsonValue const& object) {
    auto const* const language = member(object, "language");
    return language != nullptr ? text_member(*language, "identifier") : std::string_view{};
}

Result<void> read_lists(JsonValue const& object, Project& project) {
    auto partners = items_of<Partner>(object, "col:partners", most_partners, partner_in);
    if (!partners) return partners.error();
    auto tasks = items_of<Task>(object, "col:tasks", most_tasks, task_in);
    if (!tasks) return tasks.error();
    constexpr auto most_involvement = working_stages.size() * all_sides.size();
    auto involvement = items_of<Involvement>(object, "col:involvement", most_involvement, involvement_in);
    if (!involvement) return involvement.error();
    project.partners = *std::move(partners);
    project.tasks = *std::move(tasks);
    project.involvement = *std::move(involvement);
    return {};
}

std::string listed(std::vector<Partner> const& partners) {
    auto list = JsonText::list();
    for (auto const& each : partners)
        list.raw_item(
            JsonText::object().text("type", "col:Partner").text("name", each.name).text("contact", each.contact).done()
        );
    return list.done();
}

std::string listed(std::vector<Task> const& tasks) {
    auto list = JsonText::list();
    for (auto const& each : tasks)
        list.raw_item(JsonText::object()
                          .text("type", "col:Task")
                          .text("name", each.what)
                          .text("owner", each.owner)
                          .text("state", name_of(each.state))
                          .done());
    return list.done();
}

std::string listed(std::vector<Involvement> const& involvement) {
    auto list = JsonText::list();
    for (auto const& each : involvement)
        list.raw_item(JsonText::object()
                          .text("type", "col:Involvement")
                          .text("stage", name_of(each.stage))
                          .text("side", name_of(each.side))
                          .text("how", name_of(each.degree))
                          .done());
    return list.done();
}

}  // namespace

Result<Project> project_in(JsonValue const& object) {
    auto const stage = stage_named(text_member(object, "col:stage"));
    if (!stage) return Refusal{malformed, "a project says how far it is"};
    Project project;
    project.title = text_member(object, "name");
    project.improve = text_member(object, "col:improve");
    project.how = text_member(object, "col:how");
    project.school_brings = text_member(object, "col:schoolBrings");
    project.research_brings = text_member(object, "col:researchBrings");
    project.stage = *stage;
    project.questions = links_of(object, "col:questions");
    project.instruments = links_of(object, "col:instruments");
    project.language = language_of(object);
    if (auto const lists = read_lists(object, project); !lists) return lists.error();
    auto const problems = problems_of(project);
    if (!problems.empty()) return problems.front().why;
    return project;
}

void add_project(JsonText& object, Project const& project) {
    object.text("col:improve", project.improve)
        .text("col:how", project.how)
        .raw("col:partners", listed(project.partners))
        .text("col:schoolBrings", project.school_brings)
        .text("col:researchBrings", project.research_brings)
        .text("col:stage", name_of(project.stage))
        .raw("col:tasks", listed(project.tasks))
        .raw("col:involvement", listed(project.involvement))
        .texts("col:questions", project.questions)
        .texts("col:instruments", project.instruments);
}

}  // namespace collegium::federation::projects
