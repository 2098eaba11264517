// Profiles: what members say of themselves, and who learns of it.
#pragma once

#include "federation/node.hpp"
#include "server/sign_ins.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace collegium::server::members {

constexpr std::size_t most_fields = 8;

struct Profile {
    Profile() = default;

    std::string display_name;
    bool searchable = true;  // what they write may be found by searching, here and elsewhere
    storage::ProfileRecord record;
};

Profile profile_of(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle person);

// Whether this may be the name that others read: 1 to 60 characters in one line.
bool is_display_name(std::string_view name);

// What is wrong with a profile, in words for people, with the name of the field it is about; empty: nothing.
struct ProfileProblem {
    std::string_view field;  // "display_name", "note", "fields", "language", "expertise"
    std::string_view words;
};
std::vector<ProfileProblem> problems_of(Profile const& profile);

// Changes the profile as it stands at that moment, so that nothing is lost of what is changed at the same time; the
// change may run again. If others see something new of it, their followers' nodes are told (an Update of the actor); of
// a pupil nobody is told anything. Returns the profile as it was. Ask problems_of first what comes of it.
boost::asio::awaitable<Result<Profile>> change_profile(
    federation::Node const& node, Member const& member, std::function<void(Profile&)> change
);

// Somebody in the list of members.
struct Listed {
    std::string account;
    std::string display_name;
    storage::AccountRecord record;
    storage::ProfileRecord profile;
};

// Active members who want to be found, by name; with this expertise, in any letters, if it is not empty.
std::vector<Listed> listed_members(
    storage::ReadTx const& tx, storage::Tables const& tables, std::string_view expertise
);

}  // namespace collegium::server::members
