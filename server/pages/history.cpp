// What a thing said before it was changed, and what each change did.
#include "federation/content/plain_text.hpp"
#include "federation/content/text_changes.hpp"
#include "federation/versions.hpp"
#include "server/dispatch.hpp"
#include "server/pages/changed_lines.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/lookups.hpp"

#include <algorithm>

namespace collegium::server::pages {

using federation::content::Hunk;
using federation::content::LineChange;
using timeline::PostView;

namespace {

std::vector<PostView> versions(App const& app, PostView const& post) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        std::vector<PostView> found;
        for (auto const seq : timeline::versions_of(tx, tables, post.handle))
            if (auto version = timeline::version_of(tx, tables, post, seq)) found.push_back(*std::move(version));
        return found;
    });
}

// As it was typed; of what came without Markdown, the words.
std::string text_of(PostView const& version) {
    auto const words = version.source.empty() ? federation::content::plain_text(version.content) : version.source;
    return version.name.empty() ? words : version.name + "\n\n" + words;
}

Hunk unchanged(std::string_view text) {
    Hunk lines;
    while (!text.empty()) {
        auto const end = std::min(text.find('\n'), text.size());
        lines.push_back({LineChange::same, std::string{text.substr(0, end)}});
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

// The first one whole, of the others what they changed.
void show_version(Values values, PostView const& version, PostView const* before) {
    auto const text = text_of(version);
    values.text("TIME", readable_time(version.updated));
    values.text("DATETIME", to_rfc3339(version.updated));
    if (before == nullptr) {
        values.show("FIRST");
        return show_hunk(values.repeat("PART"), unchanged(text));
    }
    values.show("CHANGED");
    auto const parts = federation::content::differences(text_of(*before), text);
    for (auto const& each : parts) show_hunk(values.repeat("PART"), each);
    if (parts.empty()) values.show("SAME_WORDS");
}

}  // namespace

awaitable<Response> get_history(App const& app, Call call) {
    auto const post = post_of(app, call);
    if (!post || post->state != storage::ObjectState::visible)
        co_return refuse(app, call, {Reason::not_found, "no such thing"});
    if (post->kind == storage::ObjectKind::guide) co_return Response::see_other(post_path(*post) + "/versions");
    auto const all = versions(app, *post);
    Page page{app, call, "history", "History"};
    auto& values = page.values();
    values.text("KIND", kind_name(post->kind));
    values.text("PATH", post_path(*post));
    values.text("AUTHOR", post->author.display);
    values.text("LANG", post->language);
    for (std::size_t i = all.size(); i-- > 0;)
        show_version(values.repeat("VERSION"), all[i], i == 0 ? nullptr : &all[i - 1]);
    co_return page.render();
}

}  // namespace collegium::server::pages
