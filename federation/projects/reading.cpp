#include "federation/projects/reading.hpp"

#include "federation/logged.hpp"
#include "federation/projects/project_json.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::federation::projects {

using storage::Edge;
using storage::Handle;
using storage::LocalId;
using storage::PlaceKey;
using storage::ReadTx;
using storage::Tables;

namespace {

constexpr std::size_t most_looked_at = 400;
constexpr std::size_t most_from_one = 100;

}  // namespace

std::optional<ProjectView> find_project(
    ReadTx const& tx, Tables const& tables, Handle thing, timeline::Viewer const& viewer
) {
    auto post = timeline::find_post(tx, tables, thing, viewer);
    bool const is_there = post && post->kind == storage::ObjectKind::project;
    if (!is_there || post->state != storage::ObjectState::visible) return std::nullopt;
    auto const record = tables.objects.get(tx, thing);
    auto const act = record ? logged_activity(tx, tables, record->words) : std::nullopt;
    if (!act || act->object() == nullptr) return std::nullopt;
    auto words = project_in(*act->object());
    if (!words) return std::nullopt;
    return ProjectView{*std::move(post), *std::move(words)};
}

std::vector<ProjectView> projects_in(
    ReadTx const& tx,
    Tables const& tables,
    Handle community,
    LocalId before,
    std::size_t most,
    timeline::Viewer const& viewer
) {
    std::vector<ProjectView> found;
    std::size_t left = most_looked_at;
    if (most == 0) return found;
    tables.projects.descend(tx, {community, before}, [&](PlaceKey const& key, Handle handle) {
        if (key.under != community) return false;
        if (auto view = find_project(tx, tables, handle, viewer)) found.push_back(*std::move(view));
        return found.size() < most && --left > 0;
    });
    return found;
}

std::vector<ProjectView> projects_from(
    ReadTx const& tx, Tables const& tables, Handle question, timeline::Viewer const& viewer
) {
    auto const name = storage::iri_of(tx, tables, question);
    std::vector<ProjectView> found;
    std::size_t left = most_looked_at;
    tables.derived.ascend(tx, Edge{question, Handle{0}}, [&](Edge const& key, storage::Derivation) {
        if (key.of != question || left-- == 0) return false;
        auto view = find_project(tx, tables, key.by, viewer);
        bool const says_so = view && std::ranges::find(view->project.questions, name) != view->project.questions.end();
        if (says_so) found.push_back(*std::move(view));
        return found.size() < most_from_one;
    });
    std::ranges::sort(found, {}, [](ProjectView const& each) { return each.post.number; });
    return found;
}

}  // namespace collegium::federation::projects
