#include "server/extension/thing_entity.hpp"

#include "federation/community/acceptance.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/delivery/delivery_state.hpp"
#include "federation/messages/composed_parts.hpp"
#include "federation/related.hpp"
#include "server/api_gate.hpp"
#include "server/marking.hpp"
#include "server/mastodon/view.hpp"
#include "server/taking_up.hpp"
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

OwnMarks own_marks_of(ReadTx const& tx, Tables const& tables, Handle thing, Call const& call) {
    return call.member ? own_marks(tx, tables, thing, call.member->actor) : OwnMarks{};
}

std::string endorsement(std::string_view kind, std::uint64_t count, bool mine) {
    return JsonText::object().text("kind", kind).number("count", count).boolean("mine", mine).done();
}

// One line for each kind of endorsement that there is.
std::string endorsements(PostView const& post, OwnMarks const& own) {
    return JsonText::list()
        .raw_item(endorsement("useful", post.marks.useful, own.useful))
        .raw_item(endorsement("evidenced", post.marks.evidenced, own.evidenced))
        .done();
}

std::string support(PostView const& post, OwnMarks const& own) {
    if (post.kind != ObjectKind::question) return "null";
    return JsonText::object().number("schools", post.marks.wanting_schools.size()).boolean("mine", own.wanted).done();
}

std::string about(PostView const& post) {
    if (post.kind != ObjectKind::question) return "null";
    return JsonText::object()
        .text("kind", post.about.kind)
        .text("phase", post.about.phase)
        .text("subject", post.about.subject)
        .text("need", post.about.need)
        .done();
}

std::string acceptances(ReadTx const& tx, Tables const& tables, PostView const& post, timeline::Viewer const& viewer) {
    auto list = JsonText::list();
    for (auto const& each : timeline::acceptances_of(tx, tables, post, viewer))
        list.raw_item(JsonText::object().raw("by", actor_json(each.by)).text("reason", each.reason).done());
    return list.done();
}

std::string take_ups(timeline::Thread const& thread) {
    auto list = JsonText::list();
    for (auto const* const each : take_ups_of(thread))
        list.raw_item(JsonText::object()
                          .raw("by", actor_json(each->author))
                          .text("state", each->take_up)
                          .text("plan", federation::content::plain_text(shown_plan(*each)))
                          .text("updated", to_rfc3339(each->updated))
                          .done());
    return list.done();
}

std::string related(ReadTx const& tx, Tables const& tables, timeline::Thread const& thread, Call const& call) {
    auto list = JsonText::list();
    for (auto const& each : timeline::related_to(tx, tables, thread, call.viewer()))
        list.raw_item(JsonText::object()
                          .text("id", federation::digits(each.thing.number))
                          .text("iri", each.thing.iri)
                          .text("title", each.thing.title())
                          .text("relation", federation::name_of(each.relation))
                          .boolean("confirmed", each.counts)
                          .done());
    return list.done();
}

// What only questions have; empty lists for everything else.
void add_surroundings(JsonText& json, ReadTx const& tx, Tables const& tables, PostView const& post, Call const& call) {
    auto const thread =
        post.kind == ObjectKind::question ? timeline::thread_of(tx, tables, post.handle, call.viewer()) : std::nullopt;
    json.raw("take_ups", thread ? take_ups(*thread) : "[]");
    json.raw("related", thread ? related(tx, tables, *thread, call) : "[]");
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
    auto const own = own_marks_of(tx, tables, post.handle, call);
    auto json = JsonText::object();
    json.text("id", digits)
        .text("iri", post.iri)
        .text("url", app.browser_origin + "/post/" + digits)
        .text("kind", kind_word(post.kind))
        .text("title", post.title())
        .raw("author", actor_json(post.author))
        .raw("community", post.community.iri.empty() ? "null" : actor_json(post.community))
        .text("published", to_rfc3339(post.published))
        .raw("edited", post.edited ? federation::quoted(to_rfc3339(post.updated)) : "null")
        .boolean("accepted", post.accepted)
        .raw(
            "accepted_answer",
            digits_or_null(federation::community::accepted_answer(tx, tables, call.viewer(), post.handle))
        )
        .raw("acceptances", post.accepted ? acceptances(tx, tables, post, call.viewer()) : "[]")
        .raw("endorsements", endorsements(post, own))
        .raw("about", about(post))
        .raw("support", support(post, own))
        .raw("delivery", delivery(tx, tables, post, call));
    add_surroundings(json, tx, tables, post, call);
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
        case ObjectKind::instrument: return "instrument";
        case ObjectKind::project: return "project";
        case ObjectKind::signpost: return "signpost";
        case ObjectKind::unknown:
        case ObjectKind::post: break;
    }
    return "post";
}

}  // namespace collegium::server::extension
