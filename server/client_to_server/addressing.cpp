#include "server/client_to_server/addressing.hpp"

#include "federation/fetching/resolve.hpp"
#include "federation/messages/addressees.hpp"
#include "federation/messages/vocabulary.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::server::client_to_server {

using federation::Mentioned;
using storage::Audience;
using timeline::ActorView;

namespace {

bool contains(Names const& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

// A list of people rather than somebody: nobody is asked who is in it.
bool is_collection(App const& app, std::string_view iri) {
    return federation::vocabulary::is_public(iri) || iri.ends_with("/followers") ||
           federation::is_partners_address(iri) || federation::is_kept_address(app.node.settings.origin(), iri);
}

std::optional<ActorView> known_actor(App const& app, std::string_view iri) {
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<ActorView> {
        auto const handle = storage::find_handle(tx, tables, iri);
        return handle ? timeline::find_actor(tx, tables, *handle) : std::nullopt;
    });
}

struct Named {
    std::vector<Mentioned> people;
    Names communities;
};

awaitable<Result<Named>> look_up(App const& app, std::string member, Names names) {
    Named found;
    for (auto const& iri : names) {
        if (is_collection(app, iri) || iri == member) continue;
        auto const actor = co_await find_or_fetch_actor(app, iri);
        if (!actor) co_return actor.error();
        if (actor->community)
            found.communities.push_back(iri);
        else
            found.people.push_back({iri, actor->address()});
    }
    co_return found;
}

Names all_names(Saying const& saying, Names const& mentioned) {
    Names all;
    for (auto const* const names : {&saying.audience, &saying.to, &saying.cc, &mentioned})
        for (auto const& each : *names)
            if (!contains(all, each)) all.push_back(each);
    return all;
}

Audience audience_of(Speech const& speech, Names const& names, std::string const& community) {
    if (contains(names, federation::members_of(speech.app.node.settings.origin()))) return Audience::here;
    if (std::ranges::any_of(speech.saying.to, federation::vocabulary::is_public)) return Audience::everyone;
    if (std::ranges::any_of(names, federation::vocabulary::is_public)) return Audience::quiet;
    if (!community.empty() && contains(names, federation::insiders_of(community))) return Audience::insiders;
    if (std::ranges::any_of(names, federation::is_partners_address)) return Audience::partners;
    bool const for_own_followers = contains(names, federation::followers_of(speech.author.iri));
    bool const for_community =
        !community.empty() && (!for_own_followers || contains(names, federation::followers_of(community)));
    if (for_community) return Audience::community;
    return for_own_followers ? Audience::followers : Audience::named;
}

}  // namespace

awaitable<Result<ActorView>> find_or_fetch_actor(App const& app, std::string iri) {
    auto known = known_actor(app, iri);
    if (known) co_return *std::move(known);
    auto parsed = Iri::parse(iri);
    if (!parsed) co_return Refusal{Reason::malformed, "Everybody is named by an https address."};
    if (parsed->host() == app.node.settings.node.domain)
        co_return Refusal{Reason::not_found, "Nobody of that name is here."};
    federation::FetchBudget budget;
    auto const fetched = co_await federation::resolve_actor(app.node, *std::move(parsed), budget);
    if (!fetched) co_return fetched.error();
    known = known_actor(app, iri);
    if (!known) co_return Refusal{Reason::not_found, "Nobody of that name could be found."};
    co_return *std::move(known);
}

awaitable<Result<Addressing>> addressing_of(Speech const& speech, Names mentioned) {
    auto const names = all_names(speech.saying, mentioned);
    std::string member = speech.author.iri;
    auto asked = names;
    auto found = co_await look_up(speech.app, std::move(member), std::move(asked));
    if (!found) co_return found.error();
    Addressing addressing;
    if (!found->communities.empty()) addressing.community = found->communities.front();
    addressing.people = std::move(found->people);
    addressing.audience = audience_of(speech, names, addressing.community);
    co_return addressing;
}

awaitable<Result<std::vector<Mentioned>>> people_of(App const& app, std::string member, Names names) {
    auto found = co_await look_up(app, std::move(member), std::move(names));
    if (!found) co_return found.error();
    co_return std::move(found->people);
}

}  // namespace collegium::server::client_to_server
