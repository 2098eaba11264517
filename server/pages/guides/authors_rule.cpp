// The rule of a community: who has to be among the authors of its guides.
#include "config/log.hpp"
#include "federation/admit.hpp"
#include "federation/guides/authorship.hpp"
#include "federation/served/documents.hpp"
#include "server/dispatch.hpp"
#include "server/pages/guides/handlers.hpp"

namespace collegium::server::pages {

namespace {

// A community of this school that this member runs.
std::optional<timeline::ActorView> own_community(App const& app, Call const& call) {
    auto community = community_of(app, call);
    if (!community || !community->local) return std::nullopt;
    bool const is_theirs = app.node.store.read([&](auto const& tx, auto const& tables) {
        return tables.moderators.contains(tx, {community->handle, call.member->actor});
    });
    return is_theirs ? std::move(community) : std::nullopt;
}

Response no_community(App const& app, Call const& call) {
    return refuse(app, call, {Reason::not_found, "no community of this school that this member runs"});
}

// The document of the community as it is after the change; empty if nothing changed.
storage::Store::Change<std::string> setting(timeline::ActorView const& community, bool both) {
    return [handle = community.handle,
            iri = community.iri,
            both](storage::WriteTx& tx, storage::Tables& tables) -> Result<std::string> {
        auto record = tables.actors.get(tx, handle);
        if (!record) return Refusal{Reason::not_found, "a community without an actor"};
        if (record->both_voices == both) return std::string{};
        record->both_voices = both;
        tables.actors.put(tx, handle, *record);
        auto const shown = federation::documents::presentation_of(tx, tables, handle);
        return federation::documents::actor_object(iri, *record, shown);
    };
}

}  // namespace

awaitable<Response> get_authors_rule(App const& app, Call call) {
    auto const community = own_community(app, call);
    if (!community) co_return no_community(app, call);
    bool const both = app.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::guides::wants_both_voices(tx, tables, community->handle);
    });
    Page page{app, call, "guide_authors", phrase("Who writes a guide")};
    auto& values = page.values();
    values.text("NAME", community->display);
    values.text("PATH", community_path(*community));
    if (both) values.show("BOTH");
    if (call.form.has("saved")) values.show("SAVED");
    co_return page.render();
}

// The community tells of it as of every change of itself: partners fetch its document anew.
awaitable<Response> post_authors_rule(App const& app, Call call) {
    auto const community = own_community(app, call);
    auto const speaker = community ? federation::author_of(app.node, community->handle) : std::nullopt;
    if (!speaker) co_return no_community(app, call);
    auto change = setting(*community, call.form.has("both"));
    auto const document = co_await app.node.store.write(std::move(change));
    if (!document) co_return refuse(app, call, document.error());
    auto const saved = community_path(*community) + "/authors?saved=1";
    if (document->empty()) co_return Response::see_other(saved);
    auto update = federation::composer_of(app.node).update_profile(*speaker, *document);
    auto const told = co_await federation::perform(app.node, std::move(update));
    if (!told) log::warning("a changed community was not told of", {{"detail", told.error().detail()}});
    co_return Response::see_other(saved);
}

}  // namespace collegium::server::pages
