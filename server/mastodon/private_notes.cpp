#include "server/mastodon/private_notes.hpp"

namespace collegium::server::mastodon {

using storage::Handle;

namespace {

// Notes stand among the marks that a member left, under a name that no list has.
storage::NamedKey key_of(Handle member, Handle about) {
    return {member, "note about " + std::to_string(static_cast<std::uint64_t>(about))};
}

}  // namespace

std::string private_note(storage::ReadTx const& tx, storage::Tables const& tables, Handle member, Handle about) {
    auto const marker = tables.markers.get(tx, key_of(member, about));
    return marker ? marker->last_read : std::string{};
}

void put_private_note(
    storage::WriteTx& tx, storage::Tables& tables, Handle member, Handle about, std::string const& note, Instant now
) {
    if (note.empty())
        tables.markers.erase(tx, key_of(member, about));
    else
        tables.markers.put(tx, key_of(member, about), {note, 1, now});
}

}  // namespace collegium::server::mastodon
