// Merged lists: several ordered lists read as one, no further than somebody asks. What a page of 20 costs depends on
// the 20 and on how many lists there are, not on how long they are.
#pragma once

#include "storage/store.hpp"

#include <functional>
#include <optional>
#include <vector>

namespace collegium::federation::timeline {

using storage::Handle;
using storage::LocalId;

// One line of a list. Its number is the thing's own, or that of what put it here: an Announce, a bookmark, a vote.
struct Line {
    LocalId number{};
    Handle thing{};
    bool passed_on = false;  // the number is that of an Announce

    bool operator==(Line const&) const = default;
};

enum class Direction { to_older, to_newer };

// The lines of one list beyond an edge, those next to it first, at most `most`.
using List = std::function<std::vector<Line>(LocalId edge, std::size_t most)>;

// What stands under a name in a table of places.
List list_under(
    storage::ReadTx const& tx,
    storage::Table<storage::PlaceKey, Handle> const& table,
    Handle under,
    Direction direction,
    bool passed_on = false
);

// Every thing that has a number.
List list_of_all(storage::ReadTx const& tx, storage::Tables const& tables, Direction direction);

// Every Announce that is a line.
List list_of_all_passed_on(storage::ReadTx const& tx, storage::Tables const& tables, Direction direction);

class MergedLists {
public:
    MergedLists(std::vector<List> lists, LocalId edge, Direction direction);

    std::optional<Line> next();  // a line that stands in several lists comes once

private:
    struct Head {
        List list;
        std::vector<Line> lines;  // read, from `at` on not yet taken
        std::size_t at = 0;
        bool ended = false;
    };

    void refill(Head& head, LocalId edge, std::size_t most);
    bool comes_before(Head const& a, Head const& b) const;

    std::vector<Head> heads_;
    Direction direction_;
    std::optional<Line> last_;
};

}  // namespace collegium::federation::timeline
