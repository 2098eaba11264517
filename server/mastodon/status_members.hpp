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

// Pictures, sounds and films: a JSON list of MediaAttachment. Other files are left out. Pictures that a member brought
// are what they were when they were brought; others have ids that only tell them apart.
std::string attachments_json(View const& view, federation::timeline::PostView const& post);

// Of a signpost, where it leads, as a PreviewCard without a picture; "null" for anything else.
std::string card_json(federation::timeline::PostView const& post);

// What clients of other servers do not know (clients 6a): kind, title, community, what is accepted.
std::string extension_json(View const& view, federation::timeline::PostView const& post);

// "question", "answer", "comment" or "post".
std::string_view kind_name(storage::ObjectKind kind) noexcept;

// in_reply_to_id and in_reply_to_account_id, as JSON; null where this reader may not see it: as if it began a thread.
struct Parent {
    std::string status = "null";
    std::string account = "null";
};
Parent parent_of(View const& view, storage::Handle thing);

// What the reader, a member, thinks and keeps of it. For others all of it is false.
void add_marks(federation::JsonText& text, View const& view, federation::timeline::PostView const& post);

}  // namespace collegium::server::mastodon
