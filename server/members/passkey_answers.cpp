#include "server/members/passkey_answers.hpp"

#include "federation/messages/json.hpp"

namespace collegium::server::members {

using federation::Json;
using federation::text_member;

namespace {

constexpr std::size_t longest_client_data = 4096, longest_user = 64;  // bytes
constexpr federation::JsonLimits client_data_json{longest_client_data, 8};

Result<std::string> bytes_in(Form const& form, std::string_view name, std::size_t most) {
    auto const& text = form.text(name);
    if (text.size() > (most * 4 + 2) / 3) return Refusal{Reason::malformed, "a part of the answer is too long"};
    auto const bytes = crypto::from_base64url(text);
    if (!bytes) return Refusal{Reason::malformed, "a part of the answer is not base64url"};
    return std::string{crypto::text_of(*bytes)};
}

bool is_true(JsonValue const& object, std::string_view name) {
    auto const* const value = federation::member(object, name);
    return value != nullptr && value->IsBool() && value->GetBool();
}

// What the browser says that it was asked for, and by which page (WebAuthn 5.8.1). It may say more in later versions.
Result<void> check_client_data(
    PasskeyAnswer const& answer, std::string_view type, Challenge const& challenge, PasskeyParty const& party
) {
    auto const json = Json::read_object(answer.client_data, client_data_json);
    if (!json) return Refusal{Reason::forged, "the client data is not JSON"};
    auto const& root = json->root();
    auto const wanted = crypto::to_base64url(crypto::bytes_of(challenge.bytes));
    auto const signed_ = text_member(root, "challenge");
    if (text_member(root, "type") != type) return Refusal{Reason::forged, "made for another purpose"};
    if (!crypto::equal_in_constant_time(crypto::bytes_of(wanted), crypto::bytes_of(signed_)))
        return Refusal{Reason::forged, "another challenge was answered"};
    if (text_member(root, "origin") != party.origin) return Refusal{Reason::forged, "a page of another site asked"};
    if (is_true(root, "crossOrigin") || federation::member(root, "topOrigin") != nullptr)
        return Refusal{Reason::forged, "a page inside another site's asked"};
    return {};
}

bool is_same(std::string_view left, std::string_view right) {
    return crypto::equal_in_constant_time(crypto::bytes_of(left), crypto::bytes_of(right));
}

}  // namespace

Result<PasskeyAnswer> passkey_answer_in(Form const& form) {
    PasskeyAnswer answer;
    struct Part {
        std::string_view name;
        std::string& bytes;
        std::size_t most;
    };
    Part const parts[] = {
        {"credential", answer.credential, crypto::longest_credential},
        {"client_data", answer.client_data, longest_client_data},
        {"authenticator_data", answer.authenticator_data, crypto::longest_authenticator_data},
        {"signature", answer.signature, crypto::longest_passkey_signature},
        {"user", answer.user, longest_user},
    };
    for (auto const& part : parts) {
        auto bytes = bytes_in(form, part.name, part.most);
        if (!bytes) return bytes.error();
        part.bytes = *std::move(bytes);
    }
    return answer;
}

Result<crypto::NewPasskey> made_passkey(
    PasskeyAnswer const& answer, Challenge const& challenge, PasskeyParty const& party
) {
    if (auto const fits = check_client_data(answer, "webauthn.create", challenge, party); !fits) return fits.error();
    auto made = crypto::read_passkey(crypto::bytes_of(answer.authenticator_data), party.host);
    if (!made) return Refusal{Reason::forged, "not a passkey for this site whose holder was recognised"};
    return *std::move(made);
}

Result<PasskeyProof> passkey_proof(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    Secrets const& secrets,
    PasskeyAnswer const& answer,
    Challenge const& challenge,
    PasskeyParty const& party
) {
    if (auto const fits = check_client_data(answer, "webauthn.get", challenge, party); !fits) return fits.error();
    auto const passkey = find_passkey(tx, tables, secrets, answer.credential);
    if (!passkey) return Refusal{Reason::forged, "an unknown passkey"};
    auto const& record = passkey->record;
    if (!answer.user.empty() && !is_same(answer.user, record.user))
        return Refusal{Reason::forged, "the passkey is somebody else's"};
    crypto::PasskeySignature const signed_{
        crypto::bytes_of(answer.authenticator_data),
        crypto::bytes_of(answer.client_data),
        crypto::bytes_of(answer.signature)};
    auto const use = crypto::check_passkey(crypto::bytes_of(record.key), signed_, party.host);
    if (!use) return Refusal{Reason::forged, "the signature is not by this passkey for this site"};
    PasskeyProof proof;
    proof.id = passkey->id;
    proof.person = record.of;
    proof.counter = use->counter;
    proof.recognised = use->recognised;
    proof.named_user = !answer.user.empty();
    return proof;
}

}  // namespace collegium::server::members
