#include "federation/admit.hpp"
#include "federation/fetching/past.hpp"
#include "federation/messages/vocabulary.hpp"
#include "server/api_gate.hpp"
#include "server/client_to_server/handlers.hpp"
#include "server/client_to_server/personal_block.hpp"
#include "server/client_to_server/speech.hpp"
#include "server/media/attaching.hpp"
#include "storage/names.hpp"

namespace collegium::server::client_to_server {

using federation::Verb;

namespace {

bool is_activity_type(std::string_view type) {
    auto const media = type.substr(0, type.find(';'));
    return media == "application/activity+json" || media == "application/ld+json" || media == "application/json";
}

// Our details are written for whoever wrote the program: they say what to do.
Response turned_down(Refusal refusal) {
    auto const meaning = meaning_of(refusal.reason());
    auto const words = refusal.detail().empty() ? meaning.words : refusal.detail();
    if (refusal.reason() == Reason::not_acceptable) return api_error(422, words);
    // What changes nothing is no success: the program shall not show it as one.
    return api_error(meaning.status < 400 ? 409 : meaning.status, words);
}

Result<void> check_own(App const& app, Call const& call) {
    auto const name = app.node.store.read([&](auto const& tx, auto const& tables) {
        auto const record = tables.actors.get(tx, call.member->actor);
        return record ? record->username : std::string{};
    });
    if (name.empty() || name != call.names.front())
        return Refusal{Reason::not_allowed, "This belongs to somebody else: use the addresses in your own actor."};
    return {};
}

awaitable<Result<Composed>> compose(Speech const& speech) {
    switch (speech.saying.verb()) {
        case Verb::create: co_return co_await compose_create(speech);
        case Verb::update: co_return co_await compose_update(speech);
        case Verb::follow: co_return co_await compose_follow(speech);
        case Verb::delete_: co_return compose_delete(speech);
        case Verb::undo: co_return compose_undo(speech);
        case Verb::like:
        case Verb::dislike: co_return compose_vote(speech);
        case Verb::announce: co_return compose_boost(speech);
        case Verb::choose_answer: co_return compose_choice(speech);
        case Verb::flag: co_return compose_flag(speech);
        case Verb::add:
        case Verb::remove:
        case Verb::block: co_return compose_decision(speech);
        case Verb::accept:
        case Verb::reject:
        case Verb::lock:
        case Verb::offer:
        case Verb::read:
        case Verb::tentative_accept:
        case Verb::tentative_reject:
        case Verb::join:
        case Verb::leave:
        case Verb::invite:
        case Verb::move: break;
    }
    co_return Refusal{Reason::not_acceptable, "Members do not do that."};
}

Response created(std::string id, std::string document) {
    Response response{201, std::string{federation::vocabulary::activity_json}, std::move(document)};
    return std::move(response).with("Location", std::move(id)).with("Cache-Control", "private, no-store");
}

// Who joins a community of another node wants to read what was said there before.
awaitable<void> ask_for_past(App const& app, federation::Activity const& activity) {
    if (activity.verb() != Verb::follow) co_return;
    auto const community =
        app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<storage::Handle> {
            auto const handle = storage::find_handle(tx, tables, activity.object_id());
            auto const record = handle ? tables.actors.get(tx, *handle) : std::nullopt;
            bool const wanted = record && !record->local && record->type == storage::ActorType::group;
            return wanted ? handle : std::nullopt;
        });
    if (!community) co_return;
    auto const asked = co_await federation::past::ask_for(app.node, *community);
    static_cast<void>(asked);  // the Follow counts without it
}

}  // namespace

awaitable<Response> post_outbox(App const& app, Call call) {
    if (!is_activity_type(call.request.field("content-type")))
        co_return turned_down({Reason::wrong_type, "Send application/activity+json or application/ld+json."});
    if (auto const own = check_own(app, call); !own) co_return turned_down(own.error());
    auto author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return turned_down({Reason::not_allowed, "an account without an actor"});
    auto saying = Saying::read(std::move(call.request.body), author->iri);
    if (!saying) co_return turned_down(saying.error());

    Speech const speech{app, call, *std::move(author), *std::move(saying)};
    if (is_about_personal_block(speech)) {
        auto done = co_await say_personal_block(speech);
        if (!done) co_return turned_down(done.error());
        co_return created(std::move(done->id), std::move(done->document));
    }
    auto composed = co_await compose(speech);
    if (!composed) co_return turned_down(composed.error());
    auto const activity = composed->activity;
    auto alongside = media::with_pictures(app.node, call.member->actor, activity);
    auto const said = co_await federation::perform(app.node, *std::move(composed), std::move(alongside));
    if (!said) co_return turned_down(said.error());
    co_await ask_for_past(app, activity);
    co_return created(std::string{activity.id().text()}, federation::without_hidden_recipients(activity.bytes()));
}

}  // namespace collegium::server::client_to_server
