// A serving node as those see it who watch over it: it stops in order, takes a new certificate, and tells its numbers.
#include "tests/journeys/neighbourhood.hpp"
#include "tests/journeys/ports.hpp"
#include "tests/journeys/process.hpp"
#include "tests/places.hpp"
#include "tests/printing.hpp"

#include <arpa/inet.h>
#include <csignal>
#include <optional>
#include <regex>
#include <set>
#include <sys/socket.h>
#include <unistd.h>

namespace collegium::journeys {

namespace {

constexpr std::chrono::seconds grace{5};

// A connection to a port of this computer, over which a test says exactly what it wants.
class Line {
public:
    explicit Line(std::uint16_t port) : fd_{socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
        sockaddr_in place{};
        place.sin_family = AF_INET;
        place.sin_port = htons(port);
        place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        timeval const patience{20, 0};
        setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        connected_ = connect(fd_, reinterpret_cast<sockaddr const*>(&place), sizeof place) == 0;
    }
    ~Line() { close(fd_); }
    Line(Line const&) = delete;
    Line& operator=(Line const&) = delete;

    bool say(std::string const& words) const {
        return connected_ && send(fd_, words.data(), words.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(words.size());
    }

    // Until these words came, or the node closes.
    std::string hear(std::string const& last_words = "") const {
        std::string all;
        char part[4096];
        for (ssize_t size = 1; size > 0 && (last_words.empty() || all.find(last_words) == std::string::npos);) {
            size = recv(fd_, part, sizeof part, 0);
            if (size > 0) all.append(part, static_cast<std::size_t>(size));
        }
        return all;
    }

private:
    int fd_;
    bool connected_ = false;
};

// A node behind a proxy: it speaks HTTP on this computer.
struct Served {
    Served() {
        run_well(
            {tests::collegium_program(),
             "--config",
             settings(),
             "init",
             "--yes",
             "--domain",
             "school.test",
             "--name",
             "Hillside School",
             "--data",
             (folder.path() / "data").string(),
             "--port",
             std::to_string(port)}
        );
        std::ofstream{settings(), std::ios::app}
            << "\n[storage]\nmap_gib = 1\nfloor_mib = 16\n\n[log]\nform = \"json\"\n";
        process.emplace(Command{tests::collegium_program(), "--config", settings(), "serve"}, files);
        REQUIRE(until(std::chrono::seconds{30}, [&] { return !tests::read_file(files.output).empty(); }));
    }

    std::string settings() const { return (folder.path() / "collegium.toml").string(); }

    std::string get(std::string const& path) const {
        Line const line{port};
        line.say("GET " + path + " HTTP/1.1\r\nHost: school.test\r\nConnection: close\r\n\r\n");
        return line.hear();
    }

    tests::TempDir folder;
    std::uint16_t port = free_port();
    Files files{"/dev/null", folder.path() / "output", folder.path() / "errors"};
    std::optional<Process> process;
};

std::set<std::string> names_in(std::string const& text) {
    std::set<std::string> names;
    std::regex const name{"collegium_[a-z_]+"};
    for (std::sregex_iterator at{text.begin(), text.end(), name}, end; at != end; ++at) names.insert(at->str());
    return names;
}

}  // namespace

TEST_CASE_FIXTURE(Served, "on SIGTERM a node finishes what is under way, waits for nobody else, and is gone in time") {
    Line const resting{port};
    REQUIRE(resting.say("GET /healthz HTTP/1.1\r\nHost: school.test\r\n\r\n"));
    REQUIRE(resting.hear("alive\n").ends_with("alive\n"));
    Line const half{port};  // its body never comes to an end
    REQUIRE(half.say("POST /inbox HTTP/1.1\r\nHost: school.test\r\nContent-Length: 100\r\n\r\n{"));
    REQUIRE(get("/readyz").find(R"("ready":true)") != std::string::npos);

    auto const begun = std::chrono::steady_clock::now();
    process->signal(SIGTERM);
    auto const status = process->wait(std::chrono::seconds{20});

    CHECK(status == 0);
    CHECK(std::chrono::steady_clock::now() - begun < grace + std::chrono::seconds{3});
    CHECK(resting.hear().empty());  // closed, and nothing more said
    auto const log = tests::read_file(files.errors);
    CHECK(log.find(R"("event":"stopping")") != std::string::npos);
    CHECK(log.starts_with("{\"time\":\""));
}

TEST_CASE_FIXTURE(Served, "a hang-up is no end: the node looks for a new certificate and serves on") {
    process->signal(SIGHUP);
    CHECK(get("/healthz").find("alive") != std::string::npos);
    CHECK(process->running());
}

TEST_CASE_FIXTURE(Served, "everything that the dashboard shows is a number that a node tells") {
    static_cast<void>(get("/healthz"));  // what nobody asked for has no number yet
    auto const told = get("/metrics");
    REQUIRE(told.find("text/plain; version=0.0.4") != std::string::npos);
    auto known = names_in(told);
    for (auto const* const later : {"collegium_backup_time_seconds", "collegium_certificate_end_seconds"})
        known.insert(later);  // of a node that has a backup, and one that serves HTTPS itself

    auto const shown = names_in(tests::read_file(tests::source_file("deploy/grafana/collegium.json")));

    CHECK(shown.size() > 10);
    for (auto const& name : shown) {
        INFO(name);
        CHECK(known.contains(name));
    }
}

}  // namespace collegium::journeys
