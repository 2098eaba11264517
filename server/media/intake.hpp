// Intake: a picture on its way from a member to the tables.
#pragma once

#include "server/app.hpp"

namespace collegium::server::media {

// What a member sends with a picture.
struct Arrival {
    Arrival() = default;

    std::string bytes;
    std::string description;
    std::string focus;
};

struct Taken {
    storage::LocalId number{};
    bool ready = false;  // false: it is still being made, and its record tells how that goes
};

// Notes the picture as waiting, and has it made. Answers when it is ready, and after two seconds in any case: then the
// making goes on by itself, and ends as ready or refused in the table.
// Refuses what Workshop::make refuses, too_many if the member brings many at a time, and
// conflict if their pictures take up all the room that one member has; then nothing is kept.
boost::asio::awaitable<Result<Taken>> take_in(App const& app, storage::Handle owner, Arrival arrival);

// What was being made when the node stopped is refused: its bytes are gone. For the start, before anybody brings more.
void refuse_unfinished(storage::Store& store);

enum class ProfilePicture { avatar, header };

// Makes a picture for a profile: the name of its file, for ProfileRecord and picture_path(). It is in no table: whoever
// puts another in its place removes the old one by `app.pictures.files().remove(name)`. Refuses what Workshop::make
// refuses.
boost::asio::awaitable<Result<std::string>> picture_for_profile(App const& app, ProfilePicture use, std::string bytes);

}  // namespace collegium::server::media
