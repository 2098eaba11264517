// Message places: a message of the catalogues as pieces: text, {VALUES}, and <places> that may hold more of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace collegium::server::languages {

enum class PieceKind { text, value, place, single };

struct Piece {
    PieceKind kind{};
    std::string_view words{};  // the text, or the name of the place
    std::vector<Piece> pieces{};
};

// Nothing if the message has a '<' or '{' that is none of a place, or a place that does not end as it began. The views
// point into the message.
std::optional<std::vector<Piece>> read_message(std::string_view message);

// A place for words that is a section of the template, and no element of it.
bool is_section(Piece const& piece) noexcept;

// The name of a value that stands in a section, "" for none: the same name means something else in another section.
std::string scoped(std::string_view section, std::string_view name);

}  // namespace collegium::server::languages
