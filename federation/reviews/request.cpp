#include "federation/reviews/request.hpp"

#include "federation/guides/guide.hpp"

#include <algorithm>

namespace collegium::federation::reviews {

namespace {

using enum Reason;

constexpr auto reminded_before = std::chrono::days{3};
constexpr auto least_days = std::chrono::days{7};  // for somebody who is asked after another

bool is_iri(std::string const& text) {
    return Iri::parse(text).has_value();
}

std::optional<Instant> midnight_of(std::string const& day) {
    return day.size() == 10 ? from_rfc3339(day + "T00:00:00Z") : std::nullopt;
}

std::uint64_t round_of(JsonValue const& offer) {
    auto const* const round = member(offer, "col:round");
    return round != nullptr && round->IsUint64() ? round->GetUint64() : 1;
}

std::string day_of(Instant at) {
    return to_rfc3339(at).substr(0, 10);
}

}  // namespace

std::vector<Problem> problems_of(ReviewRequest const& request) {
    std::vector<Problem> problems;
    if (!is_iri(request.guide)) problems.push_back({"guide", {malformed, "a request for a review names the guide"}});
    if (!guides::is_version_name(request.version))
        problems.push_back({"version", {malformed, "a request for a review names the version that is to be reviewed"}});
    if (!is_iri(request.target))
        problems.push_back({"target", {malformed, "a request for a review names whom it asks"}});
    if (request.round < 1 || request.round > most_rounds)
        problems.push_back({"round", {malformed, "a review is of a round from 1 to 20"}});
    if (!request.due.empty() && !midnight_of(request.due))
        problems.push_back({"due", {malformed, "the day that a review is due is written like 2026-10-01"}});
    if (request.alternates.size() > most_alternates || !std::ranges::all_of(request.alternates, is_iri))
        problems.push_back({"alternates", {malformed, "at most 10 others may be asked next, by their addresses"}});
    if (request.note.size() > longest_note)
        problems.push_back({"note", {too_large, "the note of a request is longer than 2,000 bytes: shorten it"}});
    if (!request.instead_of.empty() && !is_iri(request.instead_of))
        problems.push_back({"instead", {malformed, "a request names the one whose place it takes by its address"}});
    return problems;
}

bool is_request(Activity const& activity) {
    return activity.verb() == Verb::offer && text_member(activity.root(), "col:kind") == request_kind;
}

Result<ReviewRequest> request_in(Activity const& offer) {
    auto const& root = offer.root();
    auto const track = track_named(text_member(root, "col:track"));
    if (!track) return Refusal{malformed, "a request for a review names its track: peer or expert"};
    ReviewRequest request;
    request.guide = offer.object_id();
    request.version = text_member(root, "col:version");
    request.target = offer.target();
    request.track = *track;
    request.round = round_of(root);
    request.due = text_member(root, "col:deadline");
    for (auto const each : references(root, "col:alternates", most_alternates + 1))
        request.alternates.emplace_back(each);
    request.note = text_member(root, "summary");
    request.instead_of = reference_member(root, "col:insteadOf");
    auto const problems = problems_of(request);
    if (!problems.empty()) return problems.front().why;
    return request;
}

void add_request(JsonText& offer, ReviewRequest const& request) {
    offer.text("object", request.guide)
        .text("target", request.target)
        .text_unless_empty("summary", request.note)
        .text("col:kind", request_kind)
        .text("col:version", request.version)
        .text("col:track", form_of(request.track).name)
        .number("col:round", request.round)
        .text_unless_empty("col:deadline", request.due);
    offer.text_unless_empty("col:insteadOf", request.instead_of);
    if (!request.alternates.empty()) offer.texts("col:alternates", request.alternates);
}

std::optional<Instant> deadline_of(ReviewRequest const& request) {
    auto const midnight = midnight_of(request.due);
    return midnight ? std::optional<Instant>{*midnight + std::chrono::days{1}} : std::nullopt;
}

std::string_view name_of(RequestState state) noexcept {
    switch (state) {
        case RequestState::asked: return "asked";
        case RequestState::later: return "later";
        case RequestState::accepted: return "accepted";
        case RequestState::declined_for_now: return "declined for now";
        case RequestState::declined: return "declined";
        case RequestState::done: return "done";
        case RequestState::withdrawn: return "withdrawn";
    }
    return "asked";
}

Reminder reminder_for(ReviewRequest const& request, RequestState state, Instant now) {
    bool const waits = state == RequestState::asked || state == RequestState::later || state == RequestState::accepted;
    auto const deadline = deadline_of(request);
    if (!waits || !deadline || now + reminded_before < *deadline) return Reminder::none;
    return now < *deadline ? Reminder::soon : Reminder::late;
}

std::optional<std::string> next_alternate(
    ReviewRequest const& request, RequestState state, std::vector<std::string> const& asked, Instant now
) {
    bool const declined = state == RequestState::declined || state == RequestState::declined_for_now;
    auto const deadline = deadline_of(request);
    bool const silent = state == RequestState::asked && deadline && now >= *deadline;
    if (!declined && !silent) return std::nullopt;
    for (auto const& each : request.alternates)
        if (each != request.target && std::ranges::find(asked, each) == asked.end()) return each;
    return std::nullopt;
}

ReviewRequest succeeding(
    ReviewRequest const& before, std::string_view offer, std::string_view alternate, Instant made, Instant now
) {
    auto next = before;
    next.target = alternate;
    next.instead_of = offer;
    std::erase(next.alternates, next.target);
    if (auto const midnight = midnight_of(before.due))
        next.due = day_of(now + std::max<Instant::duration>(*midnight - made, least_days));
    return next;
}

}  // namespace collegium::federation::reviews
