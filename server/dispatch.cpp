#include "server/dispatch.hpp"

#include "config/ascii.hpp"
#include "config/log.hpp"
#include "server/api_gate.hpp"
#include "server/audit/looking.hpp"
#include "server/content_policy.hpp"
#include "server/cookies.hpp"
#include "server/media/upload_limit.hpp"
#include "server/members/detour.hpp"
#include "server/operations/watch.hpp"
#include "server/pages/error_page.hpp"
#include "server/pages/kept_form.hpp"
#include "server/pages/read_only_page.hpp"
#include "server/read_only.hpp"
#include "server/readers.hpp"
#include "server/validators.hpp"

#include <boost/asio/ip/address.hpp>

#include <algorithm>

namespace collegium::server {

namespace asio = boost::asio;

namespace {

// Policy for everything that we answer (security R11, W3). A page whose form leads elsewhere brings its own.
Response with_policy(Response response) {
    response.with("X-Content-Type-Options", "nosniff")
        .with("Referrer-Policy", "same-origin")
        .with("Strict-Transport-Security", "max-age=31536000");
    if (response.field("content-security-policy").empty()) response.with("Content-Security-Policy", content_policy());
    return response;
}

// For the numbers of those who watch over the node.
std::string_view name_of(Door door) noexcept {
    switch (door) {
        case Door::open:
        case Door::both: return "page";
        case Door::document:
        case Door::actor: return "document";
        case Door::signed_message: return "inbox";
        case Door::notice: return "notice";
        case Door::form: return "form";
        case Door::api: return "api";
    }
    return "none";
}

bool is_page_reader(Request const& request) {
    return request.field("accept").find("text/html") != std::string_view::npos;
}

// The last of all lines of that name: a proxy adds its word after whatever the client claimed, behind a comma or as a
// line of its own.
std::string_view last_forwarded(Request const& request) {
    std::string_view last;
    for (auto const& field : request.fields)
        if (ascii::equal_ignoring_case(field.name, "x-forwarded-for")) last = field.value;
    last.remove_prefix(last.rfind(',') + 1);
    while (last.starts_with(' ') || last.starts_with('\t')) last.remove_prefix(1);
    while (last.ends_with(' ') || last.ends_with('\t')) last.remove_suffix(1);
    return last;
}

// A proxy on this machine tells for whom it asks (security R17). What is no address is nobody's: every spelling of it
// would have limits of its own.
std::string client_of(Request const& request) {
    if (request.peer != "127.0.0.1" && request.peer != "::1") return request.peer;
    boost::system::error_code problem;
    auto const address = asio::ip::make_address(last_forwarded(request), problem);
    if (problem) return request.peer;
    bool const is_mapped = address.is_v6() && address.to_v6().is_v4_mapped();
    return is_mapped ? asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string()
                     : address.to_string();
}

// A form with files comes in parts; the fields of it are read as those of any other form.
Result<void> read_form_in_parts(Call& call) {
    auto parts = Parameters::read(call.request);
    if (!parts) return parts.error();
    call.parameters = *std::move(parts);
    std::string encoded;
    for (auto const& [name, values] : call.parameters.all())
        encoded += (encoded.empty() ? "" : "&") + percent_encoded(name) + "=" + percent_encoded(values.front());
    auto form = Form::parse(encoded);
    if (!form) return form.error();
    call.form = *std::move(form);
    return {};
}

bool is_in_parts(Request const& request) {
    return !boundary_of(request.field("content-type")).empty();
}

// Nobody comes in by a cookie there, and nothing of the request is a form.
bool is_for_machines(Route const& route) {
    return route.door == Door::signed_message || route.door == Door::notice || route.door == Door::api;
}

Result<void> read_form(Call& call, Route const& route) {
    bool const in_body = route.door == Door::form;
    if (in_body && media::takes_pictures(route) && is_in_parts(call.request)) return read_form_in_parts(call);
    if (in_body && !call.request.field("content-type").starts_with("application/x-www-form-urlencoded"))
        return Refusal{Reason::wrong_type, "not a form"};
    if (is_for_machines(route)) return {};
    auto form = Form::parse(in_body ? call.request.body : call.request.query);
    if (!form) return form.error();
    call.form = *std::move(form);
    return {};
}

void recognise(App const& app, Call& call) {
    auto const sign_in = cookies::value_of(call.request, cookies::sign_in);
    call.member = app.sign_ins.member_of(sign_in);
    call.browser_token = call.member ? sign_in : cookies::value_of(call.request, cookies::browser);
    if (!call.browser_token.empty()) return;
    call.browser_token = app.sign_ins.fresh_token();
    call.fresh_browser = true;
}

bool is_from_here(App const& app, Call const& call) {
    auto const origin = call.request.field("origin");
    return !origin.empty() && (origin == app.node.settings.origin() || origin == app.browser_origin);
}

// A form counts only if a page of ours made it for this browser; a browser that says where it comes from must say
// "here".
Result<void> check_form(App const& app, Call const& call) {
    if (!call.request.field("origin").empty() && !is_from_here(app, call))
        return Refusal{Reason::not_allowed, "a form from another site"};
    if (!app.sign_ins.form_key_fits(call.browser_token, call.form.text("form_key")))
        return Refusal{Reason::not_allowed, "a form that is not of this browser"};
    return {};
}

// Something that somebody wrote on a page of ours, whoever they are by now: it is not lost. No other site can make a
// browser say that it comes from here.
bool must_be_kept(App const& app, Call const& call, Route const& route) {
    bool const is_page = route.door == Door::form && is_page_reader(call.request);
    return is_page && is_from_here(app, call) && pages::has_words(call.form);
}

// While nothing is taken. People get a page that keeps what they typed, if it was a form of ours. Files are chosen
// again.
Response rest(App const& app, Call call, Route const& route, Rest why) {
    bool const is_form = route.door == Door::form && is_page_reader(call.request);
    bool const is_ours = is_form && read_form(call, route) && (check_form(app, call) || must_be_kept(app, call, route));
    auto response = is_form ? pages::read_only_page(app, call, is_ours, why) : rest_answer(call, why);
    return response.with("Retry-After", std::string{read_only_retry});
}

// A message for another host must not be replayed here: its signature covers that host's name.
Result<void> check_door(App const& app, Call const& call, Route const& route) {
    if (route.door == Door::form) return check_form(app, call);
    if (route.door != Door::signed_message || call.request.field("host") == app.node.settings.node.domain) return {};
    log::info(
        "refused a message", {{"reason", "misdirected"}, {"from", call.request.peer}, {"path", call.request.path}}
    );
    return Refusal{Reason::misdirected, "signed for another host"};
}

bool is_operator(Call const& call) {
    return call.member && call.member->roles.has(storage::Role::operator_);
}

Response remember_browser(Call const& call, bool fresh, Response response) {
    bool const is_page = response.field("content-type").starts_with("text/html");
    if (fresh && is_page) response.with("Set-Cookie", cookies::keep(cookies::browser, call.browser_token, 1));
    return response;
}

Response unsent(App const& app, Call const& call, std::string_view to) {
    return remember_browser(call, call.fresh_browser, pages::unsent_page(app, call, to));
}

// With the way back, which a form does not have: what was written into it stands on the page.
Response led_to(App const& app, std::string_view page, Call const& call, Route const& route) {
    if (must_be_kept(app, call, route)) return unsent(app, call, page);
    auto const back = call.request.method == Method::post ? std::string_view{"/"} : call.request.target;
    return Response::see_other(std::string{page} + "?return=" + percent_encoded(back));
}

Response not_let_in(App const& app, Call const& call, Route const& route, Refusal refusal) {
    return must_be_kept(app, call, route) ? unsent(app, call, "") : refuse(app, call, refusal);
}

Response no_route(App const& app, Call const& call, Match const& match) {
    if (match.allowed.empty()) return refuse(app, call, {Reason::not_found, "no such address"});
    return refuse(app, call, {Reason::wrong_method, "no such method here"}).with("Allow", match.allowed);
}

asio::awaitable<Response> answer(App const& app, Call call, Match match) {
    bool const by_cookie = match.route == nullptr || !is_for_machines(*match.route);
    if (by_cookie) recognise(app, call);
    if (match.route == nullptr) co_return no_route(app, call, match);
    auto const& route = *match.route;
    call.names = std::move(match.names);
    if (auto const why = why_rest(app, call, route); why != Rest::none)
        co_return rest(app, std::move(call), route, why);
    if (route.door == Door::api) co_return co_await answer_api(app, std::move(call), route);
    if (auto const read = read_form(call, route); !read) co_return refuse(app, call, read.error());
    if (is_for_programs(call, route))
        if (auto away = recognise_reader(app, call)) co_return *std::move(away);
    if (depends_on_reader(app, call, route)) co_return co_await answer_reader(app, std::move(call), route);
    auto const first = members::detour(app, call, route);
    if (!first.empty()) co_return led_to(app, first, call, route);
    if (route.who == Who::operator_ && !is_operator(call))
        co_return refuse(app, call, {Reason::not_found, "for operators"});
    if (route.who == Who::member && !call.member) co_return led_to(app, "/sign-in", call, route);
    if (auto const fits = check_door(app, call, route); !fits) co_return not_let_in(app, call, route, fits.error());

    if (call.member && !call.bearer) {
        std::string token = call.browser_token;
        co_await app.sign_ins.note_visit(std::move(token));
    }
    Call kept;
    kept.browser_token = call.browser_token;
    kept.bearer = call.bearer;
    bool const fresh = call.fresh_browser;
    auto response = co_await audit::handle(app, std::move(call), route);
    response = for_this_member(kept, std::move(response));
    co_return remember_browser(kept, fresh, std::move(response));
}

// Counts how a request ended.
class Counter {
public:
    Counter(App const& app, std::string_view door) : app_{app}, door_{door} {}

