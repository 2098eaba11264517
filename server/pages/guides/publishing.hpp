// Publishing: from a draft to a guide, or to a new version of one. Whatever comes of it, the draft is kept first.
#pragma once

#include "server/pages/guides/draft_page.hpp"

namespace collegium::server::pages {

using boost::asio::awaitable;

// Keeps a draft of the member's. Refuses what keep_draft refuses.
awaitable<Result<storage::Nothing>> keep(App const& app, storage::Handle member, guides::KeptDraft const& kept);

// The answer to a form of a draft page: kept, or published as well, or the same page with what is wrong. kept: as it
// was typed; changed to what was kept in the end.
awaitable<Response> take_draft(App const& app, Call const& call, guides::KeptDraft& kept);

}  // namespace collegium::server::pages
