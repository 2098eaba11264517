#include "federation/sign.hpp"

#include "crypto/digest.hpp"
#include "storage/names.hpp"

#include <array>

namespace collegium::federation {

namespace asio = boost::asio;

namespace {

constexpr std::array<std::string_view, 3> signed_on_get{"(request-target)", "host", "date"};
constexpr std::array<std::string_view, 5> signed_on_post{"(request-target)", "host", "date", "digest", "content-type"};

std::string key_id_of(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle actor) {
    return storage::iri_of(tx, tables, actor) + "#main-key";
}

std::optional<std::string> signature_field(Signer const& signer, OutgoingRequest const& request) {
    auto fields = request.fields;
    fields.push_back({"Host", request.host});  // on the wire the network writes it
    std::string const origin = "https://" + request.host;
    crypto::RequestView const view{request.method, origin, request.target, fields};
    std::span<std::string_view const> const covered =
        request.body.empty() ? std::span<std::string_view const>{signed_on_get} : signed_on_post;
    return crypto::sign_cavage(view, signer.key_id, covered, signer.keys->rsa);
}

}  // namespace

Signer signer_of(Node const& node, storage::Handle local_actor) {
    return node.store.read([&](auto const& tx, auto const& tables) {
        return Signer{key_id_of(tx, tables, local_actor), node.keyring.keys_of(tx, tables, local_actor)};
    });
}

Signer instance_signer(Node const& node) {
    auto const actor = node.store.read([&](auto const& tx, auto const& tables) {
        return tables.local_names.get(tx, node.settings.node.domain);
    });
    if (!actor) throw storage::CorruptRecord{"this node has no actor of its own: run 'collegium init' first"};
    return signer_of(node, *actor);
}

asio::awaitable<Result<OutgoingRequest>> sign(Node const& node, Signer signer, OutgoingRequest request) {
    request.fields.push_back({"Date", to_http_date(node.clock.now())});
    request.fields.push_back({"User-Agent", "Collegium/0.1 (+" + node.settings.origin() + "/)"});
    if (!request.body.empty())
        request.fields.push_back({"Digest", crypto::digest_field(crypto::bytes_of(request.body))});

    std::optional<std::string> signature;
    std::function<void()> work = [&] { signature = signature_field(signer, request); };
    co_await node.workers.run(std::move(work));
    if (!signature) co_return Refusal{Reason::malformed, "a request that cannot be signed"};
    request.fields.push_back({"Signature", *std::move(signature)});
    co_return request;
}

}  // namespace collegium::federation
