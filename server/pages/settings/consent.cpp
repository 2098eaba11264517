// A pupil's own page about consent: who agreed, agreeing, and taking it back.
#include "server/dispatch.hpp"
#include "server/pages/consent_parts.hpp"

namespace collegium::server::pages {

using storage::ConsentRecord;
using storage::Nothing;
using storage::Tables;
using storage::WriteTx;

namespace {

ConsentRecord own_consent(App const& app, Call const& call) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return consent::consent_of(tx, tables, call.member->actor);
    });
}

Refusal only_for_pupils() {
    return {Reason::not_found, "only pupils need consent"};
}

bool is_given(ConsentRecord const& record) {
    return record.given != Instant{} && record.withdrawn == Instant{};
}

Response consent_page(App const& app, Call const& call, std::string_view problem, unsigned status) {
    auto const record = own_consent(app, call);
    auto const own_from = app.node.settings.members.own_consent_from;
    Page page{app, call, "settings_consent", phrase("Consent")};
    auto& values = page.values();
    if (problem.empty() && call.form.has("saved")) values.show("SAVED");
    show_consent(values, record, own_from);
    if (is_given(record)) values.show("MAY_WITHDRAW");
    if (!federation::consent::agrees_alone(record.band, own_from)) {
        values.refused(problem);
        values.repeat("NEEDS_GUARDIAN").amount("YEARS", own_from);
    } else {
        auto form = values.repeat("MAY_AGREE");
        form.problem("agrees", problem);
        show_purposes(form, problem.empty() ? record.purposes : purposes_in(call.form));
    }
    return page.render(status);
}

}  // namespace

awaitable<Response> get_own_consent(App const& app, Call call) {
    if (!call.member->pupil) co_return refuse(app, call, only_for_pupils());
    co_return consent_page(app, call, "", 200);
}

awaitable<Response> post_own_consent(App const& app, Call call) {
    if (!call.member->pupil) co_return refuse(app, call, only_for_pupils());
    auto const pupil = call.member->actor;
    consent::Agreement agreement;
    agreement.by = pupil;
    agreement.giver = storage::ConsentGiver::pupil;
    agreement.purposes = purposes_in(call.form);
    auto const own_from = app.node.settings.members.own_consent_from;
    auto const now = app.node.clock.now();
    storage::Store::Change<Nothing> change = [=](WriteTx& tx, Tables& tables) {
        return consent::agree(tx, tables, pupil, agreement, own_from, now);
    };
    auto const agreed = co_await app.node.store.write(std::move(change));
    if (!agreed) co_return consent_page(app, call, consent_problem(agreed.error()), 422);
    co_return Response::see_other("/settings/consent?saved=1");
}

awaitable<Response> get_withdraw_own_consent(App const& app, Call call) {
    if (!call.member->pupil || !is_given(own_consent(app, call))) co_return refuse(app, call, only_for_pupils());
    Page page{app, call, "consent_withdraw", phrase("Take your consent back")};
    auto& values = page.values();
    values.text("ACTION", "/settings/consent/withdraw");
    values.text("BACK", "/settings/consent");
    values.show("OWN");
    co_return page.render();
}

awaitable<Response> post_withdraw_own_consent(App const& app, Call call) {
    if (!call.member->pupil) co_return refuse(app, call, only_for_pupils());
    auto const pupil = call.member->actor;
    auto const withdrawn = co_await consent::withdraw(app, pupil, pupil);
    if (!withdrawn) co_return refuse(app, call, withdrawn.error());
    co_return Response::see_other("/settings/consent?saved=1");
}

}  // namespace collegium::server::pages
