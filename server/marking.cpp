#include "server/marking.hpp"

#include "federation/admit.hpp"
#include "federation/logged.hpp"

#include <array>

namespace collegium::server {

namespace community = federation::community;

using federation::Composed;
using federation::timeline::PostView;
using storage::Handle;
using storage::MarkKind;

namespace {

constexpr std::array<std::pair<std::string_view, MarkKind>, 4> names{
    {{"useful", MarkKind::useful},
     {"evidenced", MarkKind::evidenced},
     {"wanted", MarkKind::wanted},
     {"thanks", MarkKind::thanks}}};

constexpr Refusal no_actor{Reason::not_allowed, "an account without an actor"};

std::optional<storage::Mark> standing(App const& app, Handle member, PostView const& thing, MarkKind kind) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return tables.marks.get(tx, {thing.handle, kind, member});
    });
}

}  // namespace

std::optional<MarkKind> mark_named(std::string_view word) noexcept {
    for (auto const& [name, kind] : names)
        if (name == word) return kind;
    return std::nullopt;
}

std::string_view name_of(MarkKind kind) noexcept {
    for (auto const& [name, known] : names)
        if (known == kind) return name;
    return {};
}

OwnMarks own_marks(storage::ReadTx const& tx, storage::Tables const& tables, Handle thing, Handle member) {
    auto const has = [&](MarkKind kind) { return tables.marks.contains(tx, {thing, kind, member}); };
    return {has(MarkKind::useful), has(MarkKind::evidenced), has(MarkKind::wanted), has(MarkKind::thanks)};
}

Result<Composed> marking(App const& app, Member const& member, PostView const& thing, MarkKind kind) {
    auto const allowed = app.node.store.read([&](auto const& tx, auto const& tables) {
        return community::check_mark(tx, tables, member.actor, kind);
    });
    if (!allowed) return allowed.error();
    auto const author = federation::author_of(app.node, member.actor);
    if (!author) return no_actor;
    if (standing(app, member.actor, thing, kind)) return Refusal{Reason::duplicate, "said already"};
    return federation::composer_of(app.node).mark(*author, kind, federation::judged_of(thing));
}

Result<Composed> unmarking(App const& app, Member const& member, PostView const& thing, MarkKind kind) {
    auto const author = federation::author_of(app.node, member.actor);
    if (!author) return no_actor;
    auto const mark = standing(app, member.actor, thing, kind);
    auto const like = mark ? app.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::logged_activity(tx, tables, mark->seq);
    })
                           : std::nullopt;
    if (!like) return Refusal{Reason::duplicate, "not said, or taken back already"};
    return federation::composer_of(app.node).undo(*author, *like);
}

bool is_as_good_as_done(Refusal refusal) noexcept {
    return refusal.reason() == Reason::duplicate || refusal.reason() == Reason::unconcerned;
}

}  // namespace collegium::server
