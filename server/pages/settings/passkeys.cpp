// A member's passkeys: which they have, and how they make, name and remove them.
#include "config/log.hpp"
#include "server/dispatch.hpp"
#include "server/mail/mail_queue.hpp"
#include "server/mail/passkey_mail.hpp"
#include "server/members/second_factor.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/lookups.hpp"
#include "server/pages/passkey_step.hpp"
#include "server/pages/signing_in.hpp"

namespace collegium::server::pages {

using storage::Nothing;
using storage::PasskeyRecord;
using storage::Tables;
using storage::WriteTx;

namespace {

constexpr std::string_view path = "/settings/passkeys";
constexpr std::string_view long_name_words = phrase("The name is too long: use at most 60 letters.");

members::ChallengePlace place_of(Call const& call) noexcept {
    return {"new", call.browser_token, call.member->account};
}

std::string here(Call const& call) {
    return std::string{path} + "?return=" + percent_encoded(call.form.text("return"));
}

Response back(Call const& call) {
    return Response::see_other(here(call));
}

std::vector<members::Passkey> passkeys_of(App const& app, Call const& call) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return members::passkeys_of(tx, tables, call.member->actor);
    });
}

void show_passkeys(Values& values, std::vector<members::Passkey> const& all) {
    for (auto const& each : all) {
        auto line = values.repeat("PASSKEY");
        line.text("NAME", each.record.name);
        line.text("ID", crypto::to_base64url(each.id));
        line.day("SINCE", each.record.created);
        if (each.record.used == Instant{})
            line.show("UNUSED");
        else
            line.repeat("USED").day("WHEN", each.record.used);
    }
}

// What is typed before something that matters: the password, or nothing after coming in through the school.
void show_proof(App const& app, Call const& call, Page& page) {
    if (has_password(app, call))
        page.values().show("WITH_PASSWORD");
    else
        show_school(app, page, here(call));
}

Response passkeys_page(
    App const& app,
    Call const& call,
    std::string_view problem,
    unsigned status = 200,
    std::vector<std::string> const& codes = {}
) {
    Page page{app, call, "settings_passkeys", phrase("Passkeys")};
    auto& values = page.values();
    auto const all = passkeys_of(app, call);
    values.text("RETURN", call.form.text("return"));
    values.text("TYPED", problem.empty() ? "" : call.form.text("name"));
    if (call.member->duty == Duty::second_factor) values.show("REQUIRED");
    if (call.form.has("new_password") && !all.empty()) values.show("NEW_PASSWORD");
    values.refused(problem);
    if (!codes.empty()) show_recovery_codes(values, codes, call.form.text("return"));
    show_proof(app, call, page);
    show_passkeys(values, all);
    values.show(all.empty() ? "NONE" : "SOME");
    return page.render(status);
}

Response refused_page(App const& app, Call const& call, std::string_view problem) {
    return passkeys_page(app, call, problem, problem == too_many_tries_words ? 429 : 422);
}

// Nothing where it is too long.
std::optional<std::string> name_in(Call const& call) {
    auto name = call.form.trimmed("name");
    if (name.size() > members::longest_passkey_name) return std::nullopt;
    return name.empty() ? browser_name(call.request) : name;
}

// The browser is asked to make one. Authenticators know a member by one id, or their devices would list several of
// them.
Response making_page(App const& app, Call const& call, std::string const& name) {
    auto const& secrets = app.registry.secrets;
    auto challenge = members::fresh_challenge(secrets, app.node.clock.now());
    if (auto const all = passkeys_of(app, call); !all.empty()) challenge.user = all.front().record.user;
    Page page{app, call, "settings_passkey_new", phrase("A new passkey")};
    auto& values = page.values();
    values.text("RETURN", call.form.text("return"));
    values.text("NAME", name);
    values.text("CHALLENGE", crypto::to_base64url(crypto::bytes_of(challenge.bytes)));
    values.text("USER", crypto::to_base64url(crypto::bytes_of(challenge.user)));
    values.text("SEALED", members::sealed_challenge(secrets, challenge, place_of(call)));
    values.text("PARTY", app.node.settings.node.domain);
    values.text("KNOWN", passkeys_known(app, call.member->account));
    values.text("ACCOUNT", call.member->account);
    page.use_script();
    return page.render();
}

PasskeyRecord record_of(
    App const& app,
    Call const& call,
    members::Challenge const& challenge,
    crypto::NewPasskey const& made,
    std::string const& name
) {
    PasskeyRecord record;
    record.of = call.member->actor;
    record.name = name;
    record.credential = crypto::text_of(made.credential);
    record.key = crypto::text_of(made.key);
    record.user = challenge.user;
    record.counter = made.counter;
    record.created = app.node.clock.now();
    return record;
}

// Whoever knows the password can add one, and would be let in by it for good.
void tell_by_mail(App const& app, WriteTx& tx, Tables& tables, std::string const& account, storage::LocalId id) {
    auto const& settings = app.node.settings;
    auto const record = tables.accounts.get(tx, account);
    if (settings.mail.host.empty() || !record || record->mail.empty()) return;
    mail::enqueue(
        tx, tables, id, mail::passkey_mail(account, settings.node.name, settings.origin(), app.node.clock.now())
    );
}

