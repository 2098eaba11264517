// Taking an adoption back.
#include "federation/admit.hpp"
#include "federation/logged.hpp"
#include "server/dispatch.hpp"
#include "server/pages/adoption/handlers.hpp"
#include "server/pages/adoption/looking.hpp"

namespace collegium::server::pages {

namespace {

// The Create or Update that says it: whoever was told that is told that it is gone.
std::optional<federation::Activity> words_of(App const& app, storage::Handle thing) {
    return app.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<federation::Activity> {
        auto const record = tables.objects.get(tx, thing);
        return record ? federation::logged_activity(tx, tables, record->words) : std::nullopt;
    });
}

}  // namespace

awaitable<Response> get_withdraw_adoption(App const& app, Call call) {
    if (!may_adopt(app, call)) co_return refuse(app, call, only_research_lead());
    auto const view = own_adoption(app, call);
    auto const guide = view ? guide_below(app, *view) : std::nullopt;
    if (!guide) co_return refuse(app, call, {Reason::not_found, "no such adoption"});
    Page page{app, call, "adoption_withdraw", phrase("Take an adoption back")};
    auto& values = page.values();
    values.text("ACTION", own_adoption_path(*view) + "/withdraw");
    values.text("GUIDE_TITLE", guide->title());
    values.text("LANG", guide->language);
    co_return page.render();
}

awaitable<Response> post_withdraw_adoption(App const& app, Call call) {
    if (!may_adopt(app, call)) co_return refuse(app, call, only_research_lead());
    auto const view = own_adoption(app, call);
    auto const words = view ? words_of(app, view->post.handle) : std::nullopt;
    auto const school = words ? federation::author_of(app.node, view->post.author.handle) : std::nullopt;
    if (!school) co_return refuse(app, call, {Reason::not_found, "no such adoption"});
    auto composed = federation::composer_of(app.node).delete_object(*school, *words);
    auto const done = co_await federation::perform(app.node, std::move(composed));
    if (!done) co_return refuse(app, call, done.error());
    co_return Response::see_other("/adoptions");
}

}  // namespace collegium::server::pages
