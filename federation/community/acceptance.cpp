#include "federation/community/acceptance.hpp"

#include "federation/community/moderation.hpp"
#include "federation/community/thread.hpp"
#include "federation/community/undone.hpp"
#include "federation/logged.hpp"

namespace collegium::federation::community {

using storage::Acceptance;
using storage::Choice;
using storage::Edge;
using storage::Handle;
using storage::ObjectKind;
using storage::ObjectRecord;

namespace {

bool counts(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    ObjectRecord const& answer,
    Handle chooser,
    Choice const& choice
) {
    if (choice.vouched != storage::no_one && choice.vouched == answer.community) return true;
    auto const question = tables.objects.get(tx, answer.root);
    if (question && question->author == chooser) return true;
    return is_home(tx, tables, answer.community) && moderates(tx, tables, answer.community, chooser);
}

bool counts(rules::Context const& context, ObjectRecord const& answer, Handle chooser, Choice const& choice) {
    return counts(context.tx, context.tables, answer, chooser, choice);
}

// A member of ours hears at once that it will not count; a facilitator of another node's community has to wait for it.
bool is_hopeless(rules::Context const& context, ObjectRecord const& answer, Handle chooser) {
    return answer.kind == ObjectKind::answer && !counts(context, answer, chooser, {}) &&
           !moderates(context, answer.community, chooser);
}

// At home a facilitator's choice stands, also when they are a facilitator no longer.
Handle judge_of(rules::Context const& context, ObjectRecord const& answer, Handle chooser) {
    bool const judged = is_home(context, answer.community) && moderates(context, answer.community, chooser);
    return judged ? answer.community : storage::no_one;
}

}  // namespace

std::vector<Acceptance> acceptances_of(
    storage::ReadTx const& tx, storage::Tables const& tables, Handle handle, ObjectRecord const& answer
) {
    std::vector<Acceptance> found;
    tables.choices.ascend(tx, {handle, Handle{0}}, [&](Edge const& key, Choice const& choice) {
        if (key.of != handle) return false;
        if (counts(tx, tables, answer, key.by, choice)) found.push_back({key.by, choice.seq});
        return true;
    });
    return found;
}

void settle(rules::Context const& context, Handle answer) {
    auto const record = context.tables.objects.get(context.tx, answer);
    if (!record || record->kind != ObjectKind::answer) return;
    Edge const place{record->root, answer};
    // Which of them stands for all does not matter to anybody.
    auto const all = acceptances_of(context.tx, context.tables, answer, *record);
    if (!all.empty())
        context.tables.accepted.put(context.tx, place, all.front());
    else
        context.tables.accepted.erase(context.tx, place);
}

Result<void> choose(rules::Context const& context) {
    auto const answer = context.find(context.activity.object_id());
    auto const record = answer ? context.tables.objects.get(context.tx, *answer) : std::nullopt;
    if (record && record->kind != ObjectKind::answer && record->kind != ObjectKind::unknown)
        return Refusal{Reason::not_allowed, "only an answer can be accepted"};
    if (!Iri::parse(context.activity.object_id())) return Refusal{Reason::malformed, "an answer is chosen by its id"};
    auto const chooser = context.actor();
    if (context.local && record && is_hopeless(context, *record, chooser))
        return Refusal{Reason::not_allowed, "only the asker or a facilitator can accept an answer"};

    auto const chosen = context.intern(context.activity.object_id());
    auto const former = context.tables.choices.get(context.tx, {chosen, chooser});
    if (former && context.was_overtaken(context.activity, former->at))
        return Refusal{Reason::unconcerned, "the same person has made a later choice"};
    auto const judge = record ? judge_of(context, *record, chooser) : storage::no_one;
    Choice const choice{
        context.seq, storage::hash_of(context.activity.id().text()), judge, context.done_at(context.activity)};
    context.tables.choices.put(context.tx, {chosen, chooser}, choice);
    settle(context, chosen);
    if (record && counts(context, *record, chooser, choice)) pass_on(context, record->community);
    return {};
}

Result<void> withdraw_choice(rules::Context const& context, Activity const& choice) {
    Edge const place{context.intern(choice.object_id()), context.actor()};
    auto const standing = context.tables.choices.get(context.tx, place);
    if (!standing || standing->act != storage::hash_of(choice.id().text()))
        return Refusal{Reason::unconcerned, "a choice that no longer stands"};
    context.tables.choices.erase(context.tx, place);
    settle(context, place.of);
    if (auto const record = context.tables.objects.get(context.tx, place.of)) pass_on(context, record->community);
    return {};
}

void vouch_for_choice(rules::Context const& context, Handle community, Activity const& act) {
    if (!Iri::parse(act.object_id()) || was_undone(context, community, act)) return;
    Edge const place{context.intern(act.object_id()), context.intern(act.actor().text())};
    auto const name = storage::hash_of(act.id().text());
    auto choice = context.tables.choices.get(context.tx, place);
    if (!choice || choice->act != name) {
        if (context.known_before(act.id().text())) return;  // taken back since, or chosen anew
        if (choice && context.was_overtaken(act, choice->at)) return;
        choice = Choice{context.seq, name, storage::no_one, context.done_at(act)};
    }
    choice->vouched = community;
    context.tables.choices.put(context.tx, place, *choice);
    settle(context, place.of);
}

void stop_vouching(rules::Context const& context, Handle community, Activity const& act) {
    remember_undone(context, community, act.id());
    auto const answer = context.find(act.object_id());
    auto const chooser = context.find(act.actor().text());
    if (!answer || !chooser) return;
    auto const choice = context.tables.choices.get(context.tx, {*answer, *chooser});
    if (!choice || choice->vouched != community || choice->act != storage::hash_of(act.id().text())) return;
    context.tables.choices.erase(context.tx, {*answer, *chooser});
    settle(context, *answer);
}

void settle_early(rules::Context const& context, Handle answer) {
    settle(context, answer);
    auto const record = context.tables.objects.get(context.tx, answer);
    if (!record || record->kind != ObjectKind::answer) return;
    context.tables.choices.ascend(context.tx, {answer, Handle{0}}, [&](Edge const& key, Choice const& choice) {
        if (key.of != answer) return false;
        auto const cause = counts(context, *record, key.by, choice)
                               ? logged_activity(context.tx, context.tables, choice.seq)
                               : std::nullopt;
        if (cause) pass_on(context, record->community, *cause);
        return true;
    });
}

std::optional<storage::LocalId> accepted_answer(
    storage::ReadTx const& tx, storage::Tables const& tables, Viewer const& viewer, Handle question
) {
    std::optional<storage::LocalId> found;
    tables.accepted.ascend(tx, Edge{question, storage::no_one}, [&](Edge const& key, Acceptance const&) {
        if (key.of != question) return false;
        auto const answer = tables.objects.get(tx, key.by);
        bool const shown =
            answer && is_meant_for(tx, tables, viewer, key.by, *answer) && is_visible(tx, tables, key.by, *answer);
        if (shown) found = answer->number;
        return !found;
    });
    return found;
}

}  // namespace collegium::federation::community
