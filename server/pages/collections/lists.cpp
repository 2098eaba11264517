// A member's collections, and one collection for its readers.
#include "federation/collections/keeping.hpp"
#include "federation/messages/vocabulary.hpp"
#include "server/dispatch.hpp"
#include "server/pages/collections/handlers.hpp"
#include "server/pages/subjects/news_rows.hpp"

namespace collegium::server::pages {

namespace collections = federation::collections;

using collections::CollectionView;

namespace {

std::string collection_path(CollectionView const& collection) {
    return offer_path(collection.actor);
}

std::string kept_title(timeline::PostView const& post) {
    return post.title().empty() ? std::string{kind_name(post.kind)} : post.title();
}

void show_thing(Values values, timeline::PostView const& post, CollectionView const& collection, bool own) {
    values.text("PATH", post_path(post));
    values.text("LANG", post.language);
    values.text("TITLE", kept_title(post));
    values.words("KIND", kind_name(post.kind));
    show_byline(values, post);
    if (own) values.repeat("CHANGE").text("LIST_PATH", collection_path(collection));
}

void show_follow_form(App const& app, Values& values, Call const& call, CollectionView const& collection) {
    if (!call.member) return values.repeat("GUEST").text("RETURN", percent_encoded(call.request.path));
    if (collection.owner.handle == call.member->actor) return;
    auto const follow = app.node.store.read([&](auto const& tx, auto const& tables) {
        return tables.following.get(tx, {call.member->actor, collection.actor.handle});
    });
    values.repeat(follow ? "UNFOLLOW" : "FOLLOW").text("FORM_PATH", offer_form_path(collection.actor));
}

std::optional<storage::LocalId> thing_number(Call const& call) {
    std::string_view const path = call.form.text("thing");
    return number_of(path.substr(std::min(path.rfind('/') + 1, path.size())));
}

Response list_document(App const& app, CollectionView const& collection) {
    auto document = collections::list_document(app.node.settings.origin(), collection);
    if (!document) return Response::refused(document.error());
    return Response{200, std::string{federation::vocabulary::activity_json}, *std::move(document)}
        .with("Access-Control-Allow-Origin", "*")
        .with("Vary", "Accept");
}

Response collections_page(App const& app, Call const& call, std::string_view problem, unsigned status) {
    auto const own = app.node.store.read([&](auto const& tx, auto const& tables) {
        return collections::collections_of(tx, tables, call.member->actor);
    });
    auto const thing = thing_named(app, call);
    Page page{app, call, "collections", phrase("Your collections")};
    auto& values = page.values();
    if (thing) {
        auto chosen = values.repeat("THING");
        chosen.text("PATH", post_path(*thing));
        chosen.text("TITLE", kept_title(*thing));
        values.repeat("WITH_THING").text("THING_PATH", post_path(*thing));
    }
    for (auto const& each : own) {
        auto line = values.repeat("COLLECTION");
        line.text("PATH", collection_path(each));
        line.text("NAME", each.actor.display);
        if (thing) line.repeat("ADD").text("THING_PATH", post_path(*thing));
    }
    if (own.empty()) values.show("NONE");
    values.text("TYPED", call.form.text("name"));
    values.problem("name", problem);
    return page.render(status);
}

}  // namespace

awaitable<std::optional<CollectionView>> collection_of(App const& app, Call const& call) {
    auto const number = number_of(call.names.front());
    std::optional<CollectionView> found;
    if (!number) co_return found;
    std::function<void()> work = [&] {
        found = app.node.store.read([&](auto const& tx, auto const& tables) {
            return collections::find_collection(tx, tables, *number, call.viewer());
        });
    };
    co_await app.node.workers.run(std::move(work));
    co_return found;
}

std::optional<storage::Handle> handle_named(App const& app, Call const& call) {
    auto const number = thing_number(call);
    if (!number) return std::nullopt;
    return app.node.store.read([&](auto const& tx, auto const& tables) { return tables.numbers.get(tx, *number); });
}

std::optional<timeline::PostView> thing_named(App const& app, Call const& call) {
    auto const number = thing_number(call);
    if (!number) return std::nullopt;
    auto post = app.node.store.read([&](auto const& tx, auto const& tables) {
        return timeline::find_post(tx, tables, *number, call.viewer());
    });
    bool const is_kept =
        post && (post->kind == storage::ObjectKind::guide || post->kind == storage::ObjectKind::question);
    return is_kept ? std::move(post) : std::nullopt;
}

Response collection_page(
    App const& app, Call const& call, CollectionView const& collection, std::string_view problem, unsigned status
) {
    bool const own = call.member && collection.owner.handle == call.member->actor;
    Page page{app, call, "collection", collection.actor.display};
    page.alternate(collections::list_iri(app.node.settings.origin(), collection.actor.name));
    auto& values = page.values();
    values.text("NAME", collection.actor.display);
    values.text("PATH", collection_path(collection));
    values.text("ADDRESS", collection.actor.address());
    values.text("OWNER", collection.owner.display);
    values.text("OWNER_PATH", "/u/" + collection.owner.name);
    for (auto const& each : collection.things) show_thing(values.repeat("THING"), each, collection, own);
    if (collection.things.empty()) values.show("EMPTY");
    for (auto const number : collection.not_shown) {
        auto line = values.repeat("NOT_SHOWN");
        line.text("PATH", "/post/" + std::to_string(static_cast<std::uint64_t>(number)));
        line.text("LIST_PATH", collection_path(collection));
    }
    show_follow_form(app, values, call, collection);
    bool const operates = call.member && call.member->roles.has(storage::Role::operator_);
    if (own || operates) values.repeat("DROP").text("PATH", collection_path(collection));
    if (!own) return page.render(status);
    auto form = values.repeat("OWN");
    form.text("TYPED", call.form.has("name") ? call.form.text("name") : collection.actor.display);
    form.problem("name", problem);
    return page.render(status);
}

awaitable<Response> get_collections(App const& app, Call call) {
    co_return collections_page(app, call, "", 200);
}

awaitable<Response> post_collection(App const& app, Call call) {
    auto name = call.form.trimmed("name");
    auto const made = co_await collections::make(app.node, call.member->actor, std::move(name));
    if (!made) co_return collections_page(app, call, why_not_kept(made.error()), 422);
    auto const path = "/collections/" + std::to_string(static_cast<std::uint64_t>(*made));
    auto const thing = thing_named(app, call);
    if (!thing) co_return Response::see_other(path);
    auto const added = co_await collections::add(app.node, call.member->actor, *made, thing->handle);
    if (!added) co_return refuse(app, call, added.error());
    co_return Response::see_other(path);
}

awaitable<Response> get_collection(App const& app, Call call) {
    auto const collection = co_await collection_of(app, call);
    if (!collection) co_return refuse(app, call, {Reason::not_found, "no such collection"});
    if (call.wants_activity()) co_return list_document(app, *collection);
    co_return collection_page(app, call, *collection, "", 200);
}

}  // namespace collegium::server::pages
