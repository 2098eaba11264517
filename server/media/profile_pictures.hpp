// Profile pictures: what members show of themselves, from the file that they bring to the profile that others see.
#pragma once

#include "server/app.hpp"
#include "server/members/profile.hpp"

namespace collegium::server::media {

// Files as they were brought, or, where they are made, their names in the media folder. One that is empty stays as it
// is.
struct ProfilePictures {
    ProfilePictures() = default;

    std::string avatar;
    std::string header;

    bool empty() const noexcept { return avatar.empty() && header.empty(); }
};

// The files that a call brings under these two names.
ProfilePictures pictures_in(Parameters const& parameters);

// Made, and nobody sees them yet. Refuses what Workshop::make refuses, too_large for a file over the limit, and
// too_many if the member brings many at a time: then nothing is kept.
boost::asio::awaitable<Result<ProfilePictures>> make_profile_pictures(
    App const& app, Member const& member, ProfilePictures brought
);

// Changes the profile as members::change_profile does, puts the made pictures into it, and removes the files that this
// leaves without a use: the old ones, or, where it was not saved, the new ones.
boost::asio::awaitable<Result<void>> save_profile(
    App const& app, Member const& member, ProfilePictures made, std::function<void(members::Profile&)> change
);

}  // namespace collegium::server::media
