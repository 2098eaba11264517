#include "federation/admit.hpp"

#include "config/log.hpp"
#include "federation/apply.hpp"
#include "federation/community/passing_on.hpp"
#include "federation/policy.hpp"
#include "federation/resolve.hpp"

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
};

// An act and what it carries inside, in the order in which they take effect.
struct Item {
    Activity activity;
    Admission admission;
};

using Items = std::vector<Item>;

Author author_in(Node const& node, storage::ReadTx const& tx, Tables const& tables, Handle actor) {
    return {storage::iri_of(tx, tables, actor), node.keyring.keys_of(tx, tables, actor)};
}

Composed compose_reaction(Node const& node, WriteTx& tx, Tables& tables, Reaction const& reaction) {
    auto const community = author_in(node, tx, tables, reaction.community);
    auto const composer = composer_of(node);
    switch (reaction.kind) {
        case ReactionKind::accept_follow: return composer.accept(community, reaction.cause);
        case ReactionKind::announce: return composer.announce(community, reaction.cause);
        case ReactionKind::announce_object: return composer.announce_object(community, reaction.cause.object_id());
    }
    throw std::logic_error{"a reaction of no kind"};
}

// Our communities answer in the same transaction: either an act and its Announce are on disk, or neither.
// Reactions cause no reactions, so this ends.
void react(Node const& node, WriteTx& tx, Tables& tables, Effects& effects) {
    auto const reactions = std::exchange(effects.reactions, {});
    auto const origin = node.settings.origin();
    for (auto const& reaction : reactions) {
        auto const composed = compose_reaction(node, tx, tables, reaction);
        Admission const admission{true, composed.number, node.clock.now()};
        static_cast<void>(apply(tx, tables, origin, composed.activity, admission, effects));
    }
}

Result<Admitted> enter(Node const& node, WriteTx& tx, Tables& tables, std::vector<Item> const& items) {
    Admitted admitted;
    Effects effects;
    for (auto const& item : items) {
        auto const seq = apply(tx, tables, node.settings.origin(), item.activity, item.admission, effects);
        bool const last = &item == &items.back();
        if (!seq && last) return seq.error();
        if (seq) admitted.seq = *seq;
    }
    react(node, tx, tables, effects);
    admitted.hosts = std::move(effects.hosts);
    return admitted;
}

storage::Store::Change<Admitted> entering(Node const& node, std::vector<Item> items) {
    return [&node, moved = std::move(items)](WriteTx& tx, Tables& tables) { return enter(node, tx, tables, moved); };
}

void ring_all(Node const& node, Admitted const& admitted) {
    for (auto const host : admitted.hosts) node.bell.ring(host);
}

asio::awaitable<Result<Seq>> admit(Node const& node, std::vector<Item> items) {
    auto change = entering(node, std::move(items));
    auto const admitted = co_await node.store.write(std::move(change));
    if (!admitted) co_return admitted.error();
    ring_all(node, *admitted);
    co_return admitted->seq;
}

// Somebody here follows this community: its announcements are wanted.
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

// Pages show who wrote something, so the author's document is wanted before the words are kept. Without it the words
// count all the same: the document may come another day.
asio::awaitable<void> meet_author(Node const& node, Activity const& activity) {
    FetchBudget budget;
    auto const author = co_await resolve_actor(node, activity.actor(), budget);
    if (!author)
        log::info("an author is not known", {{"actor", activity.actor().text()}, {"detail", author.error().detail()}});
}

// What is inside an Announce has its own actor. If that actor lives where the announcer lives, the announcer's
// signature speaks for it; otherwise its own proof must.
asio::awaitable<Result<Activity>> unwrap(Node const& node, Iri announcer, Activity inner) {
    if (inner.verb() == Verb::announce) co_return Refusal{Reason::unconcerned, "an Announce of an Announce"};
    if (inner.actor().same_origin(announcer)) co_return inner;
    bool const known = node.store.read([&](auto const& tx, auto const& tables) {
        return tables.known.contains(tx, storage::hash_of(inner.id().text()));
    });
    if (known) co_return inner;
    auto const proven = co_await verify_relayed(node, std::move(inner));
    if (!proven) co_return proven.error();
    co_return proven->activity();
}

Item item_of(Node const& node, Activity activity, Handle via = Handle{0}) {
    return {std::move(activity), Admission{false, node.ids.next(), node.clock.now(), via}};
}

// An actor that describes itself anew: its document is fetched, whatever the Update says of it.
bool is_about_itself(Activity const& activity) {
    return activity.verb() == Verb::update && activity.object_id() == activity.actor().text();
}

