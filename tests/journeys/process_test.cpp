#include "tests/journeys/process.hpp"

#include "tests/files.hpp"

#include <doctest/doctest.h>

namespace collegium::journeys {

TEST_CASE("a program that has just been started has said nothing of what it said before") {
    tests::TempDir const folder;
    Files const files{"/dev/null", folder.path() / "output", folder.path() / "errors"};
    for (int run = 0; run < 20; ++run) {
        std::ofstream{files.output} << "ready\n";
        Process const program{{"sleep", "30"}, files};
        CHECK(tests::read_file(files.output).empty());
    }
}

TEST_CASE("a program whose input is not there does not start") {
    CHECK_THROWS_AS((Process{{"cat"}, {"/nowhere/input"}}), std::system_error);
}

}  // namespace collegium::journeys
