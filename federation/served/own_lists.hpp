// Own lists: whom a member follows, who follows them and what they like, as their own programs read it (ActivityPub
// 5.3 to 5.5). Everybody else is told that there are such lists, and nothing of what is in them.
#pragma once

#include "storage/store.hpp"

#include <string>
#include <string_view>

namespace collegium::federation::documents {

// Ids, at most 10,000, in pages as in id_list.hpp. Each refuses not_found for a page that is not there.
Result<std::string> own_followers(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle member, std::size_t page
);
Result<std::string> own_following(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle member, std::size_t page
);

// Newest first, without what was taken away since.
Result<std::string> own_liked(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle member, std::size_t page
);

// A collection without items and without their number.
std::string closed_collection(std::string_view iri);

}  // namespace collegium::federation::documents
