#include "federation/community/undone.hpp"

#include "federation/logged.hpp"
#include "storage/names.hpp"

namespace collegium::federation::community {

namespace {

std::optional<Activity> passed_on(rules::Context const& context, std::string_view id) {
    if (context.activity.verb() != Verb::announce) return std::nullopt;
    auto const seq = context.passed_on_before(context.activity.actor().text(), id);
    auto const announce = seq ? logged_activity(context.tx, context.tables, *seq) : std::nullopt;
    if (!announce) return std::nullopt;
    for (auto const* const value : announce->wrapped()) {
        if (text_member(*value, "id") != id) continue;
        auto act = Activity::parse(*value);
        return act ? std::optional{*std::move(act)} : std::nullopt;
    }
    return std::nullopt;
}

std::optional<Activity> named_or_whole(rules::Context const& context, Activity const& undo) {
    if (auto const seq = context.known_before(undo.object_id()))
        return logged_activity(context.tx, context.tables, *seq);
    if (auto act = passed_on(context, undo.object_id())) return act;
    auto whole = undo.parse_object();
    return whole ? std::optional{*std::move(whole)} : std::nullopt;
}

std::string name_at(rules::Context const& context, storage::Handle community, Iri const& act) {
    auto const iri = storage::iri_of(context.tx, context.tables, community);
    return rules::Context::passed_on_name(iri, act.text());
}

}  // namespace

std::optional<Activity> undone_by(rules::Context const& context, Activity const& undo) {
    auto act = named_or_whole(context, undo);
    return act && act->actor() == undo.actor() ? std::move(act) : std::nullopt;
}

bool was_undone(rules::Context const& context, Activity const& act) {
    auto const seq = context.tables.undone.get(context.tx, storage::hash_of(act.id().text()));
    auto const undo = seq ? context.tables.log.get(context.tx, *seq) : std::nullopt;
    return undo && context.find(act.actor().text()) == undo->actor;
}

void remember_undone(rules::Context const& context, storage::Handle community, Iri const& act) {
    auto const name = name_at(context, community, act);
    if (context.known_before(act.text()) || context.known_before(name)) return;
    context.tables.undone.put(context.tx, storage::hash_of(name), context.seq);
}

bool was_undone(rules::Context const& context, storage::Handle community, Activity const& act) {
    auto const name = storage::hash_of(name_at(context, community, act.id()));
    return was_undone(context, act) || context.tables.undone.contains(context.tx, name);
}

}  // namespace collegium::federation::community
