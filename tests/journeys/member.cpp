#include "tests/journeys/member.hpp"

namespace collegium::journeys {

std::string path_at(School const& school, std::string const& iri) {
    return school.look([&](auto const& tx, auto const& tables) -> std::string {
        auto const handle = storage::find_handle(tx, tables, iri);
        auto const post = handle ? timeline::find_post(tx, tables, *handle) : std::nullopt;
        if (!post) return {};
        auto const number = std::to_string(static_cast<std::uint64_t>(post->number));
        return (post->root == post->handle ? "/post/" : "/comment/") + number;
    });
}

std::string Member::send(std::string const& page, std::string const& action, Fields const& fields) {
    return led_to(window.submit(page, action, fields));
}

std::string hidden(HttpAnswer const& page, std::string const& field) {
    return between(page.body, "name=\"" + field + "\" value=\"", "\"");
}

std::string link_after(HttpAnswer const& page, std::string const& words) {
    auto const start = page.body.find(words);
    if (start == std::string::npos) return {};
    auto link = between(std::string_view{page.body}.substr(start), "href=\"", "\"");
    constexpr std::string_view escaped = "&amp;";
    for (auto at = link.find(escaped); at != std::string::npos; at = link.find(escaped, at + 1))
        link.replace(at, escaped.size(), "&");
    return link;
}

}  // namespace collegium::journeys
