#include "server/pages/passkey_step.hpp"

#include "config/log.hpp"
#include "server/members/accounts.hpp"
#include "server/pages/signing_in.hpp"

namespace collegium::server::pages {

namespace asio = boost::asio;

using members::ChallengePlace;
using members::Passkey;
using members::PasskeyProof;
using storage::AccountState;
using storage::ReadTx;
using storage::Tables;
using storage::WriteTx;

namespace {

constexpr Refusal too_old{Reason::stale, "the challenge is too old, or another browser's"};
constexpr Refusal not_theirs{Reason::forged, "the passkey is not for this step"};

struct StepForm {
    std::string_view purpose;  // of the challenge
    std::string_view action;
    std::string_view words;
    std::string_view verification;  // whether the holder must be recognised, as browsers are told
};

StepForm form_of(PasskeyStep step) noexcept {
    switch (step) {
        case PasskeyStep::sign_in: return {"sign-in", "/sign-in/passkey", phrase("Sign in with a passkey"), "required"};
        case PasskeyStep::second: return {"second step", "/sign-in/code/passkey", phrase("Use a passkey"), "preferred"};
        case PasskeyStep::again: break;
    }
    return {"again", "/sign-in/again/passkey", phrase("Use a passkey"), "required"};
}

ChallengePlace place_of(Call const& call, PasskeyStep step, std::string_view account) noexcept {
    return {form_of(step).purpose, call.browser_token, account};
}

std::vector<Passkey> passkeys_of(App const& app, std::string const& account) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        auto const record = tables.accounts.get(tx, account);
        return record ? members::passkeys_of(tx, tables, record->actor) : std::vector<Passkey>{};
    });
}

// Beside a password it is enough that somebody was there. In place of one, the authenticator must have recognised them,
// and must have named them by itself.
bool is_enough(PasskeyStep step, PasskeyProof const& proof) noexcept {
    if (step == PasskeyStep::second) return true;
    return proof.recognised && (step == PasskeyStep::again || proof.named_user);
}

// The account of the holder, who may come in now. wanted: the only one that will do; empty: any.
Result<std::string> account_of(
    ReadTx const& tx, Tables const& tables, PasskeyProof const& proof, std::string const& wanted, Instant now
) {
    auto const name = tables.account_names.get(tx, proof.person);
    auto const record = name ? tables.accounts.get(tx, *name) : std::nullopt;
    if (!record || record->state != AccountState::active || (!wanted.empty() && *name != wanted)) return not_theirs;
    if (!members::may_come_in(*record, now)) return Refusal{Reason::not_allowed, "the school has to vouch for them"};
    return *name;
}

void note(Refusal refusal, std::string_view account) {
    if (refusal.reason() == Reason::conflict)
        log::warning("a passkey was refused", {{"detail", refusal.detail()}, {"account", account}});
    else
        log::info("a passkey was refused", {{"detail", refusal.detail()}});
}

}  // namespace

members::PasskeyParty passkey_party(App const& app) {
    return {app.node.settings.node.domain, app.browser_origin};
}

std::string passkeys_known(App const& app, std::string const& account) {
    std::string known;
    for (auto const& each : passkeys_of(app, account)) {
        if (!known.empty()) known += ' ';
        known += crypto::to_base64url(crypto::bytes_of(each.record.credential));
    }
    return known;
}

void ask_for_passkey(
    App const& app,
    Call const& call,
    Page& page,
    PasskeyStep step,
    std::string const& account,
    std::string_view back,
    std::string_view ticket
) {
    auto const known = account.empty() ? "" : passkeys_known(app, account);
    if (!account.empty() && known.empty()) return;
    auto const& secrets = app.registry.secrets;
    auto const challenge = members::fresh_challenge(secrets, app.node.clock.now());
    auto const form = form_of(step);
    auto values = page.values().include("PASSKEY", "passkey");
    values.text("ACTION", form.action);
    values.words("BUTTON", form.words);
    values.text("VERIFICATION", form.verification);
    values.text("CHALLENGE", crypto::to_base64url(crypto::bytes_of(challenge.bytes)));
    values.text("SEALED", members::sealed_challenge(secrets, challenge, place_of(call, step, account)));
    values.text("PARTY", app.node.settings.node.domain);
    values.text("KNOWN", known);
    values.text("RETURN", back);
    if (!ticket.empty()) values.repeat("STEP_BEFORE").text("TICKET", ticket);
    page.use_script();
}

asio::awaitable<Result<std::string>> passkey_holder(
    App const& app, Call const& call, PasskeyStep step, std::string account
) {
    auto const now = app.node.clock.now();
    auto const& secrets = app.registry.secrets;
    auto const challenge =
        members::challenge_in(secrets, call.form.text("challenge"), place_of(call, step, account), now);
    if (!challenge) co_return too_old;
    auto const answer = members::passkey_answer_in(call.form);
    if (!answer) co_return answer.error();
    auto const party = passkey_party(app);
    // Outside the change: checking a signature takes longer than all that is written.
    auto const proof = app.node.store.read([&](auto const& tx, auto const& tables) {
        return members::passkey_proof(tx, tables, secrets, *answer, *challenge, party);
    });
    if (!proof || !is_enough(step, *proof)) {
        Refusal const refusal = proof ? not_theirs : proof.error();
        note(refusal, account);
        co_return refusal;
    }
    std::string name;
    storage::Store::Change<std::string> change = [&](WriteTx& tx, Tables& tables) -> Result<std::string> {
        auto holder = account_of(tx, tables, *proof, account, now);
        if (!holder) return holder;
        name = *holder;
        if (auto const spent = members::spend_challenge(tx, tables, secrets, *challenge, now); !spent)
            return spent.error();
        if (auto const noted = members::note_passkey_use(tx, tables, proof->id, proof->counter, now); !noted)
            return noted.error();
        return holder;
    };
    auto holder = co_await app.node.store.write(std::move(change));
    if (!holder) note(holder.error(), name);
    co_return holder;
}

std::string_view passkey_words(Refusal refusal) noexcept {
    switch (refusal.reason()) {
        case Reason::stale:
        case Reason::duplicate: return phrase("That took too long, or it was sent twice. Press the button once more.");
        case Reason::not_allowed: return through_school_words;
        case Reason::unavailable: return phrase("Nothing can be written just now. Try again in a minute.");
        default: return phrase("This passkey is not known here, or did not answer as it should. Come in another way.");
    }
}

}  // namespace collegium::server::pages
