// Reading signposts: lists of them, and the page of one.
#include "federation/signposts/address.hpp"
#include "server/dispatch.hpp"
#include "server/guides/link_checks.hpp"
#include "server/pages/communities/panel.hpp"
#include "server/pages/community_tabs.hpp"
#include "server/pages/signposts/handlers.hpp"
#include "server/pages/subject_comments.hpp"
#include "server/pages/thread_parts.hpp"

namespace collegium::server::pages {

using storage::Handle;
using storage::LocalId;
using storage::ReadTx;
using storage::Tables;

namespace {

constexpr std::size_t signposts_on_a_page = 20;

// All that the page of one shows.
struct SignpostLook {
    SignpostLine line;
    std::optional<SubjectComments> comments;
    Facilitated facilitated{};
};

std::optional<SignpostLook> look_at(App const& app, Call const& call, Handle thing) {
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<SignpostLook> {
        auto view = signposts::find_signpost(tx, tables, thing, call.viewer());
        if (!view) return std::nullopt;
        auto const facilitated = facilitated_by(tx, tables, call, view->post);
        auto const dead = server::guides::dead_since(tx, tables, view->signpost.address);
        return SignpostLook{{*std::move(view), dead}, comments_below(tx, tables, thing, call.viewer()), facilitated};
    });
}

void show_signpost(Values values, SignpostLine const& line) {
    auto const& signpost = line.view.signpost;
    values.text("PATH", post_path(line.view.post));
    values.text("TITLE", signpost.title);
    values.text("SOURCE", signpost.address);
    values.text("SOURCE_HOST", signposts::host_of(signpost.address));
    values.text("WHY", signpost.why);
    if (!signpost.for_whom.empty()) values.repeat("FOR").text("WHOM", signpost.for_whom);
    for (auto const& each : signpost.subjects) values.repeat("SUBJECT").text("WORDS", each);
    for (auto const& each : signpost.languages) values.repeat("LANGUAGE").text("CODE", each);
    if (line.dead) values.repeat("DEAD").day("DAY", *line.dead);
    if (is_waiting(line.view.post)) values.repeat("WAITING").text("HOST", line.view.post.community.host);
    show_byline(values, line.view.post);
}

}  // namespace

std::vector<SignpostLine> signpost_lines(
    ReadTx const& tx,
    Tables const& tables,
    Handle community,
    LocalId before,
    std::size_t most,
    timeline::Viewer const& viewer
) {
    std::vector<SignpostLine> lines;
    for (auto& each : signposts::signposts_in(tx, tables, community, before, most, viewer)) {
        auto const dead = server::guides::dead_since(tx, tables, each.signpost.address);
        lines.push_back({std::move(each), dead});
    }
    return lines;
}

void show_signpost_rows(Values& values, std::vector<SignpostLine> const& lines) {
    auto list = values.include("SIGNPOST_ROWS", "signpost_rows");
    for (auto const& each : lines) show_signpost(list.repeat("SIGNPOST"), each);
}

Response signpost_page(
    App const& app, Call const& call, timeline::PostView const& post, std::string_view comment_problem, unsigned status
) {
    auto const look = look_at(app, call, post.handle);
    if (!look) return refuse(app, call, {Reason::not_found, "no such signpost"});
    Page page{app, call, "signpost", look->line.view.signpost.title};
    page.alternate(post.iri);
    auto& values = page.values();
    values.text("LANG", post.language);
    if (post.community.handle != Handle{0}) {
        auto community = values.repeat("IN_COMMUNITY");
        community.text("COMMUNITY", post.community.display);
        community.text("COMMUNITY_PATH", community_path(post.community));
    }
    show_signpost(values, look->line);
    if (post.edited) values.show("CHANGED");
    bool const is_own = is_author(call, post);
    if (call.member) values.show(is_own ? "OWN" : "OTHERS");
    show_facilitating(values, look->line.view.post, look->facilitated);
    if (look->comments) show_comments_below(app, call, values, *look->comments, comment_problem);
    return page.render(status);
}

awaitable<Response> get_signposts(App const& app, Call call) {
    auto const community = community_of(app, call);
    if (!community) co_return refuse(app, call, {Reason::not_found, "no such community"});
    auto const viewer = call.viewer();
    auto const before = before_of(call);
    std::vector<SignpostLine> lines;
    // One more than is shown tells whether there is a next page.
    std::function<void()> work = [&] {
        lines = app.node.store.read([&](auto const& tx, auto const& tables) {
            return signpost_lines(tx, tables, community->handle, before, signposts_on_a_page + 1, viewer);
        });
    };
    co_await app.node.workers.run(std::move(work));
    Page page{app, call, "signposts", phrase("Signposts of {community}"), {{"community", community->display}}};
    auto& values = page.values();
    values.text("PATH", community_path(*community));
    values.text("COMMUNITY", community->display);
    show_community_tabs(values, call, *community, CommunityTab::signposts);
    if (call.member) values.show("MEMBER");
    if (lines.size() > signposts_on_a_page) {
        lines.pop_back();
        values.repeat("OLDER").text("ADDRESS", "?before=" + federation::digits(lines.back().view.post.number));
    }
    show_signpost_rows(values, lines);
    if (lines.empty()) values.show("NONE");
    co_return page.render();
}

}  // namespace collegium::server::pages
