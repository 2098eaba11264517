// What a client sends over a connection: heads, bodies with lengths and in chunks, several requests one after another.
#include "config/log.hpp"
#include "server/http/request_head.hpp"
#include "server/http/session.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/http/support.hpp"

namespace collegium::fuzz {

namespace {

struct Heard {
    std::string requests;  // as the handler saw them
    std::string answers;   // as the client gets them
};

std::string as_seen(server::Request const& request) {
    std::string text{to_string(request.method)};
    text += " " + request.path + " ? " + request.query;
    for (auto const& field : request.fields) text += "\n" + field.name + ": " + field.value;
    return text + "\n\n" + request.body + "\n----\n";
}

boost::asio::awaitable<server::Response> answer_shortly(server::Request) {
    co_return server::Response{200, "text/plain", "ok"};
}

// Whether a client is told to go on depends on whether it has gone on already.
std::string without_interim(std::string answers) {
    constexpr std::string_view interim = "HTTP/1.1 100 Continue\r\n\r\n";
    for (auto at = answers.find(interim); at != std::string::npos; at = answers.find(interim))
        answers.erase(at, interim.size());
    return answers;
}

// step: how many bytes come at a time; 0: all.
Heard talk(std::string_view input, std::size_t step) {
    Heard heard;
    tests::ScriptedWire wire{std::string{input}, step};
    server::Handler const handler = [&](server::Request request) {
        heard.requests += as_seen(request);
        require(request.target.starts_with('/') || request.target == "*", "a target is a place of ours");
        return answer_shortly(std::move(request));
    };
    server::SessionLimits limits;
    limits.body = 2000;
    limits.head.head = 2000;
    limits.head.fields = 20;
    limits.head.target = 300;
    tests::StandingClock const clock;
    std::atomic<bool> const draining = false;
    boost::asio::io_context io{1};
    bool finished = false;
    boost::asio::co_spawn(io, server::converse(wire, handler, limits, clock, draining), [&](std::exception_ptr) {
        finished = true;
    });
    io.run();
    require(finished, "a conversation has an end");
    heard.answers = without_interim(std::move(wire.received));
    return heard;
}

void read_request(std::string_view input) {
    log::set_level(log::Level::error);
    auto const at_once = talk(input, 0);
    for (std::size_t const step : {std::size_t{1}, std::size_t{7}}) {
        auto const in_steps = talk(input, step);
        require(in_steps.requests == at_once.requests, "a request is the same however its bytes arrive");
        require(in_steps.answers == at_once.answers, "an answer is the same however the bytes of its request arrive");
    }
    auto const size = server::head_size(input);
    require(!size || *size <= input.size(), "a head ends within the bytes that came");
    if (!at_once.requests.empty()) require(size.has_value(), "a request that was heard has a head");
}

Registered const request_target{{"request", read_request}};

}  // namespace

}  // namespace collegium::fuzz
