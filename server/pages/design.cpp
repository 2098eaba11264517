// The page of the design system: every component in every state. Only a development build shows it.
#include "server/dispatch.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/page.hpp"

#ifndef COLLEGIUM_SHOWS_DESIGN
#define COLLEGIUM_SHOWS_DESIGN false
#endif

namespace collegium::server::pages {

namespace {

// A way in which the pages can be seen.
struct DesignWay {
    std::string_view name;
    std::string_view heading;
    std::string_view direction;
    bool is_dark;
};

constexpr DesignWay design_ways[] = {
    {"light-ltr", "As your browser wants it, left to right", "ltr", false},
    {"dark-ltr", "Dark, left to right", "ltr", true},
    {"light-rtl", "As your browser wants it, right to left", "rtl", false},
    {"dark-rtl", "Dark, right to left", "rtl", true}};

}  // namespace

awaitable<Response> get_design(App const& app, Call call) {
    constexpr bool is_shown = COLLEGIUM_SHOWS_DESIGN;
    if (!is_shown) co_return refuse(app, call, {Reason::not_found, "this build does not show its design"});
    Page page{app, call, "design", "Design system"};
    for (auto const& each : design_ways) {
        auto way = page.values().repeat("WAY");
        way.text("NAME", each.name);
        way.text("HEADING", each.heading);
        way.text("DIRECTION", each.direction);
        if (each.is_dark) way.show("DARK");
        way.include("PARTS", "design_parts").text("WAY", each.name);
    }
    co_return page.render();
}

}  // namespace collegium::server::pages
