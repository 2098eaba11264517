#include "server/pages/adoption/looking.hpp"

#include "federation/admit.hpp"
#include "federation/adoption/care.hpp"
#include "storage/names.hpp"

namespace collegium::server::pages {

using storage::Handle;
using storage::Role;
using storage::Tables;
using storage::WriteTx;

namespace {

adoption::AdoptionComposer composer_of(App const& app) {
    auto const& settings = app.node.settings;
    return {settings.origin(), settings.node.name, app.node.clock, app.node.ids};
}

federation::Composed composed(
    App const& app,
    federation::Author const& school,
    timeline::PostView const& guide,
    adoption::Adoption const& words,
    adoption::AdoptionView const* standing
) {
    auto const composer = composer_of(app);
    if (standing == nullptr) return composer.adopt(school, words, guide);
    auto const& post = standing->post;
    return composer.revise(school, words, guide, {post.iri, post.published, post.updated});
}

federation::Alongside looked_after_by(Handle member, std::string iri) {
    return [member, named = std::move(iri)](WriteTx& tx, Tables& tables) -> Result<void> {
        auto const thing = storage::find_handle(tx, tables, named);
        if (thing) adoption::look_after(tx, tables, *thing, member);
        return {};
    };
}

}  // namespace

Handle school_of(App const& app) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return storage::find_handle(tx, tables, app.node.settings.origin() + "/").value_or(Handle{0});
    });
}

bool may_adopt(App const& app, Call const& call) {
    if (!call.member || call.member->pupil) return false;
    auto const& roles = call.member->roles;  // those that may be used
    if (!roles.has(Role::research_lead) && !roles.has(Role::operator_)) return false;
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return adoption::check_adopter(tx, tables, call.member->actor).has_value();
    });
}

Refusal only_research_lead() {
    return {Reason::not_allowed, "the research lead adopts guides for the school"};
}

std::optional<adoption::AdoptionView> own_adoption(App const& app, Call const& call) {
    auto const number = number_of(call.names.front());
    auto const school = school_of(app);
    if (!number) return std::nullopt;
    auto const now = app.node.clock.now();
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<adoption::AdoptionView> {
        auto const thing = tables.numbers.get(tx, *number);
        if (!thing) return std::nullopt;
        auto view = adoption::find_adoption(tx, tables, *thing, now, timeline::Viewer::of_member(school));
        bool const is_ours = view && view->post.author.handle == school;
        return is_ours ? std::move(view) : std::nullopt;
    });
}

std::optional<timeline::PostView> guide_below(App const& app, adoption::AdoptionView const& view) {
    auto const viewer = timeline::Viewer::of_member(school_of(app));
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return timeline::find_post(tx, tables, view.guide, viewer);
    });
}

FieldProblems problems_here(App const& app, adoption::Adoption const& words, Handle thing) {
    auto const school = school_of(app);
    return beside(app.node.store.read([&](auto const& tx, auto const& tables) {
        return adoption::problems_here(tx, tables, words, school, thing);
    }));
}

awaitable<Result<storage::Seq>> say(
    App const& app,
    Call const& call,
    timeline::PostView const& guide,
    adoption::Adoption const& words,
    adoption::AdoptionView const* standing
) {
    auto const school = federation::author_of(app.node, school_of(app));
    if (!school) co_return Refusal{Reason::not_allowed, "a node without an actor"};
    std::optional<federation::Composed> act;
    std::function<void()> work = [&] { act.emplace(composed(app, *school, guide, words, standing)); };
    co_await app.node.workers.run(std::move(work));
    auto done = *std::move(act);
    auto alongside = looked_after_by(call.member->actor, done.activity.object_id());
    auto const said = co_await federation::perform(app.node, std::move(done), std::move(alongside));
    co_return said;
}

std::string adoptions_path(timeline::PostView const& guide) {
    return post_path(guide) + "/adoptions";
}

std::string own_adoption_path(adoption::AdoptionView const& view) {
    return "/adoptions/" + federation::digits(view.post.number);
}

}  // namespace collegium::server::pages
