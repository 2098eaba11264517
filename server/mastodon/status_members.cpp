#include "server/mastodon/status_members.hpp"

#include "config/ascii.hpp"
#include "federation/community/acceptance.hpp"
#include "federation/signposts/address.hpp"
#include "server/mastodon/account_entity.hpp"
#include "server/mastodon/dates.hpp"
#include "server/mastodon/media_entity.hpp"
#include "server/media/pictures.hpp"
#include "storage/ids.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::server::mastodon {

using federation::JsonText;
using federation::timeline::PostView;
using storage::Edge;
using storage::Handle;
using storage::LocalId;

namespace {

// "image/png" => "image". Clients know no other types.
std::string_view media_kind(std::string_view media_type) {
    auto const kind = media_type.substr(0, media_type.find('/'));
    return kind == "image" || kind == "video" || kind == "audio" ? kind : std::string_view{};
}

std::string meta_json(federation::Attached const& attached) {
    if (attached.width == 0 || attached.height == 0) return "{}";
    auto const aspect = std::to_string(static_cast<double>(attached.width) / static_cast<double>(attached.height));
    auto text = JsonText::object();
    text.number("width", attached.width)
        .number("height", attached.height)
        .text("size", std::to_string(attached.width) + "x" + std::to_string(attached.height))
        .raw("aspect", aspect);
    auto const size = text.done();
    return JsonText::object().raw("original", size).raw("small", size).done();
}

std::string null_or_quoted(std::string_view text) {
    return text.empty() ? "null" : federation::quoted(text);
}

std::string attachment_json(LocalId id, std::string_view kind, federation::Attached const& attached) {
    return JsonText::object()
        .text("id", digits(id))
        .text("type", kind)
        .text("url", attached.url)
        .text("preview_url", attached.url)
        .raw("remote_url", "null")
        .raw("meta", meta_json(attached))
        .raw("description", null_or_quoted(attached.description))
        .raw("blurhash", null_or_quoted(attached.blurhash))
        .done();
}

// Before that moment everything was brought that is part of this version of the post.
LocalId end_of_pictures(PostView const& post) {
    constexpr std::chrono::seconds whole_second{1};  // the wire has no smaller parts
    return std::max(post.number, storage::IdSource::at(post.updated + whole_second));
}

// A picture that the author brought here, with the words that this version of the post has for it.
std::optional<std::string> own_picture(View const& view, PostView const& post, federation::Attached const& attached) {
    auto const begin = view.origin() + media::picture_path("");
    if (!post.author.local || !attached.url.starts_with(begin)) return std::nullopt;
    auto const file = std::string_view{attached.url}.substr(begin.size());
    auto found = media::find_by_file(view.tx, view.tables, post.author.handle, file, end_of_pictures(post));
    if (!found) return std::nullopt;
    found->second.description = attached.description;
    return media_json(view.app, found->first, found->second);
}

}  // namespace

std::string mentions_json(View const& view, PostView const& post) {
    auto list = JsonText::list();
    for (auto const& person : post.details.mentions) {
        auto const handle = storage::find_handle(view.tx, view.tables, person.iri);
        if (!handle || !is_shown_to(view, *handle)) continue;
        auto const acct = acct_of(view, *handle);
        list.raw_item(JsonText::object()
                          .text("id", digits(*handle))
                          .text("username", acct.substr(0, acct.find('@')))
                          .text("url", page_of_actor(view, *handle))
                          .text("acct", acct)
                          .done());
    }
    return list.done();
}

std::string tags_json(View const& view, PostView const& post) {
    auto list = JsonText::list();
    for (auto const& tag : post.details.tags) {
        auto const name = ascii::lowered(tag);
        list.raw_item(JsonText::object()
                          .text("name", name)
                          .text("url", view.app.browser_origin + "/tags/" + percent_encoded(name))
                          .done());
    }
    return list.done();
}

std::string attachments_json(View const& view, PostView const& post) {
    auto list = JsonText::list();
    for (std::size_t n = 0; n < post.details.attachments.size(); ++n) {
        auto const& attached = post.details.attachments[n];
        auto const kind = media_kind(attached.media_type);
        auto const own = own_picture(view, post, attached);
        if (own)
            list.raw_item(*own);
        else if (!kind.empty())
            list.raw_item(attachment_json(LocalId{static_cast<std::uint64_t>(post.number) + 1 + n}, kind, attached));
    }
    return list.done();
}

std::string card_json(PostView const& post) {
    if (post.details.leads_to.empty()) return "null";
    return JsonText::object()
        .text("url", post.details.leads_to)
        .text("title", post.title())
        .text("description", "")
        .text("type", "link")
        .raw("authors", "[]")
        .text("author_name", "")
        .text("author_url", "")
        .text("provider_name", federation::signposts::host_of(post.details.leads_to))
        .text("provider_url", "")
        .text("html", "")
        .number("width", 0)
        .number("height", 0)
        .raw("image", "null")
        .text("embed_url", "")
        .raw("blurhash", "null")
        .done();
}

std::string_view kind_name(storage::ObjectKind kind) noexcept {
    switch (kind) {
        case storage::ObjectKind::question: return "question";
        case storage::ObjectKind::answer: return "answer";
        case storage::ObjectKind::comment: return "comment";
        case storage::ObjectKind::guide: return "guide";
        case storage::ObjectKind::instrument: return "instrument";
        case storage::ObjectKind::project: return "project";
        case storage::ObjectKind::signpost: return "signpost";
        default: return "post";
    }
}

std::string extension_json(View const& view, PostView const& post) {
    bool const in_community = post.community.handle != Handle{0};
    auto const accepted = post.parent == Handle{0}
                              ? federation::community::accepted_answer(view.tx, view.tables, view.viewer, post.handle)
                              : std::nullopt;
    auto const score = static_cast<std::int64_t>(post.up) - static_cast<std::int64_t>(post.down);
    return JsonText::object()
        .text("kind", kind_name(post.kind))
        .raw("title", null_or_quoted(post.name))
        .raw("community_id", in_community ? federation::quoted(digits(post.community.handle)) : "null")
        .raw("score", std::to_string(score))
        .boolean("accepted", post.accepted)
        .raw("accepted_answer_id", accepted ? federation::quoted(digits(*accepted)) : "null")
        .boolean("locked", post.locked)
        .boolean("featured", post.featured)
        .boolean("announced", post.announced)
        .done();
}

Parent parent_of(View const& view, Handle thing) {
    auto const record = thing == Handle{0} ? std::nullopt : view.tables.objects.get(view.tx, thing);
    bool const known = record && federation::community::is_meant_for(view.tx, view.tables, view.viewer, thing, *record);
    if (!known) return {};
    return {federation::quoted(digits(record->number)), federation::quoted(digits(record->author))};
}

void add_marks(JsonText& text, View const& view, PostView const& post) {
    auto const me = view.viewer.member;
    auto const vote =
        view.by_member() ? view.tables.votes.get(view.tx, Edge{post.handle, me}) : std::optional<storage::Vote>{};
    auto const mine = [&](auto const& table, Edge const& key) {
        return view.by_member() && table.contains(view.tx, key);
    };
    text.boolean("favourited", vote && vote->kind == storage::VoteKind::up)
        .boolean("reblogged", mine(view.tables.boosters, Edge{post.handle, me}))
        .boolean("muted", mine(view.tables.mutes, Edge{me, post.root}))
        .boolean("bookmarked", mine(view.tables.bookmarked, Edge{me, post.handle}))
        .boolean("pinned", mine(view.tables.pins, Edge{me, post.handle}));
}

}  // namespace collegium::server::mastodon
