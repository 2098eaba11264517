// Pictures: what members brought, as the tables know it. Every look-up has the owner in its key (security R15).
#pragma once

#include "storage/store.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace collegium::server::media {

constexpr std::size_t most_on_one_thing = 4;       // what every client can show
constexpr std::size_t longest_description = 1500;  // letters

// Nothing for others' pictures, as for those that do not exist.
std::optional<storage::MediaRecord> find_own(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle owner, storage::LocalId number
);

// What a picture adds to a thing that is composed.
struct Attachment {
    std::string url;
    std::string media_type;
    std::string description;
    std::uint64_t width = 0;
    std::uint64_t height = 0;
    std::string blurhash;
    std::string focus;  // "x,y", or empty
};

// The member's own pictures, in the order of the numbers. origin: "https://north.example". thing: what they are part of
// already when it is edited, 0 when it is new. Refuses not_found (not theirs, or no picture), conflict (still being
// made, or part of another thing), too_many (more than 4).
Result<std::vector<Attachment>> attachments_of(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    std::string_view origin,
    storage::Handle owner,
    std::span<storage::LocalId const> numbers,
    storage::Handle thing = storage::Handle{0}
);

// They are kept for as long as the thing is. What was part of it before and is not named is let go.
void make_part_of(
    storage::WriteTx& tx,
    storage::Tables& tables,
    storage::Handle owner,
    std::span<storage::LocalId const> numbers,
    storage::Handle thing
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
