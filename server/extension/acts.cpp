// What members do about a thing: accept an answer, endorse.
#include "federation/admit.hpp"
#include "federation/judged.hpp"
#include "federation/logged.hpp"
#include "server/api_gate.hpp"
#include "server/extension/handlers.hpp"
#include "server/extension/thing_entity.hpp"

namespace collegium::server::extension {

using federation::Composed;
using federation::timeline::PostView;
using storage::Edge;

namespace {

// What already is so is no failure.
awaitable<Response> done(App const& app, Call call, Composed act) {
    auto const performed = co_await federation::perform(app.node, std::move(act));
    if (!performed && meaning_of(performed.error().reason()).status >= 400) co_return api_refused(performed.error());
    co_return thing_response(app, call);
}

template <class Find>
std::optional<federation::Activity> standing_act(App const& app, Find find) {
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<federation::Activity> {
        std::optional<storage::Seq> const seq = find(tx, tables);
        return seq ? federation::logged_activity(tx, tables, *seq) : std::nullopt;
    });
}

std::optional<federation::Activity> choice_of(App const& app, Call const& call, PostView const& answer) {
    return standing_act(app, [&](auto const& tx, auto const& tables) -> std::optional<storage::Seq> {
        auto const choice = tables.choices.get(tx, Edge{answer.handle, call.member->actor});
        return choice ? std::optional{choice->seq} : std::nullopt;
    });
}

std::optional<federation::Activity> endorsement_of(App const& app, Call const& call, PostView const& thing) {
    return standing_act(app, [&](auto const& tx, auto const& tables) -> std::optional<storage::Seq> {
        auto const vote = tables.votes.get(tx, Edge{thing.handle, call.member->actor});
        bool const stands = vote && vote->kind == storage::VoteKind::up;
        return stands ? std::optional{vote->seq} : std::nullopt;
    });
}

Response no_author() {
    return api_error(403, "This account cannot act.");
}

bool is_known_kind(std::string_view kind) {
    return kind == "useful";
}

Response unknown_kind() {
    return api_error(422, "Validation failed: kind must be \"useful\"");
}

Response not_found() {
    return api_error(404, "Record not found");
}

}  // namespace

awaitable<Response> post_accept(App const& app, Call call) {
    auto const answer = find_thing(app, call);
    if (!answer) co_return not_found();
    if (answer->kind != storage::ObjectKind::answer)
        co_return api_error(422, "Validation failed: only an answer can be accepted");
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return no_author();
    if (choice_of(app, call, *answer)) co_return thing_response(app, call);
    auto act = federation::choice_of(federation::composer_of(app.node), *author, *answer);
    co_return co_await done(app, std::move(call), std::move(act));
}

awaitable<Response> delete_accept(App const& app, Call call) {
    auto const answer = find_thing(app, call);
    if (!answer) co_return not_found();
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return no_author();
    auto const choice = choice_of(app, call, *answer);
    if (!choice) co_return thing_response(app, call);
    auto act = federation::composer_of(app.node).undo(*author, *choice);
    co_return co_await done(app, std::move(call), std::move(act));
}

awaitable<Response> post_endorsement(App const& app, Call call) {
    auto const thing = find_thing(app, call);
    if (!thing) co_return not_found();
    if (!is_known_kind(call.parameters.text("kind"))) co_return unknown_kind();
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return no_author();
    if (endorsement_of(app, call, *thing)) co_return thing_response(app, call);
    auto act = federation::composer_of(app.node).like(*author, federation::judged_of(*thing));
    co_return co_await done(app, std::move(call), std::move(act));
}

awaitable<Response> delete_endorsement(App const& app, Call call) {
    auto const thing = find_thing(app, call);
    if (!thing || !is_known_kind(call.names.back())) co_return not_found();
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return no_author();
    auto const like = endorsement_of(app, call, *thing);
    if (!like) co_return thing_response(app, call);
    auto act = federation::composer_of(app.node).undo(*author, *like);
    co_return co_await done(app, std::move(call), std::move(act));
}

}  // namespace collegium::server::extension
