#include "server/search/extracts.hpp"

#include "federation/content/plain_text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace collegium::server::search {

namespace {

constexpr std::array<std::pair<std::string_view, char>, 4> entities{
    {{"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&amp;", '&'}}};

// The character at the front of a snippet, which is taken off.
char take_character(std::string_view& snippet) {
    for (auto const& [entity, character] : entities) {
        if (!snippet.starts_with(entity)) continue;
        snippet.remove_prefix(entity.size());
        return character;
    }
    auto const first = snippet.front();
    snippet.remove_prefix(1);
    return first;
}

}  // namespace

std::string fit_for_extracts(std::string_view text, std::size_t most) {
    auto fit = federation::content::cut(text, most);
    std::ranges::replace_if(
        fit, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; }, ' '
    );
    return fit;
}

Extract extract_in(std::string_view snippet) {
    Extract extract;
    Piece piece;
    auto const finish = [&](bool next_is_marked) {
        if (!piece.words.empty()) extract.push_back(std::move(piece));
        piece = Piece{};
        piece.marked = next_is_marked;
    };
    while (!snippet.empty()) {
        auto const first = snippet.front();
        if (first == mark_start || first == mark_end) {
            finish(first == mark_start);
            snippet.remove_prefix(1);
        } else {
            piece.words += take_character(snippet);
        }
    }
    finish(false);
    return extract;
}

bool has_marks(Extract const& extract) {
    return std::ranges::any_of(extract, &Piece::marked);
}

}  // namespace collegium::server::search
