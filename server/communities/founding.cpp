#include "server/communities/founding.hpp"

#include "config/log.hpp"
#include "federation/admit.hpp"
#include "federation/community/pupils.hpp"
#include "federation/founding.hpp"
#include "federation/served/documents.hpp"
#include "federation/signing/fresh_keys.hpp"
#include "storage/names.hpp"

namespace collegium::server::communities {

namespace asio = boost::asio;

using federation::Author;
using federation::Collection;
using federation::Composed;
using storage::Handle;
using storage::Nothing;

namespace {

bool is_pupil(App const& app, Handle person) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::community::is_pupil(tx, tables, person);
    });
}

bool is_of_school(App const& app, Handle person) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return tables.account_names.contains(tx, person);
    });
}

std::string iri_of(App const& app, Handle handle) {
    return app.node.store.read([&](auto const& tx, auto const& tables) { return storage::iri_of(tx, tables, handle); });
}

Result<void> check(App const& app, Handle founder, NewCommunity const& community) {
    bool const has_deputy = community.deputy && *community.deputy != founder;
    if (template_of(community.kind).needs_deputy && !has_deputy)
        return Refusal{Reason::not_allowed, "two grown-ups run it from the beginning"};
    if (template_of(community.kind).needs_deputy && !is_of_school(app, *community.deputy))
        return Refusal{Reason::not_allowed, "both grown-ups who run it are members of this school"};
    if (is_pupil(app, founder) || (community.deputy && is_pupil(app, *community.deputy)))
        return Refusal{Reason::not_allowed, "communities are run by grown-ups"};
    return {};
}

Composed description(App const& app, Author const& author, Handle community, Template const& from) {
    auto const record = app.node.store.read([&](auto const& tx, auto const& tables) {
        return tables.actors.get(tx, community).value();
    });
    federation::documents::Presentation shown;
    shown.terms = terms_of(from);
    auto const document = federation::documents::actor_object(author.iri, record, shown);
    return federation::composer_of(app.node).update_profile(author, document);
}

// In this order: a page is pinned after it was written.
void add_pages(
    App const& app, Author const& founder, Author const& place, Template const& from, std::vector<Composed>& acts
) {
    auto const composer = federation::composer_of(app.node);
    for (auto const& page : from.pages) {
        federation::QuestionDraft draft;
        draft.community = place.iri;
        draft.title = page.title;
        draft.source = page.words;
        draft.audience = from.audience;
        acts.push_back(composer.question(founder, draft));
        auto const thing = acts.back().activity.object_id();
        acts.push_back(composer.add(founder, thing, Collection::featured, place.iri));
    }
}

// What follows when the community is there.
std::vector<Composed> first_acts(App const& app, Handle founder, Handle community, NewCommunity const& wanted) {
    auto const place = federation::author_of(app.node, community);
    auto const author = federation::author_of(app.node, founder);
    std::vector<Composed> acts;
    if (!place || !author) return acts;
    auto const& from = template_of(wanted.kind);
    auto const composer = federation::composer_of(app.node);
    acts.push_back(description(app, *place, community, from));
    if (wanted.deputy && *wanted.deputy != founder)
        acts.push_back(composer.add(*place, iri_of(app, *wanted.deputy), Collection::moderators, place->iri));
    acts.push_back(federation::membership_composer_of(app.node).join(*author, place->iri));
    acts.push_back(composer.follow(*author, place->iri));
    add_pages(app, *author, *place, from, acts);
    return acts;
}

}  // namespace

asio::awaitable<Result<Nothing>> found(App const& app, Handle founder, NewCommunity community) {
    if (auto const fits = check(app, founder, community); !fits) co_return fits.error();
    auto const keys = co_await federation::fresh_keys(app.node.workers);
    federation::NewActor const actor{storage::ActorType::group, community.name, community.display, community.summary};
    auto const composer = federation::composer_of(app.node);
    storage::Store::Change<Handle> change = [&](storage::WriteTx& tx, storage::Tables& tables) {
        return federation::found_community(
            tx,
            tables,
            app.node.keyring,
            composer,
            app.node.settings.origin(),
            actor,
            keys,
            founder,
            app.node.clock.now()
        );
    };
    auto const founded = co_await app.node.store.write(std::move(change));
    if (!founded) co_return founded.error();
    auto acts = first_acts(app, founder, *founded, community);
    if (acts.empty()) co_return Nothing{};
    federation::Alongside nothing_more;
    auto const begun = co_await federation::perform_all(app.node, std::move(acts), std::move(nothing_more));
    // The community is there and has who runs it: what is missing is on their page.
    if (!begun) log::warning("a community began without its template", {{"detail", begun.error().detail()}});
    co_return Nothing{};
}

}  // namespace collegium::server::communities
