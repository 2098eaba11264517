// The versions of a guide, and what differs between two of them. Anybody may ask, so texts are compared on the workers,
// and at most two versions are compared at a time.
#include "server/dispatch.hpp"
#include "server/pages/guides/changes.hpp"
#include "server/pages/guides/handlers.hpp"
#include "server/pages/guides/looking.hpp"

#include <algorithm>

namespace collegium::server::pages {

using guides::GuideView;
using guides::VersionLine;

namespace {

// Of a whole list, how many lead on: the selects name each version twice.
constexpr std::size_t most_shown = 100;

std::string difference_path(timeline::PostView const& guide, std::string_view from, std::string_view to) {
    return post_path(guide) + "/differences?from=" + percent_encoded(from) + "&to=" + percent_encoded(to);
}

void show_choice(Values& page, std::string_view part, VersionLine const& line, bool chosen) {
    auto option = page.repeat(part);
    option.text("VALUE", line.version);
    auto const number = page.language().number(line.revision), time = page.language().time(line.updated);
    option.words("LABEL", "Version {number}, {time}", {{"number", number}, {"time", time}});
    if (chosen) option.show("CHOSEN");
}

Response versions_page(
    App const& app, Call const& call, GuideView const& guide, std::vector<VersionLine> const& lines
) {
    Page page{app, call, "guide_versions", phrase("Versions of a guide")};
    auto& values = page.values();
    values.text("TITLE", guide.guide.title);
    values.text("LANG", guide.guide.language);
    values.text("PATH", post_path(guide.post));
    auto const shown = std::min(lines.size(), most_shown);
    for (std::size_t i = 0; i < shown; ++i) {
        auto const& each = lines[i];
        auto line = values.repeat("VERSION");
        line.amount("REVISION", each.revision);
        line.text("VERSION_PATH", version_path(guide.post, each.version));
        line.text("VERSION_NAME", each.version);
        line.time("TIME", each.updated);
        line.text("DATETIME", to_rfc3339(each.updated));
        if (each.current) line.show("NEWEST");
        if (!each.previous.empty())
            line.repeat("WITH_PREVIOUS").text("ADDRESS", difference_path(guide.post, each.previous, each.version));
    }
    if (lines.size() > shown) values.show("MORE_VERSIONS");
    if (shown < 2) return page.render();
    auto form = values.repeat("COMPARE");
    for (std::size_t i = 0; i < shown; ++i) {
        show_choice(form, "FROM", lines[i], i == 1);
        show_choice(form, "TO", lines[i], i == 0);
    }
    return page.render();
}

struct Compared {
    GuideView before;
    GuideView after;
    std::vector<guides::ChangedPart> changes;
};

// after: its newest version if it names none.
std::optional<Compared> compare(
    storage::Store const& store,
    storage::Handle guide,
    std::string const& from,
    std::string const& to,
    timeline::Viewer const& viewer
) {
    auto compared = store.read([&](auto const& tx, auto const& tables) -> std::optional<Compared> {
        auto before = guides::find_version(tx, tables, guide, from, viewer);
        auto after = to.empty() ? guides::find_guide(tx, tables, guide, viewer)
                                : guides::find_version(tx, tables, guide, to, viewer);
        if (!before || !after) return std::nullopt;
        return Compared{*std::move(before), *std::move(after), {}};
    });
    if (compared) compared->changes = guides::differences(compared->before.guide, compared->after.guide);
    return compared;
}

void show_side(Values& page, std::string_view part, GuideView const& guide) {
    auto values = page.repeat(part);
    values.amount("REVISION", guide.guide.revision);
    values.text("VERSION_PATH", version_path(guide.post, guide.version));
    values.time("TIME", guide.post.updated);
    values.text("DATETIME", to_rfc3339(guide.post.updated));
}

Response differences_page(App const& app, Call const& call, Compared const& compared) {
    Page page{app, call, "guide_differences", phrase("What has changed")};
    auto& values = page.values();
    values.text("TITLE", compared.after.guide.title);
    values.text("LANG", compared.after.guide.language);
    values.text("PATH", post_path(compared.after.post));
    show_side(values, "BEFORE", compared.before);
    show_side(values, "AFTER", compared.after);
    show_changes(values, compared.changes, compared.after.guide.language);
    return page.render();
}

}  // namespace

awaitable<Response> get_guide_versions(App const& app, Call call) {
    auto const guide = guide_of(app, call);
    if (!guide) co_return refuse(app, call, {Reason::not_found, "no such guide"});
    std::vector<VersionLine> lines;
    std::function<void()> work = [&] {
        lines = app.node.store.read([&](auto const& tx, auto const& tables) {
            return guides::versions_of(tx, tables, *guide);
        });
    };
    co_await app.node.workers.run(std::move(work));
    co_return versions_page(app, call, *guide, lines);
}

awaitable<Response> get_guide_differences(App const& app, Call call) {
    auto const guide = guide_of(app, call);
    if (!guide) co_return refuse(app, call, {Reason::not_found, "no such guide"});
    auto const viewer = call.viewer();
    auto const& from = call.form.text("from");
    auto const& to = call.form.text("to");
    std::optional<Compared> compared;
    std::function<void()> work = [&] { compared = compare(app.node.store, guide->post.handle, from, to, viewer); };
    co_await app.node.workers.run(std::move(work));
    if (!compared) co_return refuse(app, call, {Reason::not_found, "no such version of the guide"});
    co_return differences_page(app, call, *compared);
}

}  // namespace collegium::server::pages
