#include "server/audit/looking.hpp"

#include "server/audit/audit.hpp"
#include "server/dispatch.hpp"

#include <algorithm>

namespace collegium::server::audit {

namespace asio = boost::asio;

namespace {

struct Place {
    std::string_view pattern;
    std::string_view shows;
};

constexpr Place places[] = {
    {"/operator/members", "looked at the list of members"},
    {"/operator/members/:name", "looked at a member's account"},
    {"/operator/partners", "looked at the partners"},
    {"/operator/partners/:name", "looked at a partner"},
    {"/operator/partners/:name/remove", "looked at whom removing a partner concerns"},
    {"/operator/partner-lists", "looked at the partner lists"},
    {"/operator/health", "looked at the health of the node"},
    {"/operator/services", "looked at the services"},
    {"/operator/audit", "looked at the audit log"},
    {"/operator/audit/export", "took a copy of the audit log"},
    {"/moderation", "looked at the queue of reports"},
    {"/moderation/watch-lists", "looked at the watch lists"},
    {"/moderation/:id", "looked at a report"},
    {"/safeguarding/cases", "looked at the list of safeguarding cases"},
    {"/safeguarding/cases/:id", "looked at a safeguarding case"},
    {"/safeguarding/pupils", "looked at the consent of all pupils"},
    {"/safeguarding/pupils/:name", "looked at the consent of a pupil"},
    {"/safeguarding/pupils/:name/withdraw", "looked at the consent of a pupil"},
    {"/api/collegium/v1/partners", "looked at the partners with a program"},
    {"/api/collegium/v1/partners/:host", "looked at a partner with a program"},
};

std::string names_of(Call const& call) {
    std::string names;
    for (auto const& name : call.names) names += (names.empty() ? "" : " / ") + name;
    return names;
}

// A form that is refused shows its page again, with all that stands on it.
bool is_shown(Method method, unsigned status) noexcept {
    return method == Method::get ? status < 400 : status == 200 || status == 422;
}

}  // namespace

std::string_view shown_by(Route const& route) noexcept {
    auto const found = std::ranges::find(places, route.pattern, &Place::pattern);
    return found == std::end(places) ? std::string_view{} : found->shows;
}

asio::awaitable<Response> handle(App const& app, Call call, Route const& route) {
    auto const shown = shown_by(route);
    if (shown.empty()) co_return co_await route.handle(app, std::move(call));
    Entry entry;
    entry.who = call.member ? call.member->account : std::string{};
    entry.what = shown;
    entry.about = names_of(call);
    Call asked;
    asked.request.method = call.request.method;
    asked.request.path = call.request.path;
    asked.request.fields = call.request.fields;
    asked.member = call.member;
    asked.browser_token = call.browser_token;
    auto response = co_await route.handle(app, std::move(call));
    if (!is_shown(asked.request.method, response.status())) co_return response;
    auto const noted = co_await note(app, std::move(entry));
    if (!noted) co_return refuse(app, asked, noted.error());
    co_return response;
}

}  // namespace collegium::server::audit
