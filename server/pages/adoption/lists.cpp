// Lists: what happened with a guide in schools, and what our school adopted.
#include "federation/content/markdown.hpp"
#include "server/dispatch.hpp"
#include "server/pages/adoption/handlers.hpp"
#include "server/pages/adoption/roll_up.hpp"

namespace collegium::server::pages {

using adoption::AdoptionView;
using adoption::Flag;
using adoption::Measure;

namespace {

// With its words in HTML.
struct Story {
    AdoptionView view;
    std::uint64_t revision = 0;  // of the guide; 0: not known here
    std::string context, changed, story, reason;
};

struct GuideStories {
    RollUpLook sums;
    std::vector<Story> stories;
};

struct OwnLine {
    AdoptionView view;
    timeline::PostView guide;
};

Story story_of(AdoptionView view) {
    Story story;
    auto const& words = view.adoption;
    story.context = federation::content::to_html(words.context);
    story.changed = federation::content::to_html(words.changed);
    story.story = federation::content::to_html(words.story);
    story.reason = federation::content::to_html(words.outcome_reason);
    story.view = std::move(view);
    return story;
}

GuideStories stories_of(App const& app, storage::Handle guide, timeline::Viewer const& viewer) {
    auto const now = app.node.clock.now();
    GuideStories found;
    found.sums = look_at_roll_up(app, guide);
    found.stories = app.node.store.read([&](auto const& tx, auto const& tables) {
        std::vector<Story> stories;
        for (auto& each : adoption::adoptions_of(tx, tables, guide, now, viewer)) {
            auto const words = guides::words_of_version(tx, tables, guide, each.adoption.version);
            stories.push_back(story_of(std::move(each)));
            stories.back().revision = words ? words->revision : 0;
        }
        return stories;
    });
    return found;
}

void show_measure(
    Values& card, std::string_view part, std::optional<Measure> const& measure, App const& app, Call const& call
) {
    if (!measure) return;
    auto values = card.repeat(part);
    auto const tool = app.node.store.read([&](auto const& tx, auto const& tables) {
        return thing_line(tx, tables, measure->instrument, call.viewer());
    });
    values.text("ADDRESS", tool.address);
    values.text("TOOL", measure->name.empty() ? tool.title : measure->name);
    values.text("FIGURE", measure->value);
    values.amount("PEOPLE", measure->people);
    values.day("DAY", measure->taken);
    values.text("NOTE", measure->note);
}

// Why it does not count, or not in full.
void show_flags(Values& card, std::uint64_t flags) {
    if (!adoption::counts(flags)) return card.show("NOT_COUNTED");
    if (adoption::has(flags, Flag::mismatched)) return card.show("NOT_COMPARABLE");
    if (flags != 0) card.show("NOT_BORNE_OUT");
}

void show_story(App const& app, Call const& call, Values card, Story const& story) {
    auto const& words = story.view.adoption;
    card.text("NUMBER", federation::digits(story.view.post.number));
    card.text("SCHOOL", story.view.school);
    card.words("STAGE", adoption::heading_of(words.stage));
    card.text("LANG", words.language);
    card.repeat("WHERE").html("CONTENT", story.context);
    card.repeat("CHANGES").html("CONTENT", story.changed);
    if (story.revision != 0) card.repeat("OF_VERSION").amount("REVISION", story.revision);
    if (!guides::is_blank(words.story)) card.repeat("STORY").html("CONTENT", story.story);
    show_measure(card, "BASELINE", words.baseline, app, call);
    show_measure(card, "FOLLOW_UP", words.follow_up, app, call);
    if (words.outcome != storage::AdoptionOutcome::none) {
        auto outcome = card.repeat("OUTCOME");
        outcome.words("HEADING", adoption::heading_of(words.outcome));
        outcome.html("CONTENT", story.reason);
    }
    if (story.view.lapsed) card.show("LAPSED");
    show_flags(card, story.view.flags);
    if (call.member) card.repeat("MAY_REPORT").text("ADDRESS", post_path(story.view.post) + "/report");
    card.time("TIME", story.view.post.updated);
    card.text("DATETIME", to_rfc3339(story.view.post.updated));
}

Response stories_page(App const& app, Call const& call, guides::GuideView const& guide, GuideStories const& found) {
    Page page{app, call, "adoptions", phrase("What happened in schools")};
    auto& values = page.values();
    values.text("GUIDE_TITLE", guide.guide.title);
    values.text("LANG", guide.guide.language);
    values.text("GUIDE_PATH", post_path(guide.post));
    show_roll_up(app, call, values, found.sums, guide.post, "");
    for (auto const& each : found.stories) show_story(app, call, values.repeat("ADOPTION"), each);
    return page.render();
}

std::vector<OwnLine> own_lines(App const& app, Call const& call) {
    auto const school = school_of(app);
    auto const now = app.node.clock.now();
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        std::vector<OwnLine> lines;
        for (auto& each : adoption::adoptions_by(tx, tables, school, now, call.viewer())) {
            auto guide = timeline::find_post(tx, tables, each.guide, call.viewer());
            if (guide) lines.push_back({std::move(each), *std::move(guide)});
        }
        return lines;
    });
}

void show_own(Values card, OwnLine const& line, bool may_change) {
    auto const& words = line.view.adoption;
    card.text("GUIDE_TITLE", line.guide.title().empty() ? line.guide.iri : line.guide.title());
    card.text("LANG", line.guide.language);
    card.text("GUIDE_PATH", version_path(line.guide, words.version));
    card.words("STAGE", adoption::heading_of(words.stage));
    card.words("OUTCOME", adoption::heading_of(words.outcome));
    card.time("TIME", line.view.post.published);
    card.text("DATETIME", to_rfc3339(line.view.post.published));
    if (!words.baseline) card.show("NO_BASELINE");
    if (line.view.lapsed) card.show("LAPSED");
    if (may_change) card.repeat("MAY_CHANGE").text("PATH", own_adoption_path(line.view));
}

}  // namespace

std::string story_path(App const& app, Call const& call, timeline::PostView const& post) {
    auto const guide = app.node.store.read([&](auto const& tx, auto const& tables) {
        bool const is_adoption = tables.adoptions.contains(tx, {post.parent, post.handle});
        return is_adoption ? timeline::find_post(tx, tables, post.parent, call.viewer()) : std::nullopt;
    });
    if (!guide) return {};
    return adoptions_path(*guide) + "#adoption-" + federation::digits(post.number);
}

awaitable<Response> get_adoptions(App const& app, Call call) {
    auto const guide = guide_of(app, call);
    if (!guide) co_return refuse(app, call, {Reason::not_found, "no such guide"});
    auto const viewer = call.viewer();
    GuideStories found;
    std::function<void()> work = [&] { found = stories_of(app, guide->post.handle, viewer); };
    co_await app.node.workers.run(std::move(work));
    co_return stories_page(app, call, *guide, found);
}

awaitable<Response> get_own_adoptions(App const& app, Call call) {
    std::vector<OwnLine> lines;
    std::function<void()> work = [&] { lines = own_lines(app, call); };
    co_await app.node.workers.run(std::move(work));
    bool const may_change = may_adopt(app, call);
    Page page{app, call, "adoptions_own", phrase("What our school has adopted")};
    auto& values = page.values();
    values.text("SCHOOL", app.node.settings.node.name);
    for (auto const& each : lines) show_own(values.repeat("ADOPTION"), each, may_change);
    if (lines.empty()) values.show("NONE");
    if (!may_change) values.show("LEAD_ADOPTS");
    co_return page.render();
}

}  // namespace collegium::server::pages
