#include "server/http/response_reader.hpp"

#include "server/http/response_head.hpp"

namespace collegium::server {

namespace asio = boost::asio;
using federation::IncomingResponse;

namespace {

constexpr unsigned most_interim = 5;

bool agrees(Parser<false> const& parser, ResponseFacts const& facts) {
    if (parser.get().result_int() != facts.status || parser.chunked() != facts.chunked) return false;
    auto const length = parser.content_length();
    return length.has_value() == facts.content_length.has_value() &&
           length.value_or(0) == facts.content_length.value_or(0);
}

IncomingResponse to_response(Parser<false>& parser) {
    auto message = parser.release();
    IncomingResponse response;
    response.status = message.result_int();
    for (auto const& field : message) {
        response.fields.push_back(crypto::HeaderField{std::string{field.name_string()}, std::string{field.value()}});
    }
    response.body = std::move(message.body());
    return response;
}

}  // namespace

asio::awaitable<Result<IncomingResponse>> ResponseReader::read() {
    for (unsigned interim = 0; interim <= most_interim; ++interim) {
        auto const size = co_await read_head(wire_, inflow_, limits_.head);
        heard_nothing_ = heard_nothing_ && inflow_.empty();
        if (size == 0) co_return Refusal{Reason::unreachable, "no answer"};

        auto const facts = check_response_head(inflow_.bytes().substr(0, size), limits_.head);
        if (!facts) co_return Refusal{Reason::unreachable, "not a response in HTTP"};
        if (facts->encoded) co_return Refusal{Reason::unreachable, "Content-Encoding that was not asked for"};

        Parser<false> parser;
        parser.skip(to_head_);
        if (!parse_head(inflow_, size, parser) || !agrees(parser, *facts)) {
            co_return Refusal{Reason::unreachable, "not a response in HTTP"};
        }
        if (facts->status == 101) co_return Refusal{Reason::unreachable, "switch to another protocol"};
        if (facts->status < 200) continue;

        until_end_ = parser.need_eof();
        auto const reading = co_await read_body(wire_, inflow_, parser, limits_.body);
        if (reading == Reading::too_large) co_return Refusal{Reason::too_large, "response"};
        if (reading != Reading::whole) co_return Refusal{Reason::unreachable, "response broke off"};

        can_go_on_ = facts->keep_alive && !until_end_ && inflow_.empty();
        co_return to_response(parser);
    }
    co_return Refusal{Reason::unreachable, "interim responses without end"};
}

}  // namespace collegium::server
