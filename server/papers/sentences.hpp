// Sentences: what a node's facts are in words. Each depends on what the settings and the store say, and is in one
// place, so that no two papers say different things.
#pragma once

#include "server/papers/facts.hpp"
#include "server/papers/paper.hpp"

namespace collegium::server::papers {

using Lines = std::vector<std::string>;

// "1 partner", "3 partners"
std::string many_of(std::uint64_t n, std::string_view one, std::string_view many);

// "a", "a and b", "a, b and c"; empty for none.
std::string listed_words(std::vector<std::string> const& names);

// Sentences as one paragraph.
std::string one_after_another(Lines const& sentences);

// The value, or what to say where it is empty.
std::string or_else(std::string const& value, std::string_view otherwise);

bool has_partners(Facts const& facts) noexcept;
std::uint64_t people_with(Facts const& facts, std::string_view role) noexcept;

// With whom anything is exchanged.
std::string mode_words(Facts const& facts);
std::string partners_words(Facts const& facts);
std::vector<Row> partner_rows(Facts const& facts);    // name, domain, state, since
std::vector<Row> departure_rows(Facts const& facts);  // host, arrived, refused
Lines leaving_lines(Facts const& facts);              // all that leaves, and for whom
std::string held_words(Facts const& facts);           // what waits for a facilitator

// Who comes in.
Lines entry_lines(Facts const& facts);
Lines second_factor_lines(Facts const& facts);
std::string people_words(Facts const& facts);

// Pupils and safeguarding.
Lines pupil_lines(Facts const& facts);
Lines lead_lines(Facts const& facts);
std::string watched_words(Facts const& facts);
std::string hours_words(Facts const& facts);

// What is kept, and how it is kept safe.
std::string backup_words(Facts const& facts);
std::string mail_words(Facts const& facts);
std::string picture_words(Facts const& facts);
std::string audit_words(Facts const& facts);
std::string transport_words(Facts const& facts);
Lines safety_lines(Facts const& facts);
std::string after_deletion_words();                   // what is left of words that were deleted
std::string draft_words();                            // how long what was begun is kept
std::vector<Row> retention_rows(Facts const& facts);  // what, whose, how long, where that is set
std::string disposal_words(Facts const& facts);       // that what is due goes by itself, and what no period ends
std::string holds_words(Facts const& facts);          // what does not go although it is due

}  // namespace collegium::server::papers
