#include "server/languages/message_places.hpp"

#include <algorithm>

namespace collegium::server::languages {

namespace {

bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

bool is_of_place(char c) noexcept {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
}

bool is_name(std::string_view text) noexcept {
    return !text.empty() && std::ranges::all_of(text, is_of_place);
}

class MessageReader {
public:
    explicit MessageReader(std::string_view message) : rest_{message} {}

    // Up to the end of the place that whoever calls has begun.
    std::optional<std::vector<Piece>> pieces() {
        std::vector<Piece> all;
        while (!rest_.empty() && !rest_.starts_with("</")) {
            auto next = piece();
            if (!next) return std::nullopt;
            all.push_back(*std::move(next));
        }
        return all;
    }

    bool at_end() const noexcept { return rest_.empty(); }

private:
    std::optional<Piece> piece() {
        if (rest_.front() == '{') return value();
        if (rest_.front() == '<') return place();
        return Piece{PieceKind::text, take(std::min(rest_.find_first_of("<{"), rest_.size())), {}};
    }

    std::optional<Piece> value() {
        auto const name = named("{", "}");
        if (!name) return std::nullopt;
        return Piece{PieceKind::value, *name, {}};
    }

    std::optional<Piece> place() {
        if (auto const single = named("<", "/>")) return Piece{PieceKind::single, *single, {}};
        auto const name = named("<", ">");
        if (!name) return std::nullopt;
        auto inside = pieces();
        auto const ended = named("</", ">");
        if (!inside || ended != name) return std::nullopt;
        return Piece{PieceKind::place, *name, *std::move(inside)};
    }

    std::optional<std::string_view> named(std::string_view before, std::string_view after) {
        auto const end = rest_.find(after);
        if (!rest_.starts_with(before) || end == rest_.npos || end < before.size()) return std::nullopt;
        auto const name = rest_.substr(before.size(), end - before.size());
        if (!is_name(name)) return std::nullopt;
        take(end + after.size());
        return name;
    }

    std::string_view take(std::size_t length) {
        auto const taken = rest_.substr(0, length);
        rest_.remove_prefix(length);
        return taken;
    }

    std::string_view rest_;
};

}  // namespace

std::optional<std::vector<Piece>> read_message(std::string_view message) {
    MessageReader reader{message};
    auto pieces = reader.pieces();
    if (!reader.at_end()) return std::nullopt;
    return pieces;
}

bool is_section(Piece const& piece) noexcept {
    return piece.kind == PieceKind::place && !is_digit(piece.words.front());
}

std::string scoped(std::string_view section, std::string_view name) {
    return std::string{section} + "/" + std::string{name};
}

}  // namespace collegium::server::languages
