// What a thing said before it was changed, and what each change did.
#include "federation/content/plain_text.hpp"
#include "federation/content/text_changes.hpp"
#include "federation/versions.hpp"
#include "server/dispatch.hpp"
#include "server/pages/changed_lines.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/lookups.hpp"

#include <algorithm>
#include <charconv>
#include <functional>

namespace collegium::server::pages {

using federation::content::Hunk;
using federation::content::LineChange;
using timeline::PostView;

namespace {

// Others decide how long their words are, and any guest may ask.
constexpr std::size_t longest_text = 64 * 1024;  // bytes of a version that are compared
constexpr std::size_t most_lines = 2000;         // on a page

struct Versions {
    std::size_t count = 0;
    std::size_t chosen = 0;           // from 1
    std::optional<PostView> version;  // nothing: its words are not kept
    std::optional<PostView> before;
};

// What a page shows of one version.
struct Change {
    std::size_t count = 0;
    std::size_t chosen = 0;
    std::optional<Instant> written;  // nothing: its words are not kept
    bool is_first = false;
    bool is_cut = false;
    std::vector<Hunk> parts;
};

// 0: the newest.
std::size_t wanted_version(Call const& call) {
    auto const& digits = call.form.text("version");
    std::size_t number = 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return error == std::errc{} && end == digits.data() + digits.size() ? number : 0;
}

Versions find_versions(App const& app, PostView const& post, std::size_t wanted) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        auto const places = timeline::versions_of(tx, tables, post.handle);
        Versions found;
        found.count = places.size();
        found.chosen = wanted == 0 || wanted > places.size() ? places.size() : wanted;
        if (places.empty()) return found;
        found.version = timeline::version_of(tx, tables, post, places[found.chosen - 1]);
        for (auto i = found.chosen - 1; i > 0 && !found.before; --i)
            found.before = timeline::version_of(tx, tables, post, places[i - 1]);
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

// True if something was left out.
bool shorten(std::vector<Hunk>& parts) {
    bool is_cut = false;
    std::size_t left = most_lines;
    for (auto& part : parts) {
        is_cut = is_cut || part.size() > left;
        part.resize(std::min(part.size(), left));
        left -= part.size();
    }
    std::erase_if(parts, [](Hunk const& part) { return part.empty(); });
    return is_cut;
}

// The first one whole, of the others what they changed.
Change change_in(App const& app, PostView const& post, std::size_t wanted) {
    auto const found = find_versions(app, post, wanted);
    Change change;
    change.count = found.count;
    change.chosen = found.chosen;
    if (!found.version) return change;
    change.written = found.version->updated;
    change.is_first = found.chosen == 1;
    auto const whole = text_of(*found.version);
    auto const text = federation::content::cut(whole, longest_text);
    if (found.before)
        change.parts =
            federation::content::differences(federation::content::cut(text_of(*found.before), longest_text), text);
    else
        change.parts.push_back(unchanged(text));
    bool const too_many = shorten(change.parts);
    change.is_cut = too_many || whole.size() > longest_text;
    return change;
}

void show_versions(Values values, Change const& change) {
    for (auto number = change.count; number > 0; --number)
        values.repeat("VERSION").repeat(number == change.chosen ? "THIS" : "OTHER").number("NUMBER", number);
}

void show_change(Values& values, Change const& change) {
    if (change.count > 1) show_versions(values.repeat("VERSIONS"), change);
    if (!change.written) return values.show("GONE");
    auto timed = values.repeat("TIMED");
    timed.time("TIME", *change.written);
    timed.text("DATETIME", to_rfc3339(*change.written));
    values.show(change.is_first ? "FIRST" : "CHANGED");
    for (auto const& each : change.parts) show_hunk(values.repeat("PART"), each);
    if (change.is_cut)
        values.show("MORE");
    else if (change.parts.empty())
        values.show("SAME_WORDS");
}

}  // namespace

awaitable<Response> get_history(App const& app, Call call) {
    auto const post = post_of(app, call);
    if (!post || post->state != storage::ObjectState::visible)
        co_return refuse(app, call, {Reason::not_found, "no such thing"});
    if (post->kind == storage::ObjectKind::guide) co_return Response::see_other(post_path(*post) + "/versions");
    auto const wanted = wanted_version(call);
    Change change;
    std::function<void()> work = [&] { change = change_in(app, *post, wanted); };
    co_await app.node.workers.run(std::move(work));
    Page page{app, call, "history", phrase("History")};
    auto& values = page.values();
    values.words("KIND", kind_name(post->kind));
    values.text("PATH", post_path(*post));
    values.text("AUTHOR", post->author.display);
    values.text("LANG", post->language);
    show_change(values, change);
    co_return page.render();
}

}  // namespace collegium::server::pages
