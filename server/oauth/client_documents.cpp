#include "server/oauth/client_documents.hpp"

#include "federation/partners/policy.hpp"
#include "server/oauth/limits.hpp"
#include "server/oauth/redirects.hpp"
#include "server/oauth/scopes.hpp"

namespace collegium::server::oauth {

using federation::Json;
using storage::AppRecord;

namespace {

constexpr std::size_t largest_document = std::size_t{64} << 10;
constexpr std::chrono::days kept_for{1};

// One text or a list of texts.
std::vector<std::string> texts_in(JsonValue const& object, std::string_view name) {
    std::vector<std::string> texts;
    for (auto const text : federation::references(object, name, most_redirects + 1)) texts.emplace_back(text);
    return texts;
}

// A secret would stand in a document that everybody reads.
bool proves_itself(JsonValue const& root) {
    auto const method = federation::text_member(root, "token_endpoint_auth_method");
    return federation::member(root, "client_secret") != nullptr || (!method.empty() && method != "none");
}

// A scope that we do not know is passed over: the document is written for all nodes.
std::string known_among(std::string_view scopes) {
    std::vector<std::string> known;
    for (auto& each : split_scopes(scopes))
        if (are_known({each})) known.push_back(std::move(each));
    return known.empty() ? std::string{widest_scope} : joined(known);
}

AppRecord metadata_document(JsonValue const& root) {
    AppRecord record;
    record.name = federation::text_member(root, "client_name");
    record.website = federation::text_member(root, "client_uri");
    record.redirect_uris = texts_in(root, "redirect_uris");
    record.scopes = known_among(federation::text_member(root, "scope"));
    return record;
}

AppRecord activity_object(JsonValue const& root) {
    AppRecord record;
    record.name = federation::text_member(root, "name");
    record.website = federation::reference_member(root, "url");
    record.redirect_uris = texts_in(root, "redirectURI");
    record.scopes = widest_scope;
    return record;
}

// Partners only, where nothing is exchanged with others; nobody who was turned down or removed.
bool may_ask(App const& app, Iri const& id) {
    return federation::passage_of(app.node, id.host()) != federation::Passage::nothing;
}

bool is_fresh(App const& app, Program const& program) {
    return program.record.kind == storage::AppKind::document &&
           app.node.clock.now() - program.record.created < kept_for;
}

awaitable<Result<Json>> fetch(App const& app, Iri id) {
    federation::OutgoingRequest request{"GET", std::string{id.host()}, std::string{id.target()}};
    request.fields.push_back({"Accept", "application/json, application/activity+json, application/ld+json"});
    auto response = co_await app.node.network.exchange(std::move(request));
    if (!response) co_return response.error();
    if (response->status != 200) co_return Refusal{Reason::unreachable, "no document about the program"};
    if (response->field("content-type").find("json") == std::string_view::npos)
        co_return Refusal{Reason::wrong_type, "the document about the program is not JSON"};
    if (response->body.size() > largest_document) co_return Refusal{Reason::too_large, "a document about a program"};
    co_return Json::read_object(std::move(response->body), federation::incoming_json);
}

}  // namespace

bool is_document_id(std::string_view id) {
    auto const iri = Iri::parse(id);
    if (!iri) return false;
    auto const rest = id.substr(iri->origin().size());
    bool const has_path = rest.starts_with('/') && rest.size() > 1;
    return has_path && id.size() <= longest_id && id.find('#') == std::string_view::npos;
}

Result<AppRecord> described_by(Json const& document, std::string_view id) {
    auto const& root = document.root();
    bool const is_metadata = federation::member(root, "client_id") != nullptr;
    auto const own_name = federation::text_member(root, is_metadata ? "client_id" : "id");
    if (own_name != id) return Refusal{Reason::foreign, "a document about another program"};
    if (proves_itself(root)) return Refusal{Reason::not_allowed, "a program with a secret that everybody reads"};
    auto record = is_metadata ? metadata_document(root) : activity_object(root);
    record.kind = storage::AppKind::document;
    if (record.name.empty()) record.name = id;
    if (record.name.size() > longest_name) record.name = "A program without a short name";
    if (flaw_in(record) == Flaw::website) record.website.clear();
    if (flaw_in(record) != Flaw::none) return Refusal{Reason::malformed, "not the description of a program"};
    return record;
}

awaitable<Result<Program>> document_program(App const& app, Iri id, std::string account) {
    auto const kept = find_program(app, id.text());
    if (kept && is_fresh(app, *kept)) co_return *kept;
    if (!may_ask(app, id)) co_return Refusal{Reason::not_allowed, "no partner, and nobody else is asked"};
    if (!app.oauth_limits.document_fetches.allows(account, app.node.clock.now()))
        co_return Refusal{Reason::too_many, "too many documents about programs"};

    auto document = co_await fetch(app, id);
    if (!document) co_return document.error();
    auto record = described_by(*document, id.text());
    if (!record) co_return record.error();
    Program program;
    program.id = id.text();
    program.record = *std::move(record);
    program.record.created = app.node.clock.now();  // of what we keep: it is fetched again after a day
    auto const written = co_await keep_program(app, program);
    if (!written) co_return written.error();
    co_return program;
}

}  // namespace collegium::server::oauth
