// Posts whose time has come. Each is noted under the number that it gets before it is said: after a stop in between,
// that number tells whether it was said.
#include "config/log.hpp"
#include "server/mastodon/posting_media.hpp"
#include "server/mastodon/publishing.hpp"
#include "server/mastodon/scheduled.hpp"
#include "server/mastodon/scheduled_posts.hpp"

namespace collegium::server::mastodon {

using storage::LocalId;
using storage::Nothing;
using storage::PlaceKey;

namespace {

std::vector<Scheduled> due_now(App const& app) {
    auto const now = app.node.clock.now();
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        auto all = all_scheduled(tx, tables);
        std::erase_if(all, [&](Scheduled const& each) { return each.post.due > now; });
        return all;
    });
}

// Nothing for an account that was closed or paused in the meantime: its posts do not appear.
std::optional<Member> author_of_waiting(App const& app, storage::Handle person) {
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<Member> {
        auto const name = tables.account_names.get(tx, person);
        auto const account = name ? tables.accounts.get(tx, *name) : std::nullopt;
        if (!account || account->state != storage::AccountState::active) return std::nullopt;
        Member member;
        member.account = *name;
        member.actor = person;
        member.roles = account->roles;
        member.pupil = account->pupil;
        return member;
    });
}

bool was_said(App const& app, LocalId number) {
    if (number == LocalId{0}) return false;
    return app.node.store.read([&](auto const& tx, auto const& tables) { return tables.numbers.contains(tx, number); });
}

// False if it was taken back in the meantime.
storage::Store::Change<bool> beginning(PlaceKey place, LocalId number) {
    return [place, number](storage::WriteTx& tx, storage::Tables& tables) -> Result<bool> {
        auto post = find_scheduled(tx, tables, place);
        if (!post) return false;
        post->begun = number;
        put_scheduled(tx, tables, place, *post);
        return true;
    };
}

awaitable<void> forget(App const& app, PlaceKey const& place) {
    storage::Store::Change<bool> change = [place](storage::WriteTx& tx, storage::Tables& tables) -> Result<bool> {
        return erase_scheduled(tx, tables, place);
    };
    auto const forgotten = co_await app.node.store.write(std::move(change));
    if (!forgotten) log::warning("a scheduled post was not forgotten", {{"detail", forgotten.error().detail()}});
}

// The number that it was said under; 0 if it was not said.
awaitable<LocalId> say(App const& app, Scheduled const& scheduled) {
    auto const member = author_of_waiting(app, scheduled.place.under);
    Request request;
    request.query = scheduled.post.form;
    auto const parameters = Parameters::read(request);
    if (!member || !parameters) co_return LocalId{0};
    auto ready = ready_post(app, *member, posting_of(*parameters));
    if (std::holds_alternative<Problem>(ready)) co_return LocalId{0};
    auto composed = std::move(std::get<ReadyPost>(ready).composed);
    auto const number = composed.number;
    auto begin = beginning(scheduled.place, number);
    auto const begun = co_await app.node.store.write(std::move(begin));
    if (!begun) co_return LocalId{0};
    if (!*begun) co_return LocalId{0};
    auto const said = co_await federation::perform(app.node, std::move(composed));
    co_return said ? number : LocalId{0};
}

awaitable<void> publish_one(App const& app, Scheduled const& scheduled) {
    auto number = scheduled.post.begun;
    if (!was_said(app, number)) number = co_await say(app, scheduled);
    auto pictures = scheduled.post.media;
    if (number != LocalId{0})
        co_await claim_media(app, scheduled.place.under, std::move(pictures), number);
    else
        log::warning("a scheduled post could not be published");
    co_await forget(app, scheduled.place);
}

}  // namespace

awaitable<void> publish_scheduled(App const& app) {
    auto const due = due_now(app);
    for (auto const& each : due) co_await publish_one(app, each);
}

}  // namespace collegium::server::mastodon
