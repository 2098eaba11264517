// What the owner of a collection does with it.
#include "federation/collections/keeping.hpp"
#include "server/dispatch.hpp"
#include "server/pages/collections/handlers.hpp"

namespace collegium::server::pages {

namespace collections = federation::collections;

using storage::Nothing;

namespace {

Response no_collection_page(App const& app, Call const& call) {
    return refuse(app, call, {Reason::not_found, "no such collection, or not the member's"});
}

std::string changed_path(storage::LocalId collection) {
    return "/collections/" + std::to_string(static_cast<std::uint64_t>(collection));
}

awaitable<Result<Nothing>> change_things(
    App const& app, Call const& call, storage::LocalId collection, storage::Handle thing
) {
    auto const& act = call.form.text("act");
    auto const member = call.member->actor;
    if (act == "add") co_return co_await collections::add(app.node, member, collection, thing);
    if (act == "take-out") co_return co_await collections::take_out(app.node, member, collection, thing);
    auto const step = act == "up" ? collections::Step::up : collections::Step::down;
    if (act == "up" || act == "down") co_return co_await collections::shift(app.node, member, collection, thing, step);
    co_return Refusal{Reason::malformed, "no such change"};
}

}  // namespace

std::string_view why_not_kept(Refusal refusal) {
    switch (refusal.reason()) {
        case Reason::malformed: return phrase("Give it a name of at most 100 characters.");
        case Reason::too_many: return phrase("You have 50 collections. Drop one that you no longer need.");
        case Reason::not_allowed:
            return phrase(
                "Others can follow a collection, also from elsewhere. What pupils do stays in this school: use "
                "bookmarks instead."
            );
        default: return phrase("That did not work. Try again in a few minutes.");
    }
}

awaitable<Response> post_change_collection(App const& app, Call call) {
    auto const collection = number_of(call.names.front());
    if (!collection) co_return no_collection_page(app, call);
    auto const thing = handle_named(app, call);
    if (!thing) co_return refuse(app, call, {Reason::not_found, "no such guide or question"});
    auto const done = co_await change_things(app, call, *collection, *thing);
    if (done) co_return Response::see_other(changed_path(*collection));
    if (done.error().reason() != Reason::not_allowed) co_return refuse(app, call, done.error());
    auto const standing = co_await collection_of(app, call);
    if (!standing) co_return no_collection_page(app, call);
    co_return collection_page(app, call, *standing, why_not_kept(done.error()), 422);
}

awaitable<Response> post_rename_collection(App const& app, Call call) {
    auto const collection = number_of(call.names.front());
    if (!collection) co_return no_collection_page(app, call);
    auto name = call.form.trimmed("name");
    auto const done = co_await collections::rename(app.node, call.member->actor, *collection, std::move(name));
    if (done) co_return Response::see_other(changed_path(*collection));
    auto const standing = co_await collection_of(app, call);
    bool const is_own = standing && standing->owner.handle == call.member->actor;
    if (!is_own) co_return no_collection_page(app, call);
    co_return collection_page(app, call, *standing, why_not_kept(done.error()), 422);
}

awaitable<Response> post_drop_collection(App const& app, Call call) {
    auto const collection = number_of(call.names.front());
    if (!collection) co_return no_collection_page(app, call);
    auto owner = std::optional{call.member->actor};
    if (call.member->roles.has(storage::Role::operator_))
        owner = app.node.store.read([&](auto const& tx, auto const& tables) {
            return collections::owner_of(tx, tables, *collection);
        });
    if (!owner) co_return no_collection_page(app, call);
    auto const done = co_await collections::drop(app.node, *owner, *collection);
    if (!done) co_return refuse(app, call, done.error());
    co_return Response::see_other("/collections");
}

}  // namespace collegium::server::pages
