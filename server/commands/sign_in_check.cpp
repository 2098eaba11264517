#include "server/commands/sign_in_check.hpp"

#include "config/clock.hpp"
#include "federation/messages/json.hpp"
#include "server/http/dialer.hpp"
#include "server/openid/house.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <unistd.h>

namespace collegium::server::commands {

namespace asio = boost::asio;
using federation::IncomingResponse;
using federation::OutgoingRequest;
using health::Check;
using health::State;

namespace {

struct Outcome {
    Outcome() = default;

    Result<IncomingResponse> answer{Refusal{Reason::unreachable, "not asked"}};
    Probe probe{};
};

asio::awaitable<void> ask(Dialer& dialer, OutgoingRequest request, Outcome& into) {
    auto const host = request.host;
    into.answer = co_await dialer.exchange(std::move(request));
    if (into.answer) co_return;
    into.probe = co_await dialer.probe(host);
}

// Waits on this thread.
Outcome asked(Settings const& settings, bool inside, OutgoingRequest request) {
    Outcome outcome;
    asio::io_context io{1};
    Dialer dialer{
        io.get_executor(), DialerLimits{}, std::nullopt, openid::house_of(settings, inside), Road{settings.outgoing}};
    std::exception_ptr thrown;
    bool finished = false;
    asio::co_spawn(io, ask(dialer, std::move(request), outcome), [&](std::exception_ptr error) {
        thrown = error;
        finished = true;
    });
    while (!finished) io.run_one();
    if (thrown) std::rethrow_exception(thrown);
    return outcome;
}

// Why it could not be reached. What opens HTTPS on its way shows a certificate that nobody outside believes.
Check unreachable(Settings const& settings, std::string const& host, Outcome const& outcome) {
    Check check{"sign-in", State::bad, "", ""};
    auto const& probe = outcome.probe;
    if (!probe.certificate_problem.empty()) {
        check.words =
            host + " shows a certificate that this computer does not believe: " + probe.certificate_problem + ".";
        check.remedy =
            "If your network opens HTTPS and closes it again, save the certificate of its authority in a file and "
            "set outgoing.authority; or set this computer's clock.";
    } else if (!probe.named) {
        check.words = host + " cannot be dialled: " + std::string{probe.named.error().detail()} + ".";
        check.remedy =
            settings.outgoing.proxy.empty()
                ? "Compare openid.issuer with what the provider says; if it is inside the school, add "
                  "--school-sign-in-inside; if nothing may leave the school but by a proxy, set outgoing.proxy."
                : "Compare openid.issuer and outgoing.proxy with what their keepers say.";
    } else {
        check.words = host + " does not answer on port 443.";
        check.remedy =
            settings.outgoing.proxy.empty()
                ? "Let this computer out to it, or set outgoing.proxy if your network has one."
                : "Ask the keeper of " + settings.outgoing.proxy + " whether it lets CONNECT to " + host + " through.";
    }
    return check;
}

Check judged(Settings const& settings, IncomingResponse const& answer) {
    Check check{"sign-in", State::bad, "", ""};
    auto const document = federation::Json::read_object(answer.body);
    auto const said = document ? federation::text_member(document->root(), "issuer") : std::string_view{};
    if (answer.status != 200 || !document) {
        check.words = settings.openid.issuer + " answers, but not with the description of a sign-in (status " +
                      std::to_string(answer.status) + ").";
        check.remedy = "openid.issuer is the address before /.well-known/openid-configuration: compare it.";
    } else if (said != settings.openid.issuer) {
        check.words =
            "The provider calls itself " + std::string{said} + ", and the settings " + settings.openid.issuer + ".";
        check.remedy = "Write openid.issuer exactly as the provider does.";
    } else if (!settings.openid.secret_file.empty() && access(settings.openid.secret_file.c_str(), R_OK) != 0) {
        check.words = settings.openid.secret_file.string() + " cannot be read.";
        check.remedy = "Write the secret on its first line, readable for the user of the node only.";
    } else {
        check.state = State::good;
        check.words = "The sign-in answers. Register this node there with the return address " + settings.origin() +
                      "/sign-in/school/return";
    }
    return check;
}

std::optional<std::int64_t> clock_ahead_of(IncomingResponse const& answer) {
    auto const theirs = from_http_date(answer.field("date"));
    if (!theirs) return std::nullopt;
    return std::chrono::duration_cast<std::chrono::seconds>(SystemClock{}.now() - *theirs).count();
}

}  // namespace

SignInCheck check_sign_in(Settings const& settings, bool inside) {
    constexpr std::string_view https = "https://";
    auto const& issuer = settings.openid.issuer;
    if (issuer.empty())
        return {
            {"sign-in",
             State::unknown,
             "Members sign in with passwords only.",
             "Set [openid] to use the school's own sign-in."},
            std::nullopt};
    auto const rest = issuer.substr(https.size());
    auto const slash = std::min(rest.find('/'), rest.size());
    auto const host = rest.substr(0, slash);
    auto path = rest.substr(slash);
    while (path.ends_with('/')) path.pop_back();
    auto const outcome = asked(settings, inside, {"GET", host, path + "/.well-known/openid-configuration"});
    if (!outcome.answer) return {unreachable(settings, host, outcome), std::nullopt};
    return {judged(settings, *outcome.answer), clock_ahead_of(*outcome.answer)};
}

}  // namespace collegium::server::commands
