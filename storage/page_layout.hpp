// The pages of an LMDB 0.9 file on a 64-bit little-endian machine: where the numbers stand in them. Included by the
// check of store files alone; lmdb.c is the description (MDB_page, MDB_node, MDB_db, MDB_meta).
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

namespace collegium::storage::layout {

using Page = std::span<std::uint8_t const>;

constexpr std::size_t page_header = 16;
constexpr std::size_t node_header = 8;
constexpr std::size_t meta_size = 136;
constexpr std::size_t tree_size = 48;
constexpr std::uint32_t magic = 0xBEEFC0DE;
constexpr std::uint32_t data_version = 1;
constexpr std::uint64_t no_page = ~std::uint64_t{0};
constexpr std::uint64_t first_page = 2;  // before it stand the two metas
constexpr unsigned deepest = 32;

// Flags of a page on disk: exactly one of them.
constexpr std::uint16_t branch = 0x01, leaf = 0x02, overflow = 0x04, meta = 0x08;
// Flags of a record: its value stands on pages of its own; its value is a tree.
constexpr std::uint16_t on_pages = 0x01, is_tree = 0x02;
constexpr std::uint16_t integer_keys = 0x08;  // of a tree: the one of free pages

// The caller has made sure that the bytes are there.
template <class Number>
Number number_at(Page bytes, std::size_t place) noexcept {
    Number number{};
    std::memcpy(&number, bytes.data() + place, sizeof number);
    return number;
}

// MDB_db
struct Tree {
    std::uint32_t pad{};
    std::uint16_t flags{};
    std::uint16_t depth{};
    std::uint64_t branches{};
    std::uint64_t leaves{};
    std::uint64_t overflows{};
    std::uint64_t entries{};
    std::uint64_t root{};
    bool operator==(Tree const&) const = default;

    static Tree at(Page bytes, std::size_t place) noexcept {
        return {
            number_at<std::uint32_t>(bytes, place),
            number_at<std::uint16_t>(bytes, place + 4),
            number_at<std::uint16_t>(bytes, place + 6),
            number_at<std::uint64_t>(bytes, place + 8),
            number_at<std::uint64_t>(bytes, place + 16),
            number_at<std::uint64_t>(bytes, place + 24),
            number_at<std::uint64_t>(bytes, place + 32),
            number_at<std::uint64_t>(bytes, place + 40)};
    }
};

// MDB_meta, without the size of the map, which nobody reads
struct Meta {
    std::uint64_t page{};
    std::uint16_t flags{};
    std::uint32_t magic{};
    std::uint32_t version{};
    std::uint64_t address{};
    Tree free{};
    Tree main{};
    std::uint64_t last_page{};
    std::uint64_t snapshot{};
    bool operator==(Meta const&) const = default;

    static Meta at(Page bytes) noexcept {
        auto const place = page_header;
        return {
            number_at<std::uint64_t>(bytes, 0),
            number_at<std::uint16_t>(bytes, 10),
            number_at<std::uint32_t>(bytes, place),
            number_at<std::uint32_t>(bytes, place + 4),
            number_at<std::uint64_t>(bytes, place + 8),
            Tree::at(bytes, place + 24),
            Tree::at(bytes, place + 24 + tree_size),
            number_at<std::uint64_t>(bytes, place + 24 + 2 * tree_size),
            number_at<std::uint64_t>(bytes, place + 32 + 2 * tree_size)};
    }
};
static_assert(page_header + meta_size == page_header + 24 + 2 * tree_size + 16);

inline std::string_view text(Page bytes) noexcept {
    return {reinterpret_cast<char const*>(bytes.data()), bytes.size()};
}

}  // namespace collegium::storage::layout
