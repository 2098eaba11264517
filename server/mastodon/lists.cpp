#include "server/mastodon/lists.hpp"

#include "federation/messages/json_text.hpp"
#include "server/mastodon/account_entity.hpp"
#include "server/mastodon/account_lookups.hpp"
#include "server/mastodon/answers.hpp"
#include "server/mastodon/followers.hpp"
#include "server/mastodon/list_entity.hpp"

#include <algorithm>

namespace collegium::server::mastodon {

using storage::Handle;

namespace {

// The joined communities for which `wanted` says so.
template <class Wanted>
std::string lists_json(View const& view, Wanted const& wanted) {
    auto list = federation::JsonText::list();
    for (auto const community : joined_communities(view, view.viewer.member))
        if (wanted(community)) list.raw_item(list_json(view, community));
    return list.done();
}

// The community of the list in the address, if the member joined it.
std::optional<Handle> list_in(View const& view, Call const& call) {
    auto const account = account_of(view, call.names.front());
    auto const joined = joined_communities(view, view.viewer.member);
    bool const fits = account && std::ranges::find(joined, *account) != joined.end();
    return fits ? account : std::nullopt;
}

}  // namespace

awaitable<Response> get_lists(App const& app, Call call) {
    co_return api_json(look(app, call, [](View const& view) { return lists_json(view, [](Handle) { return true; }); }));
}

awaitable<Response> get_list(App const& app, Call call) {
    co_return look(app, call, [&](View const& view) {
        auto const community = list_in(view, call);
        return community ? api_json(list_json(view, *community)) : no_record();
    });
}

awaitable<Response> get_list_accounts(App const& app, Call call) {
    co_return look(app, call, [&](View const& view) {
        auto const community = list_in(view, call);
        return community ? api_json(accounts_json(view, {*community})) : no_record();
    });
}

awaitable<Response> get_lists_with_account(App const& app, Call call) {
    co_return look(app, call, [&](View const& view) {
        auto const account = account_of(view, call.names.front());
        if (!account) return no_record();
        return api_json(lists_json(view, [&](Handle community) { return community == *account; }));
    });
}

awaitable<Response> refuse_list_change(App const&, Call) {
    co_return invalid("Lists are the communities that you joined. Join or leave a community to change them.");
}

}  // namespace collegium::server::mastodon
