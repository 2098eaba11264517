// What another server answers.
#include "server/http/response_reader.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/http/support.hpp"

namespace collegium::fuzz {

namespace {

constexpr server::ResponseLimits hearing{2000, 1500};

std::string hear(std::string_view input, std::size_t step, bool to_head) {
    tests::ScriptedWire wire{std::string{input}, step};
    server::ResponseReader reader{wire, hearing, to_head};
    auto const response = tests::run(reader.read());
    if (!response) {
        require(!reader.can_go_on(), "after an answer that was refused, its connection is not used again");
        return "refused " + std::to_string(static_cast<int>(response.error().reason()));
    }
    require(response->status >= 200 && response->status < 600, "an answer has a status that ends it");
    require(response->body.size() <= hearing.body, "no body is longer than asked for");
    require(!to_head || response->body.empty(), "an answer to HEAD has no body");
    auto text = std::to_string(response->status);
    for (auto const& field : response->fields) {
        require(field.value.find_first_of("\r\n") == std::string::npos, "a field is one line");
        text += "\n" + field.name + ": " + field.value;
    }
    return text + "\n\n" + response->body;
}

void read_response(std::string_view input) {
    for (bool const to_head : {false, true}) {
        auto const at_once = hear(input, 0, to_head);
        require(hear(input, 1, to_head) == at_once, "an answer is the same byte by byte");
        require(hear(input, 7, to_head) == at_once, "an answer is the same however its bytes arrive");
    }
}

Registered const response_target{{"response", read_response}};

}  // namespace

}  // namespace collegium::fuzz
