#include "federation/community/acceptance.hpp"

#include "federation/community/thread.hpp"

namespace collegium::federation::community {

using storage::Acceptance;
using storage::Choice;
using storage::Edge;
using storage::Handle;
using storage::ObjectKind;
using storage::ObjectRecord;

namespace {

bool counts(rules::Context const& context, ObjectRecord const& answer, Handle chooser, Choice const& choice) {
    auto const question = context.tables.objects.get(context.tx, answer.root);
    bool const vouched = choice.via != Handle{0} && choice.via == answer.community;
    return vouched || (question && question->author == chooser) ||
           context.tables.moderators.contains(context.tx, {answer.community, chooser});
}

// The first choice that counts, in the order of the choosers' handles; which one it is does not matter to anybody.
std::optional<Acceptance> best_choice(rules::Context const& context, Handle handle, ObjectRecord const& answer) {
    std::optional<Acceptance> found;
    context.tables.choices.ascend(context.tx, {handle, Handle{0}}, [&](Edge const& key, Choice const& choice) {
        if (key.of != handle) return false;
        if (counts(context, answer, key.by, choice)) found = Acceptance{key.by, choice.seq};
        return !found;
    });
    return found;
}

void settle(rules::Context const& context, Handle answer) {
    auto const record = context.tables.objects.get(context.tx, answer);
    if (!record || record->kind != ObjectKind::answer) return;
    Edge const place{record->root, answer};
    auto const best = best_choice(context, answer, *record);
    if (best)
        context.tables.accepted.put(context.tx, place, *best);
    else
        context.tables.accepted.erase(context.tx, place);
}

std::optional<Activity> activity_at(rules::Context const& context, storage::Seq seq) {
    auto flesh = context.tables.flesh.get(context.tx, seq);
    auto json = flesh ? std::optional{Json::read_object(*std::move(flesh))} : std::nullopt;
    if (!json || !*json) return std::nullopt;
    auto activity = Activity::parse(**std::move(json));
    return activity ? std::optional{*std::move(activity)} : std::nullopt;
}

}  // namespace

Result<void> choose(rules::Context const& context) {
    auto const answer = context.find(context.activity.object_id());
    auto const record = answer ? context.tables.objects.get(context.tx, *answer) : std::nullopt;
    auto const chooser = context.find(context.activity.actor().text());
    if (record && record->kind != ObjectKind::answer && record->kind != ObjectKind::unknown)
        return Refusal{Reason::not_allowed, "only an answer can be accepted"};
    if (record && record->kind == ObjectKind::answer && !(chooser && counts(context, *record, *chooser, {})) &&
        context.local)
        return Refusal{Reason::not_allowed, "only the asker or a facilitator can accept an answer"};
    if (!Iri::parse(context.activity.object_id())) return Refusal{Reason::malformed, "an answer is chosen by its id"};

    auto const chosen = context.intern(context.activity.object_id());
    context.tables.choices.put(context.tx, {chosen, context.actor()}, {context.seq, Handle{0}});
    settle(context, chosen);
    if (record && counts(context, *record, context.actor(), {})) pass_on(context, record->community);
    return {};
}

Result<void> withdraw_choice(rules::Context const& context, storage::Seq seq, storage::LogEntry const& entry) {
    auto const answer = entry.object, chooser = entry.actor;
    auto const standing = context.tables.choices.get(context.tx, {answer, chooser});
    if (!standing || standing->seq != seq) return Refusal{Reason::unconcerned, "a choice that no longer stands"};
    context.tables.choices.erase(context.tx, {answer, chooser});
    settle(context, answer);
    if (auto const record = context.tables.objects.get(context.tx, answer)) pass_on(context, record->community);
    return {};
}

void vouch_for_choice(rules::Context const& context, Handle answer, Handle chooser) {
    auto choice = context.tables.choices.get(context.tx, {answer, chooser});
    if (!choice) return;
    choice->via = context.actor();
    context.tables.choices.put(context.tx, {answer, chooser}, *choice);
    settle(context, answer);
}

void settle_early(rules::Context const& context, Handle answer) {
    settle(context, answer);
    auto const record = context.tables.objects.get(context.tx, answer);
    if (!record || record->kind != ObjectKind::answer) return;
    context.tables.choices.ascend(context.tx, {answer, Handle{0}}, [&](Edge const& key, Choice const& choice) {
        if (key.of != answer) return false;
        auto const cause = counts(context, *record, key.by, choice) ? activity_at(context, choice.seq) : std::nullopt;
        if (cause) pass_on(context, record->community, *cause);
        return true;
    });
}

}  // namespace collegium::federation::community
