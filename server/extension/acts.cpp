// What members do about a thing: accept an answer, endorse, ask for an answer too, take a question up.
#include "federation/admit.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/judged.hpp"
#include "federation/logged.hpp"
#include "server/api_gate.hpp"
#include "server/extension/handlers.hpp"
#include "server/extension/thing_entity.hpp"
#include "server/marking.hpp"
#include "server/taking_up.hpp"

namespace collegium::server::extension {

using federation::Composed;
using federation::timeline::PostView;
using storage::Edge;
using storage::MarkKind;

namespace {

constexpr std::size_t longest_reason = 500;  // characters

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

Response no_author() {
    return api_error(403, "This account cannot act.");
}

// An endorsement, by its name; support has an address of its own.
std::optional<MarkKind> endorsement_named(std::string_view word) {
    auto const kind = mark_named(word);
    bool const endorses = kind == MarkKind::useful || kind == MarkKind::evidenced;
    return endorses ? kind : std::nullopt;
}

Response unknown_kind() {
    return api_error(422, "Validation failed: kind must be \"useful\" or \"evidenced\"");
}

// Why a member may not say something, in words that help.
Response not_for_you(Refusal refusal) {
    if (refusal.reason() != Reason::not_allowed) return api_refused(refusal);
    return api_error(403, "Only those who teach say that something is useful in practice.");
}

Response not_found() {
    return api_error(404, "Record not found");
}

std::optional<PostView> find_question(App const& app, Call const& call) {
    auto thing = find_thing(app, call);
    return thing && thing->kind == storage::ObjectKind::question ? thing : std::nullopt;
}

std::optional<federation::timeline::Thread> thread_of(App const& app, Call const& call, storage::Handle question) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::timeline::thread_of(tx, tables, question, call.viewer());
    });
}

// An author says nothing of their own words.
bool is_own(Call const& call, PostView const& thing) {
    return thing.author.handle == call.member->actor;
}

awaitable<Response> mark(App const& app, Call call, PostView const& thing, MarkKind kind) {
    if (is_own(call, thing)) co_return api_error(403, "What others say of your own words is for them to say.");
    auto act = marking(app, *call.member, thing, kind);
    if (!act && is_as_good_as_done(act.error())) co_return thing_response(app, call);
    if (!act) co_return not_for_you(act.error());
    auto composed = *std::move(act);
    co_return co_await done(app, std::move(call), std::move(composed));
}

awaitable<Response> unmark(App const& app, Call call, PostView const& thing, MarkKind kind) {
    auto undo = unmarking(app, *call.member, thing, kind);
    if (!undo && is_as_good_as_done(undo.error())) co_return thing_response(app, call);
    if (!undo) co_return api_refused(undo.error());
    auto composed = *std::move(undo);
    co_return co_await done(app, std::move(call), std::move(composed));
}

}  // namespace

awaitable<Response> post_accept(App const& app, Call call) {
    auto const answer = find_thing(app, call);
    if (!answer) co_return not_found();
    if (answer->kind != storage::ObjectKind::answer)
        co_return api_error(422, "Validation failed: only an answer can be accepted");
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return no_author();
    auto const& reason = call.parameters.text("reason");
    if (federation::content::characters(reason) > longest_reason)
        co_return api_error(422, "Validation failed: shorten the reason to at most 500 characters");
    if (choice_of(app, call, *answer)) co_return thing_response(app, call);
    auto act = federation::choice_of(federation::composer_of(app.node), *author, *answer, reason);
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
    auto const kind = endorsement_named(call.parameters.text("kind"));
    if (!kind) co_return unknown_kind();
    co_return co_await mark(app, std::move(call), *thing, *kind);
}

awaitable<Response> delete_endorsement(App const& app, Call call) {
    auto const thing = find_thing(app, call);
    auto const kind = endorsement_named(call.names.back());
    if (!thing || !kind) co_return not_found();
    co_return co_await unmark(app, std::move(call), *thing, *kind);
}

awaitable<Response> post_support(App const& app, Call call) {
    auto const question = find_question(app, call);
    if (!question) co_return not_found();
    co_return co_await mark(app, std::move(call), *question, MarkKind::wanted);
}

awaitable<Response> delete_support(App const& app, Call call) {
    auto const question = find_question(app, call);
    if (!question) co_return not_found();
    co_return co_await unmark(app, std::move(call), *question, MarkKind::wanted);
}

awaitable<Response> post_take_up(App const& app, Call call) {
    auto const question = find_question(app, call);
    auto const thread = question ? thread_of(app, call, question->handle) : std::nullopt;
    if (!thread) co_return not_found();
    if (!may_take_up(*call.member, *question))
        co_return api_error(403, "A question is taken up by somebody else than its asker, and not by pupils.");
    TakeUpWish const wish{call.parameters.text("state"), call.parameters.text("plan")};
    if (auto const problem = problem_with(wish); !problem.empty())
        co_return api_error(422, "Validation failed: " + std::string{problem});
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return no_author();
    auto act = taking_up(app, *author, call.member->actor, *thread, wish);
    co_return co_await done(app, std::move(call), std::move(act));
}

}  // namespace collegium::server::extension
