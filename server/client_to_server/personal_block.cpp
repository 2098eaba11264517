#include "server/client_to_server/personal_block.hpp"

#include "federation/messages/json_text.hpp"
#include "federation/messages/vocabulary.hpp"
#include "server/blocking.hpp"
#include "server/mastodon/dates.hpp"
#include "storage/names.hpp"

namespace collegium::server::client_to_server {

using federation::JsonText;
using federation::Verb;
using storage::Edge;
using storage::Handle;
using storage::ReadTx;
using storage::Tables;

namespace {

std::string place_of(std::string_view member) {
    return std::string{member} + "/blocks/";
}

bool has_target(JsonValue const& block) {
    return federation::member(block, "target") != nullptr;
}

JsonText opened(std::string_view id, std::string_view type, std::string_view member) {
    auto act = JsonText::object();
    act.raw("@context", federation::vocabulary::activity_context);
    act.text("id", id).text("type", type).text("actor", member);
    return act;
}

Said block_act(std::string_view member, Handle number, std::string_view other, Instant since) {
    auto id = place_of(member) + mastodon::digits(number);
    auto act = opened(id, "Block", member);
    auto document = act.text("object", other).text("published", to_rfc3339(since)).done();
    return {std::move(id), std::move(document)};
}

// It stands nowhere after this answer, so it gets the id of what it took back.
Said undo_act(std::string_view member, Handle number, Instant now) {
    auto const block = place_of(member) + mastodon::digits(number);
    auto id = block + "#undo";
    auto act = opened(id, "Undo", member);
    auto document = act.text("object", block).text("published", to_rfc3339(now)).done();
    return {std::move(id), std::move(document)};
}

// An actor whom the member may know of: everybody in this node's tables, since pupils are known to its members.
std::optional<timeline::ActorView> somebody(App const& app, std::string_view iri) {
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<timeline::ActorView> {
        auto const handle = storage::find_handle(tx, tables, iri);
        auto const record = handle ? tables.actors.get(tx, *handle) : std::nullopt;
        bool const is_node = record && record->type == storage::ActorType::application;
        return record && !is_node ? timeline::find_actor(tx, tables, *handle) : std::nullopt;
    });
}

// Whom an Undo lets back.
std::optional<Handle> blocked_by(Speech const& speech) {
    auto const place = place_of(speech.author.iri);
    auto const id = speech.saying.object_id();
    if (id.starts_with(place)) return mastodon::handle_of(std::string_view{id}.substr(place.size()));
    auto const* const block = speech.saying.object();
    if (block == nullptr) return std::nullopt;
    auto const other = somebody(speech.app, federation::reference_member(*block, "object"));
    return other ? std::optional{other->handle} : std::nullopt;
}

awaitable<Result<Said>> shut_out(Speech const& speech) {
    auto const iri = speech.saying.object_id();
    if (!Iri::parse(iri)) co_return Refusal{Reason::malformed, "A Block needs the id of somebody."};
    auto const other = somebody(speech.app, iri);
    if (!other) co_return Refusal{Reason::not_found, "Nobody here knows anybody with that id."};
    auto const member = speech.call.member->actor;
    auto const done = co_await block(speech.app, member, other->handle);
    if (!done) co_return done.error();
    auto const record = speech.app.node.store.read([&](auto const& tx, auto const& tables) {
        return tables.blocks.get(tx, Edge{member, other->handle});
    });
    auto const since = record ? record->since : speech.app.node.clock.now();
    co_return block_act(speech.author.iri, other->handle, other->iri, since);
}

awaitable<Result<Said>> let_back(Speech const& speech) {
    auto const other = blocked_by(speech);
    if (!other) co_return Refusal{Reason::not_found, "There is no Block of yours with that id, or of that person."};
    auto const done = co_await unblock(speech.app, speech.call.member->actor, *other);
    if (!done) co_return done.error();
    co_return undo_act(speech.author.iri, *other, speech.app.node.clock.now());
}

}  // namespace

bool is_about_personal_block(Speech const& speech) {
    auto const& saying = speech.saying;
    if (saying.verb() == Verb::block) return !has_target(saying.root());
    if (saying.verb() != Verb::undo) return false;
    auto const id = saying.object_id();
    auto const* const inside = saying.object();
    bool const by_content =
        inside != nullptr && id.empty() && federation::type_of(*inside) == "Block" && !has_target(*inside);
    return by_content || id.starts_with(place_of(speech.author.iri));
}

awaitable<Result<Said>> say_personal_block(Speech const& speech) {
    if (speech.saying.verb() == Verb::block) co_return co_await shut_out(speech);
    co_return co_await let_back(speech);
}

Result<std::string> personal_block(ReadTx const& tx, Tables const& tables, Handle member, std::string_view number) {
    auto const other = mastodon::handle_of(number);
    auto const record = other ? tables.blocks.get(tx, Edge{member, *other}) : std::nullopt;
    if (!record) return Refusal{Reason::not_found, "There is no such Block."};
    auto const iri = storage::iri_of(tx, tables, member);
    return block_act(iri, *other, storage::iri_of(tx, tables, *other), record->since).document;
}

}  // namespace collegium::server::client_to_server
