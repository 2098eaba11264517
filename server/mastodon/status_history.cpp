#include "server/mastodon/status_history.hpp"

#include "federation/content/plain_text.hpp"
#include "federation/messages/json_text.hpp"
#include "federation/versions.hpp"
#include "server/mastodon/account_entity.hpp"
#include "server/mastodon/dates.hpp"
#include "server/mastodon/status_entity.hpp"
#include "server/mastodon/status_members.hpp"

namespace collegium::server::mastodon {

using federation::JsonText;
using timeline::PostView;

namespace {

std::string edit_json(View const& view, PostView const& post, PostView const& version) {
    return JsonText::object()
        .text("content", content_of(version))
        .text("spoiler_text", version.details.summary)
        .boolean("sensitive", version.details.sensitive)
        .text("created_at", api_date(version.updated))
        .raw("account", account_json(view, post.author.handle))
        .raw("media_attachments", attachments_json(view, version))
        .raw("emojis", "[]")
        .done();
}

}  // namespace

std::string typed_text(PostView const& post) {
    auto const words = post.source.empty() ? federation::content::plain_text(post.content) : post.source;
    if (post.name.empty()) return words;
    return words.empty() ? post.name : post.name + "\n\n" + words;
}

std::string source_json(PostView const& post) {
    return JsonText::object()
        .text("id", digits(post.number))
        .text("text", typed_text(post))
        .text("spoiler_text", post.details.summary)
        .done();
}

std::string history_json(View const& view, PostView const& post) {
    auto list = JsonText::list();
    std::optional<Instant> newest;  // the same words come again with each telling of how a poll stands
    for (auto const seq : timeline::versions_of(view.tx, view.tables, post.handle)) {
        auto const version = timeline::version_of(view.tx, view.tables, post, seq);
        if (!version || (newest && version->updated <= *newest)) continue;
        newest = version->updated;
        list.raw_item(edit_json(view, post, *version));
    }
    return list.done();
}

}  // namespace collegium::server::mastodon
