// Card: what an institution tells the operators of others about itself, before they agree and after.
#pragma once

#include "federation/fetching/fetch.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace collegium::federation {

// A time in which nobody answers: "2026-12-19" to "2027-01-07", both included.
struct Holiday {
    std::string from;
    std::string to;
    std::string text;
};

// Refuses malformed unless both are dates of the calendar's form and the first is not after the last.
Result<void> check_holiday(Holiday const& holiday);

// Ours, as the operator announced it.
std::optional<Holiday> own_holiday(storage::ReadTx const& tx, storage::Tables const& tables);
void put_own_holiday(storage::WriteTx& tx, storage::Tables& tables, std::optional<Holiday> const& holiday);

struct Card {
    std::string domain;
    std::string name;
    std::string kind;
    std::string operator_name;
    std::string operator_contact;
    std::string safeguarding_name;
    std::string safeguarding_contact;
    std::string data_protection_contact;
    std::string rules;
    std::string languages;
    std::string software;
    std::string capabilities;  // FEP-844e, by name
    std::string mode;
    std::optional<Holiday> holiday;
};

// Our own, as JSON.
std::string card_document(Settings const& settings, std::optional<Holiday> const& holiday);

// Refuses malformed what is no card, too_large what is over 32 KiB, and foreign a card of another domain.
Result<Card> read_card(std::string bytes, std::string_view domain);

// What the card says, line by line: what it is, and its value. Empty ones are left out.
std::vector<std::pair<std::string, std::string>> lines_of(Card const& card);

struct CardChange {
    std::string what;
    std::string before;
    std::string now;
};

// A holiday is no change.
std::vector<CardChange> changes_between(Card const& before, Card const& now);

// Another node's card, as it came and checked. Refuses what fetch_json and read_card refuse.
boost::asio::awaitable<Result<std::string>> fetch_card(Node const& node, std::string host, bool for_introduction);

// Fetches it and keeps it as the one seen last; what was agreed stays.
boost::asio::awaitable<Result<void>> refresh_card(Node const& node, std::string host, bool for_introduction);

}  // namespace collegium::federation
