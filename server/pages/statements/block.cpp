#include "server/pages/statements/block.hpp"

#include "federation/statements/reading.hpp"
#include "server/pages/statements/handlers.hpp"

namespace collegium::server::pages {

StatementsLook look_at_statements(App const& app, storage::Handle guide, Call const& call) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        StatementsLook look;
        look.statements = federation::statements::statements_about(tx, tables, guide, call.viewer());
        if (!call.member) return look;
        for (auto const council : communities::councils_of(tx, tables, *call.member))
            if (auto view = timeline::find_actor(tx, tables, council)) look.councils.push_back(*std::move(view));
        return look;
    });
}

void show_statements(Call const& call, Values& page, StatementsLook const& look, timeline::PostView const& guide) {
    if (look.statements.empty() && look.councils.empty()) return;
    auto block = page.include("STATEMENTS", "statements_on_guide");
    if (look.statements.empty()) block.show("NONE");
    for (auto const& post : look.statements) {
        auto line = block.repeat("STATEMENT");
        line.text("NUMBER", federation::digits(post.number));
        line.text("LANG", post.language);
        line.text("COUNCIL", post.author.display);
        line.text("HOST", post.author.host);
        line.html("CONTENT", post.content);
        line.time("TIME", post.published);
        line.text("DATETIME", to_rfc3339(post.published));
        if (call.member)
            line.repeat("MAY_REPORT").text("ADDRESS", "/comment/" + federation::digits(post.number) + "/report");
    }
    for (auto const& council : look.councils) {
        auto line = block.repeat("MAY_DRAFT");
        line.text("COUNCIL", council.display);
        line.text("ADDRESS", post_path(guide) + "/statement?council=" + percent_encoded(council.name));
        line.text("LIST", statements_path(council));
    }
}

}  // namespace collegium::server::pages
