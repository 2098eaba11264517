#include "federation/fetching/resolve.hpp"

#include "federation/fetching/webfinger.hpp"
#include "federation/signing/habit.hpp"
#include "storage/names.hpp"

namespace collegium::federation {

namespace asio = boost::asio;

using storage::ActorRecord;
using storage::Handle;

using KeyResult = Result<std::shared_ptr<KnownKey const>>;

namespace {

constexpr std::chrono::hours freshness{24};
constexpr std::size_t most_looked_at = 20'000;  // of the actors that we hold

struct Held {
    Handle handle;
    ActorRecord record;
};

std::optional<Held> held_actor(storage::Store const& store, std::string_view iri) {
    return store.read([&](auto const& tx, auto const& tables) -> std::optional<Held> {
        auto const handle = storage::find_handle(tx, tables, iri);
        if (!handle) return std::nullopt;
        auto record = tables.actors.get(tx, *handle);
        if (!record) return std::nullopt;
        return Held{*handle, *std::move(record)};
    });
}

// The only one that we hold of this name at this host; nothing if there are two, since only their node can tell which.
std::optional<Actor> held_actor_named(storage::Store const& store, webfinger::Address const& address) {
    return store.read([&](auto const& tx, auto const& tables) -> std::optional<Actor> {
        std::vector<Actor> found;
        std::size_t left = most_looked_at;
        tables.actors.each(tx, [&](Handle each, ActorRecord const& record) {
            bool const may_fit = !record.local && record.gone == Instant{} && record.username == address.name;
            auto iri = Iri::parse(may_fit ? storage::iri_of(tx, tables, each) : std::string{});
            if (iri && iri->host() == address.host) found.push_back(Actor{*std::move(iri), record});
            return found.size() < 2 && --left > 0;
        });
        return found.size() == 1 ? std::optional{std::move(found.front())} : std::nullopt;
    });
}

// The actor's key of this id, ready to verify with.
std::optional<KnownKey> key_of(std::string_view owner, ActorRecord const& record, std::string_view key_id) {
    // Some peers name the actor itself, whose document lists one RSA key.
    bool const is_rsa = key_id == record.rsa_key_id || key_id == owner;
    if (is_rsa && !record.rsa_modulus.empty()) {
        auto key = crypto::RsaPublicKey::from_numbers(
            crypto::bytes_of(record.rsa_modulus), crypto::bytes_of(record.rsa_exponent)
        );
        if (key) return KnownKey{std::string{owner}, *std::move(key)};
    }
    auto const ed25519 = ed25519_key_named(record, key_id);
    auto key = ed25519.empty() ? std::nullopt : crypto::Ed25519PublicKey::from_raw(crypto::bytes_of(ed25519));
    return key ? std::optional{KnownKey{std::string{owner}, *std::move(key)}} : std::nullopt;
}

template <class Record>
void keep_or_erase(
    storage::WriteTx& tx, storage::Table<Handle, Record>& table, Handle handle, std::optional<Record> const& record
) {
    if (record)
        table.put(tx, handle, *record);
    else
        table.erase(tx, handle);
}

// A record of our own actors never changes by what another node says.
Result<Handle> keep(storage::WriteTx& tx, storage::Tables& tables, Actor const& actor) {
    auto const handle = storage::intern(tx, tables, actor.id.text());
    auto const held = tables.actors.get(tx, handle);
    if (held && held->local) return Refusal{Reason::foreign, "a document that claims one of our actors"};
    if (held && held->type != actor.record.type) return Refusal{Reason::foreign, "an actor that changed its type"};
    tables.actors.put(tx, handle, actor.record);
    keep_or_erase(tx, tables.gate_rules, handle, actor.gate);
    keep_or_erase(tx, tables.communities_abroad, handle, actor.terms);
    for (auto const& key_id : key_ids_of(actor.record))
        if (!key_id.empty()) tables.key_owners.put(tx, storage::hash_of(key_id), handle);
    if (actor.claims) note_habit(tx, tables, actor.id.host(), *actor.claims, Evidence::claimed, actor.record.fetched);
    return handle;
}

std::optional<KnownKey> held_key(storage::Store const& store, std::string const& key_id) {
    return store.read([&](auto const& tx, auto const& tables) -> std::optional<KnownKey> {
        auto const owner = tables.key_owners.get(tx, storage::hash_of(key_id));
        if (!owner) return std::nullopt;
        auto const record = tables.actors.get(tx, *owner);
        return record ? key_of(storage::iri_of(tx, tables, *owner), *record, key_id) : std::nullopt;
    });
}

std::shared_ptr<KnownKey const> remember(KeyCache& keys, std::string const& key_id, KnownKey key) {
    keys.put(key_id, std::move(key));
    return keys.find(key_id);
}

// A document that is the key alone names its owner (GoToSocial: "/users/x/main-key").
Result<Iri> owner_of_key_document(Fetched const& document) {
    for (auto const* const name : {"owner", "controller"})
        if (auto owner = Iri::parse(reference_member(document.root(), name))) return owner;
    if (auto const* const key = member(document.root(), "publicKey"))
        if (auto owner = Iri::parse(text_member(*key, "owner"))) return owner;
    return Refusal{Reason::unknown_key, "a key document without an owner"};
}

Result<Actor> read_actor(Node const& node, Fetched const& document) {
    auto actor = Actor::parse(document.root());
    if (actor) actor->record.fetched = node.clock.now();
    return actor;
}

// As the document was known until now: what it lists no more must not count because it was read once.
std::vector<std::string> known_key_ids(Node const& node, Iri const& actor) {
    return node.store.read([&](auto const& tx, auto const& tables) {
        auto const handle = storage::find_handle(tx, tables, actor.text());
        auto const record = handle ? tables.actors.get(tx, *handle) : std::nullopt;
        return record ? key_ids_of(*record) : std::vector<std::string>{};
    });
}

asio::awaitable<Result<void>> keep_actor(Node const& node, Actor const& actor) {
    auto const before = known_key_ids(node, actor.id);
    storage::Store::Change<Handle> change = [&actor](storage::WriteTx& tx, storage::Tables& tables) {
        return keep(tx, tables, actor);
    };
    auto const kept = co_await node.store.write(std::move(change));
    if (!kept) co_return kept.error();
    for (auto const& key_id : before) node.keys.forget(key_id);
    for (auto const& key_id : key_ids_of(actor.record)) node.keys.forget(key_id);
    co_return Result<void>{};
}

// The owner of a key, by the document that the key's id names: the owner's own, or one of the key alone.
asio::awaitable<Result<Actor>> owner_of_key(Node const& node, Fetched document, Iri place, FetchBudget& budget) {
    if (auto const actor = read_actor(node, document)) {
        auto const kept = co_await keep_actor(node, *actor);
        if (!kept) co_return kept.error();
        co_return actor;
    }
    auto owner = owner_of_key_document(document);
    if (!owner) co_return owner.error();
    if (!owner->same_origin(place)) co_return Refusal{Reason::unknown_key, "the key's owner is at another origin"};
    co_return co_await refresh_actor(node, *std::move(owner), budget);
}

asio::awaitable<Result<Actor>> ask_for_name(Node const& node, webfinger::Address address, FetchBudget& budget) {
    auto question = webfinger::question_for(address);
    if (!question) co_return question.error();
    auto const answer = co_await fetch_json(node, *std::move(question), budget);
    if (!answer) co_return answer.error();
    if (auto const fits = webfinger::check_subject(answer->root(), address); !fits) co_return fits.error();
    auto const self = webfinger::self_link(answer->root());
    if (!self) co_return self.error();
    if (self->host() != address.host) co_return Refusal{Reason::foreign, "the name leads to another host"};

    auto actor = co_await refresh_actor(node, *self, budget);
    if (actor && (actor->record.username != address.name || actor->id != *self))
        co_return Refusal{Reason::foreign, "the actor goes by another name"};
    co_return actor;
}

Refusal too_many_wait() {
    return {Reason::unavailable, "too much waits for this key: send it again later"};
}

// For whoever has the turn of this key.
asio::awaitable<KeyResult> refetch_key(Node const& node, std::string key_id, FetchBudget& budget) {
    auto place = document_of_key(key_id);
    if (!place) co_return Refusal{Reason::unknown_key, "a key id that is not an https IRI"};
    if (!node.keys.requests().may_ask(place->host(), node.clock.now())) {
        node.keys.retry_soon(key_id, node.clock.now());
        co_return Refusal{
            Reason::unavailable, "keys of that node were asked for in vain too often: send it again later"};
    }
    ++budget.keys_asked;
    auto const document = co_await fetch_document(node, *place, budget);
    if (!document) {
        if (document.error().reason() == Reason::gone) co_return document.error();
        if (document.error().reason() == Reason::unreachable)
            node.keys.retry_soon(key_id, node.clock.now());
        else
            node.failures.note(key_id, document.error(), node.clock.now());
        co_return Refusal{Reason::unknown_key, "the key's document cannot be fetched"};
    }
    auto const owner = co_await owner_of_key(node, *document, *std::move(place), budget);
    if (!owner) co_return Refusal{Reason::unknown_key, "the key's owner cannot be resolved"};
    auto key = key_of(owner->id.text(), owner->record, key_id);
    if (!key) co_return Refusal{Reason::unknown_key, "the owner's document does not list this key"};
    co_return remember(node.keys, key_id, *std::move(key));
}

}  // namespace

asio::awaitable<Result<Actor>> refresh_actor(Node const& node, Iri iri, FetchBudget& budget) {
    auto const document = co_await fetch_document(node, std::move(iri), budget);
    if (!document) co_return document.error();
    auto const actor = read_actor(node, *document);
    if (!actor) co_return actor.error();
    auto const kept = co_await keep_actor(node, *actor);
    if (!kept) co_return kept.error();
    co_return actor;
}

asio::awaitable<Result<Actor>> resolve_actor(Node const& node, Iri iri, FetchBudget& budget) {
    auto held = held_actor(node.store, iri.text());
    if (held && (held->record.local || node.clock.now() - held->record.fetched < freshness))
        co_return Actor{std::move(iri), std::move(held->record)};
    auto fresh = co_await refresh_actor(node, iri, budget);
    if (!fresh && held) co_return Actor{std::move(iri), std::move(held->record)};
    co_return fresh;
}

bool holds_key(Node const& node, std::string const& key_id) {
    return node.keys.find(key_id) != nullptr || held_key(node.store, key_id).has_value();
}

asio::awaitable<KeyResult> resolve_key(Node const& node, std::string key_id, FetchBudget& budget) {
    while (true) {
        if (auto known = node.keys.find(key_id)) co_return known;
        if (auto held = held_key(node.store, key_id)) co_return remember(node.keys, key_id, *std::move(held));
        if (auto const turn = node.keys.turns().take(key_id)) {
            if (node.failures.find(key_id, node.clock.now()) || !node.keys.may_refetch(key_id, node.clock.now()))
                co_return Refusal{Reason::unknown_key, "the key could not be fetched a moment ago"};
            co_return co_await refetch_key(node, key_id, budget);
        }
        bool const waited = co_await node.keys.turns().wait(key_id);
        if (!waited) co_return too_many_wait();
    }
}

asio::awaitable<KeyResult> renew_key(
    Node const& node, std::string key_id, std::shared_ptr<KnownKey const> old, FetchBudget& budget
) {
    while (true) {
        if (auto known = node.keys.find(key_id); known && known != old) co_return known;
        if (auto const turn = node.keys.turns().take(key_id)) {
            if (!node.keys.may_refetch(key_id, node.clock.now()))
                co_return Refusal{Reason::forged, "the signature does not verify"};
            co_return co_await refetch_key(node, key_id, budget);
        }
        bool const waited = co_await node.keys.turns().wait(key_id);
        if (!waited) co_return too_many_wait();
    }
}

asio::awaitable<Result<Actor>> resolve_handle(Node const& node, std::string handle, FetchBudget& budget) {
    auto const address = webfinger::parse_handle(handle);
    if (!address) co_return address.error();
    auto found = co_await ask_for_name(node, *address, budget);
    if (found || found.error().reason() != Reason::unreachable) co_return found;
    auto held = held_actor_named(node.store, *address);
    if (!held) co_return found;
    co_return *std::move(held);
}

}  // namespace collegium::federation
