#include "storage/tree_check.hpp"

#include "crypto/bytes.hpp"
#include "storage/codec.hpp"

#include <algorithm>

namespace collegium::storage {

namespace {

constexpr std::uint64_t told_every = 256;  // pages, for who waits

std::uint64_t even(std::uint64_t size) noexcept {
    return (size + 1) & ~std::uint64_t{1};
}

std::uint64_t number_of(std::string_view bytes, std::size_t place) noexcept {
    return layout::number_at<std::uint64_t>(crypto::bytes_of(bytes), place);
}

}  // namespace

struct TreeCheck::Walk {
    layout::Tree const& tree;
    std::string table;
    bool of_free_pages;
    RecordSeal seal{table};
    layout::Tree counted{};  // what was really there
    std::optional<std::string_view> last{};

    bool less(std::string_view left, std::string_view right) const {
        return of_free_pages ? number_of(left, 0) < number_of(right, 0) : left < right;
    }
};

TreeCheck::TreeCheck(
    std::span<std::uint8_t const> file,
    layout::Meta const& meta,
    StoreFile::Progress const& progress,
    StoreFile::Visit const& visit
)
    : file_{file}, meta_{meta}, progress_{progress}, visit_{visit}, page_size_{meta.free.pad} {}

Findings TreeCheck::run() {
    Walk const whole{meta_.main, {}, false};
    // Pages at the end that were freed before they were ever written may be missing in the file, but not many.
    auto const room = file_.size() / page_size_;
    if (meta_.last_page < layout::first_page - 1 || meta_.last_page > 2 * room + 1024) {
        broken(whole, 0, "claims another number of pages than the file can have");
        return std::move(findings_);
    }
    taken_.assign(meta_.last_page + 1, false);
    if (meta_.free.flags != layout::integer_keys) broken(whole, 0, "the list of free pages has flags of no kind");
    if (meta_.main.flags != 0 || meta_.main.pad != 0) broken(whole, 0, "the list of tables has flags of no kind");
    walk_tree(meta_.free, "", true);
    walk_tree(meta_.main, "", false);
    check_totals();
    if (progress_) progress_(meta_.last_page, meta_.last_page);
    return std::move(findings_);
}

void TreeCheck::walk_tree(layout::Tree const& tree, std::string const& table, bool of_free_pages) {
    Walk walk{tree, table, of_free_pages};
    if (tree.root != layout::no_page) {
        if (tree.depth == 0 || tree.depth > layout::deepest)
            broken(walk, 0, "has an impossible depth");
        else
            walk_page(walk, tree.root, 1, {});
    } else if (tree.depth != 0) {
        broken(walk, 0, "is empty and has a depth");
    }
    auto const& counted = walk.counted;
    if (counted.branches != tree.branches || counted.leaves != tree.leaves || counted.overflows != tree.overflows)
        broken(walk, 0, "does not have as many pages as it says");
    if (counted.entries != tree.entries)
        broken(
            walk, 0, "holds " + std::to_string(counted.entries) + " records and says " + std::to_string(tree.entries)
        );
}

void TreeCheck::walk_page(Walk& walk, std::uint64_t page, unsigned depth, Bounds const& bounds) {
    auto const bytes = page_at(walk, page);
    if (bytes.empty()) return;
    bool const is_leaf = depth == walk.tree.depth;
    ++(is_leaf ? walk.counted.leaves : walk.counted.branches);
    if (layout::number_at<std::uint16_t>(bytes, 10) != (is_leaf ? layout::leaf : layout::branch))
        return broken(walk, page, "is not a page of the kind that stands here");
    auto const nodes = nodes_of(walk, page, bytes, is_leaf);
    if (!nodes) return;
    if (is_leaf)
        walk_leaf(walk, page, *nodes, bounds);
    else
        walk_branch(walk, page, *nodes, depth, bounds);
}

// The first key of a branch is never read: everything below the second one stands under it.
void TreeCheck::walk_branch(
    Walk& walk, std::uint64_t page, std::vector<Node> const& nodes, unsigned depth, Bounds const& bounds
) {
    auto const usable = [&](Node const& node) {
        return walk.of_free_pages ? node.key.size() == sizeof(std::uint64_t) : !node.key.empty();
    };
    if (!std::all_of(nodes.begin() + 1, nodes.end(), usable))
        return broken(walk, page, "has a key of an impossible size");
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        Bounds const inner{
            i == 0 ? bounds.from : std::optional{nodes[i].key},
            i + 1 < nodes.size() ? std::optional{nodes[i + 1].key} : bounds.below};
        walk_page(walk, nodes[i].number, depth + 1, inner);
    }
}