asio::awaitable<Result<Seq>> meet_again(Node const& node, Iri actor) {
    FetchBudget budget;
    auto const fresh = co_await refresh_actor(node, std::move(actor), budget);
    if (!fresh) co_return fresh.error();
    co_return Refusal{Reason::unconcerned, "an actor that was fetched anew"};
}

// Votes are counted from partners' people only, whoever brings them. What facilitators decide is the community's
// affair.
Result<void> check_voter(Node const& node, Activity const& act) {
    bool const is_vote = act.verb() == Verb::like || act.verb() == Verb::dislike;
    if (!is_vote || act.actor().host() == node.settings.node.domain) return {};
    return require_partner(node.store, act.actor().host());
}

// Adds what can be taken for its actor's own word. Refuses what neither its actor nor the community answers for.
asio::awaitable<Result<void>> add_wrapped(Node const& node, Iri announcer, Handle via, Activity act, Items& items) {
    if (community::is_carried(act.verb())) co_return check_voter(node, act);
    if (is_about_itself(act)) {
        auto const met = co_await meet_again(node, act.actor());
        co_return met || met.error().reason() == Reason::unconcerned ? Result<void>{} : Result<void>{met.error()};
    }
    bool const answered_for = community::answers_for(act.verb());
    auto own = co_await unwrap(node, std::move(announcer), std::move(act));
    if (!own && answered_for) co_return Result<void>{};
    if (!own) co_return own.error();
    co_await meet_author(node, *own);
    items.push_back(item_of(node, *std::move(own), via));
    co_return Result<void>{};
}

Handle handle_of(Node const& node, Iri const& known) {
    return node.store.read([&](auto const& tx, auto const& tables) {
        return storage::find_handle(tx, tables, known.text()).value();
    });
}

// A list of many counts as far as it can be taken; it is refused if nothing of it can.
asio::awaitable<Result<Items>> items_of_announce(Node const& node, Activity announce) {
    if (!is_followed_here(node, announce.actor())) co_return Refusal{Reason::unconcerned, "nobody here follows this"};
    auto const via = handle_of(node, announce.actor());
    Items items;
    std::optional<Refusal> refused;
    std::size_t taken = 0;
    for (auto const* const value : announce.wrapped()) {
        auto act = Activity::parse(*value);
        if (!act) {
            refused = act.error();
            continue;
        }
        auto const added = co_await add_wrapped(node, announce.actor(), via, *std::move(act), items);
        if (added)
            ++taken;
        else
            refused = added.error();
    }
    if (refused && taken == 0) co_return *refused;
    items.push_back(item_of(node, std::move(announce)));
    co_return items;
}

}  // namespace

asio::awaitable<Result<Seq>> receive(Node const& node, SignedPost post) {
    auto const verified = co_await verify(node, std::move(post));
    if (!verified) co_return verified.error();
    auto const& activity = verified->activity();
    node.bell.heard_from(activity.actor().host());
    if (is_about_itself(activity)) co_return co_await meet_again(node, activity.actor());
    if (activity.verb() != Verb::announce) {
        std::vector<Item> items;
        items.push_back(item_of(node, activity));
        co_return co_await admit(node, std::move(items));
    }
    auto items = co_await items_of_announce(node, activity);
    if (!items) co_return items.error();
    co_return co_await admit(node, *std::move(items));
}

asio::awaitable<Result<Seq>> perform(Node const& node, Composed composed) {
    auto const verified = own_act(node.settings, composed.activity);
    if (!verified) co_return verified.error();
    std::vector<Item> items;
    items.push_back(Item{verified->activity(), Admission{true, composed.number, node.clock.now()}});
    co_return co_await admit(node, std::move(items));
}

Result<Seq> perform_now(Node const& node, Composed const& composed) {
    auto const verified = own_act(node.settings, composed.activity);
    if (!verified) return verified.error();
    auto const change =
        entering(node, {Item{verified->activity(), Admission{true, composed.number, node.clock.now()}}});
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

storage::LocalId newest_id(storage::Store const& store) {
    // Ids are given out a little before their entries are written, so the newest is among the last ones of the log.
    constexpr unsigned looked_at = 10'000;
    return store.read([](auto const& tx, auto const& tables) {
        storage::LocalId newest{0};
        unsigned left = looked_at;
        tables.log.descend(tx, Seq{~0ull}, [&](Seq, storage::LogEntry const& entry) {
            newest = std::max(newest, entry.number);
            return --left > 0;
        });
        // The id of an activity comes right after that of its object: one millisecond is beyond both.
        return storage::LocalId{static_cast<std::uint64_t>(newest) + 0x10000};
    });
}

}  // namespace collegium::federation
