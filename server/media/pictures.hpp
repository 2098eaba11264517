// Pictures: what members brought, as the tables know it. Every look-up has the owner in its key (security R15).
#pragma once

#include "storage/store.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace collegium::server::media {

constexpr std::size_t longest_description = 1500;  // letters

// Nothing for others' pictures, as for those that do not exist.
std::optional<storage::MediaRecord> find_own(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle owner, storage::LocalId number
);

// The one that is kept in this file, if it was brought before that id was given out. Looks at the newest 2000 of them.
std::optional<std::pair<storage::LocalId, storage::MediaRecord>> find_by_file(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    storage::Handle owner,
    std::string_view file,
    storage::LocalId before
);

// A picture as a published thing names it.
struct Named {
    std::string file;
    std::string description;
};

// Those that are named are kept for as long as the thing is, with the words that it has for them. What was part of it
// before and is not named is let go, and has a day again to become part of something else. Refuses conflict if one is
// not the owner's own, not ready, or part of another thing.
Result<void> make_part_of(
    storage::WriteTx& tx,
    storage::Tables& tables,
    storage::Handle owner,
    std::vector<Named> named,
    storage::Handle thing,
    Instant now
);

// The member's pictures in all, in bytes.
std::uint64_t room_taken(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle owner);

// "0.25,-1": two numbers from -1 to 1. Nothing for anything else.
struct Focus {
    double x = 0;
    double y = 0;
};
std::optional<Focus> read_focus(std::string_view text);

// Decimal digits, as in addresses. Nothing for anything else.
std::optional<storage::LocalId> read_number(std::string_view digits) noexcept;

// UTF-8 letters, not bytes.
bool is_description(std::string_view text) noexcept;

std::string picture_path(std::string_view file);  // "/media/<name>"

}  // namespace collegium::server::media
