// What facilitators decide about one thing of their community.
#include "federation/admit.hpp"
#include "federation/content/plain_text.hpp"
#include "server/audit/audit.hpp"
#include "server/dispatch.hpp"
#include "server/pages/communities/handlers.hpp"
#include "server/pages/kept_form.hpp"

namespace collegium::server::pages {

namespace {

constexpr std::size_t longest_reason = 500;  // characters

// The thing that the address names, if the member facilitates its community.
std::optional<timeline::PostView> facilitated(App const& app, Call const& call) {
    auto post = post_of(app, call);
    if (!post) return std::nullopt;
    bool const theirs = app.node.store.read([&](auto const& tx, auto const& tables) {
        return tables.moderators.contains(tx, {post->community.handle, call.member->actor});
    });
    return theirs ? post : std::nullopt;
}

// Nothing for a decision that nobody offers.
std::optional<federation::Composed> composed(
    App const& app, Call const& call, timeline::PostView const& post, federation::Author const& author
) {
    auto const composer = federation::composer_of(app.node);
    auto const& community = post.community.iri;
    auto const& decision = call.form.text("decision");
    auto const reason = call.form.trimmed("reason");
    if (decision == "approve") return composer.approve(author, post.iri, community);
    if (decision == "pin") return composer.add(author, post.iri, federation::Collection::featured, community);
    if (decision == "unpin") return composer.remove(author, post.iri, federation::Collection::featured, community);
    if (decision == "lock") return composer.lock(author, post.iri, community, reason);
    // Whoever unlocks: it goes by what the lock was about.
    if (decision == "unlock") return composer.undo(author, composer.lock(author, post.iri, community, "").activity);
    if (decision == "remove") return composer.remove_thing(author, post.iri, community, reason);
    return std::nullopt;
}

// Back to where the thing can be seen, or else to its community.
std::string place_after(Call const& call, timeline::PostView const& post) {
    bool const stays = post.root == post.handle && call.form.text("decision") != "remove";
    return stays ? post_path(post) : community_path(post.community);
}

}  // namespace

awaitable<Response> post_decide(App const& app, Call call) {
    auto const post = facilitated(app, call);
    if (!post) co_return refuse(app, call, {Reason::not_found, "nothing that the member decides about"});
    if (federation::content::characters(call.form.text("reason")) > longest_reason)
        co_return refused_form_page(app, call, "reason", phrase("Shorten the reason to at most 500 characters."));
    if (call.form.text("decision") == "remove" && call.form.trimmed("reason").empty())
        co_return refused_form_page(app, call, "reason", phrase("Why it has to go; everybody reads this in its place"));
    auto const author = federation::author_of(app.node, call.member->actor);
    if (!author) co_return refuse(app, call, {Reason::not_allowed, "an account without an actor"});
    auto act = composed(app, call, *post, *author);
    if (!act) co_return refuse(app, call, {Reason::not_found, "no such decision"});
    auto decision = *std::move(act);
    audit::Entry entry;
    entry.who = call.member->account;
    entry.what = "decided as a facilitator: " + call.form.text("decision");
    entry.about = post->iri;
    entry.reason = call.form.trimmed("reason");
    auto alongside = audit::alongside(std::move(entry), app.node.clock.now());
    auto const decided = co_await federation::perform(app.node, std::move(decision), std::move(alongside));
    if (!decided && decided.error().reason() != Reason::unconcerned) co_return refuse(app, call, decided.error());
    co_return Response::see_other(place_after(call, *post));
}

}  // namespace collegium::server::pages
