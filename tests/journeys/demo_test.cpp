// The demonstration, run as a newcomer would run it: what stands on the pages of its three nodes.
#include "tests/files.hpp"
#include "tests/journeys/http.hpp"
#include "tests/journeys/ports.hpp"
#include "tests/journeys/process.hpp"
#include "tests/printing.hpp"

#include <csignal>
#include <regex>
#include <set>
#include <stdexcept>

namespace collegium::journeys {

namespace {

constexpr std::chrono::seconds most_of_a_demonstration{600};

std::vector<std::string> all_matches(std::string const& text, char const* pattern) {
    std::regex const wanted{pattern};
    std::vector<std::string> found;
    for (std::sregex_iterator at{text.begin(), text.end(), wanted}, end; at != end; ++at) found.push_back((*at)[1]);
    return found;
}

// One for all the claims below: it starts when the first of them looks.
class Demonstration {
public:
    static Demonstration& shown() {
        static Demonstration one;
        return one;
    }

    // By whoever knows no name and no password.
    HttpAnswer page(std::string const& address) const {
        std::smatch part;
        if (!std::regex_match(address, part, std::regex{"https://([^:]+):([0-9]+)(/.*)"}))
            throw std::runtime_error{"no address: " + address};
        auto const port = static_cast<std::uint16_t>(std::stoul(part[2]));
        return HttpClient{part[1], port, place() / "ca.crt"}.send({part[3], {"Accept: text/html"}, "", false});
    }

    // What it printed as the address of something at each node.
    std::vector<std::string> addresses_of(std::string const& what) const {
        return all_matches(output(), (" The " + what + ": (https://.*)").c_str());
    }

    Command command(std::string const& mode) const {
        Command all{
            "env",
            "TMPDIR=" + folder_.path().string(),
            "ASAN_OPTIONS=detect_leaks=0",  // other tests look for them, and it takes longer than the command
            tests::source_file("deploy/demo").string(),
            "--program",
            tests::collegium_program(),
            "--first-port",
            std::to_string(first_port_)};
        if (!mode.empty()) all.push_back(mode);
        return all;
    }

    int stop() {
        process_.signal(SIGTERM);
        return process_.wait();
    }

    bool has_left_nothing() const { return std::filesystem::is_empty(folder_.path()); }
    std::string output() const { return tests::read_file(files_.output); }
    std::string errors() const { return tests::read_file(files_.errors); }

private:
    Demonstration() {
        bool ready = false, ended = false;
        until(most_of_a_demonstration, [&] {
            ended = !process_.running();
            ready = output().find("Press Ctrl-C") != std::string::npos;
            return ready || ended;
        });
        if (ready && !ended) return;
        stop();
        throw std::runtime_error{"the demonstration does not get to its end: " + output() + errors()};
    }

    // Its nodes would stay behind if it were killed.
    ~Demonstration() {
        if (process_.running()) stop();
    }

    // Where it keeps its nodes.
    std::filesystem::path place() const {
        std::filesystem::directory_iterator const entries{folder_.path()};
        return entries->path();
    }

    tests::TempDir folder_, spoken_;
    std::uint16_t first_port_ = first_of_free_ports(3);
    Files files_{"/dev/null", spoken_.path() / "output", spoken_.path() / "errors"};
    Process process_{command(""), files_};
};

}  // namespace

TEST_CASE("the demonstration shows its question, answered and wanted by three institutions, on all its nodes") {
    auto const& demo = Demonstration::shown();

    auto const questions = demo.addresses_of("question");

    REQUIRE(questions.size() == 3);
    for (auto const& address : questions) {
        CAPTURE(address);
        auto const page = demo.page(address);
        CHECK(page.status == 200);
        CHECK(page.shows("Does retrieval practice help with fractions in Year 7?"));
        CHECK(page.shows("3 schools would like this answered too"));
        CHECK(page.shows("<h2>2 answers</h2>"));
        CHECK(all_matches(page.body, "(Accepted by Ada Okafor)").size() == 1);
        CHECK(page.shows("id=\"related\""));
        CHECK(page.shows("Guides made from this question"));
    }
}

TEST_CASE("the demonstration shows one version of its guide, reviewed and adopted, on all its nodes") {
    auto const& demo = Demonstration::shown();

    auto const guides = demo.addresses_of("guide");

    REQUIRE(guides.size() == 3);
    std::set<std::string> versions;
    for (auto const& address : guides) {
        CAPTURE(address);
        auto const page = demo.page(address);
        CHECK(page.status == 200);
        CHECK(page.shows("Version 2</a>"));
        CHECK(page.shows("MESH stars: three stars of five"));
        CHECK(page.shows("Professional judgement"));
        CHECK(page.shows("With credit (CC BY)"));
        CHECK(page.shows("Robin Vale (hillside.localhost), who does research"));
        CHECK(page.shows("<p class=\"badge good\">Reviewed</p>"));
        CHECK(page.shows("<dt>Recommended by peers</dt><dd>1 of 1</dd>"));
        CHECK(page.shows("<dt>Recommended by experts</dt><dd>1 of 1</dd>"));
        CHECK(page.shows("<dt>Of institutions</dt><dd>2 of 2</dd>"));
        CHECK(page.shows("Peer review: Needs larger changes"));
        CHECK(page.shows("Adopted 1, followed up 1: better 1, same 0, worse 0."));
        auto const named = all_matches(page.body, "Cite this version.*<code>(sha-256:[0-9a-f]{64})</code>");
        REQUIRE(named.size() == 1);
        versions.insert(named.front());
    }
    CHECK(versions.size() == 1);
}

TEST_CASE("the demonstration shows its event where it says so") {
    auto const& demo = Demonstration::shown();

    auto const events = demo.addresses_of("events");

    REQUIRE(events.size() == 1);
    CHECK(demo.page(events.front()).shows("TeachMeet: retrieval practice in mathematics"));
}

TEST_CASE("a second demonstration on the same ports says what is in its way, and disturbs nothing") {
    auto const& demo = Demonstration::shown();

    auto const second = run(demo.command("--once"));

    CHECK(second.status == 1);
    CHECK(second.errors.find("Something answers on port") != std::string::npos);
    CHECK(second.errors.find("--first-port") != std::string::npos);
    CHECK(demo.page(demo.addresses_of("guide").at(0)).status == 200);
}

// Ends it: the last claim.
TEST_CASE("the demonstration stops its nodes and leaves nothing behind") {
    auto& demo = Demonstration::shown();
    auto const guide = demo.addresses_of("guide").at(0);

    demo.stop();

    CHECK(demo.has_left_nothing());
    CHECK(demo.errors() == "");
    auto const looked = run({"curl", "--silent", "--insecure", "--max-time", "2", guide});
    CHECK(looked.status == 7);  // nobody listens there
}

}  // namespace collegium::journeys
