// A conversation with a session over a scripted wire, and its answers taken apart.
#pragma once

#include "server/http/session.hpp"
#include "tests/http/support.hpp"

#include <string>
#include <vector>

namespace collegium::tests {

struct Answer {
    unsigned status = 0;
    std::string head;
    std::string body;
};

// Splits by Content-Length alone. Fails the test on anything that is not a whole answer.
// `first_to_head`: the first one answers HEAD, and has no body whatever it says.
std::vector<Answer> split_answers(std::string_view bytes, bool first_to_head = false);

class Talk {
public:
    // Runs the session over what the client sends until one side ends it.
    void run(std::string sent, std::size_t step = 0);

    std::vector<Answer> answers() const { return split_answers(wire->received); }
    unsigned first_status() const;

    server::SessionLimits limits{};
    std::atomic<bool> draining = false;
    server::Handler handler;           // by default: 200 with the method and the target, a blank between
    std::chrono::milliseconds late{};  // by which bytes are read
    std::vector<server::Request> seen;
    std::optional<ScriptedWire> wire;
};

}  // namespace collegium::tests
