#include "server/pages/question_offshoots.hpp"

namespace collegium::server::pages {

using storage::ObjectKind;
using storage::ObjectState;

namespace {

// A guide can grow out of it.
void show_guides(Values& values, Call const& call, QuestionView const& view) {
    auto const& question = view.thread.question;
    if (question.kind != ObjectKind::question || question.state != ObjectState::visible) return;
    auto shown = values.repeat("GUIDES");
    if (call.member) shown.show("MAY_WRITE_GUIDE");
    if (view.guides.empty()) return;
    auto list = values.repeat("MADE_GUIDES");
    for (auto const& each : view.guides) {
        auto line = list.repeat("MADE_GUIDE");
        line.text("GUIDE_PATH", post_path(each.guide.post));
        line.text("GUIDE_TITLE", each.guide.guide.title);
        line.text("GUIDE_LANG", each.guide.guide.language);
        line.text("GUIDE_AUTHOR", each.guide.post.author.display);
        line.words("GUIDE_STATE", federation::guides::heading_of(each.guide.guide.state));
    }
}

// A project, too.
void show_projects(Values& values, QuestionView const& view) {
    if (view.projects.empty()) return;
    auto list = values.repeat("MADE_PROJECTS");
    for (auto const& each : view.projects) {
        auto line = list.repeat("MADE_PROJECT");
        line.text("PROJECT_PATH", post_path(each.post));
        line.text("PROJECT_TITLE", each.project.title);
        line.text("PROJECT_LANG", each.project.language);
        line.words("PROJECT_STAGE", federation::projects::heading_of(each.project.stage));
    }
}

}  // namespace

void show_offshoots(Values& values, Call const& call, QuestionView const& view) {
    show_guides(values, call, view);
    show_projects(values, view);
}

}  // namespace collegium::server::pages
