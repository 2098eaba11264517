// What the owner of a collection does with it.
#include "federation/collections/keeping.hpp"
#include "server/dispatch.hpp"
#include "server/pages/collections/handlers.hpp"

namespace collegium::server::pages {

namespace collections = federation::collections;

using storage::Nothing;

namespace {

// A collection of the member's own.
std::optional<collections::CollectionView> own_collection(App const& app, Call const& call) {
    auto found = collection_of(app, call);
    return found && found->owner.handle == call.member->actor ? std::move(found) : std::nullopt;
}

Response not_own_collection(App const& app, Call const& call) {
    return refuse(app, call, {Reason::not_found, "no collection of the member's"});
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
        case Reason::malformed: return "Give it a name of at most 100 characters.";
        case Reason::too_many: return "You have 50 collections. Drop one that you no longer need.";
        case Reason::not_allowed:
            return "Others can follow a collection, also from elsewhere. What pupils do stays in this school: use "
                   "bookmarks instead.";
        default: return "That did not work. Try again in a few minutes.";
    }
}

awaitable<Response> post_change_collection(App const& app, Call call) {
    auto const collection = own_collection(app, call);
    if (!collection) co_return not_own_collection(app, call);
    auto const thing = thing_named(app, call);
    if (!thing) co_return refuse(app, call, {Reason::not_found, "no such guide or question"});
    auto const done = co_await change_things(app, call, collection->number, thing->handle);
    if (!done) co_return refuse(app, call, done.error());
    co_return Response::see_other(federation::collections::list_iri("", collection->actor.name));
}

awaitable<Response> post_rename_collection(App const& app, Call call) {
    auto const collection = own_collection(app, call);
    if (!collection) co_return not_own_collection(app, call);
    auto name = call.form.trimmed("name");
    auto const done = co_await collections::rename(app.node, call.member->actor, collection->number, std::move(name));
    if (!done) co_return collection_page(app, call, *collection, why_not_kept(done.error()), 422);
    co_return Response::see_other(federation::collections::list_iri("", collection->actor.name));
}

awaitable<Response> post_drop_collection(App const& app, Call call) {
    auto const collection = own_collection(app, call);
    if (!collection) co_return not_own_collection(app, call);
    auto const done = co_await collections::drop(app.node, call.member->actor, collection->number);
    if (!done) co_return refuse(app, call, done.error());
    co_return Response::see_other("/collections");
}

}  // namespace collegium::server::pages