void TreeCheck::walk_leaf(Walk& walk, std::uint64_t page, std::vector<Node> const& nodes, Bounds const& bounds) {
    for (auto const& node : nodes) {
        ++walk.counted.entries;
        bool const wrong_kind = walk.of_free_pages && node.key.size() != sizeof(std::uint64_t);
        if (node.key.empty() || node.key.size() > Engine::max_key_size || wrong_kind) {
            broken(walk, page, "has a key of an impossible size", node.key);
            continue;
        }
        bool const in_order = !walk.last || walk.less(*walk.last, node.key);
        bool const in_place = (!bounds.from || !walk.less(node.key, *bounds.from)) &&
                              (!bounds.below || walk.less(node.key, *bounds.below));
        if (!in_order || !in_place) broken(walk, page, "stands where nobody would find it", node.key);
        walk.last = node.key;
        take_entry(walk, page, node);
    }
}

void TreeCheck::take_entry(Walk& walk, std::uint64_t page, Node const& node) {
    bool const lists_tables = !walk.of_free_pages && walk.table.empty();
    if (lists_tables) return take_tree(walk, page, node);
    if ((node.flags & ~layout::on_pages) != 0) return broken(walk, page, "has flags of no kind", node.key);
    auto const value = node.flags == layout::on_pages ? value_on_pages(walk, page, node) : std::optional{node.value};
    if (!value) return;
    if (walk.of_free_pages)
        take_free_list(walk, page, node.key, *value);
    else
        take_record(walk, page, node.key, *value);
}

void TreeCheck::take_record(Walk& walk, std::uint64_t page, std::string_view key, std::string_view record) {
    try {
        static_cast<void>(walk.seal.unwrap(key, record));
    } catch (CorruptRecord const&) {
        return broken(walk, page, "does not match its checksum", key);
    }
    ++findings_.records;
    if (visit_) visit_(walk.table, key, record);
}

void TreeCheck::take_tree(Walk& walk, std::uint64_t page, Node const& node) {
    if (node.flags != layout::is_tree || node.value.size() != layout::tree_size)
        return broken(walk, page, "is no table", node.key);
    auto const tree = layout::Tree::at(crypto::bytes_of(node.value), 0);
    if (tree.flags != 0 || tree.pad != 0) broken(walk, page, "is a table of no kind", node.key);
    walk_tree(tree, std::string{node.key}, false);
}

void TreeCheck::take_free_list(Walk& walk, std::uint64_t page, std::string_view key, std::string_view list) {
    constexpr auto width = sizeof(std::uint64_t);
    if (number_of(key, 0) > meta_.snapshot) broken(walk, page, "lists pages that are freed later", key);
    auto const count = list.size() < width ? layout::no_page : number_of(list, 0);
    if (count > list.size() / width - 1) return broken(walk, page, "is no list of free pages", key);
    auto before = layout::no_page;
    for (std::uint64_t i = 1; i <= count; ++i) {
        auto const free = number_of(list, i * width);
        if (free >= before) broken(walk, page, "lists free pages in no order", key);
        before = free;
        static_cast<void>(claim(walk, free));
    }
}

