// Adopting a guide for the school, and saying how far it is.
#include "server/dispatch.hpp"
#include "server/pages/adoption/handlers.hpp"
#include "server/pages/adoption/looking.hpp"

namespace collegium::server::pages {

using adoption::Adoption;
using storage::Handle;

namespace {

constexpr std::string_view not_said =
    phrase("It was not taken. What is missing is marked below; your text is still here.");

struct FormNotes {
    FieldProblems problems;
    std::string why;  // it was not taken; empty: it has not been tried
};

Adoption adoption_typed(Form const& form, Adoption words) {
    if (auto const stage = adoption::stage_named(form.text("stage"))) words.stage = *stage;
    words.context = form.trimmed("context");
    words.changed = form.trimmed("changed");
    words.story = form.trimmed("story");
    return words;
}

void show_stages(Values& values, adoption::AdoptionStage chosen) {
    for (auto const stage : adoption::all_stages()) {
        auto option = values.repeat("STAGE");
        option.text("VALUE", adoption::name_of(stage));
        option.words("LABEL", adoption::heading_of(stage));
        if (stage == chosen) option.show("CHOSEN");
    }
}

// action: where the form is sent.
Response form_page(
    App const& app,
    Call const& call,
    timeline::PostView const& guide,
    Adoption const& words,
    std::string const& action,
    FormNotes const& notes,
    unsigned status
) {
    Page page{app, call, "adoption_form", phrase("Adopt a guide")};
    auto& values = page.values();
    values.text("ACTION", action);
    values.text("GUIDE_TITLE", guide.title());
    values.text("LANG", guide.language);
    values.text("GUIDE_PATH", version_path(guide, words.version));
    values.text("VERSION", words.version);
    values.text("SCHOOL", app.node.settings.node.name);
    values.refused(notes.why);
    show_stages(values, words.stage);
    values.text("CONTEXT", typed_or(call, "context", words.context));
    values.text("CHANGED", typed_or(call, "changed", words.changed));
    values.text("STORY", typed_or(call, "story", words.story));
    show_of_whole(values, notes.problems, {"guide", "version"});
    show_beside(values, "CONTEXT_PROBLEM", notes.problems, "context");
    show_beside(values, "CHANGED_PROBLEM", notes.problems, "changed");
    show_beside(values, "STORY_PROBLEM", notes.problems, "story");
    return page.render(status);
}

FormNotes notes_of(Refusal refusal) {
    return {{}, sentence(refusal) + " Your text is still here."};
}

Adoption of_version(guides::GuideView const& guide) {
    Adoption words;
    words.guide = guide.post.iri;
    words.version = guide.version;
    return words;
}

}  // namespace

awaitable<Response> get_adopt(App const& app, Call call) {
    auto const guide = guide_of(app, call, call.form.text("version"));
    if (!guide) co_return refuse(app, call, {Reason::not_found, "no such guide"});
    if (!may_adopt(app, call)) co_return refuse(app, call, only_research_lead());
    co_return form_page(app, call, guide->post, of_version(*guide), post_path(guide->post) + "/adopt", {}, 200);
}

awaitable<Response> post_adopt(App const& app, Call call) {
    auto const guide = guide_of(app, call, call.form.text("version"));
    if (!guide) co_return refuse(app, call, {Reason::not_found, "no such guide"});
    if (!may_adopt(app, call)) co_return refuse(app, call, only_research_lead());
    auto const action = post_path(guide->post) + "/adopt";
    auto const words = adoption_typed(call.form, of_version(*guide));
    FormNotes notes;
    notes.problems = problems_here(app, words, Handle{0});
    if (!notes.problems.empty()) {
        notes.why = not_said;
        co_return form_page(app, call, guide->post, words, action, notes, 422);
    }
    auto const said = co_await say(app, call, guide->post, words, nullptr);
    if (!said) {
        notes = notes_of(said.error());
        auto const status = meaning_of(said.error().reason()).status;
        co_return form_page(app, call, guide->post, words, action, notes, status);
    }
    co_return Response::see_other("/adoptions");
}

awaitable<Response> get_change_adoption(App const& app, Call call) {
    if (!may_adopt(app, call)) co_return refuse(app, call, only_research_lead());
    auto const view = own_adoption(app, call);
    auto const guide = view ? guide_below(app, *view) : std::nullopt;
    if (!guide) co_return refuse(app, call, {Reason::not_found, "no such adoption"});
    co_return form_page(app, call, *guide, view->adoption, own_adoption_path(*view) + "/change", {}, 200);
}

awaitable<Response> post_change_adoption(App const& app, Call call) {
    if (!may_adopt(app, call)) co_return refuse(app, call, only_research_lead());
    auto const view = own_adoption(app, call);
    auto const guide = view ? guide_below(app, *view) : std::nullopt;
    if (!guide) co_return refuse(app, call, {Reason::not_found, "no such adoption"});
    auto const action = own_adoption_path(*view) + "/change";
    auto const words = adoption_typed(call.form, view->adoption);
    FormNotes notes;
    notes.problems = problems_here(app, words, view->post.handle);
    if (!notes.problems.empty()) {
        notes.why = not_said;
        co_return form_page(app, call, *guide, words, action, notes, 422);
    }
    auto const said = co_await say(app, call, *guide, words, &*view);
    if (!said) {
        notes = notes_of(said.error());
        auto const status = meaning_of(said.error().reason()).status;
        co_return form_page(app, call, *guide, words, action, notes, status);
    }
    co_return Response::see_other("/adoptions");
}

}  // namespace collegium::server::pages
