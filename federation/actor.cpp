#include "federation/actor.hpp"

#include "crypto/published_keys.hpp"
#include "federation/community/terms.hpp"
#include "federation/fetching/webfinger.hpp"
#include "federation/guides/authorship.hpp"
#include "federation/reviews/gate_rules.hpp"
#include "federation/search_consent.hpp"
#include "federation/signing/capabilities.hpp"

#include <algorithm>
#include <array>

namespace collegium::federation {

using storage::ActorRecord;
using storage::ActorType;

namespace {

constexpr std::array<std::pair<std::string_view, ActorType>, 5> types{{
    {"Person", ActorType::person},
    {"Group", ActorType::group},
    {"Application", ActorType::application},
    {"Service", ActorType::service},
    {"Organization", ActorType::organization},
}};

// An address of the actor that is on the actor's own origin, or nothing.
std::string own_address(JsonValue const& value, std::string_view name, Iri const& id) {
    auto const iri = Iri::parse(reference_member(value, name));
    return iri && iri->same_origin(id) ? iri->text() : std::string{};
}

void read_rsa_key(JsonValue const& key, Iri const& id, ActorRecord& record) {
    auto const key_id = Iri::parse(text_member(key, "id"));
    if (!key_id || !key_id->same_origin(id) || text_member(key, "owner") != id.text()) return;
    auto const rsa = crypto::RsaPublicKey::from_pem(text_member(key, "publicKeyPem"));
    if (!rsa || crypto::is_published(*rsa)) return;
    record.rsa_key_id = key_id->text();
    record.rsa_modulus = crypto::text_of(rsa->modulus());
    record.rsa_exponent = crypto::text_of(rsa->exponent());
}

void read_ed25519_key(JsonValue const& key, Iri const& id, ActorRecord& record) {
    auto const key_id = Iri::parse(text_member(key, "id"));
    if (!key_id || !key_id->same_origin(id)) return;
    if (type_of(key) != "Multikey" || text_member(key, "controller") != id.text()) return;
    auto const multikey = crypto::Ed25519PublicKey::from_multikey(text_member(key, "publicKeyMultibase"));
    if (!multikey || crypto::is_published(*multikey)) return;
    std::string raw{crypto::text_of(multikey->raw())};
    if (record.ed25519_key.empty()) {
        record.ed25519_key_id = key_id->text();
        record.ed25519_key = std::move(raw);
    } else {
        record.earlier_keys.push_back({key_id->text(), std::move(raw), {}});  // FEP-521a: there may be several
    }
}

// One value or a list of them: peers send both. At most ten, as Mastodon reads.
template <class Read>
void for_each_key(JsonValue const& value, std::string_view name, Read read) {
    auto const* const keys = member(value, name);
    if (keys == nullptr) return;
    if (!keys->IsArray()) return read(*keys);
    auto const most = std::min<rapidjson::SizeType>(keys->Size(), 10);
    for (rapidjson::SizeType i = 0; i < most; ++i) read((*keys)[i]);
}

}  // namespace

Result<Actor> Actor::parse(JsonValue const& value) {
    auto id = Iri::parse(text_member(value, "id"));
    if (!id) return Refusal{Reason::malformed, "an actor needs an https id"};
    auto const type = std::ranges::find(types, type_of(value), &std::pair<std::string_view, ActorType>::first);
    if (type == types.end()) return Refusal{Reason::malformed, "not an actor"};

    ActorRecord record;
    record.type = type->second;
    // A name with '@' in it would read as somebody of another host.
    if (auto const name = text_member(value, "preferredUsername"); webfinger::is_name(name)) record.username = name;
    record.display_name = text_member(value, "name");
    record.summary = text_member(value, "summary");
    record.url = own_address(value, "url", *id);
    record.inbox = own_address(value, "inbox", *id);
    record.outbox = own_address(value, "outbox", *id);
    record.followers = own_address(value, "followers", *id);
    if (auto const* const endpoints = member(value, "endpoints"))
        record.shared_inbox = own_address(*endpoints, "sharedInbox", *id);
    record.published = time_member(value, "published");
    record.search_consent = consent_in_actor(value);
    record.both_voices = record.type == ActorType::group && guides::wants_both_voices(value);
    if (record.inbox.empty()) return Refusal{Reason::malformed, "an actor needs an inbox at its own origin"};

    for_each_key(value, "publicKey", [&](auto const& key) {
        if (record.rsa_key_id.empty()) read_rsa_key(key, *id, record);
    });
    for_each_key(value, "assertionMethod", [&](auto const& key) { read_ed25519_key(key, *id, record); });
    Actor actor{*std::move(id), std::move(record), capabilities::signature_format(value)};
    if (actor.record.type == ActorType::group) {
        actor.gate = reviews::rules_in(value);
        actor.terms = community::terms_in(value);
    }
    return actor;
}

std::vector<std::string> key_ids_of(ActorRecord const& record) {
    std::vector<std::string> ids{record.rsa_key_id, record.ed25519_key_id};
    for (auto const& earlier : record.earlier_keys) ids.push_back(earlier.id);
    return ids;
}

std::string_view ed25519_key_named(ActorRecord const& record, std::string_view id) noexcept {
    if (id.empty()) return {};
    if (id == record.ed25519_key_id) return record.ed25519_key;
    auto const found = std::ranges::find(record.earlier_keys, id, &storage::EarlierKey::id);
    return found == record.earlier_keys.end() ? std::string_view{} : std::string_view{found->key};
}

Result<Iri> document_of_key(std::string_view key_id) {
    auto iri = Iri::parse(key_id);
    if (!iri) return Refusal{Reason::malformed, "a key id that is not an https IRI"};
    return iri->without_fragment();
}

}  // namespace collegium::federation