    void ended(unsigned status) const {
        if (app_.watch == nullptr) return;
        app_.watch->telemetry.answered(door_, status, std::chrono::steady_clock::now() - begun_);
    }

    Response counted(Response response) const {
        ended(response.status());
        return response;
    }

private:
    App const& app_;
    std::string_view door_;
    std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

// What breaks is answered with 500 further out.
asio::awaitable<Response> answer_counted(App const& app, Call call, Match match, Counter const& counter) {
    try {
        auto response = co_await answer(app, std::move(call), std::move(match));
        co_return response;
    } catch (...) {
        counter.ended(500);
        throw;
    }
}

}  // namespace

bool Call::wants_activity() const noexcept {
    auto const accept = request.field("accept");
    auto const has = [&](std::string_view type) { return accept.find(type) != std::string_view::npos; };
    return has("application/activity+json") || has("application/ld+json");
}

Response refuse(App const& app, Call const& call, Refusal refusal) {
    if (is_api_path(call.request.path)) return api_refused(refusal);
    if (is_page_reader(call.request)) return pages::error_page(app, call, refusal);
    return Response::refused(refusal).with("Vary", "Accept");
}

asio::awaitable<Response> dispatch(App const& app, Request request) {
    std::string const known{request.field("if-none-match")};
    Call call;
    call.client = client_of(request);
    call.request = std::move(request);
    auto match = find_route(call.request.method, call.request.path);
    auto const door = match.route == nullptr ? std::string_view{"none"} : name_of(match.route->door);
    Counter const counter{app, door};
    bool const open_to_scripts = match.open_to_scripts || is_api_path(call.request.path);
    if (call.request.method == Method::options && open_to_scripts)
        co_return with_policy(counter.counted(preflight(match)));
    auto response = co_await answer_counted(app, std::move(call), std::move(match), counter);
    if (open_to_scripts) response = with_cors(std::move(response));
    co_return with_policy(counter.counted(with_validator(known, std::move(response))));
}

}  // namespace collegium::server
