// Pupils, as the safeguarding lead and operators see them: how old they are, who agreed that they write here, and
// taking that back for a parent.
#include "config/log.hpp"
#include "server/audit/audit.hpp"
#include "server/dispatch.hpp"
#include "server/members/words.hpp"
#include "server/pages/consent_parts.hpp"
#include "server/pages/role_choices.hpp"

namespace collegium::server::pages {

using storage::ConsentRecord;
using storage::Nothing;
using storage::Tables;
using storage::WriteTx;

namespace {

constexpr std::string_view list_path = "/safeguarding/pupils";

std::string path_of(std::string const& account) {
    return std::string{list_path} + "/" + account;
}

// The pupil that the address names, for those who may record consent. Nothing for anybody else.
std::optional<consent::Pupil> pupil_of(App const& app, Call const& call) {
    if (!consent::may_record(*call.member)) return std::nullopt;
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<consent::Pupil> {
        auto const& name = call.names.front();
        auto const account = tables.accounts.get(tx, name);
        if (!account || !account->pupil || account->actor == storage::Handle{0}) return std::nullopt;
        return consent::Pupil{name, account->actor, consent::consent_of(tx, tables, account->actor)};
    });
}

Response nobody_there(App const& app, Call const& call) {
    return refuse(app, call, {Reason::not_found, "no pupil whom the member looks after"});
}

bool is_given(ConsentRecord const& record) {
    return record.given != Instant{} && record.withdrawn == Instant{};
}

Response pupil_page(
    App const& app, Call const& call, consent::Pupil const& pupil, std::string_view problem, unsigned status
) {
    Page page{app, call, "pupil", pupil.account};
    auto& values = page.values();
    values.text("NAME", pupil.account);
    values.text("PATH", path_of(pupil.account));
    if (problem.empty() && call.form.has("saved")) values.show("SAVED");
    values.problem("agrees", problem);
    show_consent(values, pupil.consent, app.node.settings.members.own_consent_from);
    show_choice(values, "BAND", members::age_bands(), pupil.consent.band);
    show_purposes(values, problem.empty() ? pupil.consent.purposes : purposes_in(call.form));
    values.text("PROOF_TEXT", problem.empty() ? pupil.consent.proof : call.form.text("proof"));
    if (is_given(pupil.consent)) values.show("MAY_WITHDRAW");
    return page.render(status);
}

// What a form asks for; nothing if it asks for nothing that we know.
std::optional<storage::Store::Change<Nothing>> decision_in(
    App const& app, Call const& call, consent::Pupil const& pupil
) {
    auto const& form = call.form;
    auto const person = pupil.person;
    auto const band = members::value_named(members::age_bands(), form.text("band"));
    if (form.text("decision") == "band" && band)
        return [person, band](WriteTx& tx, Tables& tables) { return consent::set_band(tx, tables, person, *band); };
    if (form.text("decision") != "agree") return std::nullopt;
    consent::Agreement agreement;
    agreement.by = call.member->actor;
    agreement.giver = storage::ConsentGiver::guardian;
    agreement.purposes = purposes_in(form);
    agreement.proof = form.trimmed("proof");
    auto const own_from = app.node.settings.members.own_consent_from;
    auto const now = app.node.clock.now();
    return [=](WriteTx& tx, Tables& tables) { return consent::agree(tx, tables, person, agreement, own_from, now); };
}

}  // namespace

awaitable<Response> get_pupils(App const& app, Call call) {
    if (!consent::may_record(*call.member)) co_return nobody_there(app, call);
    auto const pupils =
        app.node.store.read([](auto const& tx, auto const& tables) { return consent::pupils_of(tx, tables); });
    auto const own_from = app.node.settings.members.own_consent_from;
    Page page{app, call, "pupils", phrase("Consent of pupils")};
    auto& values = page.values();
    values.amount("YEARS", own_from);
    if (pupils.empty()) values.show("NONE");
    for (auto const& pupil : pupils) {
        auto line = values.repeat("PUPIL");
        line.text("PATH", path_of(pupil.account));
        line.text("NAME", pupil.account);
        line.words("AGE", members::named(members::age_bands(), pupil.consent.band).words);
        bool const may_write = federation::consent::stands(pupil.consent, storage::ConsentPurpose::writing, own_from);
        line.show(may_write ? "WRITES" : "READS");
    }
    co_return page.render();
}

awaitable<Response> get_pupil(App const& app, Call call) {
    auto const pupil = pupil_of(app, call);
    if (!pupil) co_return nobody_there(app, call);
    co_return pupil_page(app, call, *pupil, "", 200);
}

awaitable<Response> post_pupil(App const& app, Call call) {
    auto const pupil = pupil_of(app, call);
    if (!pupil) co_return nobody_there(app, call);
    auto change = decision_in(app, call, *pupil);
    if (!change) co_return refuse(app, call, {Reason::not_found, "no such decision"});
    log::info("consent of a pupil is recorded", {{"by", call.member->account}});
    bool const is_age = call.form.text("decision") == "band";
    audit::Entry entry;
    entry.who = call.member->account;
    entry.what = is_age ? "changed the age of a pupil" : "recorded the consent of a pupil";
    entry.about = pupil->account;
    auto noted = audit::noted(*std::move(change), std::move(entry), app.node.clock.now());
    auto const recorded = co_await app.node.store.write(std::move(noted));
    if (!recorded) co_return pupil_page(app, call, *pupil, consent_problem(recorded.error()), 422);
    co_return Response::see_other(path_of(pupil->account) + "?saved=1");
}

awaitable<Response> get_withdraw_consent(App const& app, Call call) {
    auto const pupil = pupil_of(app, call);
    if (!pupil || !is_given(pupil->consent)) co_return nobody_there(app, call);
    Page page{app, call, "consent_withdraw", phrase("Take consent back")};
    auto& values = page.values();
    values.text("ACTION", path_of(pupil->account) + "/withdraw");
    values.text("BACK", path_of(pupil->account));
    values.repeat("OF_PUPIL").text("NAME", pupil->account);
    co_return page.render();
}

awaitable<Response> post_withdraw_consent(App const& app, Call call) {
    auto const pupil = pupil_of(app, call);
    if (!pupil) co_return nobody_there(app, call);
    log::info("consent of a pupil is taken back", {{"by", call.member->account}});
    auto const withdrawn = co_await consent::withdraw(app, pupil->person, call.member->actor);
    if (!withdrawn) co_return refuse(app, call, withdrawn.error());
    co_return Response::see_other(path_of(pupil->account) + "?saved=1");
}

}  // namespace collegium::server::pages
