#include "federation/served/poll_document.hpp"

#include "federation/community/polls.hpp"

namespace collegium::federation::documents {

std::optional<PollDraft> standing_of(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle thing) {
    auto const asked = community::poll_of(tx, tables, thing);
    if (!asked) return std::nullopt;
    auto tally = community::tally_of(tx, tables, thing, *asked, community::Counted::outside);
    PollDraft poll = *asked;
    poll.votes = std::move(tally.votes);
    poll.voters = tally.voters;
    return poll;
}

}  // namespace collegium::federation::documents
