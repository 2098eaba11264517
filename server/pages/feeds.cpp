#include "server/pages/feeds.hpp"

#include "federation/community/visibility.hpp"
#include "federation/content/sanitise.hpp"
#include "federation/guides/reading.hpp"
#include "federation/local_actors.hpp"
#include "federation/timeline_lists.hpp"
#include "server/dispatch.hpp"
#include "server/feeds/atom.hpp"

#include <algorithm>

namespace collegium::server::pages {

using feeds::Feed;
using storage::Handle;
using storage::LocalId;
using storage::ReadTx;
using storage::Tables;
using timeline::PostView;

namespace {

constexpr std::size_t most_entries = 20;
constexpr LocalId newest{~0ull};
constexpr timeline::Viewer nobody{};  // feeds are read by programs, and passed on by them

// What its author put forward for everybody; not what is for everyone quietly.
bool is_public(PostView const& post) {
    return post.audience == storage::Audience::everyone && post.state == storage::ObjectState::visible;
}

void add(Feed& feed, PostView const& post) {
    if (!is_public(post)) return;
    feed.entries.push_back(
        {post.iri,
         post.title(),
         post.author.display,
         federation::content::sanitise(post.content),
         post.language,
         post.published,
         std::max(post.published, post.updated)}
    );
}

// Another node's community has feeds of its own there.
std::optional<timeline::ActorView> own_community_of(App const& app, Call const& call) {
    auto found = community_of(app, call);
    return found && found->local ? found : std::nullopt;
}

Feed feed_of(App const& app, timeline::ActorView const& whose, std::string path, std::string page, std::string title) {
    auto const origin = app.node.settings.origin();
    return {origin + path, origin + page, std::move(title), whose.display, {}};
}

// Somebody of this node who is shown to everybody: never a pupil, whoever asks.
std::optional<timeline::ActorView> shown_person(App const& app, std::string const& name) {
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<timeline::ActorView> {
        auto const person = federation::find_local_actor(tx, tables, name, storage::ActorType::person);
        if (!person || !federation::community::may_know_of(tx, tables, nobody, *person)) return std::nullopt;
        return timeline::find_actor(tx, tables, *person);
    });
}

void add_works(ReadTx const& tx, Tables const& tables, Handle person, Feed& feed) {
    timeline::Selection selection;
    selection.without_replies = true;
    selection.without_boosts = true;
    selection.only_for_everyone = true;
    timeline::Stretch stretch;
    stretch.most = most_entries;
    for (auto const& line : timeline::ListReader{tx, tables, nobody}.by(person, selection, stretch).lines)
        if (auto const post = timeline::find_post(tx, tables, line.thing, nobody)) add(feed, *post);
}

}  // namespace

awaitable<Response> get_questions_feed(App const& app, Call call) {
    auto const community = own_community_of(app, call);
    if (!community) co_return refuse(app, call, {Reason::not_found, "no such community"});
    auto const path = community_path(*community);
    auto feed = feed_of(app, *community, path + "/questions.atom", path, "Questions in " + community->display);
    std::function<void()> work = [&] {
        app.node.store.read([&](auto const& tx, auto const& tables) {
            auto const page = timeline::questions_in(tx, tables, community->handle, newest, most_entries, nobody, {});
            for (auto const& line : page.lines) add(feed, line.question);
            return 0;
        });
    };
    co_await app.node.workers.run(std::move(work));
    co_return feeds::answer(feed);
}

awaitable<Response> get_guides_feed(App const& app, Call call) {
    auto const community = own_community_of(app, call);
    if (!community) co_return refuse(app, call, {Reason::not_found, "no such community"});
    auto const path = community_path(*community) + "/guides";
    auto feed = feed_of(app, *community, path + ".atom", path, "Guides in " + community->display);
    std::function<void()> work = [&] {
        app.node.store.read([&](auto const& tx, auto const& tables) {
            auto const found =
                federation::guides::guides_in(tx, tables, community->handle, newest, most_entries, nobody);
            for (auto const& each : found) add(feed, each.post);
            return 0;
        });
    };
    co_await app.node.workers.run(std::move(work));
    co_return feeds::answer(feed);
}

awaitable<Response> get_person_feed(App const& app, Call call) {
    auto const person = shown_person(app, call.names.front());
    if (!person) co_return refuse(app, call, {Reason::not_found, "nobody of that name"});
    auto const path = "/u/" + person->name;
    auto feed = feed_of(app, *person, path + "/posts.atom", path, person->display);
    std::function<void()> work = [&] {
        app.node.store.read([&](auto const& tx, auto const& tables) {
            add_works(tx, tables, person->handle, feed);
            return 0;
        });
    };
    co_await app.node.workers.run(std::move(work));
    co_return feeds::answer(feed);
}

}  // namespace collegium::server::pages
