#include "federation/signing/rotation.hpp"

#include "config/log.hpp"
#include "federation/admit.hpp"
#include "federation/messages/json_text.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::federation {

namespace asio = boost::asio;

using storage::ActorRecord;
using storage::EarlierKey;
using storage::Handle;
using storage::Tables;
using storage::WriteTx;

namespace {

// Seconds since 1970: a key that comes later has another one.
std::string mark_of(Instant now) {
    auto const seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    return "-" + std::to_string(seconds);
}

std::size_t drop_over(ActorRecord& record, Instant now) {
    return std::erase_if(record.earlier_keys, [&](EarlierKey const& key) { return key.until <= now; });
}

}  // namespace

Result<std::string> rotate_keys(
    WriteTx& tx, Tables& tables, Keyring const& keyring, Handle actor, ActorKeys fresh, bool overlap, Instant now
) {
    auto record = tables.actors.get(tx, actor);
    if (!record || !record->local || !tables.secrets.contains(tx, actor))
        return Refusal{Reason::not_found, "no actor of this node"};
    if (tables.published_lists.contains(tx, actor))
        return Refusal{Reason::conflict, "its partner list is signed by its key, and others know it by that"};
    auto const iri = storage::iri_of(tx, tables, actor);
    fresh.mark = mark_of(now);
    if (record->ed25519_key_id == fresh.ed25519_id(iri))
        return Refusal{Reason::conflict, "it got other keys in this very second: wait for the next one"};
    drop_over(*record, now);
    EarlierKey const before{record->ed25519_key_id, record->ed25519_key, now + keys_overlap};
    if (overlap)
        record->earlier_keys.insert(record->earlier_keys.begin(), before);
    else
        record->earlier_keys.clear();
    auto const rsa = fresh.rsa.public_key();
    record->rsa_key_id = fresh.rsa_id(iri);
    record->rsa_modulus = crypto::text_of(rsa.modulus());
    record->rsa_exponent = crypto::text_of(rsa.exponent());
    record->ed25519_key_id = fresh.ed25519_id(iri);
    record->ed25519_key = crypto::text_of(fresh.ed25519.public_key().raw());
    tables.actors.put(tx, actor, *record);
    tables.secrets.put(tx, actor, keyring.seal(fresh, iri));
    tables.key_owners.put(tx, storage::hash_of(record->rsa_key_id), actor);
    tables.key_owners.put(tx, storage::hash_of(record->ed25519_key_id), actor);
    return record->ed25519_key_id;
}

Result<storage::Seq> tell_of_keys(Node const& node, Handle actor) {
    auto const author = author_of(node, actor);
    if (!author) return Refusal{Reason::not_found, "no actor of this node"};
    if (author->stays) return Refusal{Reason::unconcerned, "of a pupil nothing is told"};
    return perform_now(node, composer_of(node).update_profile(*author, federation::quoted(author->iri)));
}

std::uint64_t forget_earlier_keys(WriteTx& tx, Tables& tables, Instant now) {
    std::vector<Handle> ours;
    tables.secrets.each(tx, [&](Handle actor, storage::SecretRecord const&) {
        ours.push_back(actor);
        return true;
    });
    std::uint64_t forgotten = 0;
    for (auto const actor : ours) {
        auto record = tables.actors.get(tx, actor);
        auto const over = record ? drop_over(*record, now) : 0;
        if (over > 0) tables.actors.put(tx, actor, *record);
        forgotten += over;
    }
    return forgotten;
}

asio::awaitable<void> tend_earlier_keys(Node const& node) {
    storage::Store::Change<std::uint64_t> change = [now = node.clock.now()](WriteTx& tx, Tables& tables) {
        return Result<std::uint64_t>{forget_earlier_keys(tx, tables, now)};
    };
    auto const forgotten = co_await node.store.write(std::move(change));
    if (!forgotten || *forgotten == 0) co_return;
    log::info("earlier keys are listed no more", {{"keys", std::to_string(*forgotten)}});
}

}  // namespace collegium::federation
