#include "federation/projects/keeping.hpp"

#include "federation/community/audience.hpp"
#include "federation/projects/project_json.hpp"

namespace collegium::federation::projects {

using storage::ObjectKind;

namespace {

bool is_project(Object const& object) {
    return object.kind == project_kind;
}

Result<void> check_named_things(rules::Context const& context, Object const& object, Project const& project) {
    auto links = project.questions;
    links.insert(links.end(), project.instruments.begin(), project.instruments.end());
    if (community::tells_too_much(context, object, links))
        return Refusal{
            Reason::not_allowed,
            "a project names a question or a tool that is not for all who read the project: take it out of the list"};
    return {};
}

}  // namespace

Result<void> check_words(rules::Context const& context, Object const& object) {
    auto const thing = context.find(object.id.text());
    auto const record = thing ? context.tables.objects.get(context.tx, *thing) : std::nullopt;
    bool const was_project = record && record->kind == ObjectKind::project;
    if (record && was_project != is_project(object))
        return Refusal{Reason::malformed, "a project stays one, and nothing else becomes one"};
    if (!is_project(object)) return {};
    if (!object.in_reply_to.empty()) return Refusal{Reason::malformed, "a project replies to nothing"};
    auto const project = project_in(*context.activity.object());
    if (!project) return project.error();
    return context.local ? check_named_things(context, object, *project) : Result<void>{};
}

void keep(rules::Context const& context, Object const& object) {
    auto const thing = context.find(object.id.text());
    auto const record = thing ? context.tables.objects.get(context.tx, *thing) : std::nullopt;
    if (!record || record->kind != ObjectKind::project) return;
    auto const project = project_in(*context.activity.object());
    if (!project) return;
    if (record->community != storage::Handle{0})
        context.tables.projects.put(context.tx, {record->community, record->number}, *thing);
    for (auto const& each : project->questions)
        context.tables.derived.put(context.tx, {context.intern(each), *thing}, storage::Derivation::from_question);
}

}  // namespace collegium::federation::projects
