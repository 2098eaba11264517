// Posts whose time has come.
#include "config/log.hpp"
#include "server/alongside.hpp"
#include "server/followers/live_feed.hpp"
#include "server/mastodon/publishing.hpp"
#include "server/mastodon/scheduled.hpp"
#include "server/mastodon/scheduled_posts.hpp"
#include "server/media/attaching.hpp"
#include "server/members/accounts.hpp"
#include "server/notifications/telling.hpp"
#include "server/read_only.hpp"

namespace collegium::server::mastodon {

using storage::AccountState;
using storage::Handle;
using storage::LocalId;
using storage::PlaceKey;
using storage::Tables;
using storage::WriteTx;

namespace {

std::vector<Scheduled> due_now(App const& app) {
    if (is_read_only(app.node.store)) return {};
    auto const now = app.node.clock.now();
    return app.node.store.read([&](auto const& tx, auto const& tables) { return scheduled_until(tx, tables, now); });
}

struct WaitingAuthor {
    WaitingAuthor() = default;

    bool acts = false;
    bool may_come_back = false;
    Member member;
};

WaitingAuthor author_of_waiting(App const& app, storage::Handle person) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        WaitingAuthor author;
        auto const name = tables.account_names.get(tx, person);
        auto const account = name ? tables.accounts.get(tx, *name) : std::nullopt;
        if (!account) return author;
        author.acts = account->state == AccountState::active && !members::has_left(*account);
        author.may_come_back = account->state != AccountState::closed;
        author.member.account = *name;
        author.member.actor = person;
        author.member.roles = account->roles;
        author.member.pupil = account->pupil;
        return author;
    });
}

// Who tries again with the same key is shown what it became, which has another number.
void note_number(WriteTx& tx, Tables& tables, storage::TokenDigest const& key, LocalId waited, LocalId said) {
    auto noted = tables.repeats.get(tx, key);
    if (!noted || noted->number != waited) return;
    noted->number = said;
    tables.repeats.put(tx, key, *noted);
}

// For perform(): it waits no longer. Refuses not_found if its author took it back or put it off in the meantime.
federation::Alongside taking_off(PlaceKey place, Instant due, LocalId said) {
    return [place, due, said](WriteTx& tx, Tables& tables) -> Result<void> {
        auto const post = tables.scheduled.get(tx, place);
        if (!post || post->due != due) return Refusal{Reason::not_found, "a post that waits no longer"};
        note_number(tx, tables, post->repeat, place.number, said);
        tables.scheduled.erase(tx, place);
        return {};
    };
}

enum class SetAside {
    not_needed,  // its author took it back or put it off in the meantime
    silently,
    told,  // its author was
};

// Its author is told in the same transaction, as `number`.
storage::Store::Change<SetAside> setting_aside(
    PlaceKey place, Instant due, bool keep, std::string why, LocalId number, Instant now
) {
    return [place, due, keep, why = std::move(why), number, now](WriteTx& tx, Tables& tables) -> Result<SetAside> {
        auto post = tables.scheduled.get(tx, place);
        if (!post || post->due != due) return SetAside::not_needed;
        if (!keep) {
            tables.scheduled.erase(tx, place);
            return SetAside::silently;
        }
        post->stuck = true;
        post->problem = why;
        tables.scheduled.put(tx, place, *post);
        notifications::Notice const notice{place.under, storage::News::post_stuck, Handle{0}, Handle{0}};
        return notifications::tell(tx, tables, number, notice, now) ? SetAside::told : SetAside::silently;
    };
}

// What somebody typed is kept for as long as they can come back to it.
awaitable<void> set_aside(App const& app, Scheduled const& scheduled, bool keep, std::string_view why) {
    auto const number = app.node.ids.next();
    auto const now = app.node.clock.now();
    auto change = setting_aside(scheduled.place, scheduled.post.due, keep, std::string{why}, number, now);
    auto const changed = co_await app.node.store.write(std::move(change));
    if (!changed) co_return;
    if (*changed == SetAside::told)
        app.live.publish(LiveEvent{LiveKind::notification, Handle{0}, number, {scheduled.place.under}});
    if (*changed != SetAside::not_needed) log::warning("a scheduled post could not be published", {{"detail", why}});
}

awaitable<void> publish_one(App const& app, Scheduled const& scheduled) {
    auto const author = author_of_waiting(app, scheduled.place.under);
    if (!author.acts) {
        co_await set_aside(app, scheduled, author.may_come_back, "the account of its author is not active");
        co_return;
    }
    auto planned = ready_post(app, author.member, posting_of(scheduled.place.number, scheduled.post));
    if (auto const* const problem = std::get_if<Problem>(&planned)) {
        co_await set_aside(app, scheduled, true, problem->words);
        co_return;
    }
    auto ready = std::get<ReadyPost>(std::move(planned));
    auto alongside = both(
        taking_off(scheduled.place, scheduled.post.due, ready.shown),
        media::with_pictures(app.node, scheduled.place.under, ready.composed.activity)
    );
    auto const said = co_await federation::perform(app.node, std::move(ready.composed), std::move(alongside));
    if (said) co_return;
    if (said.error().reason() == Reason::unavailable) co_return;  // the next round tries again
    co_await set_aside(app, scheduled, true, said.error().detail());
}

}  // namespace

awaitable<void> publish_scheduled(App const& app) {
    auto const due = due_now(app);
    for (auto const& each : due) co_await publish_one(app, each);
}

}  // namespace collegium::server::mastodon
