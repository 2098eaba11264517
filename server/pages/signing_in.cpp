#include "server/pages/signing_in.hpp"

#include "server/cookies.hpp"
#include "server/members/second_factor.hpp"
#include "server/pages/page.hpp"
#include "server/pages/passkey_step.hpp"

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

bool has_authenticator(App const& app, std::string const& account) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        return members::has_authenticator(tx, tables, account);
    });
}

std::string_view found_in(std::string_view text, std::span<Names const> names, std::string_view otherwise) {
    auto const found =
        std::ranges::find_if(names, [&](auto const& each) { return text.find(each.first) != std::string_view::npos; });
    return found == names.end() ? otherwise : found->second;
}

}  // namespace

std::string browser_name(Request const& request) {
    auto const agent = request.field("user-agent");
    std::string name{found_in(agent, browsers, phrase("Another browser"))};
    auto const system = found_in(agent, systems, "");
    if (!system.empty()) name += ", " + std::string{system};
    return name;
}

bool may_try(App const& app, Call const& call, std::string const& account) {
    return may_try_from(app, call) && app.sign_in_tries.allows(account, app.node.clock.now());
}

bool may_try_from(App const& app, Call const& call) {
    return app.address_tries.allows(address_block(call.client), app.node.clock.now());
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

void show_recovery_codes(Values& values, std::vector<std::string> const& codes, std::string_view to) {
    auto fresh = values.include("FRESH", "recovery_codes");
    fresh.text("TO", Response::see_other(to).field("location"));
    for (auto const& code : codes) fresh.repeat("CODE").text("WORDS", code);
}

Response code_page(
    App const& app,
    Call const& call,
    std::string_view ticket,
    std::string_view back,
    std::string_view problem,
    unsigned status
) {
    Page page{app, call, "sign_in_code", phrase("Sign in")};
    page.values().text("TICKET", ticket);
    page.values().text("RETURN", back);
    auto const account = app.sign_ins.account_of_ticket(call.browser_token, ticket).value_or("");
    page.values().show(has_authenticator(app, account) ? "WITH_AUTHENTICATOR" : "WITHOUT_AUTHENTICATOR");
    if (!account.empty()) ask_for_passkey(app, call, page, PasskeyStep::second, account, back, ticket);
    page.values().problem("code", problem);
    return page.render(status);
}

boost::asio::awaitable<Result<std::string>> begin_with_second_factor(App const& app, Call const& call) {
    storage::Store::Change<storage::Nothing> change =
        [person = call.member->actor](storage::WriteTx& tx, storage::Tables& tables) {
            SignIns::end_all(tx, tables, person);
            return Result<storage::Nothing>{storage::Nothing{}};
        };
    auto const ended = co_await app.node.store.write(std::move(change));
    if (!ended) co_return ended.error();
    std::string account = call.member->account, client = browser_name(call.request);
    auto token = co_await app.sign_ins.start(std::move(account), true, std::move(client));
    co_return token;
}

Response with_sign_in(App const& app, std::string const& token, Response page) {
    auto const cookies = signed_in(app, token, "/");
    for (auto const& field : cookies.fields())
        if (field.name == "Set-Cookie") page.with(field.name, field.value);
    return page;
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
    if (password.empty()) co_return phrase("Enter your password.");
    if (password.size() > members::longest_password) co_return wrong_password_words;
    if (!may_try(app, call, account)) co_return too_many_tries_words;
    auto const right = co_await app.sign_ins.check(account, std::move(password));
    if (!right) co_return wrong_password_words;
    note_right(app, call, account);
    co_return std::string_view{};
}

}  // namespace collegium::server::pages
