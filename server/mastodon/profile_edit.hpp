// What a member changes about themselves, read from a call and checked.
#pragma once

#include "server/members/profile.hpp"
#include "server/parameters.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace collegium::server::mastodon {

constexpr std::size_t longest_display_name = 60;  // characters
constexpr std::size_t longest_bio = 2000;
constexpr std::size_t longest_field = 255;
constexpr std::size_t most_fields = 8;

// What is absent stays as it is.
struct ProfileEdit {
    std::optional<std::string> display_name;
    std::optional<std::string> note;  // Markdown
    std::optional<std::string> language;
    std::optional<std::string> audience;
    std::optional<bool> listed;
    std::optional<bool> searchable;
    std::optional<std::vector<storage::ProfileField>> fields;
};

// The edit, or what is wrong with it, in words for the member.
struct ReadProfileEdit {
    ProfileEdit edit;
    std::string_view problem;  // empty: nothing
};

ReadProfileEdit read_profile_edit(Parameters const& parameters);

// Puts it into the profile. account: the name that stands for one that was emptied.
void apply_profile_edit(members::Profile& profile, ProfileEdit const& edit, std::string const& account);

}  // namespace collegium::server::mastodon
