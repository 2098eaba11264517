#include "tests/federation/school_server.hpp"

#include "crypto/http_text.hpp"
#include "federation/directory/exchange.hpp"
#include "federation/fetching/webfinger.hpp"
#include "federation/partner_lists/publishing.hpp"
#include "federation/partners/card.hpp"
#include "federation/served/documents.hpp"
#include "federation/served/served_lists.hpp"
#include "federation/served/signed_copy.hpp"
#include "storage/names.hpp"

namespace collegium::tests {

namespace asio = boost::asio;

using federation::IncomingResponse;
using federation::OutgoingRequest;
using storage::Handle;
using storage::Seq;

namespace {

std::string query_value(std::string_view target, std::string_view name) {
    auto const at = target.find(std::string{name} + "=");
    if (at == std::string_view::npos) return {};
    auto const value = target.substr(at + name.size() + 1);
    return std::string{value.substr(0, value.find('&'))};
}

std::string without_percents(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            plain += text[i];
            continue;
        }
        plain += static_cast<char>(std::stoi(std::string{text.substr(i + 1, 2)}, nullptr, 16));
        i += 2;
    }
    return plain;
}

std::optional<IncomingResponse> directory_answer(
    storage::ReadTx const& tx, storage::Tables const& tables, School const& school, std::string const& target
) {
    namespace directory = federation::directory;
    auto const now = school.clock.now();
    if (target.starts_with("/directory/digest?")) {
        storage::ChangeNumber const after{std::stoull(query_value(target, "after"))};
        return document("application/json", directory::digest_page(tx, tables, after, now));
    }
    if (!target.starts_with("/directory/listings?")) return std::nullopt;
    auto const page = directory::listings_page(tx, tables, query_value(target, "at"), now);
    return page ? document("application/json", *page) : status(400);
}

// Whoever signed it: here nobody lies.
federation::community::Viewer reader_of(
    storage::ReadTx const& tx, storage::Tables const& tables, OutgoingRequest const& request
) {
    constexpr std::string_view before_key = "keyId=\"";
    auto const signature = crypto::field_value(request.fields, "signature");
    auto const at = signature.find(before_key);
    if (at == std::string_view::npos) return {};
    auto const key = signature.substr(at + before_key.size());
    auto const iri = Iri::parse(key.substr(0, key.find_first_of("#\"")));
    auto const host = iri ? storage::find_handle(tx, tables, iri->origin()) : std::nullopt;
    return {Handle{0}, host.value_or(Handle{0})};
}

// The collection of that address, as the handlers of the server find it.
std::optional<std::string> collection(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    federation::community::Viewer const& reader,
    std::string const& iri
) {
    namespace documents = federation::documents;
    auto const path = iri.substr(0, iri.find('?'));
    auto const owner = path.substr(0, path.rfind('/'));
    if (path.ends_with("/partners")) {
        auto const network = storage::find_handle(tx, tables, owner);
        auto list = network ? federation::partner_lists::published_list(tx, tables, *network) : std::nullopt;
        return list ? std::optional{std::move(list->json)} : std::nullopt;
    }
    auto const before = query_value(iri, "before"), page = query_value(iri, "page");
    if (path.ends_with("/outbox")) {
        auto const actor = storage::find_handle(tx, tables, owner);
        if (!actor) return std::nullopt;
        return before.empty() ? documents::outbox(tx, tables, reader, *actor)
                              : documents::outbox_page(tx, tables, reader, *actor, Seq{std::stoull(before)});
    }
    auto const number = page.empty() ? 0 : std::stoul(page);
    auto list = path.ends_with("/context")   ? documents::thread_context(tx, tables, reader, owner, number)
                : path.ends_with("/replies") ? documents::replies(tx, tables, reader, owner, number)
                                             : documents::activity(tx, tables, reader, iri);
    return list ? std::optional{*std::move(list)} : std::nullopt;
}

}  // namespace

IncomingResponse answer_get(School& school, OutgoingRequest const& request) {
    return school.node.store.read([&](auto const& tx, auto const& tables) {
        if (request.target.starts_with("/.well-known/webfinger")) {
            auto answer = federation::webfinger::answer(
                tx, tables, school.settings.node.domain, query_value(request.target, "resource")
            );
            return answer ? document("application/jrd+json", *answer) : status(404);
        }
        if (request.target == "/partner-card")
            return document(
                "application/json", federation::card_document(school.settings, federation::own_holiday(tx, tables))
            );
        if (auto answer = directory_answer(tx, tables, school, request.target)) return *std::move(answer);
        auto const iri = "https://" + request.host + request.target;
        auto const reader = reader_of(tx, tables, request);
        auto const handle = storage::find_handle(tx, tables, iri);
        auto const actor = handle ? tables.actors.get(tx, *handle) : std::nullopt;
        if (actor && actor->local)
            return document(
                "application/activity+json",
                federation::documents::actor(iri, *actor, federation::documents::presentation_of(tx, tables, *handle))
            );
        if (request.target.starts_with("/guides/copy?")) {
            auto const guide = without_percents(query_value(request.target, "of"));
            auto const version = without_percents(query_value(request.target, "version"));
            auto const copy = federation::documents::signed_copy(tx, tables, reader, guide, version);
            return copy ? document("application/json", *copy) : status(404);
        }
        if (auto list = collection(tx, tables, reader, iri)) return document("application/activity+json", *list);
        if (auto const object = federation::documents::object(tx, tables, reader, iri)) {
            auto answer = document("application/activity+json", object->body);
            if (object->gone) answer.status = 410;
            return answer;
        }
        auto const activity = federation::documents::activity(tx, tables, reader, iri);
        return activity ? document("application/activity+json", *activity) : status(404);
    });
}

asio::awaitable<IncomingResponse> answer_post(School& school, OutgoingRequest request) {
    federation::SignedPost post;
    post.target = request.target;
    post.fields = std::move(request.fields);
    post.fields.push_back({"Host", request.host});
    post.body = std::move(request.body);
    auto const received = co_await federation::receive(school.node, std::move(post));
    unsigned const code = received.has_value() ? 202 : meaning_of(received.error().reason()).status;
    co_return status(code);
}

}  // namespace collegium::tests
