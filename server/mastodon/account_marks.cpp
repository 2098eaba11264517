// What a member decides about others for themselves: nobody else is told.
#include "federation/content/plain_text.hpp"
#include "server/blocking.hpp"
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

}  // namespace

awaitable<Response> post_block(App const& app, Call call) {
    auto const other = account_in(app, call);
    if (!other) co_return no_record();
    if (*other == call.member->actor) co_return api_error(403, not_yourself);
    auto const done = co_await block(app, call.member->actor, *other);
    if (!done) co_return api_refused(done.error());
    co_return relationship_with(app, call, *other);
}

awaitable<Response> post_unblock(App const& app, Call call) {
    auto const other = account_in(app, call);
    if (!other) co_return no_record();
    auto const done = co_await unblock(app, call.member->actor, *other);
    if (!done && done.error().reason() != Reason::unconcerned) co_return api_refused(done.error());
    co_return relationship_with(app, call, *other);
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
    auto const other = account_in(app, call);
    if (!other) co_return no_record();
    Change change = [edge = Edge{call.member->actor, *other}](WriteTx& tx, Tables& tables) -> Result<Nothing> {
        tables.mutes.erase(tx, edge);
        return Nothing{};
    };
    co_return co_await mark(app, std::move(call), *other, std::move(change));
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
