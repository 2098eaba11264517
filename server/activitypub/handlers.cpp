#include "server/activitypub/handlers.hpp"

#include "config/log.hpp"
#include "federation/admit.hpp"
#include "federation/community/pupils.hpp"
#include "federation/fetching/webfinger.hpp"
#include "federation/local_actors.hpp"
#include "federation/messages/vocabulary.hpp"
#include "federation/partners/card.hpp"
#include "federation/served/documents.hpp"
#include "federation/served/nodeinfo.hpp"
#include "federation/served/own_lists.hpp"
#include "federation/served/served_lists.hpp"
#include "federation/served/signed_copy.hpp"
#include "server/dispatch.hpp"
#include "server/throttle.hpp"
#include "storage/names.hpp"

#include <charconv>

namespace collegium::server::activitypub {

namespace documents = federation::documents;
namespace vocabulary = federation::vocabulary;

using storage::ActorType;
using storage::Handle;

namespace {

Response json(std::string_view type, std::string body, unsigned status = 200) {
    // Browser-based tools read these too; nothing in them depends on a cookie.
    return Response{status, std::string{type}, std::move(body)}.with("Access-Control-Allow-Origin", "*");
}

Response activity_json(std::string body, unsigned status = 200) {
    return json(vocabulary::activity_json, std::move(body), status).with("Vary", "Accept");
}

Response activity_json(Result<std::string> document) {
    return document ? activity_json(*std::move(document)) : Response::refused(document.error());
}

template <class Question>
Response about_actor(App const& app, Call const& call, ActorType type, Question question) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        auto const& name = call.names.front();
        auto const actor = type == ActorType::person ? federation::find_local_speaker(tx, tables, name)
                                                     : federation::find_local_actor(tx, tables, name, type);
        if (!actor || !federation::community::may_know_of(tx, tables, {}, *actor))
            return Response::refused({Reason::not_found, "nobody of that name"});
        return activity_json(question(tx, tables, *actor));
    });
}

// A number of the query; nothing if it is not there or none.
std::optional<std::uint64_t> number_of(Call const& call, std::string_view name) {
    auto const& digits = call.form.text(name);
    std::uint64_t number = 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    bool const whole = error == std::errc{} && end == digits.data() + digits.size();
    return whole ? std::optional{number} : std::nullopt;
}

Response outbox_of(App const& app, Call const& call, ActorType type) {
    auto const before = number_of(call, "before");
    return about_actor(app, call, type, [&](auto const& tx, auto const& tables, Handle actor) {
        return before ? documents::outbox_page(tx, tables, call.viewer(), actor, storage::Seq{*before})
                      : documents::outbox(tx, tables, call.viewer(), actor);
    });
}

std::string own_iri(App const& app, std::string_view path) {
    return app.node.settings.origin() + std::string{path};
}

// The address without its last segment: what a collection belongs to.
std::string parent_iri(App const& app, Call const& call) {
    return own_iri(app, call.request.path.substr(0, call.request.path.rfind('/')));
}

// The list of the member whose program calls; nothing if somebody else calls.
template <class List>
std::optional<Response> own_list(App const& app, Call const& call, List list) {
    auto const page = number_of(call, "page").value_or(0);
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<Response> {
        auto const record = call.member ? tables.actors.get(tx, call.member->actor) : std::nullopt;
        if (!record || record->username != call.names.front()) return std::nullopt;
        return activity_json(list(tx, tables, call.member->actor, page));
    });
}

Response closed_list(App const& app, Call const& call) {
    return about_actor(app, call, ActorType::person, [&](auto const&, auto const&, Handle) {
        return documents::closed_collection(own_iri(app, call.request.path));
    });
}

bool is_activity_type(std::string_view type) {
    auto const media = type.substr(0, type.find(';'));
    return media == "application/activity+json" || media == "application/ld+json" || media == "application/json";
}

