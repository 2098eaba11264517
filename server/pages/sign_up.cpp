// Asking to become a member, where the school allows it. What is answered is the same whether the name is free or not.
#include "config/log.hpp"
#include "federation/content/plain_text.hpp"
#include "server/dispatch.hpp"
#include "server/members/accounts.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/joining.hpp"
#include "server/pages/signing_in.hpp"

namespace collegium::server::pages {

namespace {

constexpr std::size_t longest_words = 500;

bool is_open(App const& app) {
    return app.node.settings.members.registration == Registration::approval;
}

Response sign_up_page(App const& app, Call const& call, std::vector<JoiningProblem> const& problems, unsigned status) {
    Page page{app, call, "sign_up", phrase("Ask to become a member")};
    page.values().text("ASKED", call.form.text("asked"));
    show_joining(app, call, page.values(), problems);
    return page.render(status);
}

std::vector<JoiningProblem> problems_of(App const& app, Form const& form) {
    auto problems = joining_problems(app, form);
    auto const length = federation::content::characters(form.trimmed("asked"));
    if (length == 0 || length > longest_words)
        problems.push_back({"asked", phrase("Say who you are, in at most 500 characters.")});
    return problems;
}

}  // namespace

awaitable<Response> get_sign_up(App const& app, Call call) {
    if (!is_open(app)) co_return refuse(app, call, {Reason::not_found, "no registration"});
    co_return sign_up_page(app, call, {}, 200);
}

awaitable<Response> post_sign_up(App const& app, Call call) {
    if (!is_open(app)) co_return refuse(app, call, {Reason::not_found, "no registration"});
    auto const problems = problems_of(app, call.form);
    if (!problems.empty()) co_return sign_up_page(app, call, problems, 422);
    if (!app.address_tries.allows(address_block(call.client), app.node.clock.now()))
        co_return sign_up_page(app, call, {{"name", too_many_tries_words}}, 429);

    auto account = typed_account(app, call.form);
    account.record.asked = call.form.trimmed("asked");
    std::string password = call.form.text("password");
    account.record.password = co_await app.registry.passwords.hash(std::move(password));
    storage::Store::Change<storage::Nothing> change = [&, now = app.node.clock.now()](auto& tx, auto& tables) {
        return members::add_request(tx, tables, account, now);
    };
    auto const added = co_await app.node.store.write(std::move(change));
    if (!added) log::info("somebody cannot ask to be let in", {{"detail", added.error().detail()}});
    Page page{app, call, "sign_up_noted", phrase("Your request is noted")};
    co_return page.render();
}

}  // namespace collegium::server::pages
