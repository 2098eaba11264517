#include "tests/federation/peer.hpp"

#include "crypto/digest.hpp"
#include "crypto/object_proof.hpp"
#include "federation/fetching/resolve.hpp"
#include "federation/messages/json_text.hpp"
#include "tests/printing.hpp"

namespace collegium::tests {

using federation::JsonText;

namespace {

constexpr std::string_view everyone = "https://www.w3.org/ns/activitystreams#Public";

JsonText thing(std::string_view type, std::string const& id, std::string const& author, std::string const& community) {
    auto text = JsonText::object();
    text.text("@context", "https://www.w3.org/ns/activitystreams")
        .text("id", id)
        .text("type", type)
        .text("attributedTo", author)
        .texts("to", {std::string{everyone}, community})
        .text("audience", community)
        .text("published", "2026-08-01T10:00:00Z");
    return text;
}

boost::asio::awaitable<bool> look_at(School& school, std::string community) {
    federation::FetchBudget budget;
    auto iri = Iri::parse(community).value();
    auto const actor = co_await federation::resolve_actor(school.node, std::move(iri), budget);
    co_return actor.has_value();
}

}  // namespace

Peer::Peer(Village& village, std::string host) : village_{village}, host_{std::move(host)} {
    village.scripted[host_] = [this](federation::OutgoingRequest const& request) { return answer_to(request); };
}

federation::IncomingResponse Peer::answer_to(federation::OutgoingRequest const& request) {
    if (!up) return status(503);
    if (request.method != "GET") {
        posted.push_back(request.body);
        return status(202);
    }
    auto const iri = "https://" + request.host + request.target;
    asked.push_back(iri);
    auto const page = pages_.find(iri);
    return page == pages_.end() ? status(404) : page->second;
}

std::string Peer::actor(std::string const& name, std::string const& type) {
    auto const id = iri((type == "Group" ? "/c/" : "/u/") + name);
    auto const& keys = spare_keys(1);
    auto const key = JsonText::object()
                         .text("id", id + "#main-key")
                         .text("owner", id)
                         .text("publicKeyPem", keys.rsa.public_key().pem())
                         .done();
    auto const multikey = JsonText::object()
                              .text("id", id + "#ed25519-key")
                              .text("type", "Multikey")
                              .text("controller", id)
                              .text("publicKeyMultibase", keys.ed25519.public_key().multikey())
                              .done();
    serve(
        id,
        JsonText::object()
            .text("id", id)
            .text("type", type)
            .text("preferredUsername", name)
            .text("inbox", id + "/inbox")
            .text("outbox", id + "/outbox")
            .text("followers", id + "/followers")
            .raw("publicKey", key)
            .raw("assertionMethod", "[" + multikey + "]")
            .done()
    );
    return id;
}

void Peer::serve(std::string const& iri, std::string const& body, std::string_view type) {
    pages_[iri] = document(type, body);
}

void Peer::redirect(std::string const& from, std::string const& to) {
    pages_[from] = status(302);
    pages_[from].fields.push_back({"Location", to});
}

federation::SignedPost Peer::signed_by(std::string const& actor, std::string const& body) const {
    federation::SignedPost post;
    post.target = "/inbox";
    post.body = body;
    post.fields = {
        {"Host", "north.test"},
        {"Date", to_http_date(village_.clock.now())},
        {"Digest", crypto::digest_field(crypto::bytes_of(body))},
        {"Content-Type", "application/activity+json"}};
    crypto::RequestView const view{"POST", "https://north.test", post.target, post.fields};
    std::vector<std::string_view> const covered{"(request-target)", "host", "date", "digest", "content-type"};
    post.fields.push_back(
        {"Signature", crypto::sign_cavage(view, actor + "#main-key", covered, spare_keys(1).rsa).value()}
    );
    return post;
}

std::string Peer::with_proof(std::string const& actor, std::string const& document) const {
    auto const json = federation::Json::read_object(document).value();
    auto const proof = crypto::make_proof(
        json.root(), actor + "#ed25519-key", to_rfc3339(village_.clock.now()), spare_keys(1).ed25519
    );
    return document.substr(0, document.size() - 1) + ",\"proof\":" + proof + "}";
}

std::string note(
    std::string const& id, std::string const& author, std::string const& in_reply_to, std::string const& community
) {
    return thing("Note", id, author, community)
        .text("inReplyTo", in_reply_to)
        .text("content", "<p>" + id + "</p>")
        .done();
}

std::string article(
    std::string const& id,
    std::string const& author,
    std::string const& title,
    std::string const& community,
    std::string const& updated
) {
    auto text = thing("Article", id, author, community);
    return text.text("name", title).text("content", "<p>Words</p>").text_unless_empty("updated", updated).done();
}

std::string act(std::string const& id, std::string const& type, std::string const& actor, std::string const& object) {
    return JsonText::object()
        .raw("@context", R"(["https://www.w3.org/ns/activitystreams"])")
        .text("id", id)
        .text("type", type)
        .text("actor", actor)
        .texts("to", {std::string{everyone}})
        .raw("object", object)
        .done();
}

std::string collection(std::string const& id, std::vector<std::string> const& items, std::string const& next) {
    auto list = JsonText::list();
    for (auto const& item : items) list.raw_item(item);
    return JsonText::object()
        .text("id", id)
        .text("type", "OrderedCollection")
        .number("totalItems", items.size())
        .raw("orderedItems", list.done())
        .text_unless_empty("next", next)
        .done();
}

std::string named(std::string const& iri) {
    return federation::quoted(iri);
}

void follow(Village& village, Person const& person, std::string const& community) {
    REQUIRE(village.run(look_at(*person.school, community)));
    person.follow(community);
    village.settle();
}

}  // namespace collegium::tests
