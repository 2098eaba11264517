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

// How long somebody waits for a picture: a client that asks again is answered after two seconds in any case, one that
// uses what it got at once (POST /api/v1/media, which takes as long as it takes on a Mastodon server) after twenty.
enum class Patience { brief, long_enough };

// Notes the picture as waiting, and has it made. Answers when it is ready, and when patience ends: then the making goes
// on by itself, and ends as ready or refused in the table.
// Refuses what Workshop::make refuses, too_many if the member brings many at a time, and
// conflict if their pictures take up all the room that one member has; then nothing is kept.
boost::asio::awaitable<Result<Taken>> take_in(
    App const& app, storage::Handle owner, Arrival arrival, Patience patience = Patience::brief
);

// What was being made when the node stopped is refused: its bytes are gone. For the start, before anybody brings more.
void refuse_unfinished(storage::Store& store);

enum class ProfilePicture { avatar, header };

// Makes a picture for a profile: the name of its file, for ProfileRecord and picture_path(). It is in no table: whoever
// puts another in its place removes the old one by `app.pictures.files().remove(name)`. Refuses what Workshop::make
// refuses.
boost::asio::awaitable<Result<std::string>> picture_for_profile(App const& app, ProfilePicture use, std::string bytes);

}  // namespace collegium::server::media
