// Handing in: the rules of reviews under pen names. Their reviewer's node keeps what was handed in, the node of the
// guide's community keeps it and publishes it, and no other node hears of it.
#pragma once

#include "federation/reviews/hand_in.hpp"
#include "federation/rules.hpp"

namespace collegium::federation::reviews {

constexpr std::size_t most_handed_in = 20;   // of one guide by one person, that wait
constexpr std::size_t most_for_request = 3;  // people who answer one request of a community

// Somebody hands in a review. Refuses malformed what handed_in refuses; unconcerned if the guide or the request is not
// known here, or is not for this community; foreign if they were not asked; not_allowed another pen name than they have
// for this guide, or more people than most_for_request, also if some took theirs back; too_many (for others' people
// not_allowed) beyond most_handed_in.
Result<void> hand_in(rules::Context const& context);

// Whether what is accepted or rejected is such an Offer.
bool is_about_hand_in(rules::Context const& context);

// The community published it (`result` names the review), or says why not (`summary`). A review that has not come is
// sought. Refuses foreign for anybody else, unconcerned what was answered before.
Result<void> answer_hand_in(rules::Context const& context, bool published);

// Its reviewer takes it back, with what they handed in of this version before: what was published is to be deleted.
// Refuses unconcerned if it is not kept or was taken back.
Result<void> withdraw_hand_in(rules::Context const& context, Activity const& offer);

struct HandInView {
    storage::Handle offer{};
    std::string iri;  // of the Offer
    storage::Handle guide{};
    storage::HandInRecord record;
    Review review;
    std::string why;         // it was refused: plain text of the community's node
    bool published = false;  // this, or what they handed in before of this version, stands
};

// What somebody handed in and did not take back, newest first, at most 200; of no version twice.
std::vector<HandInView> handed_in_by(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle person);

// The newest of this version of the guide that they did not take back.
std::optional<HandInView> find_hand_in(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    storage::Handle guide,
    storage::VersionHash const& version,
    storage::Handle person
);

// The pen name under which they handed in reviews of this guide before, also such as were taken back; empty: none.
std::string pen_name_of(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle guide, storage::Handle person
);

// Whether a review that answers this request was published under a pen name, and still stands.
bool is_answered_under_pen_name(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle guide, storage::Handle request
);

}  // namespace collegium::federation::reviews
