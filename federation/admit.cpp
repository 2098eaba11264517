#include "federation/admit.hpp"

#include "config/log.hpp"
#include "crypto/http_text.hpp"
#include "federation/apply.hpp"
#include "federation/community/pupils.hpp"
#include "federation/erasure/forgetting.hpp"
#include "federation/erasure/messages.hpp"
#include "federation/fetching/followers_digest.hpp"
#include "federation/fetching/relayed.hpp"
#include "federation/fetching/wanted.hpp"
#include "federation/partners/handshake.hpp"
#include "federation/taking_in.hpp"
#include "federation/unpacking.hpp"
#include "federation/watch/censoring.hpp"

namespace collegium::federation {

namespace asio = boost::asio;

using storage::Handle;
using storage::Seq;
using storage::Tables;
using storage::WriteTx;

namespace {

struct Admitted {
    Seq seq{};
    std::vector<Handle> hosts;
    bool wants_more = false;
};

struct Batch {
    std::vector<Unpacked> items;
    std::uint64_t depth = 0;  // of the thing that is admitted, if it was wanted
    Alongside alongside{};
    bool whole = false;  // what one item refuses undoes all; else only the last one decides
};

Author author_in(Node const& node, storage::ReadTx const& tx, Tables const& tables, Handle actor) {
    bool const stays = community::is_pupil(tx, tables, actor);
    return {storage::iri_of(tx, tables, actor), node.keyring.keys_of(tx, tables, actor), stays};
}

Composed compose_reaction(Node const& node, WriteTx& tx, Tables& tables, Reaction const& reaction) {
    auto const community = author_in(node, tx, tables, reaction.community);
    auto const composer = composer_of(node);
    auto const members = membership_composer_of(node);
    auto const person = reaction.person == Handle{0} ? std::string{} : storage::iri_of(tx, tables, reaction.person);
    switch (reaction.kind) {
        case ReactionKind::accept:
            if (reaction.cause.verb() == Verb::follow) return composer.accept(community, reaction.cause);
            return members.let_in(community, reaction.cause, reaction.until);
        case ReactionKind::reject: return composer.reject(community, reaction.cause);
        case ReactionKind::invite: return members.invite(community, community.iri, person);
        case ReactionKind::dismiss: return members.tell_dismissed(community, person);
        case ReactionKind::announce: return composer.announce(community, reaction.cause, reaction.audience);
        case ReactionKind::announce_object:
            return composer.announce_object(community, reaction.cause.object_id(), reaction.audience);
        case ReactionKind::take_back: return composer.undo(community, reaction.cause);
        case ReactionKind::erasure_receipt: return erasure::receipt(node, community, reaction.cause);
    }
    throw std::logic_error{"a reaction of no kind"};
}

// Our communities answer in the same transaction: either an act and its Announce are on disk, or neither.
// Reactions cause no reactions, so this ends.
void react(Node const& node, WriteTx& tx, Tables& tables, Effects& effects) {
    auto const reactions = std::exchange(effects.reactions, {});
    auto const origin = node.settings.origin();
    for (auto const& reaction : reactions) {
        if (reaction.kind == ReactionKind::erasure_receipt)
            erasure::forget_profile(tx, tables, storage::intern(tx, tables, reaction.cause.actor().text()));
        auto const composed = compose_reaction(node, tx, tables, reaction);
        Admission const admission{true, composed.number, node.clock.now()};
        auto const seq = apply(tx, tables, origin, composed.activity, admission, effects);
        if (seq) node.recent.keep(*seq, composed.number, composed.activity);
    }
}

Result<Admitted> enter(Node const& node, WriteTx& tx, Tables& tables, Batch const& batch) {
    Admitted admitted;
    Effects effects;
    for (auto const& item : batch.items) {
        auto const seq = take_in(node, tx, tables, item.activity, item.admission, effects);
        bool const last = &item == &batch.items.back();
        if (!seq && (last || batch.whole)) return seq.error();
        if (!seq) continue;
        admitted.seq = *seq;
        node.recent.keep(*seq, item.admission.number, item.activity);
        if (item.activity.verb() == Verb::create) wanted::forget(tx, tables, item.activity.object_id());
    }
    if (batch.alongside)
        if (auto const kept = batch.alongside(tx, tables); !kept) return kept.error();
    react(node, tx, tables, effects);
    for (auto const thing : effects.missing)
        wanted::note(tx, tables, node.settings.node.domain, thing, batch.depth + 1, node.clock.now());
    admitted.wants_more = !effects.missing.empty();
    admitted.hosts = std::move(effects.hosts);
    return admitted;
}

storage::Store::Change<Admitted> entering(Node const& node, Batch batch) {
    return [&node, moved = std::move(batch)](WriteTx& tx, Tables& tables) { return enter(node, tx, tables, moved); };
}

void ring_all(Node const& node, Admitted const& admitted) {
    for (auto const host : admitted.hosts) node.bell.ring(host);
    if (admitted.wants_more) node.backfill.ring();
}

asio::awaitable<Result<Seq>> admit(Node const& node, Batch batch) {
    auto change = entering(node, std::move(batch));
    auto const admitted = co_await node.store.write(std::move(change));
    if (!admitted) co_return admitted.error();
    ring_all(node, *admitted);
    co_return admitted->seq;
}

// Somebody here follows this community or person: what they announce is wanted.
bool is_followed_here(Node const& node, Iri const& community) {
    return node.store.read([&](auto const& tx, auto const& tables) {
        auto const handle = storage::find_handle(tx, tables, community.text());
        auto const host = storage::find_handle(tx, tables, node.settings.origin());
        bool found = false;
        if (handle && host)
            tables.followers.ascend(tx, {*handle, *host, Handle{0}}, [&](auto const& key, auto const&) {
                found = key.followed == *handle && key.host == *host;
                return false;
            });
        return found;
    });
}

// Somebody shows their followers what one of us said.
bool is_known_thing_of_ours(Node const& node, std::string_view iri) {
    return iri.starts_with(node.settings.origin() + "/") && is_known_thing(node, iri);
}

std::optional<FollowersClaim> followers_claim_of(SignedPost const& post) {
    for (auto const& field : post.fields) {
        if (!crypto::equal_without_case(field.name, "collection-synchronization")) continue;
        auto claim = parse_followers_claim(field.value);
        return claim ? std::optional{*std::move(claim)} : std::nullopt;
    }
    return std::nullopt;
}

// A side remark of the message: it counts whatever comes of this.
asio::awaitable<void> check_followers(
    Node const& node, Activity const& activity, FollowersClaim claim, FetchBudget& budget
) {
    auto const compared = co_await compare_followers(node, activity.actor(), std::move(claim), budget);
    if (!compared) log::info("followers were not compared", {{"detail", compared.error().detail()}});
}

asio::awaitable<Result<Seq>> receive_verified(Node const& node, Verified verified, FetchBudget& budget) {
    auto const& activity = verified.activity();
    if (is_handshake(node, activity)) co_return co_await receive_handshake(node, activity);
    if (is_about_itself(activity)) co_return co_await meet_again(node, activity.actor(), budget);
    bool const is_awaited =
        is_followed_here(node, activity.actor()) || is_known_thing_of_ours(node, activity.object_id());
    if (activity.verb() == Verb::announce && !is_awaited)
        co_return Refusal{Reason::unconcerned, "nobody here follows this"};
    auto items = co_await unpack(node, std::move(verified), budget);
    if (!items) co_return items.error();
    Batch batch;
    batch.items = *std::move(items);
    co_return co_await admit(node, std::move(batch));
}

}  // namespace

asio::awaitable<Result<Seq>> receive(Node const& node, SignedPost post) {
    FetchBudget budget;
    auto const size = post.body.size();
    auto const claim = followers_claim_of(post);
    auto const verified = co_await verify(node, std::move(post), budget);
    if (!verified) co_return verified.error();
    auto const& activity = verified->activity();
    auto const host = activity.actor().host();
    node.bell.heard_from(host);
    auto const budget_of_day = std::uint64_t{node.settings.limits.partner_mib} << 20;
    if (node.traffic.taken_today(host, node.clock.now()) + size > budget_of_day)
        co_return Refusal{Reason::too_many, "what a partner may send in a day is used up"};
    node.traffic.received(host, size, node.clock.now());
    if (claim) co_await check_followers(node, activity, *claim, budget);
    auto const received = co_await receive_verified(node, *verified, budget);
    node.traffic.fetched_for(host, budget.bytes, node.clock.now());
    if (!received && meaning_of(received.error().reason()).status >= 400)
        node.traffic.turned_down(host, received.error().detail());
    co_return received;
}

asio::awaitable<Result<Seq>> admit_found(Node const& node, Verified found, std::uint64_t depth, FetchBudget& budget) {
    auto items = co_await unpack(node, std::move(found), budget);
    if (!items) co_return items.error();
    Batch batch;
    batch.items = *std::move(items);
    batch.depth = depth;
    co_return co_await admit(node, std::move(batch));
}

asio::awaitable<Result<Seq>> perform(Node const& node, Composed composed) {
    return perform(node, std::move(composed), Alongside{});
}

asio::awaitable<Result<Seq>> perform(Node const& node, Composed composed, Alongside alongside) {
    return perform_all(node, {std::move(composed)}, std::move(alongside));
}

asio::awaitable<Result<Seq>> perform_all(Node const& node, std::vector<Composed> composed, Alongside alongside) {
    Batch batch;
    std::vector<Activity> said;
    for (auto const& each : composed) {
        auto const verified = own_act(node.settings, watch::censored(node, each.activity));
        if (!verified) co_return verified.error();
        said.push_back(verified->activity());
        batch.items.push_back(Unpacked{verified->activity(), Admission{true, each.number, node.clock.now()}});
    }
    batch.alongside = std::move(alongside);
    batch.whole = true;
    auto const admitted = co_await admit(node, std::move(batch));
    bool const is_watched = !admitted && admitted.error().reason() == Reason::watched;
    if (is_watched) co_await note_refused(node, std::move(said));
    co_return admitted;
}

Result<Seq> perform_now(Node const& node, Composed const& composed) {
    auto const verified = own_act(node.settings, watch::censored(node, composed.activity));
    if (!verified) return verified.error();
    auto const change =
        entering(node, {{Unpacked{verified->activity(), Admission{true, composed.number, node.clock.now()}}}, 0});
    auto const admitted = node.store.write_now(change);
    if (!admitted) return admitted.error();
    ring_all(node, *admitted);
    return admitted->seq;
}

std::optional<Author> author_of(Node const& node, Handle local_actor) {
    return node.store.read([&](auto const& tx, auto const& tables) -> std::optional<Author> {
        if (!tables.secrets.contains(tx, local_actor)) return std::nullopt;
        return author_in(node, tx, tables, local_actor);
    });
}

Composer composer_of(Node const& node) {
    return Composer{node.settings.origin(), node.clock, node.ids};
}

MembershipComposer membership_composer_of(Node const& node) {
    return MembershipComposer{node.settings.origin(), node.clock, node.ids};
}

PollComposer poll_composer_of(Node const& node) {
    return PollComposer{node.settings.origin(), node.clock, node.ids};
}

}  // namespace collegium::federation
