#include "federation/statements/reading.hpp"

#include <algorithm>

namespace collegium::federation::statements {

using storage::Edge;
using storage::Handle;
using storage::LocalId;
using storage::ObjectState;
using storage::PlaceKey;
using storage::ReadTx;
using storage::Tables;

namespace {

constexpr std::size_t most_statements = 100;

std::optional<timeline::PostView> standing(
    ReadTx const& tx, Tables const& tables, Handle thing, timeline::Viewer const& viewer
) {
    auto post = timeline::find_post(tx, tables, thing, viewer);
    return post && post->state == ObjectState::visible ? post : std::nullopt;
}

bool is_guide(ReadTx const& tx, Tables const& tables, Handle subject) {
    auto const record = tables.objects.get(tx, subject);
    return record && record->kind == storage::ObjectKind::guide;
}

bool speaks_as_group(ReadTx const& tx, Tables const& tables, Handle author) {
    auto const record = tables.actors.get(tx, author);
    return record && record->type == storage::ActorType::group;
}

}  // namespace

bool is_statement_about(ReadTx const& tx, Tables const& tables, Handle subject, Handle thing) {
    auto const said = tables.statements.get(tx, {subject, thing});
    return said && speaks_as_group(tx, tables, said->by) && is_guide(tx, tables, subject);
}

std::vector<timeline::PostView> statements_about(
    ReadTx const& tx, Tables const& tables, Handle guide, timeline::Viewer const& viewer
) {
    std::vector<timeline::PostView> found;
    if (!is_guide(tx, tables, guide)) return found;
    tables.statements.ascend(tx, Edge{guide, Handle{0}}, [&](Edge const& key, storage::Ruling const& said) {
        if (key.of != guide) return false;
        if (!speaks_as_group(tx, tables, said.by)) return true;
        if (auto post = standing(tx, tables, key.by, viewer)) found.push_back(*std::move(post));
        return found.size() < most_statements;
    });
    std::ranges::sort(found, [](auto const& first, auto const& second) {
        return std::tie(first.published, first.iri) > std::tie(second.published, second.iri);
    });
    return found;
}

std::vector<timeline::PostView> statements_by(
    ReadTx const& tx, Tables const& tables, Handle council, timeline::Viewer const& viewer
) {
    std::vector<timeline::PostView> found;
    tables.works.descend(tx, {council, LocalId{~0ull}}, [&](PlaceKey const& key, Handle thing) {
        if (key.under != council) return false;
        auto const record = tables.objects.get(tx, thing);
        bool const is_one = record && is_statement_about(tx, tables, record->parent, thing);
        if (auto post = is_one ? standing(tx, tables, thing, viewer) : std::nullopt) found.push_back(*std::move(post));
        return found.size() < most_statements;
    });
    return found;
}

}  // namespace collegium::federation::statements
