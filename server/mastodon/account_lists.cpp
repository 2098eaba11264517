// Lists of accounts that a member pages through: newest account first, by id.
#include "server/mastodon/account_entity.hpp"
#include "server/mastodon/accounts.hpp"
#include "server/mastodon/answers.hpp"
#include "server/mastodon/followers.hpp"
#include "server/mastodon/paging.hpp"

#include <algorithm>

namespace collegium::server::mastodon {

using storage::Edge;
using storage::Handle;
using storage::LocalId;

namespace {

constexpr std::size_t usual = 40, most = 80;
constexpr std::size_t most_marked = 2000;

LocalId place_of(Handle account) {
    return LocalId{static_cast<std::uint64_t>(account)};
}

// Of all, newest first, those on the page.
std::vector<Handle> on_page(std::vector<Handle> all, Page const& page) {
    std::erase_if(all, [&](Handle each) { return !page.admits(place_of(each)); });
    if (all.size() <= page.limit) return all;
    auto const size = static_cast<std::ptrdiff_t>(page.limit);
    return page.min_id ? std::vector(all.end() - size, all.end()) : std::vector(all.begin(), all.begin() + size);
}

template <class Question>
Response answer_list(App const& app, Call const& call, Question const& question) {
    auto const page = page_of(call.parameters, usual, most);
    return look(app, call, [&](View const& view) {
        auto const shown = on_page(question(view), page);
        std::vector<LocalId> places;
        for (auto const each : shown) places.push_back(place_of(each));
        return with_links(api_json(accounts_json(view, shown)), app, call, page, places);
    });
}

std::vector<Handle> marked_in(View const& view, storage::Table<Edge, storage::MarkedRecord> const& table) {
    auto const me = view.viewer.member;
    std::vector<Handle> found;
    table.ascend(view.tx, Edge{me, Handle{0}}, [&](Edge const& key, storage::MarkedRecord const&) {
        if (key.of == me && is_shown_to(view, key.by)) found.push_back(key.by);
        return key.of == me && found.size() < most_marked;
    });
    std::ranges::sort(found, std::greater{});
    return found;
}

// Who follows whom is everybody's own affair; who is in a community is known to those who are in it too.
bool may_read_followers(View const& view, Handle account) {
    auto const me = view.viewer.member;
    auto const record = view.tables.actors.get(view.tx, account);
    bool const in_it = record && record->type == storage::ActorType::group &&
                       follow_state(view, me, account) == storage::FollowState::accepted;
    return account == me || in_it;
}

}  // namespace

awaitable<Response> get_followers(App const& app, Call call) {
    auto const account = account_in(app, call);
    if (!account) co_return no_record();
    co_return answer_list(app, call, [&](View const& view) {
        return may_read_followers(view, *account) ? followers_of(view, *account) : std::vector<Handle>{};
    });
}

awaitable<Response> get_following(App const& app, Call call) {
    auto const account = account_in(app, call);
    if (!account) co_return no_record();
    co_return answer_list(app, call, [&](View const& view) {
        return *account == view.viewer.member ? followed_by(view, *account) : std::vector<Handle>{};
    });
}

awaitable<Response> get_follow_requests(App const& app, Call call) {
    co_return answer_list(app, call, [](View const& view) { return pending_followers(view, view.viewer.member); });
}

awaitable<Response> get_blocks(App const& app, Call call) {
    co_return answer_list(app, call, [](View const& view) { return marked_in(view, view.tables.blocks); });
}

awaitable<Response> get_mutes(App const& app, Call call) {
    co_return answer_list(app, call, [](View const& view) { return marked_in(view, view.tables.mutes); });
}

}  // namespace collegium::server::mastodon
