#include "federation/reviews/handing_in.hpp"

#include "federation/community/holding.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/guides/guide_json.hpp"
#include "federation/logged.hpp"
#include "federation/reviews/requests.hpp"

#include <algorithm>
#include <set>

namespace collegium::federation::reviews {

using storage::Edge;
using storage::HandInRecord;
using storage::HandInState;
using storage::Handle;
using storage::ReadTx;
using storage::Seq;
using storage::Tables;
using storage::VersionHash;

namespace {

constexpr std::size_t most_shown = 200;

struct Standing {
    Edge place;  // guide, Offer
    HandInRecord record;
};

std::optional<Standing> standing_of(rules::Context const& context, std::string_view iri) {
    auto const offer = context.find(iri);
    auto const seq = context.known_before(iri);
    auto const entry = offer && seq ? context.tables.log.get(context.tx, *seq) : std::nullopt;
    if (!entry) return std::nullopt;
    Edge const place{entry->object, *offer};
    auto const record = context.tables.hand_ins.get(context.tx, place);
    return record ? std::optional{Standing{place, *record}} : std::nullopt;
}

std::vector<Standing> all_of(ReadTx const& tx, Tables const& tables, Handle guide) {
    std::vector<Standing> all;
    tables.hand_ins.ascend(tx, Edge{guide, Handle{0}}, [&](Edge const& key, HandInRecord const& record) {
        if (key.of != guide) return false;
        all.push_back({key, record});
        return true;
    });
    return all;
}

// Of the community that was asked to publish it; what it answers to must have asked this person.
Result<HandInRecord> record_of(rules::Context const& context, Review const& review) {
    Refusal const unknown{Reason::unconcerned, "about a guide or a request that we do not know"};
    auto const guide = context.find(review.guide), request = context.find(review.request);
    auto const community = context.find(context.activity.target());
    auto const thing = guide ? context.tables.objects.get(context.tx, *guide) : std::nullopt;
    auto const asked = request ? context.tables.review_requests.get(context.tx, *request) : std::nullopt;
    if (!thing || !asked || !community || thing->community != *community) return unknown;
    if (!context.local && !context.is_ours(context.activity.target())) return unknown;
    if (asked->guide != *guide || asked->withdrawn != Seq{0}) return unknown;
    auto const version = guides::digest_of(review.version);
    if (!version || !context.tables.guide_versions.contains(context.tx, {*guide, *version}))
        return Refusal{Reason::malformed, "the guide never had the version that this review is of"};
    auto const person = context.find(context.activity.actor().text());
    if (!person || !may_answer(context, asked->target, *person))
        return Refusal{Reason::foreign, "a review under a pen name is by somebody who was asked for it"};
    HandInRecord record;
    record.seq = context.seq;
    record.by = *person;
    record.community = *community;
    record.request = *request;
    record.version = *version;
    return record;
}

// Whatever became of theirs: each who comes new costs an actor with keys of their own.
Result<void> check_people(std::vector<Standing> const& all, HandInRecord const& record) {
    std::set<Handle> people;
    for (auto const& each : all)
        if (each.record.request == record.request) people.insert(each.record.by);
    if (people.contains(record.by) || people.size() < most_for_request) return {};
    return Refusal{
        Reason::not_allowed,
        "3 others have answered this request under pen names: review it under your own name, or let a facilitator of "
        "the guide's community ask you by name"};
}

Result<void> check_others(rules::Context const& context, Handle guide, Handle person, std::string const& name) {
    auto const former = pen_name_of(context.tx, context.tables, guide, person);
    if (!former.empty() && former != name)
        return Refusal{Reason::not_allowed, "of one guide a reviewer has one pen name: use the one that you had"};
    auto const waiting = std::ranges::count_if(all_of(context.tx, context.tables, guide), [&](Standing const& each) {
        return each.record.by == person && each.record.state == HandInState::waiting;
    });
    if (waiting < static_cast<std::ptrdiff_t>(most_handed_in)) return {};
    if (context.local)
        return Refusal{Reason::too_many, "20 reviews of this guide that you handed in wait: take one back first"};
    return Refusal{Reason::not_allowed, "20 reviews of theirs wait for this guide"};
}

std::optional<HandInView> view_of(ReadTx const& tx, Tables const& tables, Standing const& standing) {
    auto const act = logged_activity(tx, tables, standing.record.seq);
    auto review = act ? handed_in(*act) : Result<Review>{Refusal{Reason::not_found, "words that are gone"}};
    if (!review) return std::nullopt;
    HandInView view;
    view.offer = standing.place.by;
    view.iri = act->id().text();
    view.guide = standing.place.of;
    view.record = standing.record;
    view.review = *std::move(review);
    bool const refused = standing.record.state == HandInState::refused;
    auto const answer = refused ? logged_activity(tx, tables, standing.record.answered) : std::nullopt;
    if (answer) view.why = content::cut(text_member(answer->root(), "summary"), longest_note);
    return view;
}

bool is_newer(Standing const& first, Standing const& second) {
    return first.record.seq > second.record.seq;
}

bool is_of_same(Standing const& first, Standing const& second) {
    return first.place.of == second.place.of && first.record.version == second.record.version;
}

// One that has not come from the community yet is believed to stand.
bool stands_published(ReadTx const& tx, Tables const& tables, HandInRecord const& record) {
    if (record.state != HandInState::published) return false;
    auto const review = tables.objects.get(tx, record.review);
    return !review || community::is_settled(tx, tables, record.review, *review);
}

// all: of the same person, without what they took back.
std::optional<HandInView> newest_view(
    ReadTx const& tx, Tables const& tables, Standing const& newest, std::vector<Standing> const& all
) {
    auto view = view_of(tx, tables, newest);
    if (!view) return std::nullopt;
    view->published = std::ranges::any_of(all, [&](Standing const& each) {
        return is_of_same(each, newest) && stands_published(tx, tables, each.record);
    });
    return view;
}

}  // namespace

Result<void> hand_in(rules::Context const& context) {
    auto const review = handed_in(context.activity);
    if (!review) return review.error();
    auto const record = record_of(context, *review);
    if (!record) return record.error();
    auto const guide = context.intern(review->guide);
    auto const few = check_people(all_of(context.tx, context.tables, guide), *record);
    if (!few) return few;
    if (auto const fits = check_others(context, guide, record->by, review->pen_name->name); !fits) return fits;
    context.tables.hand_ins.put(context.tx, {guide, context.intern(context.activity.id().text())}, *record);
    return {};
}

bool is_about_hand_in(rules::Context const& context) {
    return standing_of(context, context.activity.object_id()).has_value();
}

Result<void> answer_hand_in(rules::Context const& context, bool published) {
    auto standing = standing_of(context, context.activity.object_id());
    if (!standing) return Refusal{Reason::unconcerned, "about a review that we do not know"};
    auto& record = standing->record;
    if (context.find(context.activity.actor().text()) != record.community)
        return Refusal{Reason::foreign, "not the community that the review was handed in to"};
    if (record.answered != Seq{0}) return Refusal{Reason::unconcerned, "a review that was answered"};
    auto const result = Iri::parse(reference_member(context.activity.root(), "result"));
    if (published && (!result || !result->same_origin(context.activity.actor())))
        return Refusal{Reason::malformed, "who publishes a review names it"};
    record.answered = context.seq;
    if (published) record.review = context.intern(result->text());
    // It may have been taken back before the answer came.
    if (record.state == HandInState::waiting) record.state = published ? HandInState::published : HandInState::refused;
    context.tables.hand_ins.put(context.tx, standing->place, record);
    if (published && !context.tables.objects.contains(context.tx, record.review))
        context.effects.missing.push_back(record.review);
    return {};
}

Result<void> withdraw_hand_in(rules::Context const& context, Activity const& offer) {
    auto standing = standing_of(context, offer.id().text());
    if (!standing || standing->record.state == HandInState::withdrawn)
        return Refusal{Reason::unconcerned, "a review that is not kept, or was taken back"};
    // What they handed in before of the same version became the same review.
    for (auto each : all_of(context.tx, context.tables, standing->place.of)) {
        if (each.record.by != standing->record.by || each.record.version != standing->record.version) continue;
        each.record.state = HandInState::withdrawn;
        context.tables.hand_ins.put(context.tx, each.place, each.record);
    }
    return {};
}

std::vector<HandInView> handed_in_by(ReadTx const& tx, Tables const& tables, Handle person) {
    std::vector<Standing> found;
    tables.hand_ins.each(tx, [&](Edge const& key, HandInRecord const& record) {
        if (record.by == person && record.state != HandInState::withdrawn) found.push_back({key, record});
        return true;
    });
    std::ranges::sort(found, is_newer);
    std::vector<HandInView> views;
    for (auto each = found.begin(); each != found.end() && views.size() < most_shown; ++each) {
        bool const is_older =
            std::any_of(found.begin(), each, [&](auto const& other) { return is_of_same(other, *each); });
        auto view = is_older ? std::nullopt : newest_view(tx, tables, *each, found);
        if (view) views.push_back(*std::move(view));
    }
    return views;
}

std::optional<HandInView> find_hand_in(
    ReadTx const& tx, Tables const& tables, Handle guide, VersionHash const& version, Handle person
) {
    auto found = all_of(tx, tables, guide);
    std::erase_if(found, [&](Standing const& each) {
        return each.record.by != person || each.record.version != version ||
               each.record.state == HandInState::withdrawn;
    });
    auto const newest = std::ranges::min_element(found, is_newer);
    return newest == found.end() ? std::nullopt : newest_view(tx, tables, *newest, found);
}

std::string pen_name_of(ReadTx const& tx, Tables const& tables, Handle guide, Handle person) {
    for (auto const& each : all_of(tx, tables, guide)) {
        auto const view = each.record.by == person ? view_of(tx, tables, each) : std::nullopt;
        if (view) return view->review.pen_name->name;
    }
    return {};
}

bool is_answered_under_pen_name(ReadTx const& tx, Tables const& tables, Handle guide, Handle request) {
    return std::ranges::any_of(all_of(tx, tables, guide), [&](Standing const& each) {
        return each.record.request == request && stands_published(tx, tables, each.record);
    });
}

}  // namespace collegium::federation::reviews
