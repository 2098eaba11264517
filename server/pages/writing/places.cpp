#include "server/pages/writing/places.hpp"

#include "config/phrase.hpp"

#include <algorithm>
#include <array>

namespace collegium::server::pages {

namespace {

struct WritingPlace {
    std::string_view pattern;
    std::string_view tail;  // that the page does not have
    std::string_view what;
};

constexpr std::array<WritingPlace, 6> all_places{
    {{"/c/:name/ask", "", phrase("A question")},
     {"/post/:id/answer", "/answer", phrase("An answer")},
     {"/post/:id/comment", "/comment", phrase("A comment")},
     {"/post/:id/edit", "", phrase("A change")},
     {"/comment/:id/edit", "", phrase("A change")},
     {"/post/:id/review", "", phrase("A review")}}};

bool is_plain(std::string_view path) noexcept {
    return std::ranges::all_of(path, [](char c) { return c > ' ' && c < 0x7f && c != '?' && c != '#'; });
}

std::string_view next_segment(std::string_view& path) noexcept {
    auto const segment = path.substr(0, path.find('/', 1));
    path.remove_prefix(segment.size());
    return segment;
}

bool fits(std::string_view pattern, std::string_view path) noexcept {
    while (!pattern.empty() && !path.empty()) {
        auto const wanted = next_segment(pattern), given = next_segment(path);
        bool const same = wanted.starts_with("/:") ? given.size() > 1 && given.front() == '/' : wanted == given;
        if (!same) return false;
    }
    return pattern.empty() && path.empty();
}

WritingPlace const* find_place(std::string_view place) noexcept {
    auto const found = std::ranges::find_if(all_places, [&](auto const& each) { return fits(each.pattern, place); });
    return found != all_places.end() && is_plain(place) ? &*found : nullptr;
}

}  // namespace

std::optional<std::string> page_of_place(std::string_view place) {
    auto const* const found = find_place(place);
    if (found == nullptr) return std::nullopt;
    return std::string{place.substr(0, place.size() - found->tail.size())};
}

std::string_view what_is_written(std::string_view place) {
    auto const* const found = find_place(place);
    return found == nullptr ? "" : found->what;
}

std::vector<std::string> places_on(std::string_view page) {
    std::vector<std::string> places;
    for (auto const& each : all_places) {
        auto place = std::string{page} + std::string{each.tail};
        if (is_plain(place) && fits(each.pattern, place)) places.push_back(std::move(place));
    }
    return places;
}

}  // namespace collegium::server::pages
