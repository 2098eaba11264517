// Lists of guides: of a community, of what began with a question, and of what a member has to do with.
#include "federation/guides/drafts.hpp"
#include "federation/guides/origins.hpp"
#include "server/dispatch.hpp"
#include "server/pages/community_tabs.hpp"
#include "server/pages/feeds.hpp"
#include "server/pages/guides/guide_rows.hpp"
#include "server/pages/guides/handlers.hpp"
#include "server/pages/reviews/looking.hpp"

namespace collegium::server::pages {

using guides::GuideView;

namespace {

constexpr std::size_t guides_on_a_page = 20;

void show_rows(Values& page, std::vector<GuideView> const& rows, Instant now) {
    auto list = page.include("ROWS", "guide_rows");
    for (auto const& each : rows) show_guide_row(list.repeat("GUIDE"), each, now);
    if (rows.empty()) list.show("NO_GUIDES");
}

Response community_guides_page(
    App const& app, Call const& call, timeline::ActorView const& community, std::vector<GuideView> rows
) {
    Page page{app, call, "guides", phrase("Guides in {community}"), {{"community", community.display}}};
    if (community.local)
        page.feed(community_path(community) + "/guides.atom", atom_type, "Guides in " + community.display);
    auto& values = page.values();
    values.text("COMMUNITY", community.display);
    values.text("COMMUNITY_PATH", community_path(community));
    auto place = values.repeat("OF_COMMUNITY");
    show_community_tabs(place, call, community, CommunityTab::guides);
    if (call.member) place.show("MAY_WRITE");
    bool const runs = community.local && facilitates(app, call, community.handle);
    if (runs) place.show("MAY_SET_RULE");
    if (runs) values.repeat("AUTHORS").text("PATH", community_path(community));
    if (rows.size() > guides_on_a_page) {
        rows.pop_back();
        values.repeat("OLDER").text("ADDRESS", "?before=" + federation::digits(rows.back().post.number));
    }
    show_rows(values, rows, app.node.clock.now());
    return page.render();
}

Response question_guides_page(
    App const& app, Call const& call, timeline::PostView const& question, std::vector<GuideView> const& rows
) {
    Page page{app, call, "guides", phrase("Guides from a question")};
    auto& values = page.values();
    auto place = values.repeat("OF_QUESTION");
    place.text("QUESTION_PATH", post_path(question));
    place.text("QUESTION_TITLE", question.title());
    show_rows(values, rows, app.node.clock.now());
    return page.render();
}

// What waits for a member, and what they wait for.
struct OwnWork {
    std::vector<guides::KeptDraft> drafts;
    std::vector<GuideView> due;
    std::vector<guides::SuggestionView> waiting;
    std::vector<guides::SuggestionView> suggested;
};

OwnWork own_work(App const& app, storage::Handle member) {
    auto const now = app.node.clock.now();
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return OwnWork{
            guides::drafts_of(tx, tables, member),
            guides::due_for_review(tx, tables, member, now),
            guides::waiting_for(tx, tables, member),
            guides::suggested_by(tx, tables, member)};
    });
}

Response own_guides_page(App const& app, Call const& call, OwnWork const& work) {
    Page page{app, call, "guides_mine", phrase("Your guides and drafts")};
    auto& values = page.values();
    for (auto const& each : work.drafts) {
        auto line = values.repeat("DRAFT");
        line.text("PATH", draft_path(each.number));
        line.words("TITLE", phrase("Without a title yet"));
        if (!each.draft.guide.title.empty()) line.text("TITLE", each.draft.guide.title);
        line.time("TIME", each.saved);
        line.text("DATETIME", to_rfc3339(each.saved));
        line.show(each.replaces == storage::Handle{0} ? "NEW_GUIDE" : "NEW_VERSION");
    }
    if (work.drafts.empty()) values.show("NO_DRAFTS");
    if (!work.due.empty()) {
        auto due = values.repeat("DUE");
        show_rows(due, work.due, app.node.clock.now());
    }
    show_suggestion_rows(values, "WAITING_ROWS", work.waiting);
    show_suggestion_rows(values, "SUGGESTED_ROWS", work.suggested);
    return page.render();
}

}  // namespace

awaitable<Response> get_guides(App const& app, Call call) {
    auto const community = community_of(app, call);
    if (!community) co_return refuse(app, call, {Reason::not_found, "no such community"});
    auto const viewer = call.viewer();
    auto const before = before_of(call);
    std::vector<GuideView> rows;
    // One more than is shown tells whether there is a next page.
    std::function<void()> work = [&] {
        rows = app.node.store.read([&](auto const& tx, auto const& tables) {
            return guides::guides_in(tx, tables, community->handle, before, guides_on_a_page + 1, viewer);
        });
    };
    co_await app.node.workers.run(std::move(work));
    co_return community_guides_page(app, call, *community, std::move(rows));
}

awaitable<Response> get_guides_of_question(App const& app, Call call) {
    auto const question = post_of(app, call);
    bool const is_asked = question && question->kind == storage::ObjectKind::question;
    if (!is_asked || question->state != storage::ObjectState::visible)
        co_return refuse(app, call, {Reason::not_found, "no such question"});
    auto const viewer = call.viewer();
    std::vector<GuideView> rows;
    std::function<void()> work = [&] {
        rows = app.node.store.read([&](auto const& tx, auto const& tables) {
            std::vector<GuideView> found;
            for (auto& each : guides::made_from(tx, tables, question->handle, viewer))
                found.push_back(std::move(each.guide));
            return found;
        });
    };
    co_await app.node.workers.run(std::move(work));
    co_return question_guides_page(app, call, *question, rows);
}

awaitable<Response> get_own_guides(App const& app, Call call) {
    OwnWork own;
    std::function<void()> work = [&] { own = own_work(app, call.member->actor); };
    co_await app.node.workers.run(std::move(work));
    co_return own_guides_page(app, call, own);
}

}  // namespace collegium::server::pages
