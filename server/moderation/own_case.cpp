#include "server/moderation/own_case.hpp"

#include <algorithm>

namespace collegium::server::moderation {

using storage::Handle;
using storage::ReadTx;
using storage::Tables;

namespace {

Handle place_of(ReadTx const& tx, Tables const& tables, storage::PenNameRecord const& pen_name) {
    auto const guide = tables.objects.get(tx, pen_name.guide);
    return guide ? guide->community : storage::no_one;
}

bool writes_under_pen_name(ReadTx const& tx, Tables const& tables, Handle member, Handle place) {
    bool found = false;
    tables.pen_names.each(tx, [&](Handle, storage::PenNameRecord const& each) {
        found = each.person == member && place_of(tx, tables, each) == place;
        return !found;
    });
    return found;
}

}  // namespace

bool is_own_case(ReadTx const& tx, Tables const& tables, Handle member, std::vector<Handle> const& people) {
    return std::ranges::any_of(people, [&](Handle person) {
        if (person == member || tables.moderators.contains(tx, {person, member})) return true;
        auto const pen_name = tables.pen_names.get(tx, person);
        return pen_name && (pen_name->person == member ||
                            writes_under_pen_name(tx, tables, member, place_of(tx, tables, *pen_name)));
    });
}

}  // namespace collegium::server::moderation