// One line for each message that was turned down: who, why; never what it said.
void log_refusal(Call const& call, Refusal refusal) {
    // RFC 9421 names the key beside what is covered, the older form in front of the signature.
    auto const parameters = call.request.field("signature-input");
    auto const signature = call.request.field("signature");
    auto const key = parameters.empty() ? signature.substr(0, signature.find(',')) : parameters;
    log::info(
        "refused a message",
        {{"reason", meaning_of(refusal.reason()).name},
         {"detail", refusal.detail()},
         {"from", call.request.peer},
         {"key", key.substr(0, 300)},
         {"path", call.request.path}}
    );
}

Response answer_refusal(Call const& call, Refusal refusal) {
    auto const status = meaning_of(refusal.reason()).status;
    if (status >= 400) log_refusal(call, refusal);
    // Strangers to a type, duplicates and what concerns nothing here are thanked for (wire reference 5.2).
    if (refusal.reason() == Reason::not_acceptable || status == 202) return Response{202};
    auto response = Response::refused(refusal);
    // A pause is for days: seldom is soon enough, and a message of ours tells them earlier that it is over.
    bool const is_later = refusal.reason() == Reason::paused || refusal.reason() == Reason::too_many;
    if (is_later) response.set("Retry-After", "3600");
    if (status == 401)
        response.with("Accept-Signature", R"(sig1=("@method" "@target-uri" "content-digest");created;keyid)");
    return response;
}

// More comes than can be taken in. Partners are told so before anything of a message is looked at, since looking is a
// good part of the work, and they come back; members, whose changes stand in the same line, find it short.
// Nothing is logged: it would be a line for each.
bool has_too_much_to_do(App const& app, Call const& call) {
    constexpr std::size_t most_in_line = 1024;
    constexpr std::chrono::milliseconds latest{500};
    return call.request.late_by > latest || app.node.store.waiting() > most_in_line;
}

}  // namespace

awaitable<Response> get_webfinger(App const& app, Call call) {
    auto const resource = call.form.text("resource");
    auto answer = app.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::webfinger::answer(tx, tables, app.node.settings.node.domain, resource);
    });
    co_return answer ? json(vocabulary::jrd_json, *std::move(answer)) : Response::refused(answer.error());
}

awaitable<Response> get_nodeinfo_links(App const& app, Call) {
    co_return json(vocabulary::jrd_json, documents::nodeinfo_links(app.node.settings.origin()));
}

awaitable<Response> get_nodeinfo(App const& app, Call call) {
    auto const& version = call.names.front();
    if (version != "2.0" && version != "2.1") co_return Response::refused({Reason::not_found, "no such version"});
    auto body = app.node.store.read([&](auto const& tx, auto const& tables) {
        return documents::nodeinfo(tx, tables, version);
    });
    auto const type = "application/json; profile=\"http://nodeinfo.diaspora.software/ns/schema/" + version + "#\"";
    co_return json(type, std::move(body));
}

awaitable<Response> get_host_meta(App const& app, Call) {
    auto const body = R"(<?xml version="1.0" encoding="UTF-8"?><XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0">)"
                      R"(<Link rel="lrdd" template=")" +
                      own_iri(app, "/.well-known/webfinger?resource={uri}") + R"("/></XRD>)";
    co_return json("application/xrd+xml", body);
}

awaitable<Response> get_partner_card(App const& app, Call) {
    auto const holiday =
        app.node.store.read([](auto const& tx, auto const& tables) { return federation::own_holiday(tx, tables); });
    co_return json("application/json", federation::card_document(app.node.settings, holiday));
}

awaitable<Response> get_site_outbox(App const& app, Call) {
    co_return activity_json(documents::empty_collection(own_iri(app, "/site_outbox")));
}

awaitable<Response> get_person_outbox(App const& app, Call call) {
    co_return outbox_of(app, call, ActorType::person);
}

awaitable<Response> get_person_followers(App const& app, Call call) {
    auto own = own_list(app, call, documents::own_followers);
    if (own) co_return *std::move(own);
    co_return about_actor(app, call, ActorType::person, documents::followers);
}

