#include "server/mastodon/accounts.hpp"

#include "federation/messages/json_text.hpp"
#include "server/api_limits.hpp"
#include "server/mastodon/account_entity.hpp"
#include "server/mastodon/account_lookups.hpp"
#include "server/mastodon/answers.hpp"
#include "server/mastodon/dates.hpp"
#include "server/mastodon/posting_wishes.hpp"
#include "server/mastodon/relationship_entity.hpp"

#include <algorithm>

namespace collegium::server::mastodon {

using federation::JsonText;
using storage::Handle;

namespace {

constexpr std::uint64_t usual_found = 40, most_found = 80;
constexpr std::size_t most_asked_for = 100;

// The accounts of "id[]", in that order, each once.
std::vector<Handle> named_accounts(View const& view, Call const& call) {
    std::vector<Handle> found;
    for (auto const& id : call.parameters.list("id")) {
        auto const account = account_of(view, id);
        if (account && std::ranges::find(found, *account) == found.end()) found.push_back(*account);
        if (found.size() == most_asked_for) break;
    }
    return found;
}

}  // namespace

awaitable<Response> get_own_account(App const& app, Call call) {
    co_return api_json(look(app, call, [&](View const& view) { return own_account_json(view, *call.member); }));
}

awaitable<Response> get_account(App const& app, Call call) {
    co_return look(app, call, [&](View const& view) {
        auto const account = account_of(view, call.names.front());
        return account ? api_json(account_json(view, *account)) : no_record();
    });
}

awaitable<Response> get_accounts(App const& app, Call call) {
    co_return api_json(look(app, call, [&](View const& view) {
        return accounts_json(view, named_accounts(view, call));
    }));
}

awaitable<Response> get_account_lookup(App const& app, Call call) {
    co_return look(app, call, [&](View const& view) {
        auto const account = account_named(view, call.parameters.text("acct"));
        return account ? api_json(account_json(view, *account)) : no_record();
    });
}

awaitable<Response> get_account_search(App const& app, Call call) {
    auto const now = app.node.clock.now();
    std::string typed = call.parameters.text("q");
    bool const resolve = call.parameters.is_set("resolve");
    if (resolve) {
        auto const standing = app.api_limits.search(call, now);
        if (!standing.allowed) co_return too_many_calls(standing, now);
        co_await meet_if_unknown(app, call, typed);
    }
    auto const limit = std::clamp<std::uint64_t>(call.parameters.number("limit").value_or(usual_found), 1, most_found);
    auto const offset = std::min<std::uint64_t>(call.parameters.number("offset").value_or(0), 1000);
    co_return api_json(look(app, call, [&](View const& view) {
        return accounts_json(view, accounts_searched(view, typed, offset, limit));
    }));
}

awaitable<Response> get_relationships(App const& app, Call call) {
    co_return api_json(look(app, call, [&](View const& view) {
        auto list = JsonText::list();
        for (auto const account : named_accounts(view, call))
            list.raw_item(relationship_json(view, call.member->actor, account));
        return list.done();
    }));
}

awaitable<Response> get_familiar_followers(App const& app, Call call) {
    co_return api_json(look(app, call, [&](View const& view) {
        auto list = JsonText::list();
        for (auto const account : named_accounts(view, call))
            list.raw_item(JsonText::object().text("id", digits(account)).raw("accounts", "[]").done());
        return list.done();
    }));
}

awaitable<Response> get_preferences(App const& app, Call call) {
    auto const wishes = app.node.store.read([&](auto const& tx, auto const& tables) {
        return posting_wishes_of(tables.profiles.get(tx, call.member->actor).value_or(storage::ProfileRecord{}));
    });
    co_return api_json(JsonText::object()
                           .text("posting:default:visibility", wishes.visibility)
                           .boolean("posting:default:sensitive", false)
                           .text("posting:default:language", wishes.language)
                           .text("reading:expand:media", "default")
                           .boolean("reading:expand:spoilers", false)
                           .boolean("reading:autoplay:gifs", false)
                           .done());
}

}  // namespace collegium::server::mastodon
