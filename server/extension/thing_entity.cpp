#include "server/extension/thing_entity.hpp"

#include "federation/community/acceptance.hpp"
#include "federation/delivery/delivery_state.hpp"
#include "federation/messages/composed_parts.hpp"
#include "server/api_gate.hpp"
#include "server/mastodon/view.hpp"
#include "storage/names.hpp"

#include <algorithm>
#include <charconv>

namespace collegium::server::extension {

namespace timeline = federation::timeline;

using federation::DeliveryState;
using federation::JsonText;
using storage::Edge;
using storage::Handle;
using storage::ObjectKind;
using storage::ReadTx;
using storage::Tables;
using timeline::PostView;

namespace {

std::string actor_json(timeline::ActorView const& actor) {
    return JsonText::object()
        .text("id", std::to_string(static_cast<std::uint64_t>(actor.handle)))
        .text("iri", actor.iri)
        .text("address", actor.address())
        .text("name", actor.display)
        .done();
}

std::string digits_or_null(std::optional<storage::LocalId> number) {
    return number ? federation::quoted(federation::digits(*number)) : "null";
}

bool is_endorsed_by(ReadTx const& tx, Tables const& tables, Handle thing, Call const& call) {
    if (!call.member) return false;
    auto const vote = tables.votes.get(tx, Edge{thing, call.member->actor});
    return vote && vote->kind == storage::VoteKind::up;
}

// One line for each kind of endorsement that there is.
std::string endorsements(ReadTx const& tx, Tables const& tables, PostView const& post, Call const& call) {
    auto const useful = JsonText::object()
                            .text("kind", "useful")
                            .number("count", post.up)
                            .boolean("mine", is_endorsed_by(tx, tables, post.handle, call))
                            .done();
    return JsonText::list().raw_item(useful).done();
}

std::string_view word_of(DeliveryState state) {
    switch (state) {
        case DeliveryState::waiting: return "waiting";
        case DeliveryState::delivered: return "delivered";
        case DeliveryState::refused: return "refused";
    }
    return "waiting";
}

// Where it has arrived is its author's business alone.
std::string delivery(ReadTx const& tx, Tables const& tables, PostView const& post, Call const& call) {
    auto const record = tables.objects.get(tx, post.handle);
    if (!record || !call.member || call.member->actor != post.author.handle) return "null";
    auto list = JsonText::list();
    for (auto const& each : federation::deliveries_of(tx, tables, *record)) {
        auto const place = Iri::parse(storage::iri_of(tx, tables, each.host));
        if (!place) continue;
        list.raw_item(JsonText::object()
                          .text("host", place->host())
                          .text("state", word_of(each.state))
                          .text("reason", each.reason)
                          .done());
    }
    return list.done();
}

std::string thing_json(ReadTx const& tx, Tables const& tables, App const& app, Call const& call, PostView const& post) {
    auto const digits = federation::digits(post.number);
    auto json = JsonText::object();
    json.text("id", digits)
        .text("iri", post.iri)
        .text("url", app.browser_origin + "/post/" + digits)
        .text("kind", kind_word(post.kind))
        .text("title", post.title)
        .raw("author", actor_json(post.author))
        .raw("community", post.community.iri.empty() ? "null" : actor_json(post.community))
        .text("published", to_rfc3339(post.published))
        .raw("edited", post.edited ? federation::quoted(to_rfc3339(post.updated)) : "null")
        .boolean("accepted", post.accepted)
        .raw(
            "accepted_answer",
            digits_or_null(federation::community::accepted_answer(tx, tables, call.viewer(), post.handle))
        )
        .raw("endorsements", endorsements(tx, tables, post, call))
        .raw("delivery", delivery(tx, tables, post, call));
    return json.done();
}

std::optional<PostView> look_up(ReadTx const& tx, Tables const& tables, App const& app, Call const& call) {
    auto const& digits = call.names.front();
    std::uint64_t number = 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    auto post = timeline::find_post(tx, tables, storage::LocalId{number}, call.viewer());
    bool const shown = post && post->state == storage::ObjectState::visible &&
                       mastodon::is_shown_to({app, tx, tables, call.viewer()}, post->author.handle);
    return shown ? post : std::nullopt;
}

}  // namespace

std::optional<PostView> find_thing(App const& app, Call const& call) {
    return app.node.store.read([&](auto const& tx, auto const& tables) { return look_up(tx, tables, app, call); });
}

Response thing_response(App const& app, Call const& call) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        auto const post = look_up(tx, tables, app, call);
        if (!post) return api_error(404, "Record not found");
        return api_json(thing_json(tx, tables, app, call, *post));
    });
}

std::string_view kind_word(ObjectKind kind) noexcept {
    switch (kind) {
        case ObjectKind::question: return "question";
        case ObjectKind::answer: return "answer";
        case ObjectKind::comment: return "comment";
        case ObjectKind::guide: return "guide";
        case ObjectKind::unknown:
        case ObjectKind::post: break;
    }
    return "post";
}

}  // namespace collegium::server::extension
