#include "server/streaming/live_messages.hpp"

#include "federation/community/visibility.hpp"
#include "federation/timeline.hpp"
#include "server/mastodon/dates.hpp"
#include "server/mastodon/notification_entity.hpp"
#include "server/mastodon/status_entity.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::server::streaming {

using mastodon::View;
using storage::Audience;
using storage::Edge;
using storage::Handle;
using storage::ObjectRecord;

namespace {

bool follows(View const& view, Handle whom) {
    auto const follow = view.tables.following.get(view.tx, Edge{view.viewer.member, whom});
    return follow && follow->state == storage::FollowState::accepted;
}

bool has_tag(View const& view, std::string const& tag, ObjectRecord const& record) {
    auto const handle = storage::find_handle(view.tx, view.tables, view.origin() + "/tags/" + tag);
    return handle && view.tables.tagged.contains(view.tx, {*handle, record.number});
}

// As in the lists: whom they do not want to hear, and who shut them out.
bool is_unwanted(View const& view, Handle author) {
    if (!view.by_member() || author == view.viewer.member) return false;
    auto const edge = Edge{view.viewer.member, author};
    return view.tables.mutes.contains(view.tx, edge) || view.tables.blocks.contains(view.tx, edge) ||
           view.tables.blocks.contains(view.tx, Edge{author, view.viewer.member});
}

bool is_local(View const& view, Handle actor) {
    auto const record = view.tables.actors.get(view.tx, actor);
    return record && record->local;
}

// Who put it where it is: the one who passed it on, where somebody did.
Handle speaker(View const& view, LiveEvent const& event, ObjectRecord const& record) {
    auto const line = view.tables.boosts.get(view.tx, event.number);
    return line ? line->by : record.author;
}

bool belongs(View const& view, Subscription const& subscription, LiveEvent const& event, ObjectRecord const& record) {
    using enum Stream;
    bool const is_line = event.number != record.number;
    bool const is_public = record.audience == Audience::everyone && !is_line;
    auto const by = speaker(view, event, record);
    switch (subscription.stream) {
        case user:
            // What a community passes on has come already, as what its author said.
            if (is_line) return record.community != by && (by == view.viewer.member || follows(view, by));
            return by == view.viewer.member || follows(view, by) || follows(view, record.community);
        case everyone: return is_public;
        case everyone_local: return is_public && is_local(view, record.author);
        case everyone_remote: return is_public && !is_local(view, record.author);
        case tag: return is_public && has_tag(view, subscription.tag, record);
        case tag_local: return is_public && has_tag(view, subscription.tag, record) && is_local(view, record.author);
        case list: return !is_line && record.community == subscription.list && follows(view, subscription.list);
        case direct: return !is_line && record.audience == Audience::named;
        default: return false;
    }
}

bool concerns_by_thing(View const& view, Subscription const& subscription, LiveEvent const& event) {
    auto const record = view.tables.objects.get(view.tx, event.thing);
    if (!record || !federation::community::is_meant_for(view.tx, view.tables, view.viewer, event.thing, *record))
        return false;
    if (is_unwanted(view, record->author) || is_unwanted(view, speaker(view, event, *record))) return false;
    return belongs(view, subscription, event, *record);
}

std::optional<Message> words_of(View const& view, LiveEvent const& event, std::string_view name) {
    if (auto const line = view.tables.boosts.get(view.tx, event.number)) {
        auto words = mastodon::StatusWriter{view}.boost(event.number, *line);
        return words ? std::optional{Message{name, *std::move(words)}} : std::nullopt;
    }
    auto const post = federation::timeline::find_post(view.tx, view.tables, event.thing, view.viewer);
    bool const shown = post && post->state == storage::ObjectState::visible && is_shown_to(view, post->author.handle);
    if (!shown) return std::nullopt;
    return Message{name, mastodon::status_json(view, *post)};
}

std::optional<Message> news_of(View const& view, LiveEvent const& event) {
    auto const news = view.tables.notifications.get(view.tx, {view.viewer.member, event.number});
    auto words = news ? mastodon::notification_json(view, event.number, *news) : std::string{};
    if (words.empty()) return std::nullopt;  // of a kind that these clients do not know, or about what is gone
    return Message{"notification", std::move(words)};
}

}  // namespace

bool concerns(View const& view, Subscription const& subscription, LiveEvent const& event) {
    if (event.kind != LiveKind::notification)
        return subscription.stream != Stream::user_notification && concerns_by_thing(view, subscription, event);
    bool const listens = subscription.stream == Stream::user || subscription.stream == Stream::user_notification;
    return listens && view.by_member() &&
           std::ranges::find(event.concerned, view.viewer.member) != event.concerned.end();
}

std::optional<Message> message_of(View const& view, LiveEvent const& event) {
    switch (event.kind) {
        case LiveKind::update: return words_of(view, event, "update");
        case LiveKind::status_update: return words_of(view, event, "status.update");
        case LiveKind::delete_: return Message{"delete", mastodon::digits(event.number)};
        case LiveKind::notification: return news_of(view, event);
    }
    return std::nullopt;
}

}  // namespace collegium::server::streaming
