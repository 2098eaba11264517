#include "server/mastodon/status_entity.hpp"

#include "federation/community/pupils.hpp"
#include "federation/content/markdown.hpp"
#include "federation/content/sanitise.hpp"
#include "federation/messages/json_text.hpp"
#include "server/mastodon/account_entity.hpp"
#include "server/mastodon/dates.hpp"
#include "server/mastodon/poll_entity.hpp"
#include "server/mastodon/status_members.hpp"

#include <algorithm>

namespace collegium::server::mastodon {

using federation::JsonText;
using storage::Edge;
using storage::Handle;
using storage::LocalId;
using storage::PlaceKey;
using timeline::PostView;

namespace {

constexpr std::size_t most_replies = 500;    // of a thread that are read
constexpr std::size_t most_boosts = 10'000;  // of a thing that are counted

// Strangers are not told of pupils.
std::uint64_t boosts_of(View const& view, Handle thing) {
    std::uint64_t count = 0;
    view.tables.boosters.ascend(view.tx, Edge{thing, Handle{0}}, [&](Edge const& key, LocalId) {
        if (key.of != thing) return false;
        if (view.by_member() || !federation::community::is_pupil(view.tx, view.tables, key.by)) ++count;
        return count < most_boosts;
    });
    return count;
}

bool is_there(View const& view, Handle thing, storage::ObjectRecord const& record) {
    return federation::community::is_meant_for(view.tx, view.tables, view.viewer, thing, record) &&
           federation::community::is_visible(view.tx, view.tables, thing, record);
}

}  // namespace

std::string const& StatusWriter::account(Handle actor) {
    auto const [at, fresh] = accounts_.try_emplace(actor);
    if (!fresh) return at->second;
    auto const& known = posts_.actor(actor);
    at->second = known.record ? account_json(view_, actor, *known.record, known.view.iri) : account_json(view_, actor);
    return at->second;
}

bool StatusWriter::is_shown(Handle author) {
    auto const [at, fresh] = shown_.try_emplace(author);
    if (fresh) at->second = is_shown_to(view_, author, posts_.actor(author).record);
    return at->second;
}

std::vector<Reply> const& StatusWriter::thread(Handle root) {
    auto const [at, fresh] = threads_.try_emplace(root);
    auto& replies = at->second;
    if (!fresh) return replies;
    view_.tables.replies.ascend(view_.tx, PlaceKey{root, LocalId{0}}, [&](PlaceKey const& key, Handle child) {
        if (key.under != root || replies.size() == most_replies) return false;
        if (auto const record = view_.tables.objects.get(view_.tx, child)) replies.push_back({child, *record});
        return true;
    });
    return replies;
}

// A thread is read in one go; whether a reply may be seen is asked only where it is counted.
std::uint64_t StatusWriter::replies_to(PostView const& post) {
    auto const is_counted = [&](Reply const& reply) {
        return reply.record.parent == post.handle && is_there(view_, reply.thing, reply.record);
    };
    return static_cast<std::uint64_t>(std::ranges::count_if(thread(post.root), is_counted));
}

Parent const& StatusWriter::parent(Handle thing) {
    auto const [at, fresh] = parents_.try_emplace(thing);
    if (fresh) at->second = parent_of(view_, thing);
    return at->second;
}

// What a line says of the thing that stands on it, whether it is the thing itself or was passed on.
void StatusWriter::add_words(JsonText& text, PostView const& post) {
    text.text("content", content_of(post))
        .text("visibility", visibility_name(post.audience))
        .boolean("sensitive", post.details.sensitive)
        .text("spoiler_text", post.details.summary)
        .raw("language", post.language.empty() ? "null" : federation::quoted(post.language))
        .raw("media_attachments", attachments_json(view_, post))
        .raw("mentions", mentions_json(view_, post))
        .raw("tags", tags_json(view_, post))
        .raw("emojis", "[]")
        .number("replies_count", replies_to(post))
        .number("reblogs_count", boosts_of(view_, post.handle))
        .number("favourites_count", post.up)
        .raw("edited_at", post.edited ? federation::quoted(api_date(post.updated)) : "null")
        .raw("application", "null")
        .raw("card", card_json(post))
        .raw("poll", poll_json(view_, post))
        .raw("filtered", "[]")
        .raw("in_reply_to_id", parent(post.parent).status)
        .raw("in_reply_to_account_id", parent(post.parent).account);
    add_marks(text, view_, post);
}

std::optional<std::string> StatusWriter::status(Handle thing) {
    auto const post = posts_.find(thing);
    return post ? status(*post) : std::nullopt;
}

std::optional<std::string> StatusWriter::status(Reply const& reply) {
    auto const post = posts_.find(reply.thing, reply.record);
    return post ? status(*post) : std::nullopt;
}

std::optional<std::string> StatusWriter::status(PostView const& post) {
    bool const shown = post.state == storage::ObjectState::visible && is_shown(post.author.handle);
    if (!shown) return std::nullopt;
    auto text = JsonText::object();
    text.text("id", digits(post.number))
        .text("uri", post.iri)
        .text("url", post.details.url.empty() ? post.iri : post.details.url)
        .text("created_at", api_date(post.published))
        .raw("account", account(post.author.handle))
        .raw("reblog", "null");
    add_words(text, post);
    return text.raw("collegium", extension_json(view_, post)).done();
}

std::optional<std::string> StatusWriter::boost(LocalId line, storage::BoostRecord const& record) {
    auto const post = posts_.find(record.thing);
    auto const inside = post && is_shown(record.by) ? status(*post) : std::nullopt;
    if (!inside) return std::nullopt;
    auto text = JsonText::object();
    text.text("id", digits(line))
        .text("uri", view_.origin() + "/boosts/" + digits(line))
        .text("url", post->details.url.empty() ? post->iri : post->details.url)
        .text("created_at", api_date(record.at))
        .raw("account", account(record.by))
        .raw("reblog", *inside);
    add_words(text, *post);
    return text.raw("collegium", extension_json(view_, *post)).done();
}

std::optional<std::string> StatusWriter::numbered(LocalId id) {
    if (auto const record = view_.tables.boosts.get(view_.tx, id)) return boost(id, *record);
    auto const thing = view_.tables.numbers.get(view_.tx, id);
    return thing ? status(*thing) : std::nullopt;
}

std::optional<std::string> StatusWriter::line(timeline::Line const& line) {
    if (!line.passed_on) return status(line.thing);
    auto const record = view_.tables.boosts.get(view_.tx, line.number);
    return record ? boost(line.number, *record) : std::nullopt;
}

std::string StatusWriter::list(std::vector<timeline::Line> const& lines) {
    auto list = JsonText::list();
    for (auto const& each : lines)
        if (auto const text = line(each)) list.raw_item(*text);
    return list.done();
}

std::string status_json(View const& view, PostView const& post) {
    return StatusWriter{view}.status(post).value_or("null");
}

std::string content_of(PostView const& post) {
    auto const title =
        post.name.empty() ? "" : "<p><strong>" + federation::content::escape(post.name) + "</strong></p>";
    auto words = title + federation::content::sanitise(post.content);
    while (words.ends_with('\n')) words.pop_back();  // Markdown ends with one
    return words;
}

std::string_view visibility_name(storage::Audience audience) noexcept {
    switch (audience) {
        case storage::Audience::everyone: return "public";
        case storage::Audience::quiet: return "unlisted";
        case storage::Audience::named: return "direct";
        default: return "private";
    }
}

}  // namespace collegium::server::mastodon
