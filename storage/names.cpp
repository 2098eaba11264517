#include "storage/names.hpp"

#include "crypto/bytes.hpp"

#include <sodium.h>

namespace collegium::storage {

IriHash hash_of(std::string_view iri) {
    IriHash hash{};
    crypto_generichash(hash.data(), hash.size(), crypto::bytes_of(iri).data(), iri.size(), nullptr, 0);
    return hash;
}

Handle intern(WriteTx& tx, Tables& tables, std::string_view iri) {
    auto const hash = hash_of(iri);
    if (auto const known = tables.handles.get(tx, hash)) return *known;

    auto const last = tables.iris.last_key(tx).value_or(Handle{0});
    Handle const fresh{static_cast<std::uint64_t>(last) + 1};
    tables.handles.put(tx, hash, fresh);
    tables.iris.put(tx, fresh, std::string{iri});
    return fresh;
}

void skip_handles(WriteTx& tx, Tables& tables, std::string_view marker, std::uint64_t count) {
    auto const last = tables.iris.last_key(tx).value_or(Handle{0});
    Handle const fresh{static_cast<std::uint64_t>(last) + count};
    tables.handles.put(tx, hash_of(marker), fresh);
    tables.iris.put(tx, fresh, std::string{marker});
}

std::optional<Handle> find_handle(ReadTx const& tx, Tables const& tables, std::string_view iri) {
    return tables.handles.get(tx, hash_of(iri));
}

std::string iri_of(ReadTx const& tx, Tables const& tables, Handle handle) {
    auto iri = tables.iris.get(tx, handle);
    if (!iri) throw CorruptRecord{"a name on disk is missing"};
    return *std::move(iri);
}

Handle intern_host(WriteTx& tx, Tables& tables, Iri const& iri) {
    return intern(tx, tables, iri.origin());
}

std::optional<Handle> find_host(ReadTx const& tx, Tables const& tables, std::string_view host) {
    return find_handle(tx, tables, "https://" + std::string{host});
}

}  // namespace collegium::storage
