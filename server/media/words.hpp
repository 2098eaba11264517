// What members read when a picture is turned down: what happened, and what to do.
#pragma once

#include "server/http/message.hpp"

namespace collegium::server::media {

std::string_view words_for(Refusal refusal) noexcept;

// The same as an answer of the API: 422, or 503 and 429 when trying again helps.
Response refused_picture(Refusal refusal);

}  // namespace collegium::server::media
