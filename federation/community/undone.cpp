#include "federation/community/undone.hpp"

namespace collegium::federation::community {

namespace {

std::optional<Activity> activity_at(rules::Context const& context, storage::Seq seq) {
    auto flesh = context.tables.flesh.get(context.tx, seq);
    if (!flesh) return std::nullopt;
    auto json = Json::read_object(*std::move(flesh));
    if (!json) return std::nullopt;
    auto activity = Activity::parse(*std::move(json));
    return activity ? std::optional{*std::move(activity)} : std::nullopt;
}

std::optional<Activity> passed_on(rules::Context const& context, std::string_view id) {
    if (context.activity.verb() != Verb::announce) return std::nullopt;
    auto const seq = context.passed_on_before(context.activity.actor().text(), id);
    auto const announce = seq ? activity_at(context, *seq) : std::nullopt;
    if (!announce) return std::nullopt;
    for (auto const* const value : announce->wrapped()) {
        if (text_member(*value, "id") != id) continue;
        auto act = Activity::parse(*value);
        return act ? std::optional{*std::move(act)} : std::nullopt;
    }
    return std::nullopt;
}

std::optional<Activity> named_or_whole(rules::Context const& context, Activity const& undo) {
    if (auto const seq = context.known_before(undo.object_id())) return activity_at(context, *seq);
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
