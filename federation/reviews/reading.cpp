#include "federation/reviews/reading.hpp"

#include "federation/community/holding.hpp"
#include "federation/guides/guide_json.hpp"
#include "federation/logged.hpp"
#include "federation/reviews/conflicts.hpp"
#include "federation/reviews/managing.hpp"
#include "federation/reviews/overrides.hpp"
#include "federation/reviews/review_json.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::federation::reviews {

using storage::Edge;
using storage::Handle;
using storage::LocalId;
using storage::ObjectRecord;
using storage::ObjectState;
using storage::PlaceKey;
using storage::ReadTx;
using storage::ReviewRecord;
using storage::Tables;
using storage::VersionHash;
using storage::VersionKey;
using storage::VersionRecord;

namespace {

constexpr std::size_t most_reviews = 200;
constexpr std::size_t most_counted = 2'000;
constexpr std::size_t most_looked_at = 20'000;
constexpr std::size_t most_replies = 50;

struct Entry {
    Handle thing{};
    ReviewRecord record;
};

// What was taken away takes nobody's place.
std::vector<Entry> entries_of(ReadTx const& tx, Tables const& tables, Handle guide) {
    std::vector<Entry> found;
    std::size_t looked_at = 0;
    tables.reviews.ascend(tx, Edge{guide, Handle{0}}, [&](Edge const& key, ReviewRecord const& record) {
        if (key.of != guide || looked_at++ == most_looked_at) return false;
        auto const thing = tables.objects.get(tx, key.by);
        bool const is_there = thing && community::is_visible(tx, tables, key.by, *thing);
        if (is_there) found.push_back({key.by, record});
        return found.size() < most_counted;
    });
    return found;
}

// One for fewer people than the guide is known to some nodes only.
bool counts(ReadTx const& tx, Tables const& tables, ObjectRecord const& guide, Handle thing) {
    auto const record = tables.objects.get(tx, thing);
    if (!record || !community::is_settled(tx, tables, thing, *record)) return false;
    bool const open = record->audience == storage::Audience::everyone || record->audience == storage::Audience::quiet;
    return open || record->audience == guide.audience;
}

SignedReview signed_review(ReadTx const& tx, Tables const& tables, Handle guide, Entry const& entry) {
    SignedReview review;
    review.id = storage::iri_of(tx, tables, entry.thing);
    review.reviewer = storage::iri_of(tx, tables, entry.record.by);
    auto const reviewer = Iri::parse(review.reviewer);
    if (reviewer) review.institution = std::string{reviewer->host()};
    review.version = entry.record.version;
    review.track = entry.record.track;
    review.verdict = entry.record.verdict;
    review.flags = entry.record.flags;
    review.overridden = override_of(tx, tables, entry.thing).has_value();
    review.updated = entry.record.updated;
    if (auto pen_name = vouched_pen_name(tx, tables, guide, entry.record)) {
        review.pen_named = true;
        review.institution = std::move(pen_name->institution);
        review.other_than = std::move(pen_name->other_than);
    }
    return review;
}

std::vector<SignedReview> signed_reviews(ReadTx const& tx, Tables const& tables, Handle guide) {
    std::vector<SignedReview> reviews;
    auto const record = tables.objects.get(tx, guide);
    if (!record) return reviews;
    for (auto const& each : entries_of(tx, tables, guide))
        if (counts(tx, tables, *record, each.thing)) reviews.push_back(signed_review(tx, tables, guide, each));
    return reviews;
}

std::vector<timeline::PostView> replies_to(
    ReadTx const& tx, Tables const& tables, Handle guide, Handle review, Handle author, timeline::Viewer const& viewer
) {
    std::vector<timeline::PostView> replies;
    tables.replies.ascend(tx, {guide, LocalId{0}}, [&](PlaceKey const& key, Handle thing) {
        if (key.under != guide) return false;
        auto const record = tables.objects.get(tx, thing);
        if (!record || record->parent != review || record->author != author) return true;
        auto post = timeline::find_post(tx, tables, thing, viewer);
        if (post && post->state == ObjectState::visible) replies.push_back(*std::move(post));
        return replies.size() < most_replies;
    });
    return replies;
}

// What is asked of all reviews of a guide.
struct Reviewed {
    Handle guide{};
    Handle author{};
    std::vector<std::string> authors;
};

std::uint64_t all_flags(ReadTx const& tx, Tables const& tables, Reviewed const& reviewed, ReviewRecord const& record) {
    auto flags = record.flags;
    bool const pen_named = vouched_pen_name(tx, tables, reviewed.guide, record).has_value();
    if (!pen_named && is_colleague(reviewed.authors, storage::iri_of(tx, tables, record.by)))
        flags |= bit(Flag::same_institution);
    if (!tables.guide_versions.contains(tx, {reviewed.guide, record.version})) flags |= bit(Flag::unknown_version);
    return flags;
}

std::optional<OverrideView> override_view(ReadTx const& tx, Tables const& tables, timeline::PostView const& review) {
    auto const found = override_of(tx, tables, review.handle);
    if (!found) return std::nullopt;
    auto by = timeline::find_actor(tx, tables, found->by).value_or(timeline::ActorView{});
    return OverrideView{std::move(by), timeline::reason_of(tx, tables, found->seq, review.iri)};
}

std::optional<ReviewView> view_of(
    ReadTx const& tx, Tables const& tables, Reviewed const& reviewed, Entry const& entry, timeline::Viewer const& viewer
) {
    auto post = timeline::find_post(tx, tables, entry.thing, viewer);
    if (!post || post->state != ObjectState::visible) return std::nullopt;
    auto const act = logged_activity(tx, tables, entry.record.words);
    auto const* const object = act ? act->object() : nullptr;
    auto review = object == nullptr ? std::nullopt : review_in(*object);
    if (!review) return std::nullopt;
    ReviewView view;
    view.flags = all_flags(tx, tables, reviewed, entry.record);
    view.wrote_together = wrote_together(tx, tables, reviewed.authors, post->author.iri, post->published);
    view.overridden = override_view(tx, tables, *post);
    view.replies = replies_to(tx, tables, reviewed.guide, entry.thing, reviewed.author, viewer);
    view.post = *std::move(post);
    view.review = *std::move(review);
    view.pen_named = vouched_pen_name(tx, tables, reviewed.guide, entry.record).has_value();
    return view;
}

bool is_newer(Entry const& first, Entry const& second) {
    return std::tie(first.record.updated, first.thing) > std::tie(second.record.updated, second.thing);
}

struct KnownVersion {
    Instant updated{};
    VersionHash version{};

