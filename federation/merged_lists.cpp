#include "federation/merged_lists.hpp"

#include <algorithm>

namespace collegium::federation::timeline {

using storage::PlaceKey;
using storage::ReadTx;

namespace {

// Most lists give a page one line or none, so little is read of each until it is wanted.
constexpr std::size_t first_reach = 1;
constexpr std::size_t further_reach = 8;

LocalId after(LocalId edge) {
    return LocalId{static_cast<std::uint64_t>(edge) + 1};
}

// A whole table, whose keys are the numbers of lines.
template <class Table, class LineOf>
List list_in(ReadTx const& tx, Table const& table, Direction direction, LineOf line_of) {
    return [&tx, &table, direction, line_of](LocalId edge, std::size_t most) {
        std::vector<Line> lines;
        auto const take = [&](LocalId number, auto const& value) {
            lines.push_back(line_of(number, value));
            return lines.size() < most;
        };
        if (direction == Direction::to_older)
            table.descend(tx, edge, take);
        else
            table.ascend(tx, after(edge), take);
        return lines;
    };
}

}  // namespace

List list_under(
    ReadTx const& tx, storage::Table<PlaceKey, Handle> const& table, Handle under, Direction direction, bool passed_on
) {
    return [&tx, &table, under, direction, passed_on](LocalId edge, std::size_t most) {
        std::vector<Line> lines;
        auto const take = [&](PlaceKey const& key, Handle thing) {
            if (key.under != under) return false;
            lines.push_back({key.number, thing, passed_on});
            return lines.size() < most;
        };
        if (direction == Direction::to_older)
            table.descend(tx, {under, edge}, take);
        else
            table.ascend(tx, {under, after(edge)}, take);
        return lines;
    };
}

List list_of_all(ReadTx const& tx, storage::Tables const& tables, Direction direction) {
    return list_in(tx, tables.numbers, direction, [](LocalId number, Handle thing) {
        return Line{number, thing, false};
    });
}

List list_of_all_passed_on(ReadTx const& tx, storage::Tables const& tables, Direction direction) {
    return list_in(tx, tables.boosts, direction, [](LocalId number, storage::BoostRecord const& record) {
        return Line{number, record.thing, true};
    });
}

MergedLists::MergedLists(std::vector<List> lists, LocalId edge, Direction direction) : direction_{direction} {
    heads_.reserve(lists.size());
    for (auto& list : lists) {
        Head head{std::move(list), {}, 0, false};
        refill(head, edge, first_reach);
        if (!head.ended) heads_.push_back(std::move(head));
    }
}

void MergedLists::refill(Head& head, LocalId edge, std::size_t most) {
    head.lines = head.list(edge, most);
    head.at = 0;
    head.ended = head.lines.empty();
}

bool MergedLists::comes_before(Head const& a, Head const& b) const {
    if (a.ended || b.ended) return !a.ended && b.ended;
    auto const left = a.lines[a.at].number, right = b.lines[b.at].number;
    return direction_ == Direction::to_older ? left > right : left < right;
}

std::optional<Line> MergedLists::next() {
    while (true) {
        auto const first =
            std::ranges::min_element(heads_, [this](Head const& a, Head const& b) { return comes_before(a, b); });
        if (first == heads_.end() || first->ended) return std::nullopt;
        auto const line = first->lines[first->at];
        if (++first->at == first->lines.size()) refill(*first, line.number, further_reach);
        if (last_ == line) continue;
        last_ = line;
        return line;
    }
}

}  // namespace collegium::federation::timeline
