// Words: what roles and the like are called, on command lines and in front of people. The one table of them.
#pragma once

#include "storage/consent_records.hpp"
#include "storage/member_records.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace collegium::server::members {

template <class Value>
struct Named {
    Value value;
    std::string_view name;   // for settings, commands and forms
    std::string_view words;  // for people
};

std::span<Named<storage::Role> const> roles() noexcept;
std::span<Named<storage::Constituency> const> constituencies() noexcept;
std::span<Named<storage::Belonging> const> belongings() noexcept;
std::span<Named<storage::AccountState> const> states() noexcept;
std::span<Named<storage::AgeBand> const> age_bands() noexcept;
std::span<Named<storage::ConsentPurpose> const> consent_purposes() noexcept;

template <class Value>
std::optional<Value> value_named(std::span<Named<Value> const> table, std::string_view name) noexcept {
    auto const found = std::ranges::find(table, name, &Named<Value>::name);
    return found == table.end() ? std::nullopt : std::optional{found->value};
}

// The value must be in the table, as all that we write are.
template <class Value>
Named<Value> const& named(std::span<Named<Value> const> table, Value value) noexcept {
    return *std::ranges::find(table, value, &Named<Value>::value);
}

// "operator, moderator"; empty: none.
std::string names_of(storage::Roles roles);
std::string words_of(storage::Roles roles);

// "operator, facilitator or evaluator": what may be chosen.
template <class Value>
std::string choices_of(std::span<Named<Value> const> table) {
    std::string all;
    for (auto const& each : table) {
        if (!all.empty()) all += &each == &table.back() ? " or " : ", ";
        all += each.name;
    }
    return all;
}

}  // namespace collegium::server::members
