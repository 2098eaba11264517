// Review news: whom requests for reviews, what is said to them, and reviews tell. Not asked here: whether they may hear
// of it.
#pragma once

#include "federation/messages/activity.hpp"
#include "server/notifications/notices.hpp"

namespace collegium::server::notifications {

// The person, or the facilitators of the community.
std::vector<storage::Handle> people_asked(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle target
);

// Of an Offer: those who are asked.
std::vector<Notice> news_of_request(
    storage::ReadTx const& tx, storage::Tables const& tables, federation::Activity const& offer
);

// Of an answer to one: whoever asked. offer: the Offer.
std::vector<Notice> news_of_answer(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle offer, storage::Handle by
);

// That it was taken back: those who were asked, and who took it on.
std::vector<Notice> news_of_withdrawal(
    storage::ReadTx const& tx, storage::Tables const& tables, federation::Activity const& offer
);

// Of a review: the guide's author, and whoever asked for it. Nobody if the thing is none.
std::vector<Notice> news_of_review(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle thing);

// That it counts although there is a conflict of interest: its reviewer, and the guide's author. Nobody if it does not.
std::vector<Notice> news_of_override(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle review);

}  // namespace collegium::server::notifications
