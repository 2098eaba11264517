#include "server/pages/settings/mail.hpp"

#include "server/dispatch.hpp"
#include "server/mail/addresses.hpp"
#include "server/pages/page.hpp"
#include "server/pages/signing_in.hpp"

namespace collegium::server::pages {

using boost::asio::awaitable;
using storage::AccountRecord;
using storage::Nothing;

namespace {

AccountRecord account_of(App const& app, Call const& call) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return tables.accounts.get(tx, call.member->account).value();
    });
}

// typed: the address that was not taken, to be put right.
Response mail_page(
    App const& app, Call const& call, std::string_view typed, std::string_view problem, unsigned status
) {
    auto const record = account_of(app, call);
    auto const address = mail::open_address(app.registry.secrets, call.member->account, record);
    Page page{app, call, "settings_mail", phrase("Mail")};
    auto& values = page.values();
    values.text("ADDRESS", problem.empty() ? std::string_view{address ? *address : typed} : typed);
    values.problem("address", problem);
    if (problem.empty() && call.form.has("saved")) values.show("SAVED");
    if (app.node.settings.mail.host.empty()) values.show("NO_MAIL_SERVER");
    if (has_password(app, call))
        values.show("WITH_PASSWORD");
    else
        show_school(app, page, "/settings/mail");
    if (address) {
        auto weekly = values.repeat("WEEKLY");
        weekly.show(record.digest ? "ON" : "OFF");
    }
    return page.render(status);
}

// Nobody loses a right by it, so no sign-in ends.
template <class Change>
storage::Store::Change<Nothing> changing(std::string account, Change change) {
    return [account = std::move(account), change](storage::WriteTx& tx, storage::Tables& tables) -> Result<Nothing> {
        auto record = tables.accounts.get(tx, account);
        if (!record) return Refusal{Reason::not_found, "no such account"};
        change(*record);
        tables.accounts.put(tx, account, *record);
        return Nothing{};
    };
}

}  // namespace

awaitable<Response> get_mail(App const& app, Call call) {
    co_return mail_page(app, call, "", "", 200);
}

// An empty address takes the old one away, and the weekly mail with it.
awaitable<Response> post_mail_address(App const& app, Call call) {
    auto const address = call.form.trimmed("address");
    if (!address.empty() && !is_mail_address(address))
        co_return mail_page(
            app, call, address, phrase("This is no mail address. Write it as name@school.example."), 422
        );
    auto const problem = co_await password_problem(app, call);
    if (!problem.empty()) co_return mail_page(app, call, address, problem, problem == too_many_tries_words ? 429 : 422);
    std::string sealed;
    if (!address.empty()) sealed = mail::sealed_address(app.registry.secrets, call.member->account, address);
    auto change = changing(call.member->account, [sealed](AccountRecord& record) {
        record.mail = sealed;
        record.digest = record.digest && !sealed.empty();
    });
    auto const changed = co_await app.node.store.write(std::move(change));
    if (!changed) co_return refuse(app, call, changed.error());
    co_return Response::see_other("/settings/mail?saved=1");
}

awaitable<Response> post_mail_weekly(App const& app, Call call) {
    bool const wanted = call.form.text("weekly") == "on";
    if (wanted && account_of(app, call).mail.empty())
        co_return mail_page(app, call, "", phrase("Save your mail address first: the weekly mail goes there."), 422);
    auto change = changing(call.member->account, [wanted](AccountRecord& record) {
        record.digest = wanted && !record.mail.empty();
    });
    auto const changed = co_await app.node.store.write(std::move(change));
    if (!changed) co_return refuse(app, call, changed.error());
    co_return Response::see_other("/settings/mail?saved=1");
}

}  // namespace collegium::server::pages
