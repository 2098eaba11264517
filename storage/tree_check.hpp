// Walks the trees of a store's file and finds what is not as it was written. Part of store_file.cpp.
#pragma once

#include "storage/page_layout.hpp"
#include "storage/record.hpp"
#include "storage/store_file.hpp"

#include <optional>
#include <vector>

namespace collegium::storage {

// The pages of one snapshot. What they say of each other must agree to the last number: the entries, pages and depth
// that a tree claims, the order of keys, that records fill a page without gaps, that each page belongs to one tree or
// is listed as free.
class TreeCheck {
public:
    TreeCheck(
        std::span<std::uint8_t const> file,
        layout::Meta const& meta,
        StoreFile::Progress const& progress,
        StoreFile::Visit const& visit
    );

    Findings run();

private:
    struct Walk;  // of one tree
    struct Bounds {
        std::optional<std::string_view> from, below;
    };
    struct Node {
        std::string_view key;
        std::uint16_t flags{};
        std::uint64_t number{};  // of a branch: the page below; of a leaf: the size of the value
        std::string_view value;  // of a leaf, unless it stands on pages of its own
    };

    void walk_tree(layout::Tree const& tree, std::string const& table, bool of_free_pages);
    void walk_page(Walk& walk, std::uint64_t page, unsigned depth, Bounds const& bounds);
    void walk_branch(
        Walk& walk, std::uint64_t page, std::vector<Node> const& nodes, unsigned depth, Bounds const& bounds
    );
    void walk_leaf(Walk& walk, std::uint64_t page, std::vector<Node> const& nodes, Bounds const& bounds);
    void take_entry(Walk& walk, std::uint64_t page, Node const& node);
    void take_record(Walk& walk, std::uint64_t page, std::string_view key, std::string_view record);
    void take_tree(Walk& walk, std::uint64_t page, Node const& node);
    void take_free_list(Walk& walk, std::uint64_t page, std::string_view key, std::string_view list);
    std::optional<std::vector<Node>> nodes_of(Walk& walk, std::uint64_t page, layout::Page bytes, bool is_leaf);
    std::optional<std::string_view> value_on_pages(Walk& walk, std::uint64_t page, Node const& node);
    layout::Page page_at(Walk& walk, std::uint64_t page);
    bool claim(Walk& walk, std::uint64_t page);
    void check_totals();
    void broken(Walk const& walk, std::uint64_t page, std::string what, std::string_view key = {});

    std::span<std::uint8_t const> file_;
    layout::Meta const meta_;
    StoreFile::Progress const& progress_;
    StoreFile::Visit const& visit_;
    std::size_t page_size_;
    std::vector<bool> taken_;
    Findings findings_;
};

}  // namespace collegium::storage
