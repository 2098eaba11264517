// Guide news: who is told of changes that are suggested in guides, and of what became of those.
#pragma once

#include "server/notifications/notices.hpp"

namespace collegium::server::notifications {

// The guide's author, of an Offer that suggests a change; the thing is the Offer.
std::vector<Notice> news_of_suggestion(
    storage::ReadTx const& tx, storage::Tables const& tables, federation::Activity const& offer
);

// Whoever suggested it, of the answer that stands; nobody of one that it was seen.
std::vector<Notice> news_of_suggestion_answer(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle offer
);

// Those who made something of a guide, of its new words.
std::vector<storage::Handle> followers_of_guide(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle guide
);

// The guide that a suggestion is about, as this member knows it: theirs, or that of `by`. 0: none.
storage::Handle guide_of_suggestion(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    storage::Handle offer,
    storage::Handle member,
    storage::Handle by
);

}  // namespace collegium::server::notifications