// True if it is the member's first factor: then it comes with recovery codes.
awaitable<Result<bool>> add(
    App const& app,
    Call const& call,
    members::Challenge const& challenge,
    PasskeyRecord const& record,
    std::vector<std::string> const& codes
) {
    auto const id_of_mail = app.node.ids.next();
    storage::Store::Change<bool> change = [&](WriteTx& tx, Tables& tables) -> Result<bool> {
        auto const& secrets = app.registry.secrets;
        auto const& account = call.member->account;
        if (auto const spent = members::spend_challenge(tx, tables, secrets, challenge, record.created); !spent)
            return spent.error();
        bool const first = !members::has_second_factor(tx, tables, account);
        if (auto const added = members::add_passkey(tx, tables, secrets, record); !added) return added.error();
        tell_by_mail(app, tx, tables, account, id_of_mail);
        if (!first) return false;
        auto const kept = members::replace_recovery_codes(tx, tables, secrets, account, codes);
        return kept ? Result<bool>{true} : Result<bool>{kept.error()};
    };
    auto added = co_await app.node.store.write(std::move(change));
    co_return added;
}

std::string_view words_for(Refusal refusal) noexcept {
    if (refusal.reason() == Reason::duplicate)
        return phrase("This passkey was sent twice. Look whether it is in the list.");
    if (refusal.reason() == Reason::conflict)
        return phrase("This passkey is here already, or you have twenty of them: then remove one first.");
    return phrase("The passkey was not added: your browser's answer was not as it should be. Try again.");
}

}  // namespace

awaitable<Response> get_passkeys(App const& app, Call call) {
    co_return passkeys_page(app, call, "");
}

awaitable<Response> post_begin_passkey(App const& app, Call call) {
    auto const name = name_in(call);
    if (!name) co_return refused_page(app, call, long_name_words);
    auto const problem = co_await password_problem(app, call);
    if (!problem.empty()) co_return refused_page(app, call, problem);
    co_return making_page(app, call, *name);
}

// The challenge says that the password was given in this sign-in a few minutes ago.
awaitable<Response> post_add_passkey(App const& app, Call call) {
    auto const challenge =
        members::challenge_in(app.registry.secrets, call.form.text("challenge"), place_of(call), app.node.clock.now());
    if (!challenge) co_return refused_page(app, call, phrase("That took too long. Begin once more."));
    auto const name = name_in(call);
    if (!name) co_return refused_page(app, call, long_name_words);
    auto const answer = members::passkey_answer_in(call.form);
    if (!answer) co_return refused_page(app, call, words_for(answer.error()));
    auto const party = passkey_party(app);
    auto const made = members::made_passkey(*answer, *challenge, party);
    if (!made) {
        log::info("a passkey was not added", {{"detail", made.error().detail()}});
        co_return refused_page(app, call, words_for(made.error()));
    }
    auto const record = record_of(app, call, *challenge, *made, *name);
    auto const codes = members::made_recovery_codes(app.registry.secrets);
    auto const first = co_await add(app, call, *challenge, record, codes);
    if (!first && first.error().reason() == Reason::unavailable) co_return refuse(app, call, first.error());
    if (!first) co_return refused_page(app, call, words_for(first.error()));
    if (!*first) co_return back(call);
    auto const token = co_await begin_with_second_factor(app, call);
    if (!token) co_return refuse(app, call, token.error());
    call.browser_token = *token;
    call.member->duty = Duty::none;
    co_return with_sign_in(app, *token, passkeys_page(app, call, "", 200, codes));
}

awaitable<Response> post_rename_passkey(App const& app, Call call) {
    auto const id = digest_in(call.form, "id");
    auto const name = name_in(call);
    if (!name) co_return refused_page(app, call, long_name_words);
    if (!id) co_return back(call);
    storage::Store::Change<Nothing> change = [&](WriteTx& tx, Tables& tables) {
        return members::rename_passkey(tx, tables, call.member->actor, *id, *name);
    };
    auto const renamed = co_await app.node.store.write(std::move(change));
    if (!renamed) co_return refuse(app, call, renamed.error());
    co_return back(call);
}

awaitable<Response> post_remove_passkey(App const& app, Call call) {
    auto const id = digest_in(call.form, "id");
    if (!id) co_return back(call);
    auto const problem = co_await password_problem(app, call);
    if (!problem.empty()) co_return refused_page(app, call, problem);
    storage::Store::Change<Nothing> change = [&](WriteTx& tx, Tables& tables) {
        return members::end_passkey(tx, tables, app.node.settings, call.member->account, *id);
    };
    auto const ended = co_await app.node.store.write(std::move(change));
    if (!ended && ended.error().reason() == Reason::not_allowed)
        co_return refused_page(
            app, call, phrase("Your role needs a second factor, and this is your only one. Add another one first.")
        );
    if (!ended) co_return refuse(app, call, ended.error());
    co_return back(call);
}

}  // namespace collegium::server::pages
