#include "server/communities/joining.hpp"

#include "config/log.hpp"
#include "federation/admit.hpp"
#include "federation/community/moderation.hpp"
#include "federation/community/roll.hpp"
#include "federation/logged.hpp"
#include "server/following.hpp"
#include "storage/names.hpp"

namespace collegium::server::communities {

namespace asio = boost::asio;
namespace community = federation::community;

using federation::Composed;
using storage::Handle;
using storage::MembershipRecord;
using storage::MembershipState;
using storage::Nothing;
using storage::ReadTx;
using storage::Tables;

namespace {

std::string iri_of(App const& app, Handle handle) {
    return app.node.store.read([&](auto const& tx, auto const& tables) { return storage::iri_of(tx, tables, handle); });
}

Standing look(App const& app, Handle community, Handle person) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return standing_of(tx, tables, community, person);
    });
}

// What brought about how somebody stands.
std::optional<federation::Activity> cause_of(App const& app, Handle community, Handle person) {
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<federation::Activity> {
        auto const standing = tables.members.get(tx, {community, person});
        return standing ? federation::logged_activity(tx, tables, standing->seq) : std::nullopt;
    });
}

// What changes nothing any more was done before.
asio::awaitable<Result<Nothing>> done(App const& app, Composed composed) {
    auto const performed = co_await federation::perform(app.node, std::move(composed));
    if (performed || performed.error().reason() == Reason::unconcerned) co_return Nothing{};
    co_return performed.error();
}

// The facilitator, or the community where an operator stands in for one.
std::optional<federation::Author> speaker(App const& app, Handle community, Handle member) {
    bool const runs = app.node.store.read([&](auto const& tx, auto const& tables) {
        return tables.moderators.contains(tx, {community, member});
    });
    return federation::author_of(app.node, runs ? member : community);
}

std::optional<Composed> composed(
    App const& app,
    Handle community,
    Handle person,
    federation::Author const& author,
    RollDecision decision,
    Instant until
) {
    auto const composer = federation::membership_composer_of(app.node);
    auto const where = iri_of(app, community), who = iri_of(app, person);
    bool const by_community = author.iri == where;
    if (decision == RollDecision::invite) return composer.invite(author, where, who);
    if (decision == RollDecision::dismiss)
        return by_community ? composer.tell_dismissed(author, who) : composer.dismiss(author, who, where);
    auto const asked = cause_of(app, community, person);
    if (!asked) return std::nullopt;
    return decision == RollDecision::let_in ? composer.accept_application(author, *asked, where, until)
                                            : composer.reject_application(author, *asked, where);
}

struct Ended {
    Handle community{};
    Handle person{};
};

std::vector<Ended> terms_over(App const& app) {
    auto const now = app.node.clock.now();
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        std::vector<Ended> found;
        tables.members.each(tx, [&](storage::Edge const& key, MembershipRecord const& record) {
            bool const is_over = record.state == MembershipState::member && record.until != Instant{} &&
                                 record.until <= now && community::is_home(tx, tables, key.of);
            if (is_over) found.push_back({key.of, key.by});
            return true;
        });
        return found;
    });
}

}  // namespace

Standing standing_of(ReadTx const& tx, Tables const& tables, Handle community, Handle person) {
    Standing standing;
    if (auto const record = tables.members.get(tx, {community, person})) standing.membership = record->state;
    if (auto const follow = tables.following.get(tx, {person, community})) standing.follow = follow->state;
    standing.keeps_roll =
        community::is_home(tx, tables, community) || tables.communities_abroad.contains(tx, community);
    return standing;
}

asio::awaitable<Result<Nothing>> join(App const& app, Handle member, Handle community, std::string reason) {
    auto const standing = look(app, community, member);
    auto const author = federation::author_of(app.node, member);
    if (!author) co_return Refusal{Reason::not_allowed, "an account without an actor"};
    if (standing.keeps_roll && standing.membership != MembershipState::member) {
        auto asking = federation::membership_composer_of(app.node).join(*author, iri_of(app, community), reason);
        auto const asked = co_await done(app, std::move(asking));
        if (!asked) co_return asked.error();
    }
    co_return co_await follow(app, member, community);
}

asio::awaitable<Result<Nothing>> leave(App const& app, Handle member, Handle community) {
    auto const standing = look(app, community, member);
    auto const author = federation::author_of(app.node, member);
    if (author && standing.membership && standing.membership != MembershipState::ended) {
        auto leaving = federation::membership_composer_of(app.node).leave(*author, iri_of(app, community));
        auto const left = co_await done(app, std::move(leaving));
        if (!left) co_return left.error();
    }
    co_return co_await unfollow(app, member, community);
}

asio::awaitable<Result<Nothing>> answer_invitation(App const& app, Handle member, Handle community, bool accepted) {
    auto const standing = look(app, community, member);
    auto const author = federation::author_of(app.node, member);
    auto const invitation = cause_of(app, community, member);
    if (!author || !invitation || standing.membership != MembershipState::invited)
        co_return Refusal{Reason::not_found, "no invitation that stands"};
    auto const composer = federation::membership_composer_of(app.node);
    auto answer = composer.answer_invitation(*author, *invitation, iri_of(app, community), accepted);
    auto const answered = co_await done(app, std::move(answer));
    if (!answered || !accepted) co_return answered;
    co_return co_await follow(app, member, community);
}

asio::awaitable<Result<Nothing>> decide_about(
    App const& app, Handle community, Handle member, Handle person, RollDecision decision, Instant until
) {
    auto const author = speaker(app, community, member);
    if (!author) co_return Refusal{Reason::not_allowed, "an account without an actor"};
    auto act = composed(app, community, person, *author, decision, until);
    if (!act) co_return Refusal{Reason::not_found, "nobody who waits"};
    auto decided = *std::move(act);
    auto const performed = co_await federation::perform(app.node, std::move(decided));
    if (!performed) co_return performed.error();
    co_return Nothing{};
}

asio::awaitable<Result<Nothing>> bring_in(App const& app, Handle community, Handle inviter, Handle person) {
    Instant const without_end{};
    auto const invited = co_await decide_about(app, community, inviter, person, RollDecision::invite, without_end);
    if (!invited && invited.error().reason() != Reason::unconcerned) co_return invited.error();
    if (!invited) co_return co_await follow(app, person, community);
    co_return co_await answer_invitation(app, person, community, true);
}

asio::awaitable<void> end_terms(App const& app) {
    auto const over = terms_over(app);
    for (auto const& each : over) {
        auto const author = federation::author_of(app.node, each.community);
        if (!author) continue;
        auto ending = federation::membership_composer_of(app.node).tell_dismissed(*author, iri_of(app, each.person));
        auto const ended = co_await done(app, std::move(ending));
        if (!ended) log::warning("a membership did not end", {{"detail", ended.error().detail()}});
    }
}

}  // namespace collegium::server::communities
