// HttpServer: the least that HTTP/1.1 over kept connections needs: no limits, no patience, nothing that a stranger
// could be let near to. Limit programs stand on it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace collegium::bench::limits {

// Views of what was received; they live as long as the handler runs.
struct Asked {
    std::string_view method, target;
    std::string_view head;  // with the request line, without the empty line
    std::string_view body;
};

// Where an answer goes that is given later.
struct Ticket {
    std::size_t thread = 0;
    int socket = -1;
    std::uint64_t serial = 0;  // of the connection
};

class HttpServer {
public:
    // Returns the whole answer, or nothing if it comes by `answer`. Runs on several threads at once.
    using Handler = std::function<std::optional<std::string>(Asked const&, Ticket const&)>;

    // Throws std::runtime_error if the port is taken.
    HttpServer(std::uint16_t port, std::size_t threads, Handler handler);
    ~HttpServer();
    HttpServer(HttpServer const&) = delete;
    HttpServer& operator=(HttpServer const&) = delete;

    // From any thread: the same answer for all of these.
    void answer(std::vector<Ticket> const& tickets, std::string_view text);

    // Says that it is ready, and waits for SIGTERM.
    void serve();

private:
    class Loop;
    std::vector<std::unique_ptr<Loop>> loops_;
};

// A head and a body.
std::string answer_of(std::string_view status, std::string_view type, std::string_view body);

}  // namespace collegium::bench::limits
