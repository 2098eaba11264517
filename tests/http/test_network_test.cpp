#include "server/http/dialer.hpp"
#include "tests/files.hpp"
#include "tests/printing.hpp"

using namespace collegium::server;
using namespace collegium::tests;

namespace {

class File {
public:
    explicit File(std::string const& text) : path{dir.path() / "network.toml"} { std::ofstream{path} << text; }

    TempDir const dir;
    std::filesystem::path const path;
};

// What the operator reads; empty if the file is fine.
std::string complaint_about(std::string const& text) {
    File const file{text};
    try {
        TestNetwork::read(file.path);
        return {};
    } catch (std::invalid_argument const& problem) {
        std::string const words = problem.what();
        return words.substr(file.path.string().size());
    }
}

}  // namespace

TEST_SUITE("test network") {
    TEST_CASE("a file of hosts and their authority") {
        File const file{
            "authority = \"ca.pem\"\n[hosts]\n\"north.test\" = \"127.0.0.1:8441\"\n\"south.test\" = \"[::1]:8442\"\n"};
        auto const network = TestNetwork::read(file.path);

        CHECK(network.authority() == file.dir.path() / "ca.pem");
        CHECK(network.find("north.test")->port() == 8441);
        CHECK(network.find("south.test")->address().is_v6());
        CHECK_FALSE(network.find("west.test"));
        CHECK_FALSE(network.find("NORTH.test"));
    }

    TEST_CASE("only reserved names are names of a test") {
        for (auto const* name : {"a.localhost", "a.test", "b.a.test", "a.example", "a.invalid"}) {
            CAPTURE(name);
            CHECK(TestNetwork::is_test_name(name));
        }
        for (auto const* name :
             {"localhost", "test", "a.example.com", "a.test.school", "school.org", "atest", ".test", "A.test", ""}) {
            CAPTURE(name);
            CHECK_FALSE(TestNetwork::is_test_name(name));
        }
    }

    TEST_CASE("a complaint names the line and the remedy") {
        std::string const start = "authority = \"ca.pem\"\n[hosts]\n";
        CHECK(complaint_about(start + "\"school.org\" = \"127.0.0.1:1\"\n")
                  .starts_with(":3: a test name ends in .localhost"));
        CHECK(complaint_about(start + "\"a.test\" = \"10.0.0.1:1\"\n")
                  .starts_with(":3: a test host is on this computer only"));
        CHECK(complaint_about(start + "\"a.test\" = \"8.8.8.8:443\"\n").starts_with(":3:"));
        CHECK(complaint_about(start + "\"a.test\" = \"127.0.0.1\"\n").starts_with(":3:"));
        CHECK(complaint_about(start + "\"a.test\" = \"127.0.0.1:0\"\n").starts_with(":3:"));
        CHECK(complaint_about(start + "\"a.test\" = \"127.0.0.1:65536\"\n").starts_with(":3:"));
        CHECK(complaint_about(start + "\"a.test\" = \"localhost:1\"\n").starts_with(":3:"));
        CHECK(complaint_about(start + "\"a.test\" = \"::1:1\"\n").starts_with(":3:"));
        CHECK(complaint_about(start + "\"a.test\" = 8441\n").starts_with(":3:"));
        CHECK(complaint_about("authority = \"ca.pem\"\nhost = 1\n").starts_with(":2: this is not authority"));
        CHECK(complaint_about("authority = 1\n").starts_with(":1: this is not authority"));
        CHECK(complaint_about("authority = \"ca.pem\"\n").find("[hosts] is missing") != std::string::npos);
        CHECK(
            complaint_about("[hosts]\n\"a.test\" = \"127.0.0.1:1\"\n").find("authority is missing") != std::string::npos
        );
        CHECK(complaint_about("authority = \n").starts_with(":1:"));
    }

    TEST_CASE("a file that is not there is named") {
        CHECK_THROWS_AS(TestNetwork::read("/nonexistent/network.toml"), std::invalid_argument);
    }
}
