#include "server/oauth/codes.hpp"

#include "server/oauth/pkce.hpp"
#include "server/oauth/redirects.hpp"
#include "server/oauth/scopes.hpp"

namespace collegium::server::oauth {

using storage::CodeRecord;

namespace {

bool is_over(CodeRecord const& record, Instant now) {
    bool const is_typed = record.redirect_uri == out_of_band;
    return now - record.created > (is_typed ? typed_code_lasts : redirected_code_lasts);
}

// A used one stays for the longest time, so that a second use is seen.
void forget_old_codes(storage::WriteTx& tx, storage::Tables& tables, Instant now) {
    std::vector<storage::TokenDigest> old;
    tables.codes.each(tx, [&](storage::TokenDigest const& key, CodeRecord const& record) {
        if (now - record.created > typed_code_lasts) old.push_back(key);
        return true;
    });
    for (auto const& key : old) tables.codes.erase(tx, key);
}

void note_use(storage::WriteTx& tx, storage::Tables& tables, std::string const& program, Instant now) {
    auto record = tables.apps.get(tx, program);
    if (!record) return;
    record->used = now;
    tables.apps.put(tx, program, *record);
}

// RFC 9700, 2.1.1: a verifier without a challenge is refused as well, else the challenge could be taken out on the way.
bool is_proven(CodeRecord const& record, Returned const& returned) {
    if (record.challenge.empty()) return returned.verifier.empty() && returned.has_proven_itself;
    return proves(returned.verifier, record.challenge);
}

Problem bad_code() {
    return {400, "invalid_grant", "The code is not good, or not any more. Ask the member again."};
}

Problem problem_with(CodeRecord const& record, Returned const& returned, Instant now) {
    if (record.app != returned.program.id || is_over(record, now)) return bad_code();
    if (record.redirect_uri != returned.redirect_uri)
        return {400, "invalid_grant", "The redirect_uri is not the one that the code was sent to."};
    if (!is_proven(record, returned))
        return {400, "invalid_grant", "The code_verifier does not fit, or the program's secret is missing."};
    return {};
}

storage::TokenRecord leave_of(CodeRecord const& record, storage::Handle actor) {
    storage::TokenRecord leave;
    leave.app = record.app;
    leave.account = record.account;
    leave.actor = actor;
    leave.scopes = record.scopes;
    return leave;
}

}  // namespace

awaitable<Result<std::string>> give_code(App const& app, Authorization const& asked, Member const& member) {
    auto const code = app.tokens.fresh();
    CodeRecord record;
    record.app = asked.program.id;
    record.account = member.account;
    record.redirect_uri = asked.redirect_uri;
    record.scopes = joined(asked.scopes);
    record.challenge = asked.challenge;
    record.created = app.node.clock.now();
    storage::Store::Change<storage::Nothing> change = [key = app.tokens.digest(code),
                                                       record](storage::WriteTx& tx, storage::Tables& tables) {
        forget_old_codes(tx, tables, record.created);
        tables.codes.put(tx, key, record);
        note_use(tx, tables, record.app, record.created);
        return Result<storage::Nothing>{storage::Nothing{}};
    };
    auto const written = co_await app.node.store.write(std::move(change));
    if (!written) co_return written.error();
    co_return code;
}

awaitable<Outcome> redeem(App const& app, Returned returned) {
    storage::Store::Change<Outcome> change = [&app, returned = std::move(returned), fresh = fresh_tokens(app)](
                                                 storage::WriteTx& tx, storage::Tables& tables
                                             ) -> Result<Outcome> {
        auto const key = app.tokens.digest(returned.code);
        auto record = tables.codes.get(tx, key);
        if (!record) return Outcome{bad_code()};
        auto const account = tables.accounts.get(tx, record->account);
        if (record->family != 0) {
            if (account) Tokens::revoke_family(tx, tables, account->actor, record->family);
            return Outcome{bad_code()};
        }
        if (auto const problem = problem_with(*record, returned, fresh.access.record.created); problem.is_one())
            return Outcome{problem};
        auto const actor = active_actor(tx, tables, record->account);
        if (!actor) return Outcome{bad_code()};

        auto const renewable = is_public(returned.program.record);
        auto granted = put_tokens(tx, tables, app, fresh, leave_of(*record, *actor), renewable);
        record->family = granted.record.family;
        tables.codes.put(tx, key, *record);
        return Outcome{std::move(granted)};
    };
    auto outcome = co_await make(app, std::move(change));
    co_return outcome;
}

}  // namespace collegium::server::oauth
