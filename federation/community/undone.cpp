#include "federation/community/undone.hpp"

#include "federation/logged.hpp"

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

}  // namespace

std::optional<Activity> undone_by(rules::Context const& context, Activity const& undo) {
    auto act = named_or_whole(context, undo);
    return act && act->actor() == undo.actor() ? std::move(act) : std::nullopt;
}

}  // namespace collegium::federation::community
