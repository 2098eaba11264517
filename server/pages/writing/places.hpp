// Places: the forms of pages in which people write at length, by the address that they are sent to.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace collegium::server::pages {

// The page that has this form: "/post/7/answer" => "/post/7". Nothing if nothing is written there.
std::optional<std::string> page_of_place(std::string_view place);

// What is written there, as a heading of a list says it: "An answer".
std::string_view what_is_written(std::string_view place);

// The forms that a page may have: "/post/7" => "/post/7/answer", "/post/7/comment".
std::vector<std::string> places_on(std::string_view page);

}  // namespace collegium::server::pages
