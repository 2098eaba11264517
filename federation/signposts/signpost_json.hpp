// Signposts on the wire: an Article whose url leads elsewhere, and that other software shows as a link post.
#pragma once

#include "federation/messages/drafts.hpp"
#include "federation/messages/json.hpp"
#include "federation/signposts/signpost.hpp"

namespace collegium::federation::signposts {

constexpr std::string_view signpost_kind = "signpost";  // its col:kind

constexpr std::size_t most_words = 16 * 1024;  // bytes of content: what is longer copies what it points at

// The signpost of an object. Refuses (malformed, too_large) what has problems, and what brings more words than a
// signpost has room for.
Result<Signpost> signpost_in(JsonValue const& object);

// signpost: without problems_of. community: IRI.
ArticleDraft article_of(Signpost const& signpost, std::string community, storage::Audience audience);

}  // namespace collegium::federation::signposts
