#include "federation/collections/collection.hpp"

#include "federation/local_actors.hpp"

#include <charconv>

namespace collegium::federation::collections {

using storage::Handle;
using storage::LocalId;

namespace {

constexpr std::string_view name_start = "list-";

std::string_view digits_of(std::string_view username) {
    return username.substr(std::min(name_start.size(), username.size()));
}

}  // namespace

std::string actor_name(LocalId number) {
    return std::string{name_start} + std::to_string(static_cast<std::uint64_t>(number));
}

bool is_list_name(std::string_view username) noexcept {
    return username.starts_with(name_start);
}

bool is_collection(storage::ActorRecord const& record) noexcept {
    return is_offered(record) && is_list_name(record.username);
}

LocalId number_of(storage::ActorRecord const& record) noexcept {
    std::uint64_t number = 0;
    if (!is_collection(record)) return LocalId{0};
    auto const digits = digits_of(record.username);
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return LocalId{number};
}

std::string list_iri(std::string_view origin, std::string_view username) {
    return std::string{origin} + "/collections/" + std::string{digits_of(username)};
}

std::optional<Handle> actor_of(storage::ReadTx const& tx, storage::Tables const& tables, LocalId number) {
    auto const handle = tables.local_names.get(tx, actor_name(number));
    return handle && tables.collections.contains(tx, *handle) ? handle : std::nullopt;
}

std::optional<Handle> owner_of(storage::ReadTx const& tx, storage::Tables const& tables, LocalId number) {
    auto const actor = actor_of(tx, tables, number);
    auto const record = actor ? tables.collections.get(tx, *actor) : std::nullopt;
    return record ? std::optional{record->owner} : std::nullopt;
}

bool is_kept_kind(storage::ObjectRecord const& record) noexcept {
    bool const on_top = record.parent == Handle{0};
    return on_top && (record.kind == storage::ObjectKind::question || record.kind == storage::ObjectKind::guide);
}

}  // namespace collegium::federation::collections