// Records fill the end of a page without gaps: a size or a place that is wrong is seen by that.
std::optional<std::vector<TreeCheck::Node>> TreeCheck::nodes_of(
    Walk& walk, std::uint64_t page, layout::Page bytes, bool is_leaf
) {
    auto const give_up = [&](char const* what) {
        broken(walk, page, what);
        return std::nullopt;
    };
    std::size_t const lower = layout::number_at<std::uint16_t>(bytes, 12);
    std::size_t const upper = layout::number_at<std::uint16_t>(bytes, 14);
    if (lower <= layout::page_header || lower % 2 != 0 || upper < lower || upper > page_size_)
        return give_up("says that nothing, or too much, stands on it");
    std::vector<Node> nodes((lower - layout::page_header) / 2);
    std::vector<std::pair<std::size_t, std::uint64_t>> extents;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        std::size_t const place = layout::number_at<std::uint16_t>(bytes, layout::page_header + 2 * i);
        if (place < upper || place + layout::node_header > page_size_) return give_up("has a record beyond its end");
        auto const low = layout::number_at<std::uint32_t>(bytes, place);
        auto& node = nodes[i];
        node.flags = layout::number_at<std::uint16_t>(bytes, place + 4);
        std::size_t const key_size = layout::number_at<std::uint16_t>(bytes, place + 6);
        node.number = is_leaf ? low : low | std::uint64_t{node.flags} << 32;
        bool const stands_elsewhere = is_leaf && (node.flags & layout::on_pages) != 0;
        std::uint64_t const value_size = !is_leaf ? 0 : stands_elsewhere ? sizeof(std::uint64_t) : node.number;
        auto const size = layout::node_header + key_size + value_size;
        if (place + size > page_size_) return give_up("has a record that goes beyond its end");
        auto const text = layout::text(bytes);
        node.key = text.substr(place + layout::node_header, key_size);
        node.value = text.substr(place + layout::node_header + key_size, value_size);
        extents.emplace_back(place, even(size));
    }
    std::ranges::sort(extents);
    std::uint64_t reached = upper;
    for (auto const& [place, size] : extents) {
        if (place != reached) return give_up("has records with gaps between them, or one over the other");
        reached += size;
    }
    if (reached != page_size_) return give_up("has records that do not reach its end");
    return nodes;
}

std::optional<std::string_view> TreeCheck::value_on_pages(Walk& walk, std::uint64_t page, Node const& node) {
    auto const first = number_of(node.value, 0);
    auto const bytes = page_at(walk, first);
    if (bytes.empty()) return std::nullopt;
    std::uint64_t const pages = layout::number_at<std::uint32_t>(bytes, 12);
    auto const needed = (layout::page_header - 1 + node.number) / page_size_ + 1;
    bool const fits =
        pages >= needed && first + pages - 1 <= meta_.last_page && (first + needed) * page_size_ <= file_.size();
    if (layout::number_at<std::uint16_t>(bytes, 10) != layout::overflow || !fits) {
        broken(walk, page, "has its value on pages that hold none", node.key);
        return std::nullopt;
    }
    for (auto next = first + 1; next < first + pages; ++next) static_cast<void>(claim(walk, next));
    walk.counted.overflows += pages;
    return layout::text(file_).substr(first * page_size_ + layout::page_header, node.number);
}

// The bytes of a page that belongs to this tree alone; none if it does not.
layout::Page TreeCheck::page_at(Walk& walk, std::uint64_t page) {
    if (!claim(walk, page)) return {};
    if ((page + 1) * page_size_ > file_.size()) {
        broken(walk, page, "is missing: the file is cut short");
        return {};
    }
    auto const bytes = file_.subspan(page * page_size_, page_size_);
    if (layout::number_at<std::uint64_t>(bytes, 0) != page) {
        broken(walk, page, "is another page than it should be");
        return {};
    }
    if (++findings_.pages % told_every == 0 && progress_) progress_(findings_.pages, meta_.last_page);
    return bytes;
}

bool TreeCheck::claim(Walk& walk, std::uint64_t page) {
    if (page < layout::first_page || page > meta_.last_page) {
        broken(walk, page, "is a page that is not there");
        return false;
    }
    if (taken_[page]) {
        broken(walk, page, "is used twice");
        return false;
    }
    taken_[page] = true;
    return true;
}

void TreeCheck::check_totals() {
    auto const lost = std::ranges::count(taken_.begin() + layout::first_page, taken_.end(), false);
    Walk const whole{meta_.main, {}, false};
    if (lost > 0) broken(whole, 0, std::to_string(lost) + " pages are neither used nor listed as free");
}

void TreeCheck::broken(Walk const& walk, std::uint64_t page, std::string what, std::string_view key) {
    constexpr std::size_t longest_key = 64;
    auto const shown = crypto::to_hex(crypto::bytes_of(key.substr(0, longest_key)));
    findings_.add({page, walk.of_free_pages ? "(free pages)" : walk.table, shown, std::move(what)});
}

}  // namespace collegium::storage
