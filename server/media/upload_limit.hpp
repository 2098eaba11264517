// Upload limit: who may send more than an ordinary request has.
#pragma once

#include "server/routes.hpp"

namespace collegium::server::media {

// Bytes that the body of this request may have: those of a picture and of the form around it, where pictures are
// brought and the token in the head is a member's who may bring them; else 0. So nobody else can make us read that
// much.
std::size_t most_body(App const& app, Request const& head);

// Whether a form to this address may come in parts, with files in it.
bool takes_pictures(Route const& route) noexcept;

}  // namespace collegium::server::media
