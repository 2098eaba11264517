// Body places: how many large bodies this node reads at a time. Each is held in memory until it is answered.
#pragma once

#include "server/http/session.hpp"
#include "storage/keys.hpp"

#include <memory>

namespace collegium::server {
struct App;
}

namespace collegium::server::media {

class BodyPlaces {
public:
    static constexpr unsigned most = 32;
    static constexpr unsigned most_of_one = 4;

    BodyPlaces();

    // Taken for as long as the answer lives, which may be longer than this. Refuses too_many when the member has as
    // many as one may have, unavailable when all are taken. From any thread.
    Result<std::shared_ptr<void const>> take(storage::Handle member);

private:
    struct Inside;
    std::shared_ptr<Inside> inside_;
};

// A place, and how much most_body() allows; no place is needed where it allows nothing. Refuses what take() refuses.
Result<Leave> leave_for_body(App const& app, Request const& head);

}  // namespace collegium::server::media
