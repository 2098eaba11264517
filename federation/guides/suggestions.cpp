#include "federation/guides/suggestions.hpp"

#include "federation/community/moderation.hpp"
#include "federation/logged.hpp"

namespace collegium::federation::guides {

using storage::Edge;
using storage::Handle;
using storage::ObjectKind;
using storage::ObjectRecord;
using storage::ObjectState;
using storage::SuggestionRecord;
using storage::SuggestionState;

namespace {

struct Target {
    Handle guide{};
    ObjectRecord record;
};

std::optional<Target> target_of(rules::Context const& context, std::string_view iri) {
    auto const guide = context.find(iri);
    auto const record = guide ? context.tables.objects.get(context.tx, *guide) : std::nullopt;
    if (!record || record->kind != ObjectKind::guide) return std::nullopt;
    return Target{*guide, *record};
}

bool is_for_us(rules::Context const& context, Target const& target) {
    return context.local || context.is_ours(storage::iri_of(context.tx, context.tables, target.record.author));
}

// To those for whom a guide is not, it does not exist.
bool may_read(rules::Context const& context, Target const& target) {
    auto const& actor = context.activity.actor();
    auto const viewer = context.local ? community::Viewer::of_member(context.actor())
                                      : community::Viewer{Handle{0}, context.find(actor.origin()).value_or(Handle{0})};
    return community::is_in_audience(context.tx, context.tables, viewer, target.guide, target.record) &&
           community::is_visible(context.tx, context.tables, target.guide, target.record);
}

Result<void> check(rules::Context const& context, Target const& target, Suggestion const& suggestion) {
    auto const actor = context.find(context.activity.actor().text());
    if (actor == target.record.author) return Refusal{Reason::not_allowed, "authors change their guides themselves"};
    auto const base = digest_of(suggestion.base);
    if (!base || !context.tables.guide_versions.contains(context.tx, {target.guide, *base}))
        return Refusal{Reason::malformed, "the guide never had the version that was changed"};
    return actor ? community::check_ban(context, target.record.community, *actor) : Result<void>{};
}

struct Standing {
    Edge place;  // guide, Offer
    SuggestionRecord record;
};

std::optional<Standing> standing_of(rules::Context const& context, std::string_view iri) {
    auto const offer = context.find(iri);
    auto const seq = context.known_before(iri);
    auto const entry = offer && seq ? context.tables.log.get(context.tx, *seq) : std::nullopt;
    if (!entry) return std::nullopt;
    auto const guide = context.tables.suggested.get(context.tx, {entry->actor, *offer});
    auto const record = guide ? context.tables.suggestions.get(context.tx, {*guide, *offer}) : std::nullopt;
    return record ? std::optional{Standing{{*guide, *offer}, *record}} : std::nullopt;
}

bool is_answered(SuggestionState state) {
    return state == SuggestionState::declined || state == SuggestionState::merged;
}

// Of two that cross on their way the greater one holds, on both sides.
unsigned rank(SuggestionState state) {
    switch (state) {
        case SuggestionState::sent: return 0;
        case SuggestionState::seen: return 1;
        case SuggestionState::withdrawn: return 2;
        case SuggestionState::declined: return 3;
        case SuggestionState::merged: return 4;
    }
    return 0;
}

std::size_t count_open(rules::Context const& context, Handle guide, Handle by) {
    std::size_t open = 0;
    context.tables.suggestions
        .ascend(context.tx, Edge{guide, Handle{0}}, [&](Edge const& key, SuggestionRecord const& record) {
            if (key.of == guide && record.by == by && is_open(record.state)) ++open;
            return key.of == guide;
        });
    return open;
}

// Others' nodes were asked as well and know when to stop: a 429 would only make them try again.
Result<void> check_count(rules::Context const& context, Handle guide, Handle by) {
    if (count_open(context, guide, by) < most_open) return {};
    if (context.local)
        return Refusal{Reason::too_many, "20 changes of yours wait for the author of this guide: wait for an answer"};
    return Refusal{Reason::not_allowed, "20 changes of theirs wait for the author of this guide"};
}

}  // namespace

bool is_open(SuggestionState state) noexcept {
    return state == SuggestionState::sent || state == SuggestionState::seen;
}

Result<void> suggest(rules::Context const& context) {
    auto const* const patch = context.activity.object();
    if (patch == nullptr || type_of(*patch) != patch_type)
        return Refusal{Reason::unconcerned, "an Offer of something that we do not know"};
    auto const target = target_of(context, reference_member(*patch, "object"));
    if (!target || !is_for_us(context, *target) || !may_read(context, *target))
        return Refusal{Reason::unconcerned, "about something that we do not know"};
    auto const suggestion = suggestion_in(*patch);
    if (!suggestion) return suggestion.error();
    if (auto const allowed = check(context, *target, *suggestion); !allowed) return allowed;
    if (auto const few = check_count(context, target->guide, context.actor()); !few) return few;
    auto const offer = context.intern(context.activity.id().text());
    context.tables.suggestions.put(
        context.tx, {target->guide, offer}, {context.seq, context.actor(), SuggestionState::sent, storage::Seq{0}}
    );
    context.tables.suggested.put(context.tx, {context.actor(), offer}, target->guide);
    return {};
}

bool is_about_suggestion(rules::Context const& context) {
    if (standing_of(context, context.activity.object_id())) return true;
    auto const* const object = context.activity.object();
    return object != nullptr && type_of(*object) == "Offer";
}

Result<void> answer_suggestion(rules::Context const& context, SuggestionState state) {
    auto standing = standing_of(context, context.activity.object_id());
    if (!standing) return Refusal{Reason::unconcerned, "about a suggestion that we do not know"};
    auto const guide = context.tables.objects.get(context.tx, standing->place.of);
    if (!guide || context.find(context.activity.actor().text()) != guide->author)
        return Refusal{Reason::foreign, "not the author of the guide"};
    if (rank(state) <= rank(standing->record.state))
        return Refusal{Reason::unconcerned, "a suggestion that was answered"};
    standing->record.state = state;
    if (is_answered(state)) standing->record.answered = context.seq;
    context.tables.suggestions.put(context.tx, standing->place, standing->record);
    return {};
}

Result<void> withdraw_suggestion(rules::Context const& context, Activity const& offer) {
    auto standing = standing_of(context, offer.id().text());
    if (!standing || !is_open(standing->record.state))
        return Refusal{Reason::unconcerned, "a suggestion that is not kept, was answered, or was taken back"};
    standing->record.state = SuggestionState::withdrawn;
    context.tables.suggestions.put(context.tx, standing->place, standing->record);
    return {};
}

}  // namespace collegium::federation::guides
