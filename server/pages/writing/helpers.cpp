// What the script for writing asks for while somebody types.
#include "config/ascii.hpp"
#include "federation/community/audience.hpp"
#include "federation/community/pupils.hpp"
#include "federation/content/markdown.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/messages/json_text.hpp"
#include "server/api_limits.hpp"
#include "server/mastodon/account_lookups.hpp"
#include "server/pages/audience_words.hpp"
#include "server/pages/lookups.hpp"
#include "server/pages/writing/handlers.hpp"
#include "server/search/search_desk.hpp"
#include "storage/names.hpp"

#include <map>

namespace collegium::server::pages {

using federation::JsonText;
using storage::Handle;

namespace {

constexpr std::size_t most_similar = 5;
constexpr std::size_t longest_title = 200;       // characters
constexpr std::size_t most_completions = 8;      // that are shown
constexpr std::size_t most_looked_at = 40;       // of people who fit, before rights are asked for
constexpr std::size_t longest_beginning = 60;    // bytes of a name or tag
constexpr std::size_t most_posts_of_tags = 400;  // the newest ones, in which tags are looked for

// 429 for a script that asks too often; nothing if it does not.
std::optional<Response> too_often(App const& app, Call const& call) {
    auto const now = app.node.clock.now();
    auto const standing = app.api_limits.typing(call, now);
    if (standing.allowed) return std::nullopt;
    return too_many_calls(standing, now);
}

struct Completion {
    std::string text;
    std::string label;
};

bool is_pupil(mastodon::View const& view, Handle actor) {
    return federation::community::is_pupil(view.tx, view.tables, actor);
}

// stays: what is written never leaves this node, so that pupils may be named in it.
std::vector<Completion> names_like(mastodon::View const& view, std::string_view beginning, bool stays) {
    std::vector<Completion> found;
    for (auto const each : mastodon::accounts_searched(view, beginning, 0, most_looked_at)) {
        auto const actor = timeline::find_actor(view.tx, view.tables, each);
        bool const is_fit = actor && (stays ? actor->local : !is_pupil(view, each));
        if (!is_fit || found.size() == most_completions) continue;
        found.push_back({actor->local ? "@" + actor->name : actor->address(), actor->display + " (" + actor->host + ")"}
        );
    }
    return found;
}

// From the newest posts of this member's communities that they may read, and nothing else.
std::vector<Completion> tags_like(mastodon::View const& view, std::string_view beginning) {
    std::map<std::string, std::string> found;  // in lower case => as it was written
    std::size_t left = most_posts_of_tags;
    for (auto const& each : timeline::communities_of(view.tx, view.tables, view.viewer.member)) {
        auto const place = each.community.handle;
        view.tables.posts.descend(view.tx, {place, storage::LocalId{~0ull}}, [&](auto const& key, Handle thing) {
            if (key.under != place || left == 0) return false;
            --left;
            auto const post = timeline::find_post(view.tx, view.tables, thing, view.viewer);
            if (!post || post->state != storage::ObjectState::visible) return true;
            for (auto const& tag : post->details.tags)
                if (ascii::starts_with_ignoring_case(tag, beginning)) found.emplace(ascii::lowered(tag), tag);
            return found.size() < most_completions;
        });
    }
    std::vector<Completion> completions;
    for (auto const& [key, tag] : found)
        if (completions.size() < most_completions) completions.push_back({"#" + tag, "#" + tag});
    return completions;
}

bool stays_here(Call const& call) {
    auto const audience = audience_chosen(call.form, audience_choices());
    return call.member->pupil || (audience && federation::community::stays_here(*audience));
}

std::string completions_json(App const& app, Call const& call) {
    auto const& typed = call.form.text("q");
    if (typed.size() < 2 || typed.size() > longest_beginning) return "[]";
    auto const beginning = std::string_view{typed}.substr(1);
    auto const found = mastodon::look(app, call, [&](mastodon::View const& view) {
        if (typed.front() == '#') return tags_like(view, beginning);
        return typed.front() == '@' ? names_like(view, beginning, stays_here(call)) : std::vector<Completion>{};
    });
    auto list = JsonText::list();
    for (auto const& each : found)
        list.raw_item(JsonText::object().text("text", each.text).text("label", each.label).done());
    return list.done();
}

}  // namespace

awaitable<std::vector<timeline::PostView>> similar_to(App const& app, Call const& call, std::string title) {
    std::vector<timeline::PostView> similar;
    if (title.empty() || app.search_desk == nullptr) co_return similar;
    auto const viewer = call.viewer();
    std::function<void()> work = [&] { similar = app.search_desk->similar_questions(title, viewer, most_similar); };
    co_await app.node.workers.run(std::move(work));
    co_return similar;
}

void show_similar(Values& values, std::vector<timeline::PostView> const& similar, bool is_held) {
    if (similar.empty()) return;
    auto list = values.include("SIMILAR_QUESTIONS", "similar").repeat("SIMILAR");
    if (is_held) list.show("NOT_SENT");
    for (auto const& each : similar) {
        auto line = list.repeat("QUESTION");
        line.text("PATH", post_path(each));
        line.text("TITLE", each.title());
        line.text("COMMUNITY_NAME", each.community.display);
    }
}

awaitable<Response> get_similar(App const& app, Call call) {
    if (auto refused = too_often(app, call)) co_return *std::move(refused);
    auto title = federation::content::cut_characters(call.form.trimmed("title"), longest_title);
    auto const similar = co_await similar_to(app, call, std::move(title));
    Fragment fragment{app, call, "similar_only"};
    show_similar(fragment.values(), similar, false);
    co_return fragment.render();
}

awaitable<Response> post_preview(App const& app, Call call) {
    if (auto refused = too_often(app, call)) co_return *std::move(refused);
    Fragment fragment{app, call, "words_only"};
    auto const& words = call.form.text("words");
    fragment.values().html("CONTENT", federation::content::to_html(words));
    co_return fragment.render();
}

awaitable<Response> get_completions(App const& app, Call call) {
    if (auto refused = too_often(app, call)) co_return *std::move(refused);
    std::string found;
    std::function<void()> work = [&] { found = completions_json(app, call); };
    co_await app.node.workers.run(std::move(work));
    Response response{200, "application/json; charset=utf-8", std::move(found)};
    response.with("Cache-Control", "private, no-store").with("Vary", "Accept, Cookie");
    co_return response;
}

}  // namespace collegium::server::pages
