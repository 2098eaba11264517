#include "federation/adoption/roll_up.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

namespace collegium::federation::adoption {

namespace {

using std::chrono::days;

constexpr std::array reminded_after{days{91}, days{182}, days{365}};
static_assert(reminded_after.size() == most_reminders);
constexpr days lapsed_after{395};

auto rank(SignedAdoption const& adoption) {
    return std::make_tuple(
        is_followed_up(adoption.outcome, adoption.flags), adoption.updated, std::string_view{adoption.id}
    );
}

// Incomplete ones only where a school has no other.
bool stands_before(SignedAdoption const& candidate, SignedAdoption const& standing) {
    if (counts(candidate.flags) != counts(standing.flags)) return counts(candidate.flags);
    return rank(candidate) > rank(standing);
}

void add(RollUp& sum, SignedAdoption const& adoption, Instant now) {
    if (!counts(adoption.flags)) {
        ++sum.set_aside;
        return;
    }
    ++sum.adopted;
    if (is_lapsed(adoption.outcome, adoption.flags, adoption.updated, now)) ++sum.lapsed;
    if (!is_followed_up(adoption.outcome, adoption.flags)) return;
    ++sum.followed_up;
    if (adoption.outcome == Outcome::better) ++sum.better;
    if (adoption.outcome == Outcome::same) ++sum.same;
    if (adoption.outcome == Outcome::worse) ++sum.worse;
}

}  // namespace

RollUp roll_up(std::span<SignedAdoption const> adoptions, Instant now) {
    std::map<std::string_view, SignedAdoption const*> of_schools;
    for (auto const& each : adoptions) {
        auto& standing = of_schools[each.school];
        if (standing == nullptr || stands_before(each, *standing)) standing = &each;
    }
    RollUp sum;
    for (auto const& [school, adoption] : of_schools) add(sum, *adoption, now);
    return sum;
}

bool counts(std::uint64_t flags) noexcept {
    return !has(flags, Flag::incomplete) && !has(flags, Flag::oversized);
}

bool is_followed_up(Outcome outcome, std::uint64_t flags) noexcept {
    return outcome != Outcome::none && flags == 0;
}

bool is_lapsed(Outcome outcome, std::uint64_t flags, Instant updated, Instant now) noexcept {
    return !is_followed_up(outcome, flags) && now >= updated + lapsed_after;
}

std::uint64_t reminders_due(Instant began, Instant now) noexcept {
    auto const is_past = [&](days each) { return now >= began + each; };
    return static_cast<std::uint64_t>(std::ranges::count_if(reminded_after, is_past));
}

}  // namespace collegium::federation::adoption
