#include "server/http/session.hpp"

#include "config/log.hpp"
#include "server/http/inflow.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

namespace collegium::server {

namespace asio = boost::asio;
using SteadyClock = std::chrono::steady_clock;
using namespace std::chrono_literals;

namespace {

constexpr auto handler_time = 24h;  // a handler has limits of its own; until it is done the wire waits
// What somebody goes on sending who was turned away: enough for most to get to our answer before the connection ends.
constexpr auto farewell_time = 2s;
constexpr std::size_t farewell_bytes = 4 * 1024 * 1024;
constexpr std::size_t idle_room = 2048;  // what a connection at rest holds ready
constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::size_t slice = 256 * 1024;  // of an answer, for each of which a slow reader gets the write time

Response broken() {
    return {
        500,
        "application/json; charset=utf-8",
        R"({"error":"internal","message":"Something went wrong on our side. Try again in a minute."})"};
}

// A refused head has statuses of its own: a long target is 414 (RFC 9112, 3), long fields are 431 (RFC 6585).
Response refused_head(Refusal refusal, std::string_view head, HeadLimits const& limits) {
    auto const refused = Response::refused(refusal);
    if (refusal.reason() == Reason::wrong_method) {
        return Response{refused}.with("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
    }
    if (refusal.reason() != Reason::too_large) return refused;
    auto const line = std::min(head.find("\r\n"), head.size());
    return {
        line > limits.target ? 414U : 431U, std::string{refused.field("Content-Type")}, std::string{refused.body()}};
}

Response refused_body(Reading reading) {
    if (reading == Reading::too_large) return Response::refused(Refusal{Reason::too_large, "body"});
    return Response::refused(Refusal{Reason::malformed, "body"});
}

// Partners keep what they have, and send it again.
Response no_room() {
    return Response::refused(Refusal{Reason::unavailable, "no room for bodies"}).with("Retry-After", "30");
}

// "/u/ada?token" is "/u" in the log: what follows may be a name or a secret.
std::string first_segment(std::string_view path) {
    return std::string{path.substr(0, path.find('/', 1))};
}

Request head_of(Parser<true>::value_type const& message, std::string peer) {
    Request request;
    request.method = to_method(message.method_string()).value_or(Method::get);
    request.target = message.target();
    auto const question = std::min(request.target.find('?'), request.target.size());
    request.path = request.target.substr(0, question);
    request.query = request.target.substr(std::min(question + 1, request.target.size()));
    for (auto const& field : message) {
        request.fields.push_back(HeaderField{std::string{field.name_string()}, std::string{field.value()}});
    }
    request.peer = std::move(peer);
    return request;
}

Request to_request(Parser<true>& parser, std::string peer) {
    auto message = parser.release();
    auto request = head_of(message, std::move(peer));
    request.body = std::move(message.body());
    return request;
}

bool agrees(Parser<true> const& parser, HeadFacts const& facts) {
    auto const length = parser.content_length().value_or(0);
    return parser.chunked() == (facts.framing == Framing::chunked) && length == facts.content_length;
}

// The result of a co_await has a name before it is asked about: GCC 12.2 drops a coroutine's body if it has no local
// variable and awaits in the condition of an if or a loop.
class Conversation {
public:
    Conversation(
        Wire& wire,
        Handler const& handler,
        SessionLimits const& limits,
        Clock const& clock,
        std::atomic<bool> const& draining
    )
        : wire_{wire}, handler_{handler}, limits_{limits}, clock_{clock}, draining_{draining} {}

    asio::awaitable<void> run() {
        while (!last_) {
            bool const begun = co_await begin();
            if (!begun) co_return;
            bool const answered = co_await one_exchange();
            if (!answered) co_return;
            answered_ = SteadyClock::now();
            ++served_;
        }
    }

private:
    // Waits for the first byte of a request. False: there will be none.
    asio::awaitable<bool> begin() {
        if (inflow_.empty()) {
            inflow_.shrink();
            wire_.rest(true);
            wire_.deadline(served_ == 0 ? limits_.head_time : limits_.idle_time);
            auto const size = co_await wire_.read(inflow_.room(idle_room));
            wire_.rest(false);
            if (size == 0) co_return false;
            late_by_ = lateness();
            inflow_.came(size);
        }
        if (served_ > 0) wire_.deadline(limits_.head_time);
        co_return true;
    }

    // What came while the answer before it was made has waited for nobody but itself.
    std::chrono::milliseconds lateness() {
        auto const since_answer = SteadyClock::now() - answered_;
        return std::min(wire_.late_by(), std::chrono::duration_cast<std::chrono::milliseconds>(since_answer));
    }

    // One request and its answer. False: the connection is at its end.
    asio::awaitable<bool> one_exchange() {
        auto const size = co_await read_head(wire_, inflow_, limits_.head.head);
        if (size == 0) co_return false;
        auto const head = inflow_.bytes().substr(0, size);
        auto const facts = check_request_head(head, limits_.head);
        if (!facts) {
            auto refused = refused_head(facts.error(), head, limits_.head);
            co_return co_await turn_away(std::move(refused));
        }

        Parser<true> parser;
        auto reading = Reading::malformed;
        Leave leave;
        RoomyWire roomy{wire_, *limits_.room, limits_.body};  // until this is answered
        if (parse_head(inflow_, size, parser) && agrees(parser, *facts)) {
            auto larger = larger_body(parser, *facts);
            if (!larger) {
                auto refused = Response::refused(larger.error());
                co_return co_await turn_away(std::move(refused));
            }
            leave = *std::move(larger);
            Wire& from = leave.place ? wire_ : roomy;  // who was given a place has room
            reading = co_await read_rest(from, parser, *facts, leave.most);
        }
        if (roomy.was_full()) {
            auto refused = no_room();
            co_return co_await turn_away(std::move(refused));
        }
        if (reading == Reading::gone) co_return false;
        if (reading != Reading::whole) {
            auto refused = refused_body(reading);
            co_return co_await turn_away(std::move(refused));
        }

        auto request = to_request(parser, wire_.peer());
        request.late_by = std::exchange(late_by_, {});
        co_return co_await answer(std::move(request), facts->keep_alive);
    }

    asio::awaitable<Reading> read_rest(Wire& from, Parser<true>& parser, HeadFacts facts, std::size_t limit) {
        if (parser.is_done()) co_return Reading::whole;
        if (facts.content_length > limit) co_return Reading::too_large;

        wire_.deadline(limits_.body_time * std::max<std::size_t>(limit / std::max<std::size_t>(limits_.body, 1), 1));
        if (facts.expects_continue && inflow_.empty()) {
            bool const told = co_await wire_.write(asio::buffer(go_on));
            if (!told) co_return Reading::gone;
        }
        co_return co_await read_body(from, inflow_, parser, limit);
    }

    // Only a head that asks for more than usual costs the question whether it may have it.
    Result<Leave> larger_body(Parser<true> const& parser, HeadFacts const& facts) const {
        bool const asks = facts.framing == Framing::chunked || facts.content_length > limits_.body;
        if (!asks || !limits_.larger_body) return Leave{limits_.body};
        auto leave = limits_.larger_body(head_of(parser.get(), wire_.peer()));
        if (leave) leave->most = std::max(limits_.body, leave->most);
        return leave;
    }

    asio::awaitable<bool> answer(Request request, bool keep_alive) {
        bool const head_only = request.method == Method::head;

        wire_.deadline(handler_time);
        auto response = co_await ask_handler(std::move(request));

        bool const enough = served_ + 1 >= limits_.requests || draining_;
        auto const goes_on = response.continuation();
        last_ = last_ || enough || !keep_alive || goes_on != nullptr;
        bool const upgrades = goes_on != nullptr && response.status() == 101;
        bool sent = upgrades;
        if (!upgrades) sent = co_await send(std::move(response), head_only);
        if (!sent) co_return false;
        if (goes_on && !head_only) co_await go_on_with(goes_on);
        if (enough && keep_alive) co_await linger();  // the peer may have sent more already
        co_return true;
    }

    asio::awaitable<void> go_on_with(Continuation const& goes_on) {
        try {
            co_await goes_on(wire_);
        } catch (std::exception const& problem) {
            log::error("broke off an answer", {{"problem", problem.what()}});
        }
    }

    // A handler that throws costs its connection: what it left behind is unknown.
    asio::awaitable<Response> ask_handler(Request request) {
        auto const place = first_segment(request.path);
        try {
            co_return co_await handler_(std::move(request));
        } catch (std::exception const& problem) {
            log::error("failed to answer", {{"place", place}, {"problem", problem.what()}});
        } catch (...) {
            log::error("failed to answer", {{"place", place}, {"problem", "not an exception"}});
        }
        last_ = true;
        co_return broken();
    }

    asio::awaitable<bool> turn_away(Response refused) {
        last_ = true;
        log::info("turned a request away", {{"status", std::to_string(refused.status())}, {"from", wire_.peer()}});
        bool const sent = co_await send(std::move(refused), false);
        if (sent) co_await linger();
        co_return false;
    }

    asio::awaitable<bool> send(Response response, bool head_only) {
        auto const date = to_http_date(clock_.now());
        auto head = write_response_head(response, date, !last_);
        if (!head) {
            log::error("dropped an answer", {{"problem", head.error().detail()}});
            last_ = true;
            response = broken();
            head = write_response_head(response, date, false);
        }

        bool const bodiless = head_only || has_no_content(response.status());
        auto rest = bodiless ? std::string_view{} : response.body();
        head->append(rest.substr(0, slice));
        rest.remove_prefix(std::min(slice, rest.size()));

        bool written = co_await write(*head);
        while (written && !rest.empty()) {
            auto const piece = rest.substr(0, slice);
            written = co_await write(piece);
            rest.remove_prefix(piece.size());
        }
        co_return written;
    }

    asio::awaitable<bool> write(std::string_view bytes) {
        wire_.deadline(limits_.write_time);
        return wire_.write(asio::buffer(bytes));
    }

    // Closing over unread bytes resets the connection, and the reset may overtake the answer.
    asio::awaitable<void> linger() {
        wire_.deadline(farewell_time);
        for (std::size_t seen = 0; seen < farewell_bytes;) {
            inflow_.drop(inflow_.bytes().size());
            auto const size = co_await wire_.read(inflow_.room());
            if (size == 0) co_return;
            inflow_.came(size);
            seen += size;
        }
    }

    Wire& wire_;
    Handler const& handler_;
    SessionLimits const& limits_;
    Clock const& clock_;
    std::atomic<bool> const& draining_;
    Inflow inflow_;
    std::chrono::milliseconds late_by_{};
    SteadyClock::time_point answered_{};  // when the last answer had gone out
    unsigned served_ = 0;
    bool last_ = false;  // the answer to come, or the one just given, ends the connection
};

}  // namespace

asio::awaitable<void> converse(
    Wire& wire,
    Handler const& handler,
    SessionLimits const& limits,
    Clock const& clock,
    std::atomic<bool> const& draining
) {
    Conversation conversation{wire, handler, limits, clock, draining};
    co_await conversation.run();
}

}  // namespace collegium::server
