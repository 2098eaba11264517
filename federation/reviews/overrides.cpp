#include "federation/reviews/overrides.hpp"

#include "federation/community/moderation.hpp"
#include "federation/community/thread.hpp"
#include "federation/community/undone.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/logged.hpp"

namespace collegium::federation::reviews {

using storage::Acceptance;
using storage::Choice;
using storage::Edge;
using storage::Handle;
using storage::ObjectRecord;
using storage::ReadTx;
using storage::Tables;

namespace {

bool is_review(ReadTx const& tx, Tables const& tables, Handle thing, ObjectRecord const& record) {
    return tables.reviews.contains(tx, {record.parent, thing});
}

bool is_own(ReadTx const& tx, Tables const& tables, ObjectRecord const& review, Handle who) {
    auto const guide = tables.objects.get(tx, review.parent);
    return review.author == who || (guide && guide->author == who);
}

bool counts(ReadTx const& tx, Tables const& tables, ObjectRecord const& review, Handle who, Choice const& choice) {
    if (review.community == storage::no_one || is_own(tx, tables, review, who)) return false;
    if (choice.vouched == review.community) return true;
    return community::is_home(tx, tables, review.community) && community::moderates(tx, tables, review.community, who);
}

// At home a facilitator's word stands, also when they are a facilitator no longer.
Handle judge_of(rules::Context const& context, ObjectRecord const& review, Handle who) {
    bool const judged = community::is_home(context, review.community) &&
                        community::moderates(context, review.community, who) &&
                        !is_own(context.tx, context.tables, review, who);
    return judged ? review.community : storage::no_one;
}

bool has_reason(Activity const& act) {
    auto const words = text_member(act.root(), "summary");
    return words.size() <= longest_override && words.find_first_not_of(" \t\r\n") != std::string_view::npos;
}

// A member of ours hears at once that it will not count; a facilitator of another node's community has to wait for it.
Result<void> check_own(rules::Context const& context, Handle thing, ObjectRecord const& record, Handle who) {
    if (!is_review(context.tx, context.tables, thing, record))
        return Refusal{Reason::not_allowed, "only a review has reviewers with interests"};
    if (is_own(context.tx, context.tables, record, who))
        return Refusal{Reason::not_allowed, "nobody decides about their own review, nor about one of their own guide"};
    if (!community::moderates(context, record.community, who))
        return Refusal{Reason::not_allowed, "the facilitators of its community decide whether a review counts"};
    return {};
}

// False if the same person has said it again later, which came before this.
bool put(rules::Context const& context, Activity const& act, Handle who, Handle vouched) {
    Edge const place{context.intern(act.object_id()), who};
    auto const former = context.tables.review_overrides.get(context.tx, place);
    if (former && context.was_overtaken(act, former->at)) return false;
    auto const name = storage::hash_of(act.id().text());
    context.tables.review_overrides.put(context.tx, place, {context.seq, name, vouched, context.done_at(act)});
    return true;
}

}  // namespace

bool is_override(Activity const& act) {
    return act.verb() == Verb::choose_answer && text_member(act.root(), "col:kind") == override_kind;
}

Result<void> override_conflict(rules::Context const& context) {
    if (!Iri::parse(context.activity.object_id())) return Refusal{Reason::malformed, "it names the review by its id"};
    if (!has_reason(context.activity))
        return Refusal{Reason::malformed, "say why the review counts all the same, in at most 500 characters"};
    auto const who = context.actor();
    auto const thing = context.intern(context.activity.object_id());
    auto const record = context.tables.objects.get(context.tx, thing);
    if (context.local && record)
        if (auto const sound = check_own(context, thing, *record, who); !sound) return sound;
    auto const judge = record ? judge_of(context, *record, who) : storage::no_one;
    if (!put(context, context.activity, who, judge))
        return Refusal{Reason::unconcerned, "the same person has said it again since"};
    if (judge != storage::no_one) community::pass_on(context, judge);
    return {};
}

Result<void> withdraw_override(rules::Context const& context, Activity const& act) {
    Edge const place{context.intern(act.object_id()), context.actor()};
    auto const standing = context.tables.review_overrides.get(context.tx, place);
    if (!standing || standing->act != storage::hash_of(act.id().text()))
        return Refusal{Reason::unconcerned, "a decision that no longer stands"};
    context.tables.review_overrides.erase(context.tx, place);
    if (auto const record = context.tables.objects.get(context.tx, place.of))
        community::pass_on(context, record->community);
    return {};
}

void vouch_for_override(rules::Context const& context, Handle community, Activity const& act) {
    if (!Iri::parse(act.object_id()) || !has_reason(act) || community::was_undone(context, community, act)) return;
    Edge const place{context.intern(act.object_id()), context.intern(act.actor().text())};
    auto standing = context.tables.review_overrides.get(context.tx, place);
    if (standing && standing->act == storage::hash_of(act.id().text())) {
        standing->vouched = community;
        context.tables.review_overrides.put(context.tx, place, *standing);
        return;
    }
    if (context.known_before(act.id().text())) return;  // taken back since, or said anew
    static_cast<void>(put(context, act, place.by, community));
}

void stop_vouching_for_override(rules::Context const& context, Handle community, Activity const& act) {
    community::remember_undone(context, community, act.id());
    auto const review = context.find(act.object_id());
    auto const who = context.find(act.actor().text());
    if (!review || !who) return;
    auto const standing = context.tables.review_overrides.get(context.tx, {*review, *who});
    bool const is_this = standing && standing->act == storage::hash_of(act.id().text());
    if (is_this && standing->vouched == community) context.tables.review_overrides.erase(context.tx, {*review, *who});
}

void pass_on_early_overrides(rules::Context const& context, Handle review) {
    auto const record = context.tables.objects.get(context.tx, review);
    if (!record) return;
    context.tables.review_overrides
        .ascend(context.tx, {review, storage::no_one}, [&](Edge const& key, Choice const& choice) {
            if (key.of != review) return false;
            auto const cause = counts(context.tx, context.tables, *record, key.by, choice)
                                   ? logged_activity(context.tx, context.tables, choice.seq)
                                   : std::nullopt;
            if (cause && is_override(*cause)) community::pass_on(context, record->community, *cause);
            return true;
        });
}

std::optional<Acceptance> override_of(ReadTx const& tx, Tables const& tables, Handle review) {
    std::optional<Acceptance> found;
    auto const record = tables.objects.get(tx, review);
    if (!record) return found;
    tables.review_overrides.ascend(tx, Edge{review, storage::no_one}, [&](Edge const& key, Choice const& choice) {
        if (key.of != review) return false;
        if (counts(tx, tables, *record, key.by, choice)) found = Acceptance{key.by, choice.seq};
        return !found;
    });
    return found;
}

std::optional<storage::Seq> own_override(ReadTx const& tx, Tables const& tables, Handle review, Handle member) {
    auto const standing = tables.review_overrides.get(tx, {review, member});
    return standing ? std::optional{standing->seq} : std::nullopt;
}

}  // namespace collegium::federation::reviews
