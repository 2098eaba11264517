#include "server/members/detour.hpp"

#include <algorithm>

namespace collegium::server::members {

namespace {

// What a member must be able to do whatever they owe.
bool is_always_open(Route const& route) noexcept {
    constexpr std::string_view open[] = {"/settings/security", "/settings/passkeys", "/charter", "/sign-in"};
    return std::ranges::any_of(open, [&](auto const each) { return route.pattern.starts_with(each); });
}

bool proof_is_old(App const& app, Member const& member) {
    std::chrono::minutes const lasts{app.node.settings.members.operator_minutes};
    return app.node.clock.now() - member.proved > lasts;
}

}  // namespace

std::string_view detour(App const& app, Call const& call, Route const& route) {
    bool const for_members = route.who == Who::member || route.who == Who::operator_;
    if (!call.member || !for_members || is_always_open(route)) return {};
    if (call.member->duty == Duty::second_factor) return "/settings/security";
    if (call.member->duty == Duty::charter) return "/charter";
    bool const is_operator = call.member->roles.has(storage::Role::operator_);
    if (route.who == Who::operator_ && is_operator && proof_is_old(app, *call.member)) return "/sign-in/again";
    return {};
}

}  // namespace collegium::server::members
