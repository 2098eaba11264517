#include "tests/federation/east.hpp"

#include "crypto/digest.hpp"
#include "crypto/object_proof.hpp"
#include "federation/messages/json_text.hpp"

namespace collegium::tests {

using federation::JsonText;

East::East(Village& village) : keys{spare_keys(1)}, published{spare_keys(1)}, village_{village} {
    village.scripted["east.test"] = [this](federation::OutgoingRequest const& request) {
        if (request.method == "GET") ++fetches;
        return request.target == "/u/eve" ? document("application/activity+json", actor_document()) : status(404);
    };
}

std::string East::actor_document() const {
    std::string const id = "https://east.test/u/eve";
    auto const key = JsonText::object()
                         .text("id", id + "#main-key")
                         .text("owner", id)
                         .text("publicKeyPem", published.rsa.public_key().pem())
                         .done();
    auto const multikey = JsonText::object()
                              .text("id", id + "#ed25519-key")
                              .text("type", "Multikey")
                              .text("controller", id)
                              .text("publicKeyMultibase", published.ed25519.public_key().multikey())
                              .done();
    return JsonText::object()
        .text("id", id)
        .text("type", "Person")
        .text("preferredUsername", "eve")
        .text("inbox", id + "/inbox")
        .raw("publicKey", key)
        .raw("assertionMethod", "[" + multikey + "]")
        .done();
}

std::string East::follow(std::string const& id) const {
    return JsonText::object()
        .text("id", id)
        .text("type", "Follow")
        .text("actor", "https://east.test/u/eve")
        .text("object", "https://north.test/c/club")
        .done();
}

Letter East::letter(std::string body) const {
    Letter letter;
    letter.date = to_http_date(village_.clock.now());
    letter.digest = crypto::digest_field(crypto::bytes_of(body));
    letter.body = std::move(body);
    return letter;
}

namespace {

federation::SignedPost unsigned_post(Letter const& letter) {
    federation::SignedPost post;
    post.target = letter.target;
    post.body = letter.body;
    post.fields = {
        {"Host", letter.host},
        {"Date", letter.date},
        {"Digest", letter.digest},
        {"Content-Digest", crypto::content_digest_field(crypto::bytes_of(letter.body))},
        {"Content-Type", "application/activity+json"}};
    return post;
}

}  // namespace

federation::SignedPost East::signed_by_cavage(Letter const& letter, crypto::RsaPrivateKey const& key) const {
    auto post = unsigned_post(letter);
    auto const origin = "https://" + letter.host;
    std::vector<std::string_view> const covered{letter.covered.begin(), letter.covered.end()};
    crypto::RequestView const view{"POST", origin, post.target, post.fields};
    post.fields.push_back({"Signature", crypto::sign_cavage(view, letter.key_id, covered, key).value()});
    return post;
}

federation::SignedPost East::signed_by_rfc9421(Letter const& letter, std::vector<std::string_view> covered) const {
    auto post = unsigned_post(letter);
    auto const origin = "https://" + letter.host;
    crypto::RequestView const view{"POST", origin, post.target, post.fields};
    auto const now = std::chrono::floor<std::chrono::seconds>(village_.clock.now()).time_since_epoch().count();
    auto const message = crypto::sign_message(view, covered, now, letter.key_id, keys.rsa).value();
    post.fields.push_back({"Signature-Input", message.signature_input});
    post.fields.push_back({"Signature", message.signature});
    return post;
}

std::string East::with_proof(std::string const& document, crypto::Ed25519PrivateKey const& key) const {
    auto const json = federation::Json::read_object(document).value();
    auto const proof =
        crypto::make_proof(json.root(), "https://east.test/u/eve#ed25519-key", to_rfc3339(village_.clock.now()), key);
    return document.substr(0, document.size() - 1) + ",\"proof\":" + proof + "}";
}

}  // namespace collegium::tests
