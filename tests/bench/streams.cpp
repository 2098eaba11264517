// What open live streams cost a node in memory: its process, before and with all of them.
#include "tests/bench/disk.hpp"
#include "tests/bench/figures.hpp"
#include "tests/bench/measured_node.hpp"

#include <CLI/CLI.hpp>
#include <arpa/inet.h>
#include <iostream>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace collegium::bench {

namespace {

constexpr int could_not_measure = 2;
constexpr std::chrono::seconds rest{3};        // in which the node comes to rest
constexpr std::size_t streams_a_client = 100;  // below what one address may ask for

struct Options {
    std::size_t streams = 1000;
    std::size_t runs = 3;
    std::filesystem::path json;
};

// Open until it is destroyed.
class Stream {
public:
    // client: who the proxy says that it asks for.
    Stream(journeys::School const& school, std::string const& client) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(school.port());
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (connect(socket_, reinterpret_cast<sockaddr const*>(&address), sizeof address) != 0)
            throw std::runtime_error{"the node does not take connections"};
        auto const request = "GET /api/v1/streaming/public HTTP/1.1\r\nHost: " + school.domain() +
                             "\r\nX-Forwarded-For: " + client + "\r\nAccept: text/event-stream\r\n\r\n";
        if (write(socket_, request.data(), request.size()) != static_cast<ssize_t>(request.size()))
            throw std::runtime_error{"the node does not read"};
        await_beat();
    }
    ~Stream() { close(socket_); }
    Stream(Stream const&) = delete;
    Stream& operator=(Stream const&) = delete;

private:
    void await_beat() const {
        std::string received;
        while (received.find(":thump") == std::string::npos) {
            char bytes[1024];
            auto const size = read(socket_, bytes, sizeof bytes);
            if (size <= 0) throw std::runtime_error{"a stream was not opened: " + received};
            received.append(bytes, static_cast<std::size_t>(size));
        }
    }

    int socket_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
};

int measure(Options const& options) {
    need_files(options.streams + 100);
    journeys::Neighbourhood neighbourhood;
    journeys::School const school{neighbourhood, "bench-streams"};
    speak_plainly(school);
    auto const name = std::to_string(options.streams) + " open streams, MB";
    Figures figures{"streams", {{"streams", options.streams}}};
    figures.aim(name, 60);
    for (std::size_t run = 0; run < options.runs; ++run) {
        MeasuredNode node{school, neighbourhood};
        std::this_thread::sleep_for(rest);
        auto const before = static_cast<double>(node.usage().own_memory);
        std::vector<std::unique_ptr<Stream>> streams;
        for (std::size_t i = 0; i < options.streams; ++i)
            streams.push_back(std::make_unique<Stream>(school, "198.51.100." + std::to_string(1 + i / streams_a_client))
            );
        std::this_thread::sleep_for(rest);
        auto const with_all = static_cast<double>(node.usage().own_memory);
        figures.add(name, (with_all - before) / 1e6);
        figures.add("the node with them, MB", with_all / 1e6);
        figures.end_run();
        streams.clear();
        if (node.stop() != 0) throw std::runtime_error{"the node did not end well: " + school.log()};
    }
    std::cout << figures.table();
    if (!options.json.empty()) figures.append_to(options.json);
    return 0;
}

}  // namespace

}  // namespace collegium::bench

int main(int count, char** values) {
    collegium::bench::Options options;
    CLI::App app{"What open live streams cost a node in memory"};
    app.add_option("--streams", options.streams, "open at once")->check(CLI::Range(1, 9000))->capture_default_str();
    app.add_option("--runs", options.runs, "how often everything is measured")->capture_default_str();
    app.add_option("--json", options.json, "a file that one line a run is appended to");
    CLI11_PARSE(app, count, values);
    try {
        return collegium::bench::measure(options);
    } catch (std::exception const& error) {
        std::cerr << "bench_streams: " << error.what() << '\n';
        return collegium::bench::could_not_measure;
    }
}
