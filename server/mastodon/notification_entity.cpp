#include "server/mastodon/notification_entity.hpp"

#include "federation/messages/json_text.hpp"
#include "server/mastodon/account_entity.hpp"
#include "server/mastodon/dates.hpp"
#include "server/mastodon/status_entity.hpp"
#include "server/notifications/news_list.hpp"

namespace collegium::server::mastodon {

using federation::JsonText;
using storage::News;

namespace {

std::string_view own_name(News news) noexcept {
    switch (news) {
        case News::mention: return "mention";
        case News::answer: return "answer";
        case News::comment: return "comment";
        case News::accepted: return "accepted";
        case News::favourite: return "favourite";
        case News::boost: return "boost";
        case News::follow: return "follow";
        case News::join_request: return "join_request";
        case News::edited: return "edited";
        case News::report: return "report";
        case News::poll: return "poll";
        case News::useful: return "useful";
        case News::evidenced: return "evidenced";
        case News::wanted: return "wanted";
        case News::review_request: return "review_request";
        case News::review_answer: return "review_answer";
        case News::review_withdrawn: return "review_withdrawn";
        case News::review_due: return "review_due";
        case News::review_overdue: return "review_overdue";
        case News::review: return "review";
        case News::review_override: return "review_override";
        case News::suggestion: return "suggestion";
        case News::suggestion_merged: return "suggestion_merged";
        case News::suggestion_declined: return "suggestion_declined";
        case News::post_stuck: return "post_stuck";
        case News::copy_ready: return "copy_ready";
        case News::guide_due: return "guide_due";
        case News::adopted: return "adopted";
        case News::followed_up: return "followed_up";
        case News::follow_up_due: return "follow_up_due";
        case News::lapsed: return "lapsed";
        case News::invited: return "invited";
        case News::let_in: return "let_in";
        case News::thanked: return "thanked";
        case News::decision: return "decision";
    }
    return "";
}

}  // namespace

std::string_view notification_type(News news) noexcept {
    switch (news) {
        case News::mention:
        case News::answer:
        case News::adopted:
        case News::comment:
        case News::review: return "mention";
        case News::accepted: return "status";
        case News::useful:
        case News::evidenced:
        case News::wanted:
        case News::thanked:
        case News::favourite: return "favourite";
        case News::boost: return "reblog";
        case News::follow: return "follow";
        case News::join_request: return "follow_request";
        case News::followed_up:
        case News::edited: return "update";
        case News::poll: return "poll";
        case News::review_request:
        case News::review_answer:
        case News::review_withdrawn:
        case News::review_due:
        case News::review_overdue:
        case News::review_override:
        case News::suggestion:
        case News::suggestion_merged:
        case News::suggestion_declined:
        case News::post_stuck:
        case News::copy_ready:
        case News::guide_due:
        case News::follow_up_due:  // these and reports: for the pages of those who look into it
        case News::lapsed:
        case News::invited:  // said by nobody whom a program could show
        case News::let_in:
        case News::decision:
        case News::report: return "";
    }
    return "";
}

std::string notification_json(View const& view, storage::LocalId id, storage::NotificationRecord const& record) {
    auto const type = notification_type(record.news);
    bool const shown = !type.empty() && is_shown_to(view, record.by) &&
                       notifications::is_shown(view.tx, view.tables, view.viewer.member, record);
    if (!shown) return {};
    auto json = JsonText::object();
    json.text("id", digits(id)).text("type", type).text("created_at", api_date(record.at));
    json.text("group_key", "ungrouped-" + digits(id)).raw("account", account_json(view, record.by));
    auto const post = federation::timeline::find_post(view.tx, view.tables, record.thing, view.viewer);
    if (post) json.raw("status", status_json(view, *post));
    bool const about_community = !post && record.thing != storage::Handle{0};
    auto own = JsonText::object();
    own.text("kind", own_name(record.news));
    if (about_community) own.text("community_id", digits(record.thing));
    return json.raw("collegium", own.done()).done();
}

}  // namespace collegium::server::mastodon
