#include "federation/local_actors.hpp"

#include "federation/content/markdown.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::federation {

using storage::ActorRecord;
using storage::ActorType;
using storage::Handle;

namespace {

ActorRecord record_of(std::string_view origin, std::string const& iri, NewActor const& actor, ActorKeys const& keys) {
    // The node's own actor sits at the root, so its addresses are words of their own.
    bool const is_node = actor.type == ActorType::application;
    auto const base = is_node ? std::string{origin} : iri;
    auto const rsa = keys.rsa.public_key();

    ActorRecord record;
    record.type = actor.type;
    record.local = true;
    record.username = actor.name;
    record.display_name = actor.display_name;
    record.summary = actor.summary.empty() ? "" : "<p>" + content::escape(actor.summary) + "</p>";
    record.url = iri;
    record.inbox = base + "/inbox";
    record.shared_inbox = std::string{origin} + "/inbox";
    record.outbox = base + (is_node ? "/site_outbox" : "/outbox");
    record.followers = is_node ? "" : base + "/followers";
    record.rsa_key_id = keys.rsa_id(iri);
    record.rsa_modulus = crypto::text_of(rsa.modulus());
    record.rsa_exponent = crypto::text_of(rsa.exponent());
    record.ed25519_key_id = keys.ed25519_id(iri);
    record.ed25519_key = crypto::text_of(keys.ed25519.public_key().raw());
    return record;
}

}  // namespace

bool is_local_name(std::string_view name) noexcept {
    auto const legal = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    return !name.empty() && name.size() <= 30 && std::ranges::all_of(name, legal);
}

bool is_offered_name(std::string_view name) noexcept {
    constexpr std::size_t longest = 60;
    auto const legal = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    bool const has_parts = name.find('-') != std::string_view::npos && !name.starts_with('-') && !name.ends_with('-');
    return has_parts && name.size() <= longest && std::ranges::all_of(name, legal);
}

bool is_offered(storage::ActorRecord const& record) noexcept {
    return record.type == ActorType::service && is_offered_name(record.username);
}

std::string local_iri(std::string_view origin, ActorType type, std::string_view name) {
    std::string const base{origin};
    if (type == ActorType::application) return base + "/";
    return base + (type == ActorType::group ? "/c/" : "/u/") + std::string{name};
}

Result<Handle> create_local_actor(
    storage::WriteTx& tx,
    storage::Tables& tables,
    Keyring const& keyring,
    std::string_view origin,
    NewActor const& actor,
    ActorKeys const& keys,
    Instant now
) {
    bool const is_offer = actor.type == ActorType::service && is_offered_name(actor.name);
    if (actor.type != ActorType::application && !is_offer && !is_local_name(actor.name))
        return Refusal{Reason::malformed, "a name is 1 to 30 lower-case letters, digits and underscores"};
    if (tables.local_names.contains(tx, actor.name)) return Refusal{Reason::conflict, "the name is taken"};

    auto const iri = local_iri(origin, actor.type, actor.name);
    auto const handle = storage::intern(tx, tables, iri);
    auto record = record_of(origin, iri, actor, keys);
    record.published = record.fetched = now;
    tables.actors.put(tx, handle, record);
    tables.local_names.put(tx, actor.name, handle);
    tables.key_owners.put(tx, storage::hash_of(record.rsa_key_id), handle);
    tables.key_owners.put(tx, storage::hash_of(record.ed25519_key_id), handle);
    tables.secrets.put(tx, handle, keyring.seal(keys, iri));
    return handle;
}

std::optional<Handle> find_local_actor(
    storage::ReadTx const& tx, storage::Tables const& tables, std::string_view name, ActorType type
) {
    auto const handle = tables.local_names.get(tx, std::string{name});
    auto const record = handle ? tables.actors.get(tx, *handle) : std::nullopt;
    return record && record->type == type ? handle : std::nullopt;
}

std::optional<Handle> find_local_speaker(
    storage::ReadTx const& tx, storage::Tables const& tables, std::string_view name
) {
    auto const person = find_local_actor(tx, tables, name, ActorType::person);
    return person ? person : find_local_actor(tx, tables, name, ActorType::service);
}

}  // namespace collegium::federation
