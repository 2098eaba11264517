// Names: IRIs interned as handles. The same IRI always has the same handle, and a handle is never given out twice.
#pragma once

#include "storage/iri.hpp"
#include "storage/tables.hpp"

namespace collegium::storage {

IriHash hash_of(std::string_view iri);

Handle intern(WriteTx& tx, Tables& tables, std::string_view iri);
std::optional<Handle> find_handle(ReadTx const& tx, Tables const& tables, std::string_view iri);

// The IRI of a handle that was read from a table. Throws CorruptRecord if there is none: handles are never erased.
std::string iri_of(ReadTx const& tx, Tables const& tables, Handle handle);

// The next handle is larger by `count` than it would be. marker: an IRI that stands for those in between.
void skip_handles(WriteTx& tx, Tables& tables, std::string_view marker, std::uint64_t count);

// The handle of the host of an IRI: the lane that deliveries to it take.
Handle intern_host(WriteTx& tx, Tables& tables, Iri const& iri);

// The handle of a host by its name; nothing if nobody there was heard of.
std::optional<Handle> find_host(ReadTx const& tx, Tables const& tables, std::string_view host);

}  // namespace collegium::storage
