// Members of a Status that are entities or lists of their own.
#pragma once

#include "federation/messages/json_text.hpp"
#include "federation/timeline.hpp"
#include "server/mastodon/view.hpp"

#include <string>

namespace collegium::server::mastodon {

// Whom the words name, as far as we know them: a JSON list.
std::string mentions_json(View const& view, federation::timeline::PostView const& post);

// {"name", "url"}: a JSON list.
std::string tags_json(View const& view, federation::timeline::PostView const& post);

// Pictures, sounds and films: a JSON list of MediaAttachment. Other files are left out.
std::string attachments_json(federation::timeline::PostView const& post);

// The id of the nth attachment, from 0: they are part of the status and have no record of their own.
storage::LocalId attachment_id(federation::timeline::PostView const& post, std::size_t n);

// What clients of other servers do not know (clients 6a): kind, title, community, what is accepted.
std::string extension_json(View const& view, federation::timeline::PostView const& post);

// "question", "answer", "comment" or "post".
std::string_view kind_name(storage::ObjectKind kind) noexcept;

// in_reply_to_id and in_reply_to_account_id; null where this reader may not see it: as if it began a thread.
void add_parent(federation::JsonText& text, View const& view, federation::timeline::PostView const& post);

// What the reader, a member, thinks and keeps of it. For others all of it is false.
void add_marks(federation::JsonText& text, View const& view, federation::timeline::PostView const& post);

}  // namespace collegium::server::mastodon
