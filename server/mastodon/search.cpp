#include "server/mastodon/search.hpp"

#include "federation/messages/json_text.hpp"
#include "federation/timeline.hpp"
#include "server/api_limits.hpp"
#include "server/mastodon/account_entity.hpp"
#include "server/mastodon/account_lookups.hpp"
#include "server/mastodon/answers.hpp"
#include "server/mastodon/search_results.hpp"
#include "server/mastodon/status_entity.hpp"

namespace collegium::server::mastodon {

using boost::asio::awaitable;
using federation::JsonText;
using storage::Handle;

namespace {

enum class Tags { names, entities };

std::string statuses_json(View const& view, std::vector<Handle> const& things) {
    auto list = JsonText::list();
    for (auto const thing : things)
        if (auto const post = federation::timeline::find_post(view.tx, view.tables, thing, view.viewer))
            list.raw_item(status_json(view, *post));
    return list.done();
}

std::string tags_json(App const& app, std::vector<std::string> const& names, Tags how) {
    auto list = JsonText::list();
    for (auto const& name : names) {
        if (how == Tags::names)
            list.item(name);
        else
            list.raw_item(JsonText::object()
                              .text("name", name)
                              .text("url", app.browser_origin + "/tags/" + percent_encoded(name))
                              .raw("history", "[]")
                              .boolean("following", false)
                              .done());
    }
    return list.done();
}

std::string results_json(View const& view, SearchQuestion const& question, Tags how) {
    return JsonText::object()
        .raw("accounts", accounts_json(view, accounts_found(view, question)))
        .raw("statuses", statuses_json(view, statuses_found(view, question)))
        .raw("hashtags", tags_json(view.app, tags_found(view, question), how))
        .done();
}

awaitable<Response> answer_search(App const& app, Call call, Tags how) {
    auto const now = app.node.clock.now();
    auto const standing = app.api_limits.search(call, now);
    if (!standing.allowed) co_return too_many_calls(standing, now);
    auto const question = question_of(call);
    if (call.parameters.is_set("resolve")) co_await meet_if_unknown(app, call, question.typed);
    std::string found;  // the index of words takes milliseconds: not on a thread that answers others meanwhile
    std::function<void()> work = [&] {
        found = look(app, call, [&](View const& view) { return results_json(view, question, how); });
    };
    co_await app.node.workers.run(std::move(work));
    co_return api_json(found);
}

}  // namespace

awaitable<Response> get_search_v1(App const& app, Call call) {
    co_return co_await answer_search(app, std::move(call), Tags::names);
}

awaitable<Response> get_search_v2(App const& app, Call call) {
    co_return co_await answer_search(app, std::move(call), Tags::entities);
}

}  // namespace collegium::server::mastodon
