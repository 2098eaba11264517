// Attaching: pictures and what is published enter the store together, so that no picture of a post is ever taken for
// one that nobody needs.
#pragma once

#include "federation/admit.hpp"

namespace collegium::server::media {

// For perform(): the pictures that the thing of this Create or Update names become part of it, with the words that it
// has for them, and those that it names no more are let go. Refuses conflict if one is not the owner's own, or is
// taken. Empty for every other act.
federation::Alongside with_pictures(
    federation::Node const& node, storage::Handle owner, federation::Activity const& activity
);

// For perform(): the pictures of the owner's thing are let go. They can become part of another one within a day.
federation::Alongside letting_pictures_go(federation::Node const& node, storage::Handle owner, storage::Handle thing);

}  // namespace collegium::server::media
