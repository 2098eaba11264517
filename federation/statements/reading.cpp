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

}  // namespace

std::vector<timeline::PostView> statements_about(
    ReadTx const& tx, Tables const& tables, Handle guide, timeline::Viewer const& viewer
) {
    std::vector<timeline::PostView> found;
    tables.statements.ascend(tx, Edge{guide, Handle{0}}, [&](Edge const& key, storage::Ruling const&) {
        if (key.of != guide) return false;
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
        bool const is_one = record && tables.statements.contains(tx, {record->parent, thing});
        if (auto post = is_one ? standing(tx, tables, thing, viewer) : std::nullopt) found.push_back(*std::move(post));
        return found.size() < most_statements;
    });
    return found;
}

}  // namespace collegium::federation::statements
