#include "server/pages/settings/language.hpp"

#include "server/dispatch.hpp"
#include "server/languages/choice.hpp"
#include "server/pages/page.hpp"
#include "server/pages/page_language.hpp"

namespace collegium::server::pages {

using boost::asio::awaitable;
using storage::Nothing;

awaitable<Response> get_language(App const& app, Call call) {
    Page page{app, call, "settings_language", phrase("Language")};
    auto& values = page.values();
    auto const chosen = chosen_language(app, *call.member);
    if (chosen.empty()) values.show("AS_BROWSER");
    for (auto const& language : languages::known_languages()) {
        auto choice = values.repeat("LANGUAGE");
        choice.text("CODE", language.code);
        choice.text("NAME", language.own_name);
        choice.text("DIRECTION", language.right_to_left ? "rtl" : "ltr");
        if (language.code == chosen) choice.show("CHOSEN");
    }
    if (call.form.has("saved")) values.show("SAVED");
    co_return page.render();
}

awaitable<Response> post_language(App const& app, Call call) {
    std::string code{languages::best_language(call.form.text("language"))};
    storage::Store::Change<Nothing> change = [person = call.member->actor,
                                              code](storage::WriteTx& tx, storage::Tables& tables) {
        if (code.empty())
            tables.page_languages.erase(tx, person);
        else
            tables.page_languages.put(tx, person, code);
        return Result<Nothing>{Nothing{}};
    };
    auto const changed = co_await app.node.store.write(std::move(change));
    if (!changed) co_return refuse(app, call, changed.error());
    co_return Response::see_other("/settings/language?saved=1");
}

}  // namespace collegium::server::pages
