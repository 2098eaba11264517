// The limit of a read over HTTP: one record by what was asked for, and its bytes on the way out.
#include "storage/engine.hpp"
#include "tests/bench/limits/http_server.hpp"

#include <iostream>
#include <stdexcept>
#include <thread>

namespace collegium::bench::limits {

namespace {

constexpr std::size_t map_size = std::size_t{1} << 36;

// type: of all bodies in the table "answers", which the benchmark has filled, target => body.
int serve(char const* port, char const* folder, char const* type) {
    storage::Engine engine{{folder, map_size}};
    std::optional<storage::RawTable> answers;
    {
        storage::WriteTx tx{engine};
        answers.emplace(tx, "answers");
        tx.commit();
    }
    auto const missing = answer_of("404 Not Found", "text/plain", "");
    HttpServer server{
        static_cast<std::uint16_t>(std::stoul(port)),
        std::max(1u, std::thread::hardware_concurrency()),
        [&](Asked const& asked, Ticket const&) -> std::optional<std::string> {
            storage::ReadTx const tx{engine};
            auto const body = answers->get(tx, asked.target);
            return body ? answer_of("200 OK", type, *body) : missing;
        }};
    server.serve();
    return 0;
}

}  // namespace

}  // namespace collegium::bench::limits

int main(int count, char** values) {
    if (count != 4) {
        std::cerr << "usage: bench_limit_serve PORT FOLDER TYPE\n";
        return 2;
    }
    try {
        return collegium::bench::limits::serve(values[1], values[2], values[3]);
    } catch (std::exception const& error) {
        std::cerr << "bench_limit_serve: " << error.what() << '\n';
        return 2;
    }
}
