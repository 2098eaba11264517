#include "server/mastodon/status_history.hpp"

#include "federation/content/plain_text.hpp"
#include "federation/logged.hpp"
#include "federation/messages/json_text.hpp"
#include "federation/messages/object.hpp"
#include "server/mastodon/account_entity.hpp"
#include "server/mastodon/dates.hpp"
#include "server/mastodon/status_entity.hpp"
#include "server/mastodon/status_members.hpp"

#include <algorithm>

namespace collegium::server::mastodon {

using federation::JsonText;
using storage::EntryKey;
using storage::Handle;
using storage::ObjectRecord;
using storage::Seq;
using timeline::PostView;

namespace {

constexpr std::size_t most_versions = 100;
constexpr std::size_t most_looks = 5'000;  // at other acts of the author, between the first version and the newest

bool is_version(View const& view, Seq seq, Handle thing) {
    auto const entry = view.tables.log.get(view.tx, seq);
    if (!entry || entry->object != thing) return false;
    auto const verb = static_cast<federation::Verb>(entry->verb);
    return verb == federation::Verb::create || verb == federation::Verb::update;
}

// Where the words of all versions are, oldest first. Acts of our own people stand in their outbox; of others there is
// no such list.
std::vector<Seq> versions_of(View const& view, Handle thing, ObjectRecord const& record) {
    std::vector<Seq> versions{record.created};
    std::size_t left = most_looks;
    auto const after = Seq{static_cast<std::uint64_t>(record.created) + 1};
    view.tables.outbox.ascend(view.tx, EntryKey{record.author, after}, [&](EntryKey const& key, storage::Nothing) {
        if (key.of != record.author || key.seq >= record.words || left-- == 0) return false;
        if (is_version(view, key.seq, thing)) versions.push_back(key.seq);
        return versions.size() + 1 < most_versions;
    });
    if (record.words != record.created) versions.push_back(record.words);
    return versions;
}

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
    auto const record = view.tables.objects.get(view.tx, post.handle);
    if (!record) return list.done();
    std::optional<Instant> newest;  // the same words come again with each telling of how a poll stands
    for (auto const seq : versions_of(view, post.handle, *record)) {
        auto const version = timeline::version_of(view.tx, view.tables, post, seq);
        if (!version || (newest && version->updated <= *newest)) continue;
        newest = version->updated;
        list.raw_item(edit_json(view, post, *version));
    }
    return list.done();
}

}  // namespace collegium::server::mastodon
