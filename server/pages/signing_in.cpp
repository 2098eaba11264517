#include "server/pages/signing_in.hpp"

#include "server/cookies.hpp"
#include "server/pages/page.hpp"

#include <algorithm>
#include <array>

namespace collegium::server::pages {

namespace {

using Names = std::pair<std::string_view, std::string_view>;

// So short that a computer that its member walked away from is not enough.
constexpr std::chrono::minutes arrival_counts_for{5};

// The first that is found counts: browsers name those whose pages they can show as well.
constexpr std::array<Names, 5> browsers{
    {{"Edg", "Edge"}, {"OPR/", "Opera"}, {"Firefox/", "Firefox"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"}}};
constexpr std::array<Names, 6> systems{
    {{"iPhone", "iPhone"},
     {"iPad", "iPad"},
     {"Android", "Android"},
     {"Windows", "Windows"},
     {"Mac OS", "macOS"},
     {"Linux", "Linux"}}};

std::string_view found_in(std::string_view text, std::span<Names const> names, std::string_view otherwise) {
    auto const found =
        std::ranges::find_if(names, [&](auto const& each) { return text.find(each.first) != std::string_view::npos; });
    return found == names.end() ? otherwise : found->second;
}

}  // namespace

std::string browser_name(Request const& request) {
    auto const agent = request.field("user-agent");
    std::string name{found_in(agent, browsers, "Another browser")};
    auto const system = found_in(agent, systems, "");
    if (!system.empty()) name += ", " + std::string{system};
    return name;
}

bool may_try(App const& app, Call const& call, std::string const& account) {
    auto const now = app.node.clock.now();
    return app.address_tries.allows(address_block(call.client), now) && app.sign_in_tries.allows(account, now);
}

void note_right(App const& app, Call const& call, std::string const& account) {
    app.sign_in_tries.clear(account);
    app.address_tries.give_back(address_block(call.client));
}

Response signed_in(App const& app, std::string const& token, std::string_view to) {
    auto const member = app.sign_ins.member_of(token);
    bool const is_operator = member && member->roles.has(storage::Role::operator_);
    auto const from_links = is_operator ? cookies::FromLinks::no : cookies::FromLinks::yes;
    auto response = Response::see_other(to);
    response.with(
        "Set-Cookie", cookies::keep(cookies::sign_in, token, app.node.settings.limits.sign_in_days, from_links)
    );
    response.with("Set-Cookie", cookies::forget(cookies::browser));
    return response;
}

Response code_page(
    App const& app,
    Call const& call,
    std::string_view ticket,
    std::string_view back,
    std::string_view problem,
    unsigned status
) {
    Page page{app, call, "sign_in_code", "Sign in"};
    page.values().text("TICKET", ticket);
    page.values().text("RETURN", back);
    if (!problem.empty()) page.values().repeat("PROBLEM").text("WORDS", problem);
    return page.render(status);
}

bool has_password(App const& app, Call const& call) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        auto const record = tables.accounts.get(tx, call.member->account);
        return record && !record->password.empty();
    });
}

void show_school(App const& app, Page& page, std::string_view back) {
    if (app.school_sign_in == nullptr) return;
    auto school = page.values().repeat("SCHOOL");
    school.text("SCHOOL_NAME", app.node.settings.openid.name);
    school.text("BACK", percent_encoded(back));
}

boost::asio::awaitable<std::string_view> password_problem(App const& app, Call const& call) {
    std::string account = call.member->account;
    std::string password = call.form.text("password");
    if (!has_password(app, call)) {
        bool const has_just_come = app.node.clock.now() - call.member->proved < arrival_counts_for;
        std::string_view const problem = has_just_come ? "" : through_school_words;
        co_return problem;
    }
    if (password.empty()) co_return "Enter your password.";
    if (password.size() > members::longest_password) co_return wrong_password_words;
    if (!may_try(app, call, account)) co_return too_many_tries_words;
    auto const right = co_await app.sign_ins.check(account, std::move(password));
    if (!right) co_return wrong_password_words;
    note_right(app, call, account);
    co_return std::string_view{};
}

}  // namespace collegium::server::pages
