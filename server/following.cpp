#include "server/following.hpp"

#include "federation/admit.hpp"
#include "federation/fetching/past.hpp"
#include "federation/logged.hpp"
#include "storage/names.hpp"

namespace collegium::server {

namespace asio = boost::asio;

using storage::Handle;
using storage::Nothing;

namespace {

struct Followed {
    std::string iri;
    bool local = false;
    bool community = false;
    bool held = false;      // the member follows them, or asked to
    bool shut_out = false;  // they want nothing of the member
};

bool is_pupil(storage::ReadTx const& tx, storage::Tables const& tables, Handle member) {
    auto const name = tables.account_names.get(tx, member);
    auto const account = name ? tables.accounts.get(tx, *name) : std::nullopt;
    return account && account->pupil;
}

Result<Followed> look_at(App const& app, Handle member, Handle other) {
    return app.node.store.read([&](auto const& tx, auto const& tables) -> Result<Followed> {
        auto const record = tables.actors.get(tx, other);
        if (!record || record->gone != Instant{}) return Refusal{Reason::not_found, "nobody"};
        if (!record->local && is_pupil(tx, tables, member))
            return Refusal{Reason::not_allowed, "a pupil does not follow beyond this node"};
        Followed followed;
        followed.iri = storage::iri_of(tx, tables, other);
        followed.local = record->local;
        followed.community = record->type == storage::ActorType::group;
        followed.held = tables.following.contains(tx, {member, other});
        followed.shut_out = tables.blocks.contains(tx, {other, member});
        return followed;
    });
}

// The Follow between two, as it was sent.
std::optional<federation::Activity> follow_between(App const& app, Handle follower, Handle followed) {
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<federation::Activity> {
        auto const follow = tables.following.get(tx, {follower, followed});
        return follow ? federation::logged_activity(tx, tables, follow->seq) : std::nullopt;
    });
}

// What changes nothing any more was done before.
Result<Nothing> outcome(Result<storage::Seq> const& performed) {
    if (performed) return Nothing{};
    auto const reason = performed.error().reason();
    if (reason == Reason::duplicate || reason == Reason::unconcerned) return Nothing{};
    return performed.error();
}

}  // namespace

asio::awaitable<Result<Nothing>> follow(App const& app, Handle member, Handle other) {
    auto const followed = look_at(app, member, other);
    if (!followed) co_return followed.error();
    if (followed->shut_out) co_return Refusal{Reason::not_allowed, "shut out by them"};
    // A community may have lost its answer, so it is asked again; people are asked once.
    if (followed->held && !followed->community) co_return Nothing{};
    auto const author = federation::author_of(app.node, member);
    if (!author) co_return Refusal{Reason::not_allowed, "an account without an actor"};
    auto composed = federation::composer_of(app.node).follow(*author, followed->iri);
    auto const performed = co_await federation::perform(app.node, std::move(composed));
    auto const done = outcome(performed);
    if (!done || followed->local || !followed->community) co_return done;
    co_return co_await federation::past::ask_for(app.node, other);
}

asio::awaitable<Result<Nothing>> unfollow(App const& app, Handle member, Handle other) {
    auto const author = federation::author_of(app.node, member);
    auto const held = follow_between(app, member, other);
    if (!author || !held) co_return Nothing{};
    auto composed = federation::composer_of(app.node).undo(*author, *held);
    auto const performed = co_await federation::perform(app.node, std::move(composed));
    co_return outcome(performed);
}

asio::awaitable<Result<Nothing>> answer_follower(App const& app, Handle member, Handle follower, FollowAnswer answer) {
    auto const author = federation::author_of(app.node, member);
    auto const held = follow_between(app, follower, member);
    if (!author || !held) co_return Refusal{Reason::not_found, "no such follower"};
    auto const composer = federation::composer_of(app.node);
    auto composed = answer == FollowAnswer::let_in ? composer.accept(*author, *held) : composer.reject(*author, *held);
    auto const performed = co_await federation::perform(app.node, std::move(composed));
    co_return outcome(performed);
}

}  // namespace collegium::server
