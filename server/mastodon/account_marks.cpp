// What a member decides about others for themselves: nobody else is told.
#include "federation/content/plain_text.hpp"
#include "server/following.hpp"
#include "server/mastodon/accounts.hpp"
#include "server/mastodon/answers.hpp"
#include "server/mastodon/mutes.hpp"
#include "server/mastodon/private_notes.hpp"

namespace collegium::server::mastodon {

using storage::Edge;
using storage::Handle;
using storage::Nothing;
using storage::Tables;
using storage::WriteTx;

namespace {

using Change = storage::Store::Change<Nothing>;
using Marks = storage::Table<Edge, storage::MarkedRecord>;

constexpr std::string_view not_yourself = "You cannot do this to yourself.";

storage::MarkedRecord marked(App const& app, std::uint64_t flags) {
    storage::MarkedRecord record;
    record.since = app.node.clock.now();
    record.flags = flags;
    return record;
}

// Writes, and answers with the Relationship.
awaitable<Response> mark(App const& app, Call call, Handle other, Change change) {
    auto const written = co_await app.node.store.write(std::move(change));
    if (!written) co_return api_refused(written.error());
    co_return relationship_with(app, call, other);
}

// Takes their mark from an account.
awaitable<Response> lift(App const& app, Call call, Marks Tables::*marks) {
    auto const other = account_in(app, call);
    if (!other) co_return no_record();
    Change change = [edge = Edge{call.member->actor, *other}, marks](WriteTx& tx, Tables& tables) -> Result<Nothing> {
        (tables.*marks).erase(tx, edge);
        return Nothing{};
    };
    co_return co_await mark(app, std::move(call), *other, std::move(change));
}

}  // namespace

// Whoever is shut out follows the member no longer, nor the member them.
awaitable<Response> post_block(App const& app, Call call) {
    auto const other = account_in(app, call);
    if (!other) co_return no_record();
    auto const me = call.member->actor;
    if (*other == me) co_return api_error(403, not_yourself);
    auto const left = co_await unfollow(app, me, *other);
    if (!left) co_return api_refused(left.error());
    auto const away = co_await answer_follower(app, me, *other, FollowAnswer::turn_away);
    if (!away && away.error().reason() != Reason::not_found) co_return api_refused(away.error());
    Change change = [me, them = *other, record = marked(app, 0)](WriteTx& tx, Tables& tables) -> Result<Nothing> {
        tables.blocks.put(tx, Edge{me, them}, record);
        return Nothing{};
    };
    co_return co_await mark(app, std::move(call), *other, std::move(change));
}

awaitable<Response> post_unblock(App const& app, Call call) {
    co_return co_await lift(app, std::move(call), &Tables::blocks);
}

awaitable<Response> post_mute(App const& app, Call call) {
    auto const other = account_in(app, call);
    if (!other) co_return no_record();
    if (*other == call.member->actor) co_return api_error(403, not_yourself);
    bool const quiet = call.parameters.boolean("notifications").value_or(true);
    auto const record = marked(app, quiet ? mute_notifications : 0);
    Change change = [me = call.member->actor, them = *other, record](WriteTx& tx, Tables& tables) -> Result<Nothing> {
        tables.mutes.put(tx, Edge{me, them}, record);
        return Nothing{};
    };
    co_return co_await mark(app, std::move(call), *other, std::move(change));
}

awaitable<Response> post_unmute(App const& app, Call call) {
    co_return co_await lift(app, std::move(call), &Tables::mutes);
}

awaitable<Response> post_note(App const& app, Call call) {
    auto const other = account_in(app, call);
    if (!other) co_return no_record();
    auto note = call.parameters.text("comment");
    if (federation::content::characters(note) > longest_private_note)
        co_return invalid("The note is too long: keep it below 2000 characters.");
    auto const now = app.node.clock.now();
    Change change =
        [me = call.member->actor, them = *other, note, now](WriteTx& tx, Tables& tables) -> Result<Nothing> {
        put_private_note(tx, tables, me, them, note, now);
        return Nothing{};
    };
    co_return co_await mark(app, std::move(call), *other, std::move(change));
}

}  // namespace collegium::server::mastodon
