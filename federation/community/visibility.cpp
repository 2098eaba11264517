#include "federation/community/visibility.hpp"

namespace collegium::federation::community {

using storage::Edge;
using storage::Handle;
using storage::ObjectRecord;
using storage::ObjectState;
using storage::ReadTx;
using storage::Ruling;
using storage::Tables;

namespace {

std::optional<Ruling> deletion_of(ReadTx const& tx, Tables const& tables, Handle thing, ObjectRecord const& record) {
    auto const own = tables.removals.get(tx, Edge{thing, record.author});
    return own ? own : tables.removals.get(tx, Edge{record.author, record.author});
}

}  // namespace

ObjectState state_of(ReadTx const& tx, Tables const& tables, Handle thing, ObjectRecord const& record) {
    if (deletion_of(tx, tables, thing, record)) return ObjectState::deleted_by_author;
    bool const removed = tables.removals.contains(tx, Edge{thing, record.community});
    return removed ? ObjectState::removed_by_moderator : ObjectState::visible;
}

bool is_visible(ReadTx const& tx, Tables const& tables, Handle thing, ObjectRecord const& record) {
    return state_of(tx, tables, thing, record) == ObjectState::visible;
}

std::optional<Ruling> removal_of(ReadTx const& tx, Tables const& tables, Handle thing, ObjectRecord const& record) {
    auto const deletion = deletion_of(tx, tables, thing, record);
    return deletion ? deletion : tables.removals.get(tx, Edge{thing, record.community});
}

bool is_gone(ReadTx const& tx, Tables const& tables, Handle actor) {
    return tables.removals.contains(tx, Edge{actor, actor});
}

}  // namespace collegium::federation::community
