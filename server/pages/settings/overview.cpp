#include "server/consent/consents.hpp"
#include "server/members/roles.hpp"
#include "server/members/second_factor.hpp"
#include "server/members/words.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/page.hpp"
#include "server/pages/role_choices.hpp"

namespace collegium::server::pages {

awaitable<Response> get_settings(App const& app, Call call) {
    auto const& account = call.member->account;
    Page page{app, call, "settings", phrase("Settings")};
    auto& values = page.values();
    app.node.store.read([&](auto const& tx, auto const& tables) {
        auto const record = tables.accounts.get(tx, account).value();
        values.text("ACCOUNT", account);
        values.words("BELONGING", members::named(members::belongings(), record.belonging).words);
        values.words("CONSTITUENCY", members::named(members::constituencies(), record.constituency).words);
        show_held_roles(values, record.roles);
        values.show(members::has_second_factor(tx, tables, account) ? "SECOND_FACTOR_ON" : "SECOND_FACTOR_OFF");
        if (members::may_invite(call.member->roles)) values.show("INVITES");
        if (call.member->pupil) values.show("PUPIL");
        if (consent::may_record(*call.member)) values.show("RECORDS_CONSENT");
        if (!members::research_lead(tx, tables)) values.show("NO_RESEARCH_LEAD");
    });
    co_return page.render();
}

}  // namespace collegium::server::pages
