#include "federation/reviews/conflicts.hpp"

#include "federation/guides/guide_json.hpp"
#include "federation/logged.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::federation::reviews {

using storage::Handle;
using storage::LocalId;
using storage::ObjectKind;
using storage::ObjectRecord;
using storage::PlaceKey;
using storage::ReadTx;
using storage::Tables;

namespace {

using enum Reason;

constexpr unsigned most_works = 200;
constexpr auto lately = std::chrono::days{730};

std::string host_of(std::string_view iri) {
    auto const parsed = Iri::parse(iri);
    return parsed ? std::string{parsed->host()} : std::string{};
}

std::vector<std::string> people_of(ReadTx const& tx, Tables const& tables, ObjectRecord const& record) {
    std::vector<std::string> people{storage::iri_of(tx, tables, record.author)};
    auto const act = logged_activity(tx, tables, record.words);
    auto const* const object = act ? act->object() : nullptr;
    if (object == nullptr) return people;
    auto const guide = guides::draft_in(*object);
    for (auto const& each : guide.contributors)
        if (std::ranges::find(people, each.iri) == people.end()) people.push_back(each.iri);
    return people;
}

bool contains_any(std::vector<std::string> const& people, std::vector<std::string> const& wanted) {
    return std::ranges::any_of(wanted, [&](std::string const& each) {
        return std::ranges::find(people, each) != people.end();
    });
}

// Whether one of somebody's guides of these two years was written with one of these.
bool wrote_with(
    ReadTx const& tx, Tables const& tables, std::string_view author, std::vector<std::string> const& others, Instant at
) {
    auto const handle = storage::find_handle(tx, tables, author);
    if (!handle) return false;
    bool found = false;
    unsigned left = most_works;
    tables.works.descend(tx, {*handle, LocalId{~0ull}}, [&](PlaceKey const& key, Handle thing) {
        if (key.under != *handle) return false;
        auto const record = tables.objects.get(tx, thing);
        bool const counts =
            record && record->kind == ObjectKind::guide && record->published <= at && record->published + lately >= at;
        found = counts && contains_any(people_of(tx, tables, *record), others);
        return !found && --left > 0;
    });
    return found;
}

}  // namespace

std::vector<std::string> authors_of(ReadTx const& tx, Tables const& tables, Handle guide) {
    auto const record = tables.objects.get(tx, guide);
    if (!record || record->kind != ObjectKind::guide) return {};
    return people_of(tx, tables, *record);
}

std::vector<std::string> institutions_of(std::vector<std::string> const& people) {
    std::vector<std::string> hosts;
    for (auto const& each : people)
        if (auto host = host_of(each); !host.empty() && std::ranges::find(hosts, host) == hosts.end())
            hosts.push_back(std::move(host));
    return hosts;
}

bool is_colleague(std::vector<std::string> const& authors, std::string_view person) {
    auto const host = host_of(person);
    return std::ranges::any_of(authors, [&](std::string const& each) { return host_of(each) == host; });
}

bool wrote_together(
    ReadTx const& tx, Tables const& tables, std::vector<std::string> const& authors, std::string_view person, Instant at
) {
    if (wrote_with(tx, tables, person, authors, at)) return true;
    std::vector<std::string> const them{std::string{person}};
    return std::ranges::any_of(authors, [&](std::string const& each) {
        return each != person && wrote_with(tx, tables, each, them, at);
    });
}

Review with_findings(ReadTx const& tx, Tables const& tables, Review review, std::string_view reviewer, Instant at) {
    auto const guide = storage::find_handle(tx, tables, review.guide);
    auto const authors = guide ? authors_of(tx, tables, *guide) : std::vector<std::string>{};
    review.interests.co_author = wrote_together(tx, tables, authors, reviewer, at);
    return review;
}

std::vector<Problem> problems_here(
    ReadTx const& tx, Tables const& tables, Review const& review, std::string_view reviewer, Instant at
) {
    auto problems = problems_of(review);
    auto const guide = storage::find_handle(tx, tables, review.guide);
    auto const authors = guide ? authors_of(tx, tables, *guide) : std::vector<std::string>{};
    if (authors.empty()) {
        problems.push_back({"guide", {not_found, "there is no such guide here to review"}});
        return problems;
    }
    auto const version = guides::digest_of(review.version);
    if (version && !tables.guide_versions.contains(tx, {*guide, *version}))
        problems.push_back({"version", {malformed, "the guide never had the version that this review is of"}});
    if (is_colleague(authors, reviewer))
        problems.push_back(
            {"reviewer", {not_allowed, "people of an author's own institution do not review their guide"}}
        );
    if (!review.interests.co_author && wrote_together(tx, tables, authors, reviewer, at))
        problems.push_back(
            {"interests", {not_allowed, "you wrote a guide with an author of this one lately: the review says so"}}
        );
    return problems;
}

}  // namespace collegium::federation::reviews
