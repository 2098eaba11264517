// Operator: who decides at a school of the village with whom it exchanges anything.
#pragma once

#include "federation/fetching/resolve.hpp"
#include "federation/partners/card.hpp"
#include "federation/partners/partnership.hpp"
#include "tests/federation/village.hpp"

#include <optional>

namespace collegium::tests {

class Operator {
public:
    Operator(Village& village, School& school) : village_{village}, school_{school} {}

    storage::PartnerState decide(federation::Decision decision, std::string const& host, std::string const& words = "");
    Reason refusal(federation::Decision decision, std::string const& host);
    void put(std::string const& host, storage::PartnerState state);  // without a word to anybody

    // What the serving node does by itself: sends what was decided.
    void tend();

    // Both agree.
    void befriend(Operator& other);

    std::optional<storage::PartnerState> state_of(std::string const& host) const;
    std::string reason_of(std::string const& host) const;
    std::optional<federation::Card> card_of(std::string const& host) const;

private:
    Village& village_;
    School& school_;
};

}  // namespace collegium::tests
