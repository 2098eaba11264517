// Iri: the name of a thing in the network, already parsed. If you hold one, it is a well-formed https IRI.
#pragma once

#include "config/result.hpp"

#include <compare>
#include <string>
#include <string_view>

namespace collegium {

class Iri {
public:
    static constexpr std::size_t max_size = 2048;

    // https, a lower-case host of letters, digits, dots and hyphens, an optional port, then visible ASCII.
    // Refuses (malformed, too_large) everything else: user names, IP literals, backslashes, blanks, control bytes, and
    // hosts that a lenient parser would repair.
    static Result<Iri> parse(std::string_view text);

    std::string const& text() const noexcept { return text_; }

    // "node.example" or "node.example:8443".
    std::string_view host() const noexcept { return std::string_view{text_}.substr(8, host_size_); }

    // "https://node.example": what decides who owns a thing.
    std::string_view origin() const noexcept { return std::string_view{text_}.substr(0, 8 + host_size_); }

    // From the first '/' on, without the fragment; "/" if there is none.
    std::string_view target() const noexcept;

    // The same name without "#fragment".
    Iri without_fragment() const;

    // Same scheme, host and port: the network's only proof of ownership (FEP-fe34).
    bool same_origin(Iri const& other) const noexcept { return host() == other.host(); }

    auto operator<=>(Iri const&) const = default;

private:
    Iri(std::string text, std::size_t host_size) : text_{std::move(text)}, host_size_{host_size} {}

    std::string text_;
    std::size_t host_size_;
};

}  // namespace collegium