    auto operator<=>(KnownVersion const&) const = default;
};

}  // namespace

std::vector<ReviewView> reviews_of(
    ReadTx const& tx, Tables const& tables, Handle guide, timeline::Viewer const& viewer
) {
    std::vector<ReviewView> views;
    auto const record = tables.objects.get(tx, guide);
    if (!record) return views;
    Reviewed const reviewed{guide, record->author, authors_of(tx, tables, guide)};
    auto entries = entries_of(tx, tables, guide);
    std::ranges::sort(entries, is_newer);
    for (auto const& each : entries) {
        if (views.size() == most_reviews) break;
        if (auto view = view_of(tx, tables, reviewed, each, viewer)) views.push_back(*std::move(view));
    }
    return views;
}

std::optional<ReviewView> find_review(
    ReadTx const& tx, Tables const& tables, Handle review, timeline::Viewer const& viewer
) {
    auto const thing = tables.objects.get(tx, review);
    auto const record = thing ? tables.reviews.get(tx, {thing->parent, review}) : std::nullopt;
    auto const guide = record ? tables.objects.get(tx, thing->parent) : std::nullopt;
    if (!guide) return std::nullopt;
    Reviewed const reviewed{thing->parent, guide->author, authors_of(tx, tables, thing->parent)};
    return view_of(tx, tables, reviewed, {review, *record}, viewer);
}

GateRules rules_for(ReadTx const& tx, Tables const& tables, Handle guide) {
    auto const record = tables.objects.get(tx, guide);
    return rules_of(tx, tables, record ? record->community : Handle{0});
}

GateResult gate_of(ReadTx const& tx, Tables const& tables, Handle guide, VersionHash const& version) {
    if (!tables.guide_versions.contains(tx, {guide, version})) return {};
    auto const reviews = signed_reviews(tx, tables, guide);
    if (reviews.empty()) return {};
    return gate(rules_for(tx, tables, guide), version, reviews, institutions_of(authors_of(tx, tables, guide)));
}

std::string reviewed_version(ReadTx const& tx, Tables const& tables, Handle guide) {
    auto const reviews = signed_reviews(tx, tables, guide);
    if (reviews.empty()) return {};
    auto const institutions = institutions_of(authors_of(tx, tables, guide));
    auto const rules = rules_for(tx, tables, guide);
    std::optional<KnownVersion> newest;
    tables.guide_versions.ascend(tx, VersionKey{guide, {}}, [&](VersionKey const& key, VersionRecord const& record) {
        if (key.of != guide) return false;
        KnownVersion const candidate{record.updated, key.version};
        bool const is_newer_one = !newest || *newest < candidate;
        if (is_newer_one && gate(rules, key.version, reviews, institutions).reviewed) newest = candidate;
        return true;
    });
    return newest ? guides::version_named(newest->version) : std::string{};
}

}  // namespace collegium::federation::reviews
