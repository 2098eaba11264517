#include "federation/served/signed_copy.hpp"

#include "crypto/keys.hpp"
#include "federation/actor.hpp"
#include "federation/guides/reading.hpp"
#include "federation/logged.hpp"
#include "federation/messages/hidden_recipients.hpp"
#include "federation/messages/json_text.hpp"
#include "federation/messages/vocabulary.hpp"
#include "federation/messages/written_down.hpp"
#include "federation/served/shown.hpp"
#include "storage/names.hpp"

namespace collegium::federation::documents {

using storage::Handle;

namespace {

constexpr Refusal no_copy{Reason::not_found, "no such version of a guide with its author's proof"};

std::string encoded(std::string_view text) {
    constexpr std::string_view hex = "0123456789ABCDEF", plain = "-._~";
    std::string encoded;
    for (char const c : text) {
        bool const alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (alphanumeric || plain.find(c) != std::string_view::npos) {
            encoded += c;
            continue;
        }
        auto const byte = static_cast<unsigned char>(c);
        encoded += {'%', hex[byte >> 4], hex[byte & 15]};
    }
    return encoded;
}

std::string proof_method(Activity const& act) {
    auto const* const proof = member(act.root(), "proof");
    return proof == nullptr ? std::string{} : std::string{text_member(*proof, "verificationMethod")};
}

// The author's key, if the proof was made with it: keys change, and old proofs stay.
std::string key_of(storage::ReadTx const& tx, storage::Tables const& tables, Handle author, std::string_view method) {
    auto const record = tables.actors.get(tx, author);
    auto const raw = record ? ed25519_key_named(*record, method) : std::string_view{};
    auto const key = raw.empty() ? std::nullopt : crypto::Ed25519PublicKey::from_raw(crypto::bytes_of(raw));
    if (!key) return {};
    return JsonText::object()
        .text("id", method)
        .text("type", "Multikey")
        .text("controller", storage::iri_of(tx, tables, author))
        .text("publicKeyMultibase", key->multikey())
        .done();
}

std::optional<Activity> proven_act(storage::ReadTx const& tx, storage::Tables const& tables, storage::Seq seq) {
    auto act = logged_activity(tx, tables, seq);
    bool const is_proven = act && !is_written_down(*act) && member(act->root(), "proof") != nullptr;
    return is_proven ? std::move(act) : std::nullopt;
}

// The author's own act that says this version: the oldest, as every node has it.
std::optional<Activity> act_of_version(
    storage::ReadTx const& tx, storage::Tables const& tables, Handle guide, std::string_view version
) {
    auto const digest = guides::digest_of(version);
    auto const record = digest ? tables.guide_versions.get(tx, {guide, *digest}) : std::nullopt;
    return record ? proven_act(tx, tables, record->seq) : std::nullopt;
}

// What the author said last: whether a guide was retired, and who is named in it, may change without a new version.
std::optional<Activity> newest_act(
    storage::ReadTx const& tx, storage::Tables const& tables, guides::GuideView const& guide
) {
    auto const record = tables.objects.get(tx, guide.post.handle);
    auto act = record ? proven_act(tx, tables, record->words) : std::nullopt;
    return act ? std::move(act) : act_of_version(tx, tables, guide.post.handle, guide.version);
}

}  // namespace

std::string copy_address(std::string_view origin, std::string_view guide, std::string_view version) {
    auto const address = std::string{origin} + "/guides/copy?of=" + encoded(guide);
    return version.empty() ? address : address + "&version=" + encoded(version);
}

Result<std::string> signed_copy(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    community::Viewer const& viewer,
    std::string_view iri,
    std::string_view version
) {
    auto const handle = storage::find_handle(tx, tables, iri);
    auto const guide = handle ? guides::find_guide(tx, tables, *handle, viewer) : std::nullopt;
    if (!guide) return no_copy;
    auto const name = version.empty() ? std::string_view{guide->version} : version;
    auto const act = version.empty() ? newest_act(tx, tables, *guide) : act_of_version(tx, tables, *handle, version);
    auto const key = act ? key_of(tx, tables, guide->post.author.handle, proof_method(*act)) : std::string{};
    if (key.empty() || !may_be_shown(tx, tables, viewer, *act)) return no_copy;
    return JsonText::object()
        .text("@context", vocabulary::activity_streams)
        .text("type", "col:SignedCopy")
        .text("col:version", name)
        .raw("col:activity", without_hidden_recipients(act->bytes()))
        .raw("assertionMethod", key)
        .done();
}

}  // namespace collegium::federation::documents
