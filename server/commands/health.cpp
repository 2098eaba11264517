#include "federation/messages/json_text.hpp"
#include "federation/partners/rest.hpp"
#include "server/commands/commands.hpp"
#include "server/commands/outside.hpp"
#include "server/health/checks.hpp"

#include <iostream>

namespace collegium::server::commands {

namespace {

std::string checks_as_json(std::vector<health::Check> const& checks) {
    auto all = federation::JsonText::list();
    for (auto const& check : checks)
        all.raw_item(federation::JsonText::object()
                         .text("name", check.name)
                         .text("state", health::state_words(check.state))
                         .text("words", in_english(check.words))
                         .text_unless_empty("remedy", in_english(check.remedy))
                         .done());
    return all.done();
}

void print_checks(std::vector<health::Check> const& checks) {
    for (auto const& check : checks) {
        std::cout << health::state_words(check.state) << '\t' << check.name << '\t' << in_english(check.words);
        if (!check.remedy.empty()) std::cout << ' ' << in_english(check.remedy);
        std::cout << '\n';
    }
}

}  // namespace

void show_health(std::filesystem::path const& config, bool json) {
    Opened const opened{config};
    auto const checks = health::run_checks({opened.settings, opened.store, opened.clock.now()});
    if (json)
        std::cout << checks_as_json(checks) << '\n';
    else
        print_checks(checks);
    if (health::worst(checks) == health::State::bad)
        throw CommandError{"something does not work: what to do is said behind each"};
}

void pause_exchange(std::filesystem::path const& config) {
    Outside outside{config};
    auto const change = federation::pausing_everything(outside.node());
    static_cast<void>(value_or_error(outside.opened.store.write_now(change), "the exchange was not paused"));
    std::cout << "All exchange is paused. Nothing is lost: 'collegium partner resume-all' goes on.\n";
}

void resume_exchange(std::filesystem::path const& config) {
    Outside outside{config};
    auto const change = federation::resuming_everything(outside.node());
    static_cast<void>(value_or_error(outside.opened.store.write_now(change), "the exchange was not resumed"));
    std::cout << "The exchange goes on. What waited is sent.\n";
}

}  // namespace collegium::server::commands
