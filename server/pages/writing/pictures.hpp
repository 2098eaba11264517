// Pictures in forms in which people write: brought together with the words, each with words for those who do not see
// it. A browser cannot fill in a file again, so whatever becomes of the form, its picture is taken in first, and the
// form names it by number from then on.
#pragma once

#include "server/pages/lookups.hpp"

namespace collegium::server::pages {

constexpr std::size_t most_pictures = 4;  // of a post

// Takes in the file of a form that came in parts, and leaves out the pictures that its member took out. The form has
// picture_1, alt_1 and so on after it, without gaps, and "picture_problem" if the file was not taken.
boost::asio::awaitable<void> take_in_pictures(App const& app, Call& call);

// The pictures of the form, ready to be part of a post. post: what it is an edit of, if it is one. Nothing if one of
// them cannot be, and what is wrong stands in the form's "picture_problem".
std::optional<std::vector<federation::Attached>> chosen_pictures(
    App const& app, Call& call, timeline::PostView const* post = nullptr
);

// Puts the pictures of the member's own post into the form.
void bring_pictures(App const& app, Call& call, timeline::PostView const& post);

// At PICTURES: the form's pictures, and the field for one more.
void show_picture_fields(App const& app, Call const& call, Values& values);

// At PICTURES of a post's words: those of this node. Others' are links, since browsers load nothing from elsewhere.
void show_pictures(App const& app, Values& values, timeline::PostView const& post);

}  // namespace collegium::server::pages
