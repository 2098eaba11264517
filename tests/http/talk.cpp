#include "tests/http/talk.hpp"

#include <doctest/doctest.h>

namespace collegium::tests {

namespace asio = boost::asio;
using namespace collegium::server;

std::vector<Answer> split_answers(std::string_view bytes, bool first_to_head) {
    std::vector<Answer> answers;
    while (!bytes.empty()) {
        auto const head_end = bytes.find("\r\n\r\n");
        REQUIRE(head_end != bytes.npos);
        Answer answer;
        answer.head = bytes.substr(0, head_end + 4);
        REQUIRE(answer.head.starts_with("HTTP/1.1 "));
        answer.status = static_cast<unsigned>(std::stoul(answer.head.substr(9, 3)));
        bytes.remove_prefix(head_end + 4);

        auto const length = answer.head.find("Content-Length: ");
        if (length != std::string::npos && !(first_to_head && answers.empty())) {
            auto const size = std::stoul(answer.head.substr(length + 16));
            REQUIRE(size <= bytes.size());
            answer.body = bytes.substr(0, size);
            bytes.remove_prefix(size);
        }
        answers.push_back(std::move(answer));
    }
    return answers;
}

void Talk::run(std::string sent, std::size_t step) {
    wire.emplace(std::move(sent), step);
    wire->late = late;
    Handler const watched = [this](Request request) -> asio::awaitable<Response> {
        seen.push_back(request);
        if (handler) return handler(std::move(request));
        auto const echo = [](Request asked) -> asio::awaitable<Response> {
            std::string words{to_string(asked.method)};
            words += ' ';
            words += asked.target;
            co_return Response{200, "text/plain", std::move(words)};
        };
        return echo(std::move(request));
    };
    StandingClock const clock;
    tests::run(converse(*wire, watched, limits, clock, draining));
}

unsigned Talk::first_status() const {
    auto const all = answers();
    return all.empty() ? 0 : all.front().status;
}

}  // namespace collegium::tests
