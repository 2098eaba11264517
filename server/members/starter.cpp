#include "server/members/starter.hpp"

#include "server/members/words.hpp"

#include <algorithm>

namespace collegium::server::members {

namespace {

constexpr std::string_view everyone = "everyone";

struct Line {
    std::string_view whom;
    std::string_view what;
};

// Without "=" there is nobody.
Line line_in(std::string_view text) {
    auto const sign = text.find('=');
    if (sign == std::string_view::npos) return {};
    return {text.substr(0, sign), text.substr(sign + 1)};
}

bool is_for(std::string_view whom, storage::Constituency constituency, storage::Roles held) {
    if (auto const role = value_named(roles(), whom)) return held.has(*role);
    return value_named(constituencies(), whom) == constituency;
}

}  // namespace

void check_starter(Settings const& settings) {
    for (auto const& text : settings.members.starter) {
        auto const line = line_in(text);
        bool const is_known =
            line.whom == everyone || value_named(roles(), line.whom) || value_named(constituencies(), line.whom);
        if (!is_known || line.what.empty())
            throw SettingsError{
                "members.starter holds \"" + text + "\": write everyone, " + choices_of(constituencies()) +
                " (or a role), \"=\" and the address of a community or a guide"};
    }
}

std::vector<std::string> starter_for(
    Settings const& settings, storage::Constituency constituency, storage::Roles held
) {
    std::vector<std::string> chosen;
    auto const add = [&](std::string_view what) {
        if (std::ranges::find(chosen, what) == chosen.end()) chosen.emplace_back(what);
    };
    for (auto const& text : settings.members.starter)
        if (auto const line = line_in(text); is_for(line.whom, constituency, held)) add(line.what);
    for (auto const& text : settings.members.starter)
        if (auto const line = line_in(text); line.whom == everyone) add(line.what);
    return chosen;
}

}  // namespace collegium::server::members
