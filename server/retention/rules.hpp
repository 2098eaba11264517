// Rules of retention: what is disposed of by itself, and after how long (needs O1). The round works by them, and the
// papers for data protection and the commands say them, so none can say another period.
#pragma once

#include "config/settings.hpp"
#include "storage/retention_records.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace collegium::server::retention {

using storage::DisposalRule;

struct Rule {
    DisposalRule rule{};
    std::string_view name;     // for machines: "sign-ins"
    std::string_view what;     // in words
    std::string_view whose;    // in words
    std::string_view since;    // what the period is counted from: "after the account was closed"
    unsigned days{};           // 0: no period ends it
    std::string_view setting;  // where the days are set
};

// All of them, in the order in which they are carried out.
std::vector<Rule> rules_of(Settings const& settings);

// The rule of that number, with its days.
Rule rule_of(Settings const& settings, DisposalRule rule);

// "365 days after the account was closed", or that no period ends it.
std::string how_long(Rule const& rule);

// What was there then, or came to be over then, is due now. Nothing while no period is set.
std::optional<Instant> due_before(Rule const& rule, Instant now);

}  // namespace collegium::server::retention
