// Habit: which form of HTTP signature another host understands, as far as we learnt (wire reference 1.5).
#pragma once

#include "federation/node.hpp"

namespace collegium::federation {

// How we came to know. What a host claims (its documents, Accept-Signature, a request that it signed so) counts only
// upwards, to the better form, and not against what its answers taught us: that is, that it took a form after it had
// refused another.
enum class Evidence { claimed, answered };

// The form for this host ("node.example"): cavage, unless we learnt better in the last 14 days.
storage::SignatureFormat habit_of(Node const& node, std::string_view host);

// Inside another change. Writes only what is news; what we know already is renewed once a day.
void note_habit(
    storage::WriteTx& tx,
    storage::Tables& tables,
    std::string_view host,
    storage::SignatureFormat format,
    Evidence evidence,
    Instant now
);

// The same in a change of its own, if it is news.
boost::asio::awaitable<void> learn_habit(
    Node const& node, std::string host, storage::SignatureFormat format, Evidence evidence
);

}  // namespace collegium::federation
