#include "server/pages/school_names.hpp"

#include "federation/directory/keeping.hpp"
#include "storage/names.hpp"

namespace collegium::server::pages {

namespace directory = federation::directory;

using storage::Handle;
using storage::ReadTx;
using storage::Tables;

namespace {

constexpr std::size_t most_named = 20;

std::string name_in_document(ReadTx const& tx, Tables const& tables, std::string const& node) {
    auto const handle = storage::find_handle(tx, tables, node);
    auto const actor = handle ? tables.actors.get(tx, *handle) : std::nullopt;
    return actor && actor->type == storage::ActorType::application ? actor->display_name : std::string{};
}

std::string name_in_directory(ReadTx const& tx, Tables const& tables, std::string const& node, Instant now) {
    auto const record = directory::find_listing(tx, tables, directory::listing_id(node));
    bool const shown = record && directory::is_shown(tx, tables, *record, now);
    return shown ? directory::listing_of(*record).says.name : std::string{};
}

}  // namespace

std::string school_name(ReadTx const& tx, Tables const& tables, std::string_view host, Instant now) {
    auto const node = "https://" + std::string{host} + "/";
    auto name = name_in_document(tx, tables, node);
    if (name.empty()) name = name_in_directory(tx, tables, node, now);
    return name.empty() ? std::string{host} : name;
}

std::vector<std::string> school_names(
    ReadTx const& tx, Tables const& tables, std::vector<Handle> const& hosts, Instant now
) {
    std::vector<std::string> names;
    for (auto const host : hosts) {
        auto const place = Iri::parse(storage::iri_of(tx, tables, host));
        if (place && names.size() < most_named) names.push_back(school_name(tx, tables, place->host(), now));
    }
    return names;
}

}  // namespace collegium::server::pages
