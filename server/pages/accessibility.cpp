// The statement of accessibility: what the pages meet, how that is checked, what is not as it should be, and whom to
// write to.
#include "server/pages/handlers.hpp"
#include "server/pages/page.hpp"

namespace collegium::server::pages {

namespace {

// When tests/browser last ended green over everything that the statement names. Whoever changes the day has run it.
constexpr std::string_view last_checked = "2026-11-29";

}  // namespace

awaitable<Response> get_accessibility(App const& app, Call call) {
    auto const& card = app.node.settings.card;
    Page page{app, call, "accessibility", phrase("Accessibility")};
    auto& values = page.values();
    values.day("CHECKED", last_checked);
    if (card.operator_contact.empty()) {
        values.show("NOBODY");
    } else {
        auto whom = values.repeat(card.operator_name.empty() ? "UNNAMED" : "NAMED");
        whom.text("OPERATOR", card.operator_name);
        whom.text("CONTACT", card.operator_contact);
    }
    co_return page.render();
}

}  // namespace collegium::server::pages
