// Profile pictures: what members show of themselves, from the file that they bring to the profile that others see.
#pragma once

#include "server/app.hpp"
#include "server/members/profile.hpp"

namespace collegium::server::media {

// Files as they were brought; one that is empty stays as it is.
struct NewPictures {
    NewPictures() = default;

    std::string avatar;
    std::string header;
};

// The files that a call brings under these two names.
NewPictures pictures_in(Parameters const& parameters);

// The profile with these pictures made and put into it; nobody sees them yet. Refuses what Workshop::make refuses,
// too_large for a file over the limit, and too_many if the member brings many at a time: then nothing is kept.
boost::asio::awaitable<Result<members::Profile>> with_pictures(
    App const& app, Member const& member, members::Profile profile, NewPictures pictures
);

// Saves the profile as members::save_profile does, and removes the files that this leaves without a use: those of
// `before`, or, where it was not saved, the new ones.
boost::asio::awaitable<Result<void>> save_with_pictures(
    App const& app, Member const& member, members::Profile before, members::Profile after
);

}  // namespace collegium::server::media
