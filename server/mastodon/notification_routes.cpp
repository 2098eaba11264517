#include "server/mastodon/notification_routes.hpp"

#include "federation/messages/json_text.hpp"
#include "server/api_gate.hpp"
#include "server/mastodon/dates.hpp"
#include "server/mastodon/notification_entity.hpp"
#include "server/mastodon/paging.hpp"
#include "server/notifications/news_list.hpp"

#include <algorithm>
#include <map>

namespace collegium::server::mastodon {

using boost::asio::awaitable;
using federation::JsonText;
using storage::Handle;
using storage::LocalId;
using storage::NotificationRecord;
using storage::Store;
using storage::Tables;
using storage::WriteTx;

namespace {

constexpr std::size_t usual_page = 40;
constexpr std::size_t longest_page = 80;
constexpr std::uint64_t most_counted = 100;

// Which of them a client asks for.
class Wanted {
public:
    explicit Wanted(Parameters const& parameters)
        : types_{parameters.list("types")},
          excluded_{parameters.list("exclude_types")},
          by_{handle_of(parameters.text("account_id"))},
          of_somebody_{parameters.has("account_id")} {}

    bool takes(NotificationRecord const& record) const {
        auto const type = notification_type(record.news);
        auto const is = [&](auto const& each) { return each == type; };
        if (type.empty() || (of_somebody_ && by_ != record.by)) return false;
        return (types_.empty() || std::ranges::any_of(types_, is)) && std::ranges::none_of(excluded_, is);
    }

private:
    std::vector<std::string> types_, excluded_;
    std::optional<Handle> by_;
    bool of_somebody_;
};

struct Listed {
    std::string json;
    Walked walked;
};

Listed listed_notices(View const& view, Page const& page, Wanted const& wanted) {
    auto json = JsonText::list();
    std::map<LocalId, std::string> lines;
    auto const admit = [&](LocalId id, NotificationRecord const& record) {
        auto line = wanted.takes(record) ? notification_json(view, id, record) : std::string{};
        bool const shown = !line.empty();
        if (shown) lines.emplace(id, std::move(line));
        return shown;
    };
    auto walked = page_through(view.tx, view.tables.notifications, view.viewer.member, page, admit);
    for (auto const id : walked.ids) json.raw_item(lines.at(id));
    return {json.done(), std::move(walked)};
}

awaitable<Response> get_notifications(App const& app, Call call) {
    auto const page = page_of(call.parameters, usual_page, longest_page);
    Wanted const wanted{call.parameters};
    auto const found = look(app, call, [&](View const& view) { return listed_notices(view, page, wanted); });
    co_return with_links(api_json(found.json), app, call, page, found.walked.ids, found.walked.reading);
}

awaitable<Response> get_notification(App const& app, Call call) {
    auto const id = local_id_of(call.names.front());
    auto const json = look(app, call, [&](View const& view) {
        auto const record = id ? view.tables.notifications.get(view.tx, {view.viewer.member, *id}) : std::nullopt;
        return record ? notification_json(view, *id, *record) : std::string{};
    });
    if (json.empty()) co_return api_error(404, "Record not found");
    co_return api_json(json);
}

awaitable<Response> get_unread_count(App const& app, Call call) {
    auto const most = std::clamp<std::uint64_t>(call.parameters.number("limit").value_or(most_counted), 1, 1000);
    auto const count = look(app, call, [&](View const& view) {
        return notifications::count_unread(view.tx, view.tables, view.viewer.member, most);
    });
    co_return api_json(JsonText::object().number("count", count).done());
}

awaitable<Response> clear_notifications(App const& app, Call call) {
    auto const member = call.member->actor;
    Store::Change<int> change = [member](WriteTx& tx, Tables& tables) -> Result<int> {
        notifications::clear(tx, tables, member);
        return 0;
    };
    auto const cleared = co_await app.node.store.write(std::move(change));
    if (!cleared) co_return api_refused(cleared.error());
    co_return api_json("{}");
}

awaitable<Response> dismiss(App const& app, Handle member, std::optional<LocalId> id) {
    if (!id) co_return api_error(404, "Record not found");
    Store::Change<bool> change = [=](WriteTx& tx, Tables& tables) -> Result<bool> {
        return tables.notifications.erase(tx, {member, *id});
    };
    auto const dismissed = co_await app.node.store.write(std::move(change));
    if (!dismissed) co_return api_refused(dismissed.error());
    if (!*dismissed) co_return api_error(404, "Record not found");
    co_return api_json("{}");
}

awaitable<Response> dismiss_one(App const& app, Call call) {
    auto const id = local_id_of(call.names.front());
    co_return co_await dismiss(app, call.member->actor, id);
}

// As older clients ask for it.
awaitable<Response> dismiss_named(App const& app, Call call) {
    auto const id = local_id_of(call.parameters.text("id"));
    co_return co_await dismiss(app, call.member->actor, id);
}

using enum Door;

// clang-format off
constexpr Route table[] = {
    {Method::get,  "/api/v1/notifications",              api, Who::member, get_notifications, "read:notifications"},
    {Method::get,  "/api/v1/notifications/unread_count", api, Who::member, get_unread_count, "read:notifications"},
    {Method::post, "/api/v1/notifications/clear",        api, Who::member, clear_notifications, "write:notifications"},
    {Method::post, "/api/v1/notifications/dismiss",      api, Who::member, dismiss_named, "write:notifications"},
    {Method::get,  "/api/v1/notifications/:id",          api, Who::member, get_notification, "read:notifications"},
    {Method::post, "/api/v1/notifications/:id/dismiss",  api, Who::member, dismiss_one, "write:notifications"},
};
// clang-format on

}  // namespace

std::span<Route const> notification_routes() noexcept {
    return table;
}

}  // namespace collegium::server::mastodon
