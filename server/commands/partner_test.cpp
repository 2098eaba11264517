#include "federation/messages/json_text.hpp"
#include "server/commands/commands.hpp"
#include "server/commands/outside.hpp"
#include "server/partner_checks.hpp"

#include <algorithm>
#include <iostream>

namespace collegium::server::commands {

namespace {

std::string_view outcome_name(Check::Outcome outcome) {
    switch (outcome) {
        case Check::Outcome::passed: return "pass";
        case Check::Outcome::failed: return "fail";
        case Check::Outcome::skipped: return "skip";
    }
    return "skip";
}

void print(Check const& check) {
    std::cout << outcome_name(check.outcome) << '\t' << check.name << '\t' << in_english(check.words);
    if (!check.remedy.empty()) std::cout << " " << in_english(check.remedy);
    std::cout << '\n';
}

std::string json_of(std::vector<Check> const& checks) {
    auto all = federation::JsonText::list();
    for (auto const& check : checks)
        all.raw_item(federation::JsonText::object()
                         .text("name", check.name)
                         .text("outcome", outcome_name(check.outcome))
                         .text("words", in_english(check.words))
                         .text_unless_empty("remedy", in_english(check.remedy))
                         .done());
    return all.done();
}

}  // namespace

void test_partner(
    std::filesystem::path const& config, std::filesystem::path const& test_network, std::string const& host, bool json
) {
    Outside outside{config, test_network};
    require_other_domain(outside.opened.settings, host);
    auto const checks = outside.run(check_partner(outside.node(), outside.dialer(), host));
    if (json)
        std::cout << json_of(checks) << '\n';
    else
        for (auto const& check : checks) print(check);
    auto const failures = std::ranges::count(checks, Check::Outcome::failed, &Check::outcome);
    if (failures > 0)
        throw CommandError{
            std::to_string(failures) + " of " + std::to_string(checks.size()) +
            " checks failed: what to do is said behind each"};
}

}  // namespace collegium::server::commands