awaitable<Response> get_person_following(App const& app, Call call) {
    auto own = own_list(app, call, documents::own_following);
    if (own) co_return *std::move(own);
    co_return closed_list(app, call);
}

awaitable<Response> get_person_liked(App const& app, Call call) {
    auto own = own_list(app, call, documents::own_liked);
    if (own) co_return *std::move(own);
    co_return closed_list(app, call);
}

awaitable<Response> get_community_outbox(App const& app, Call call) {
    co_return outbox_of(app, call, ActorType::group);
}

awaitable<Response> get_community_followers(App const& app, Call call) {
    co_return about_actor(app, call, ActorType::group, documents::followers);
}

awaitable<Response> get_moderators(App const& app, Call call) {
    co_return about_actor(app, call, ActorType::group, documents::moderators);
}

awaitable<Response> get_featured(App const& app, Call call) {
    co_return about_actor(app, call, ActorType::group, [&](auto const& tx, auto const& tables, Handle group) {
        return documents::featured(tx, tables, call.viewer(), group);
    });
}

awaitable<Response> get_context(App const& app, Call call) {
    auto const question = parent_iri(app, call);
    auto const page = number_of(call, "page").value_or(0);
    co_return app.node.store.read([&](auto const& tx, auto const& tables) {
        return activity_json(documents::thread_context(tx, tables, call.viewer(), question, page));
    });
}

awaitable<Response> get_replies(App const& app, Call call) {
    auto const thing = parent_iri(app, call);
    auto const page = number_of(call, "page").value_or(0);
    co_return app.node.store.read([&](auto const& tx, auto const& tables) {
        return activity_json(documents::replies(tx, tables, call.viewer(), thing, page));
    });
}

awaitable<Response> get_activity(App const& app, Call call) {
    auto const iri = own_iri(app, call.request.path);
    co_return app.node.store.read([&](auto const& tx, auto const& tables) {
        return activity_json(documents::activity(tx, tables, call.viewer(), iri));
    });
}

awaitable<Response> get_guide_copy(App const& app, Call call) {
    auto const& guide = call.form.text("of");
    auto const& version = call.form.text("version");
    co_return app.node.store.read([&](auto const& tx, auto const& tables) {
        auto copy = documents::signed_copy(tx, tables, call.viewer(), guide, version);
        return copy ? json("application/json", *std::move(copy)) : Response::refused(copy.error());
    });
}

awaitable<Response> post_inbox(App const& app, Call call) {
    if (has_too_much_to_do(app, call)) {
        auto later = Response::refused({Reason::unavailable, "too much at once"});
        later.set("Retry-After", "5");  // the line is as long as half a second
        co_return later;
    }
    if (!is_activity_type(call.request.field("content-type")))
        co_return answer_refusal(call, {Reason::wrong_type, "not ActivityPub"});
    federation::SignedPost post;
    post.target = call.request.target;
    post.fields = call.request.fields;
    post.body = std::move(call.request.body);
    post.place = address_block(call.client);
    auto const received = co_await federation::receive(app.node, std::move(post));
    if (!received) co_return answer_refusal(call, received.error());
    co_return Response{202};
}

Response actor_document(App const& app, Call const& call, Handle actor) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        auto const record = tables.actors.get(tx, actor);
        if (!record || federation::community::is_pupil(tx, tables, actor))
            return refuse(app, call, {Reason::not_found, "nobody of that name"});
        auto const iri = storage::iri_of(tx, tables, actor);
        if (!call.sees_all) return activity_json(documents::actor_stub(iri, *record));
        return activity_json(documents::actor(iri, *record, documents::presentation_of(tx, tables, actor)));
    });
}

Response object_document(App const& app, Call const& call, std::string_view iri) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        auto document = documents::object(tx, tables, call.viewer(), iri);
        if (!document) return refuse(app, call, document.error());
        return activity_json(std::move(document->body), document->gone ? 410 : 200);
    });
}

}  // namespace collegium::server::activitypub
