#include "federation/admit.hpp"

#include "config/log.hpp"
#include "federation/apply.hpp"
#include "federation/handshake.hpp"
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
asio::awaitable<Result<Activity>> unwrap(Node const& node, Activity const& announce) {
    auto inner = announce.parse_object();
    if (!inner) co_return inner.error();
    if (inner->verb() == Verb::announce) co_return Refusal{Reason::unconcerned, "an Announce of an Announce"};
    if (inner->actor().same_origin(announce.actor())) co_return inner;
    bool const known = node.store.read([&](auto const& tx, auto const& tables) {
        return tables.known.contains(tx, storage::hash_of(inner->id().text()));
    });
    if (known) co_return inner;
    auto const proven = co_await verify_relayed(node, *inner);
    if (!proven) co_return proven.error();
    co_return proven->activity();
}

Item item_of(Node const& node, Activity activity) {
    return {std::move(activity), Admission{false, node.ids.next(), node.clock.now()}};
}

asio::awaitable<Result<std::vector<Item>>> items_of_announce(Node const& node, Activity const& announce) {
    std::vector<Item> items;
    if (!is_followed_here(node, announce.actor())) co_return Refusal{Reason::unconcerned, "nobody here follows this"};
    auto const* const object = announce.object();
    if (object != nullptr && verb_named(type_of(*object))) {
        auto inner = co_await unwrap(node, announce);
        if (!inner) co_return inner.error();
        co_await meet_author(node, *inner);
        items.push_back(item_of(node, *std::move(inner)));
    }
    items.push_back(item_of(node, announce));
    co_return items;
}

asio::awaitable<Result<Seq>> receive_verified(Node const& node, Activity const& activity) {
    if (is_handshake(node, activity)) co_return co_await receive_handshake(node, activity);
    if (activity.verb() != Verb::announce) {
        std::vector<Item> items;
        items.push_back(item_of(node, activity));
        co_return co_await admit(node, std::move(items));
    }
    auto items = co_await items_of_announce(node, activity);
    if (!items) co_return items.error();
    co_return co_await admit(node, *std::move(items));
}

}  // namespace

asio::awaitable<Result<Seq>> receive(Node const& node, SignedPost post) {
    auto const size = post.body.size();
    auto const verified = co_await verify(node, std::move(post));
    if (!verified) co_return verified.error();
    auto const& activity = verified->activity();
    auto const host = activity.actor().host();
    node.bell.heard_from(host);
    node.traffic.received(host, size, node.clock.now());
    auto const received = co_await receive_verified(node, activity);
    if (!received && meaning_of(received.error().reason()).status >= 400)
        node.traffic.turned_down(host, received.error().detail());
    co_return received;
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
