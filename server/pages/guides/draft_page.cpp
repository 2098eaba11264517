#include "server/pages/guides/draft_page.hpp"

#include "server/pages/audience_words.hpp"
#include "server/pages/writing/area.hpp"
#include "server/pages/writing/steps.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::server::pages {

using guides::GuideState;

namespace {

struct CommunityChoice {
    std::string iri;
    std::string label;
};

std::vector<CommunityChoice> communities_for(App const& app, Call const& call, std::string const& chosen) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        std::vector<CommunityChoice> choices;
        auto const add = [&](timeline::ActorView const& community) {
            choices.push_back({community.iri, community.display + " (" + community.host + ")"});
        };
        for (auto const& each : timeline::communities_of(tx, tables, call.member->actor)) add(each.community);
        bool const listed = std::ranges::find(choices, chosen, &CommunityChoice::iri) != choices.end();
        auto const handle = listed || chosen.empty() ? std::nullopt : storage::find_handle(tx, tables, chosen);
        auto const view = handle ? timeline::find_actor(tx, tables, *handle) : std::nullopt;
        if (view && view->community) add(*view);
        return choices;
    });
}

void show_communities(App const& app, Call const& call, Values& values, std::string const& chosen) {
    for (auto const& each : communities_for(app, call, chosen)) {
        auto option = values.repeat("COMMUNITY_CHOICE");
        option.text("VALUE", each.iri);
        option.words("LABEL", each.label);
        if (each.iri == chosen) option.show("CHOSEN");
    }
}

void show_readers(App const& app, Call const& call, Values& page, storage::Handle guide) {
    auto const post = app.node.store.read([&](auto const& tx, auto const& tables) {
        return timeline::find_post(tx, tables, guide, call.viewer());
    });
    if (post) show_audience(page, audience_for(call, post->audience));
}

std::vector<PreviewPart> preview_parts(guides::Guide const& guide) {
    std::vector<PreviewPart> parts;
    for (auto const& each : guides::all_sections()) parts.push_back({each.heading, guide[each.section]});
    return parts;
}

// A new guide has a place and readers to choose; a new version stays where the guide is, for those who had it.
void show_place(
    App const& app, Call const& call, Values& page, guides::KeptDraft const& kept, FieldProblems const& problems
) {
    if (kept.replaces != storage::Handle{0}) return show_readers(app, call, page, kept.replaces);
    auto values = page.repeat("PLACE");
    show_communities(app, call, values, kept.draft.community);
    show_beside(values, "COMMUNITY_PROBLEM", problems, "community");
    show_audiences(values, audience_choices(), kept.draft.audience);
}

void show_states(Values& page, GuideState from, GuideState chosen) {
    for (auto const state : next_states(from)) {
        auto option = page.repeat("STATE");
        option.text("VALUE", guides::name_of(state));
        option.words("LABEL", guides::heading_of(state));
        bool const is_usual = chosen == GuideState::draft && state == GuideState::published;
        if (state == chosen || is_usual) option.show("CHOSEN");
    }
}

std::string_view heading_of_part(std::string_view part) {
    auto const section = guides::section_named(part);
    return section ? guides::info_of(*section).heading : phrase("Title");
}

void show_conflicts(Values& page, std::vector<guides::Conflict> const& conflicts) {
    if (conflicts.empty()) return;
    auto values = page.repeat("CONFLICTS");
    for (auto const& each : conflicts) values.repeat("CONFLICT").words("HEADING", heading_of_part(each.part));
}

void show_origin(App const& app, Call const& call, Values& page, guides::Guide const& guide) {
    app.node.store.read([&](auto const& tx, auto const& tables) {
        auto const add = [&](std::string_view words, std::string const& iri) {
            if (iri.empty()) return;
            auto const thing = thing_line(tx, tables, iri, call.viewer());
            auto line = page.repeat("ORIGIN");
            line.words("HOW", words);
            line.text("ADDRESS", thing.address);
            line.text("SOURCE_TITLE", thing.title);
        };
        add(phrase("Adapted from"), guide.adapted_from.guide);
        add(phrase("A translation of"), guide.translation_of.guide);
        for (auto const& each : guide.derived_from) add(phrase("It begins with the question"), each);
        return true;
    });
}

}  // namespace

std::vector<GuideState> next_states(GuideState from) {
    using enum GuideState;
    std::vector<GuideState> states;
    for (auto const state : {published, in_review, under_revision, retired})
        if (guides::may_follow(from, state)) states.push_back(state);
    return states;
}

GuideState standing_state(App const& app, Call const& call, guides::KeptDraft const& kept) {
    if (kept.replaces == storage::Handle{0}) return GuideState::draft;
    auto const standing = app.node.store.read([&](auto const& tx, auto const& tables) {
        return guides::find_guide(tx, tables, kept.replaces, call.viewer());
    });
    return standing ? standing->guide.state : GuideState::draft;
}

guides::KeptDraft draft_typed(App const& app, Call const& call, guides::KeptDraft before) {
    auto const& form = call.form;
    auto kept = std::move(before);
    kept.draft.guide = guide_typed(app, call, std::move(kept.draft.guide));
    kept.saved = app.node.clock.now();
    if (kept.replaces != storage::Handle{0}) return kept;
    kept.draft.audience = audience_chosen(form, audience_choices()).value_or(kept.draft.audience);
    auto const& wanted = form.text("community");
    for (auto const& each : communities_for(app, call, kept.draft.community))
        if (each.iri == wanted) kept.draft.community = wanted;
    return kept;
}

Response draft_page(
    App const& app, Call const& call, guides::KeptDraft const& kept, DraftNotes const& notes, unsigned status
) {
    bool const is_new = kept.replaces == storage::Handle{0};
    bool const is_kept = kept.number != storage::LocalId{0};
    Page page{app, call, "guide_write", is_new ? phrase("Write a guide") : phrase("Change a guide")};
    auto& values = page.values();
    auto const& guide = kept.draft.guide;
    values.words("HEADING", is_new ? phrase("Write a guide") : phrase("Change your guide"));
    values.text("PATH", is_kept ? draft_path(kept.number) : call.request.path);
    values.refused(notes.why);
    if (notes.saved) values.show("SAVED");
    show_conflicts(values, notes.conflicts);
    show_origin(app, call, values, guide);
    show_place(app, call, values, kept, notes.problems);
    show_parts(app, values, guide, notes.problems, true);
    show_rest(app, values, guide, notes.problems);
    show_writing_tools(app, call, values, "");
    show_preview(call, values, preview_parts(guide));
    show_states(values, standing_state(app, call, kept), guide.state);
    if (is_kept) values.repeat("MAY_DROP").text("DROP_PATH", draft_path(kept.number) + "/drop");
    return page.render(status);
}

}  // namespace collegium::server::pages
