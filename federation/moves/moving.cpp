#include "federation/moves/moving.hpp"

#include "federation/admit.hpp"
#include "federation/community/audience.hpp"
#include "federation/community/pupils.hpp"
#include "federation/community/terms.hpp"
#include "federation/fetching/resolve.hpp"
#include "federation/fetching/webfinger.hpp"
#include "federation/local_actors.hpp"
#include "federation/messages/addressees.hpp"
#include "federation/messages/signed_act.hpp"
#include "federation/messages/vocabulary.hpp"
#include "federation/partners/rest.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::federation::moves {

namespace asio = boost::asio;

using storage::ActorType;
using storage::Handle;
using storage::ReadTx;
using storage::Tables;

namespace {

void count_followers(ReadTx const& tx, Tables const& tables, HandOver& plan) {
    tables.followers.ascend(
        tx,
        {plan.community, Handle{0}, Handle{0}},
        [&](storage::FollowerKey const& key, storage::FollowRecord const& follow) {
            if (key.followed != plan.community) return false;
            if (follow.state != storage::FollowState::accepted) return true;
            if (!tables.account_names.contains(tx, key.follower))
                ++plan.followers;
            else if (community::is_pupil(tx, tables, key.follower))
                ++plan.pupils;
            else
                ++plan.members_here;
            return true;
        }
    );
}

Result<HandOver> look_here(Node const& node, std::string const& name) {
    return node.store.read([&](auto const& tx, auto const& tables) -> Result<HandOver> {
        auto const found = find_local_actor(tx, tables, name, ActorType::group);
        if (!found) return Refusal{Reason::not_found, "there is no community of that name here"};
        if (community::has_moved(tx, tables, *found))
            return Refusal{Reason::conflict, "it was handed over already: its page says where to"};
        if (exchange_rests(tx, tables))
            return Refusal{Reason::paused, "all exchange is paused: 'collegium partner resume-all' first"};
        if (community::stays_here(community::terms_of(tx, tables, *found).audience))
            return Refusal{
                Reason::not_allowed, "what is said in it never leaves this node, so nobody can take it over"};
        HandOver plan;
        plan.community = *found;
        plan.from = storage::iri_of(tx, tables, *found);
        count_followers(tx, tables, plan);
        return plan;
    });
}

// Nobody asks their own node for a document.
Result<Actor> own_community(Node const& node, Iri const& iri) {
    return node.store.read([&](auto const& tx, auto const& tables) -> Result<Actor> {
        auto const handle = storage::find_handle(tx, tables, iri.text());
        auto record = handle ? tables.actors.get(tx, *handle) : std::nullopt;
        if (!record || !record->local) return Refusal{Reason::not_found, "there is no such community here"};
        Actor found{iri, *std::move(record)};
        found.terms = community::terms_of(tx, tables, *handle);
        return found;
    });
}

asio::awaitable<Result<Actor>> fresh_actor(Node const& node, Iri iri, FetchBudget& budget) {
    if (iri.host() == node.settings.node.domain) co_return own_community(node, iri);
    co_return co_await refresh_actor(node, std::move(iri), budget);
}

}  // namespace

asio::awaitable<Result<Actor>> successor_of(Node const& node, std::string from, Iri to, FetchBudget& budget) {
    auto found = co_await fresh_actor(node, std::move(to), budget);
    if (!found) co_return found.error();
    if (found->record.type != ActorType::group) co_return Refusal{Reason::not_allowed, "the target is no community"};
    if (!found->terms || std::ranges::find(found->terms->known_as, from) == found->terms->known_as.end())
        co_return Refusal{
            Reason::not_allowed,
            "the target does not name this community: whoever runs it agrees first, there, with 'collegium community "
            "take-over' or on the page where it is run"};
    if (!found->terms->moved_to.empty()) co_return Refusal{Reason::not_allowed, "the target has itself moved"};
    co_return found;
}

asio::awaitable<Result<HandOver>> plan_hand_over(Node const& node, std::string name, std::string address) {
    auto plan = look_here(node, name);
    if (!plan) co_return plan.error();
    auto const named = webfinger::parse_handle(address);
    if (!named) co_return Refusal{Reason::malformed, "write the target as in algebra@university.example"};
    if (named->host == node.settings.node.domain)
        co_return Refusal{Reason::not_allowed, "the target is on this node: name a community at a partner"};
    FetchBudget budget;
    auto const target = co_await resolve_handle(node, std::move(address), budget);
    if (!target) co_return target.error();
    auto from = plan->from;
    auto const successor = co_await successor_of(node, std::move(from), target->id, budget);
    if (!successor) co_return successor.error();
    plan->to = successor->id.text();
    co_return plan;
}

Result<Composed> move_of(Node const& node, HandOver const& plan) {
    auto const author = author_of(node, plan.community);
    if (!author) return Refusal{Reason::not_found, "a community without keys"};
    auto members = JsonText::object();
    members.raw("@context", vocabulary::activity_context)
        .text("id", node.settings.origin() + "/activities/move/" + digits(node.ids.next()))
        .text("type", "Move")
        .text("actor", author->iri)
        .texts("to", {std::string{vocabulary::public_audience}})
        .texts("cc", {followers_of(author->iri), plan.to})
        .text("published", to_rfc3339(node.clock.now()))
        .text("object", author->iri)
        .text("target", plan.to);
    return Composed{signed_act(*author, node.clock, members), node.ids.next()};
}

}  // namespace collegium::federation::moves
