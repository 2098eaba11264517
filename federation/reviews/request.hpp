// Review request: somebody is asked to review one version of a guide, on one track, until a day. On the wire an Offer
// of the guide (needs E1).
#pragma once

#include "federation/messages/activity.hpp"
#include "federation/messages/json_text.hpp"
#include "federation/reviews/review.hpp"

namespace collegium::federation::reviews {

constexpr std::string_view request_kind = "reviewRequest";  // col:kind of the Offer
constexpr std::size_t longest_note = 2000;                  // bytes, of a request and of what is said to it
constexpr std::size_t most_alternates = 10;

struct ReviewRequest {
    std::string guide;    // IRI
    std::string version;  // "sha-256:…"
    std::string target;   // IRI of a person or a community
    ReviewTrack track = ReviewTrack::peer;
    std::uint64_t round = 1;
    std::string due;                      // "2026-10-01", or empty: whenever they find the time
    std::vector<std::string> alternates;  // IRIs: who is asked next, in this order
    std::string note;                     // plain text, may be empty
    std::string instead_of;               // IRI of the Offer whose place this one takes; may be empty

    bool operator==(ReviewRequest const&) const = default;
};

// "version", "target", "round", "due", "alternates", "note", "instead".
std::vector<Problem> problems_of(ReviewRequest const& request);

bool is_request(Activity const& activity);

// Of an Offer. Refuses (malformed, too_large) what has problems.
Result<ReviewRequest> request_in(Activity const& offer);

// Its members of an Offer.
void add_request(JsonText& offer, ReviewRequest const& request);

// The end of the day that it is due, midnight UTC; nothing where there is no such day.
std::optional<Instant> deadline_of(ReviewRequest const& request);

// Where a request stands. A review that answers it ends it.
enum class RequestState : std::uint8_t { asked, later, accepted, declined_for_now, declined, done, withdrawn };

std::string_view name_of(RequestState state) noexcept;  // "asked", "later" and so on: "declined for now"

// Whether people are reminded of it: from three days before the end of the day that it is due, and after it.
enum class Reminder : std::uint8_t { none, soon, late };

Reminder reminder_for(ReviewRequest const& request, RequestState state, Instant now);

// Where somebody declined, or said nothing until the day was over, the first alternate is asked whom nobody has asked
// yet. asked: IRIs of all who were asked to review this version. Nothing where there is nobody to ask, or no reason to.
std::optional<std::string> next_alternate(
    ReviewRequest const& request, RequestState state, std::vector<std::string> const& asked, Instant now
);

// The request to an alternate, who has as many days as the one before had, and at least a week. offer: IRI of the one
// before, which was made at `made`.
ReviewRequest succeeding(
    ReviewRequest const& before, std::string_view offer, std::string_view alternate, Instant made, Instant now
);

}  // namespace collegium::federation::reviews
