#include "federation/signing/sign.hpp"

#include "crypto/digest.hpp"
#include "storage/names.hpp"

#include <array>

namespace collegium::federation {

namespace asio = boost::asio;

using crypto::HeaderField;
using storage::SignatureFormat;

namespace {

using Names = std::span<std::string_view const>;

constexpr std::array<std::string_view, 5> cavage_names{"(request-target)", "host", "date", "digest", "content-type"};
constexpr std::array<std::string_view, 3> rfc9421_names{"@method", "@target-uri", "content-digest"};

// Without a body there is no digest, and nothing after it.
Names covered_by(Names names, std::size_t without_body, OutgoingRequest const& request) {
    return request.body.empty() ? names.first(without_body) : names;
}

crypto::RequestView view_of(OutgoingRequest const& request, std::string_view origin) {
    return {request.method, origin, request.target, request.fields};
}

bool add_cavage(OutgoingRequest& request, Signer const& signer, bool without_query, BodyDigests const* known) {
    if (!request.body.empty())
        request.fields.push_back(
            {"Digest", known != nullptr ? known->digest : crypto::digest_field(crypto::bytes_of(request.body))}
        );
    request.fields.push_back({"Host", request.host});  // on the wire the network writes it
    std::string_view const target{request.target};
    crypto::RequestView const view{
        request.method, "", without_query ? target.substr(0, target.find('?')) : target, request.fields};
    auto signature = crypto::sign_cavage(
        view, signer.keys->rsa_id(signer.actor), covered_by(cavage_names, 3, request), signer.keys->rsa
    );
    request.fields.pop_back();
    if (!signature) return false;
    request.fields.push_back({"Signature", *std::move(signature)});
    return true;
}

bool add_rfc9421(
    OutgoingRequest& request, Signer const& signer, bool by_ed25519, Instant now, BodyDigests const* known
) {
    if (!request.body.empty()) {
        auto digest =
            known != nullptr ? known->content_digest : crypto::content_digest_field(crypto::bytes_of(request.body));
        request.fields.push_back({"Content-Digest", std::move(digest)});
    }
    auto const seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    auto const origin = "https://" + request.host;
    auto const view = view_of(request, origin);
    auto const names = covered_by(rfc9421_names, 2, request);
    auto message =
        by_ed25519
            ? crypto::sign_message(view, names, seconds, signer.keys->ed25519_id(signer.actor), signer.keys->ed25519)
            : crypto::sign_message(view, names, seconds, signer.keys->rsa_id(signer.actor), signer.keys->rsa);
    if (!message) return false;
    request.fields.push_back({"Signature-Input", std::move(message->signature_input)});
    request.fields.push_back({"Signature", std::move(message->signature)});
    return true;
}

bool add_signature(
    OutgoingRequest& request, Signer const& signer, SignatureForm form, Instant now, BodyDigests const* known
) {
    switch (form.format) {
        case SignatureFormat::cavage: return add_cavage(request, signer, form.without_query, known);
        case SignatureFormat::rfc9421_rsa: return add_rfc9421(request, signer, false, now, known);
        case SignatureFormat::rfc9421_ed25519: return add_rfc9421(request, signer, true, now, known);
    }
    throw std::logic_error{"a signature of no format"};
}

}  // namespace

BodyDigests digests_of(std::string_view body) {
    return {crypto::digest_field(crypto::bytes_of(body)), crypto::content_digest_field(crypto::bytes_of(body))};
}

Signer signer_of(
    Node const& node, storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle local_actor
) {
    return {storage::iri_of(tx, tables, local_actor), node.keyring.keys_of(tx, tables, local_actor)};
}

Signer signer_of(Node const& node, storage::Handle local_actor) {
    return node.store.read([&](auto const& tx, auto const& tables) { return signer_of(node, tx, tables, local_actor); }
    );
}

Signer instance_signer(Node const& node) {
    auto const actor = node.store.read([&](auto const& tx, auto const& tables) {
        return tables.local_names.get(tx, node.settings.node.domain);
    });
    if (!actor) throw storage::CorruptRecord{"this node has no actor of its own: run 'collegium init' first"};
    return signer_of(node, *actor);
}

std::string user_agent_of(Node const& node) {
    return "Collegium/0.1 (+" + node.settings.origin() + "/)";
}

asio::awaitable<Result<OutgoingRequest>> sign(
    Node const& node, Signer signer, OutgoingRequest request, SignatureForm form, BodyDigests const* known
) {
    auto const now = node.clock.now();
    request.fields.push_back({"Date", to_http_date(now)});
    request.fields.push_back({"User-Agent", user_agent_of(node)});
    bool is_signed = false;
    std::function<void()> work = [&] { is_signed = add_signature(request, signer, form, now, known); };
    co_await node.workers.run(std::move(work));
    if (!is_signed) co_return Refusal{Reason::malformed, "a request that cannot be signed"};
    co_return request;
}

}  // namespace collegium::federation
