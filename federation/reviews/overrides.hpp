// Overrides: a facilitator lets a review count although its reviewer has a conflict of interest, and says why. It is
// judged where the community lives; every other node waits for the community's Announce. Nobody lets their own review
// count, nor the reviews of their own guide.
#pragma once

#include "federation/rules.hpp"
#include "storage/store.hpp"

namespace collegium::federation::reviews {

constexpr std::string_view override_kind = "reviewOverride";  // col:kind of the ChooseAnswer
constexpr std::size_t longest_override = 4000;                // bytes of HTML, of its reason

bool is_override(Activity const& act);

// Of the activity's actor. One that is early (the review has not come) is kept until it can be judged. Refuses
// malformed one without a reason, and not_allowed if it can be judged and does not count.
Result<void> override_conflict(rules::Context const& context);

// Takes back exactly this one. Refuses unconcerned if it no longer stands.
Result<void> withdraw_override(rules::Context const& context, Activity const& act);

// A community passed one on, or its withdrawal: it was judged there, if the review is that community's.
void vouch_for_override(rules::Context const& context, storage::Handle community, Activity const& act);
void stop_vouching_for_override(rules::Context const& context, storage::Handle community, Activity const& act);

// A review came: those that were early are passed on if they count, since nobody has heard of them yet.
void pass_on_early_overrides(rules::Context const& context, storage::Handle review);

// Whose counts, and where in the log it is (it may stand inside the Announce that brought it). Nothing if none does.
std::optional<storage::Acceptance> override_of(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle review
);

// The act of this member that stands, to be taken back; nothing if there is none.
std::optional<storage::Seq> own_override(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle review, storage::Handle member
);

}  // namespace collegium::federation::reviews
