// Authorship: a community may ask that somebody who practises and somebody who does research write each of its guides
// together (needs D11). Its document says so.
#pragma once

#include "federation/guides/guide.hpp"
#include "federation/messages/object.hpp"
#include "storage/tables.hpp"

namespace collegium::federation::guides {

constexpr std::string_view voices_member = "col:guideVoices";  // of a community's document

// As it is written there.
std::vector<std::string> both_voices();

// What a community's document says.
bool wants_both_voices(JsonValue const& community);

// The same of a community that is known here; false for none.
bool wants_both_voices(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle community);

// The community that an object goes to; 0 for none that is known here.
storage::Handle community_of(storage::ReadTx const& tx, storage::Tables const& tables, Object const& object);

// Before a guide is published in a community. Refuses as check_voices does; only what is published has to have both.
Result<void> check_authorship(
    storage::ReadTx const& tx, storage::Tables const& tables, Guide const& guide, storage::Handle community
);

}  // namespace collegium::federation::guides
