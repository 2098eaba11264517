// The page on which members see the programs that they have let in, and shut them out.
#include "server/dispatch.hpp"
#include "server/oauth/handlers.hpp"
#include "server/oauth/leaves.hpp"
#include "server/oauth/scopes.hpp"
#include "server/pages/page.hpp"
#include "server/partner_words.hpp"

#include <charconv>

namespace collegium::server::oauth {

namespace {

constexpr std::string_view own_path = "/settings/programs";

void show(pages::Values values, Leave const& leave) {
    values.text("NAME", leave.program.empty() ? "A program that is not known any more" : leave.program);
    values.time("SINCE", leave.since);
    if (leave.used == Instant{})
        values.words("USED", "not yet");
    else
        values.day("USED", leave.used);
    values.number("FAMILY", leave.family);
    for (auto const words : in_words(split_scopes(leave.scopes))) values.repeat("LEAVE").words("WORDS", words);
}

std::uint64_t number_in(std::string const& digits) {
    std::uint64_t number = 0;
    auto const* const end = digits.data() + digits.size();
    auto const read = std::from_chars(digits.data(), end, number);
    return read.ec == std::errc{} && read.ptr == end ? number : 0;
}

}  // namespace

awaitable<Response> get_programs(App const& app, Call call) {
    auto const member = call.member->actor;
    auto const leaves =
        app.node.store.read([&](auto const& tx, auto const& tables) { return leaves_of(tx, tables, member); });
    pages::Page page{app, call, "oauth_programs", phrase("Programs")};
    for (auto const& leave : leaves) show(page.values().repeat("PROGRAM"), leave);
    if (leaves.empty()) page.values().show("NONE");
    co_return page.render();
}

awaitable<Response> post_programs(App const& app, Call call) {
    auto const family = number_in(call.form.text("family"));
    if (family == 0) co_return refuse(app, call, {Reason::malformed, "no such leave"});
    auto const taken = co_await take_back(app, call.member->actor, family);
    if (!taken) co_return refuse(app, call, taken.error());
    co_return Response::see_other(own_path);
}

}  // namespace collegium::server::oauth
