#include "federation/reviews/managing.hpp"

#include "federation/community/holding.hpp"
#include "federation/community/pupils.hpp"
#include "federation/guides/guide_json.hpp"
#include "federation/logged.hpp"
#include "federation/reviews/conflicts.hpp"
#include "federation/reviews/review_json.hpp"
#include "storage/names.hpp"

#include <algorithm>
#include <set>

namespace collegium::federation::reviews {

using storage::Edge;
using storage::Handle;
using storage::ReadTx;
using storage::ReviewRecord;
using storage::Tables;
using storage::VersionHash;

namespace {

using enum Reason;

std::string school_of(std::string_view iri) {
    auto const parsed = Iri::parse(iri);
    return parsed ? std::string{parsed->host()} : std::string{};
}

// What is asked of the three institutions: the author's, the reviewer's, and the one that publishes.
Result<void> check_hosts(
    std::vector<std::string> const& authors, std::string_view manager, std::string_view asker, std::string_view reviewer
) {
    if (is_colleague(authors, reviewer))
        return Refusal{not_allowed, "people of an author's own institution do not review their guide"};
    if (is_colleague(authors, manager))
        return Refusal{
            not_allowed,
            "the community of this guide lives at an author's own school, which would have to know your name: review "
            "it under your own, or let its author publish it in a community of another school, whose facilitators can "
            "ask you"};
    if (school_of(reviewer) == school_of(manager))
        return Refusal{
            not_allowed,
            "the community of this guide lives at your own school, whose address would stand beside your pen name: "
            "review it under your own, or let its author publish it in a community of another school, whose "
            "facilitators can ask you"};
    if (school_of(asker) != school_of(manager))
        return Refusal{
            not_allowed,
            "whoever asked you knows your name and is not of the school where the community of this guide lives: "
            "review it under your own, or let a facilitator there ask you"};
    return {};
}

}  // namespace

Result<void> check_pen_name(
    ReadTx const& tx,
    Tables const& tables,
    Review const& review,
    std::string_view reviewer,
    Instant at,
    bool is_published
) {
    auto const guide = storage::find_handle(tx, tables, review.guide);
    auto const record = guide ? tables.objects.get(tx, *guide) : std::nullopt;
    auto const offer = storage::find_handle(tx, tables, review.request);
    auto const request = offer ? tables.review_requests.get(tx, *offer) : std::nullopt;
    auto const version = guides::digest_of(review.version);
    if (!record || !request || !version) return Refusal{unconcerned, "about a guide or a request that we do not know"};
    if (community::is_pupil(tx, tables, reviewer))
        return Refusal{not_allowed, "what pupils write stays in their school, under their own names"};
    auto const keeper = record->community;
    if (keeper == Handle{0})
        return Refusal{not_allowed, "this guide is in no community, so nobody can keep your name: use your own"};
    auto const authors = authors_of(tx, tables, *guide);
    auto const manager = storage::iri_of(tx, tables, keeper);
    auto const asker = storage::iri_of(tx, tables, request->by);
    if (auto const fits = check_hosts(authors, manager, asker, reviewer); !fits) return fits;
    if (review.interests.co_author || wrote_together(tx, tables, authors, reviewer, at))
        return Refusal{
            not_allowed,
            "you wrote a guide with an author of this one lately, and a review has to say that: everybody would know "
            "who you are, so review it under your own name"};
    if (is_published) return {};
    auto const named = open_reviewers(tx, tables, *guide, *version);
    if (std::ranges::find(named, school_of(reviewer)) != named.end())
        return Refusal{
            not_allowed,
            "somebody of your school has reviewed this version under their own name, and your school counts once: "
            "review it under your own name, too"};
    return {};
}

std::optional<PenName> vouched_pen_name(
    ReadTx const& tx, Tables const& tables, Handle guide, ReviewRecord const& review
) {
    auto const record = tables.objects.get(tx, guide);
    if (!record || record->community == Handle{0}) return std::nullopt;
    auto const community = storage::iri_of(tx, tables, record->community);
    auto const manager = Iri::parse(community);
    auto const by = Iri::parse(storage::iri_of(tx, tables, review.by));
    if (!manager || !by || !manager->same_origin(*by)) return std::nullopt;
    auto const act = logged_activity(tx, tables, review.words);
    auto const* const object = act ? act->object() : nullptr;
    auto pen_name = object == nullptr ? std::nullopt : pen_name_in(*object);
    if (!pen_name || pen_name->institution.empty()) return std::nullopt;
    // An author's own school is not believed: it could invent reviewers of as many schools as it needs.
    if (is_colleague(authors_of(tx, tables, guide), community)) return std::nullopt;
    return pen_name;
}

std::vector<std::string> open_reviewers(
    ReadTx const& tx, Tables const& tables, Handle guide, VersionHash const& version
) {
    std::set<std::string> hosts;
    tables.reviews.ascend(tx, Edge{guide, Handle{0}}, [&](Edge const& key, ReviewRecord const& review) {
        if (key.of != guide) return false;
        if (review.version != version || vouched_pen_name(tx, tables, guide, review)) return true;
        auto const thing = tables.objects.get(tx, key.by);
        if (thing && community::is_settled(tx, tables, key.by, *thing))
            hosts.insert(school_of(storage::iri_of(tx, tables, review.by)));
        return true;
    });
    return {hosts.begin(), hosts.end()};
}

}  // namespace collegium::federation::reviews
