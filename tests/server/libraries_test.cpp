#include "server/operations/libraries.hpp"

#include "tests/printing.hpp"

#include <doctest/doctest.h>

using namespace collegium::server::operations;

TEST_SUITE("libraries") {
    TEST_CASE("a version is older than another one number by number") {
        struct Row {
            std::string_view version, other;
            bool older;
        };
        for (auto const& [version, other, older] : std::initializer_list<Row>{
                 {"3.0.7", "3.0.8", true},
                 {"3.0.8", "3.0.8", false},
                 {"3.0.19", "3.0.8", false},
                 {"3.0.8", "3.0.19", true},
                 {"2.9.9", "3.0.0", true},
                 {"4", "3.9.9", false},
                 {"1.5", "1.5.0", false},
                 {"1.5.0", "1.5", false},
                 {"1.5", "1.5.1", true},
                 {"7.88.1-DEV", "7.88.1", false},
                 {"3.0.7+quic", "3.0.8", true},
                 {"", "0.0.1", true},
                 {"nonsense", "0.0.1", true},
                 {"", "", false},
             }) {
            CAPTURE(version);
            CAPTURE(other);
            CHECK(is_older(version, other) == older);
        }
    }

    TEST_CASE("O4: a node does not start with a library that is too old, and says what to do") {
        std::vector<Library> libraries{
            {"LMDB", "liblmdb0", "0.9.24", "0.9.24", ""},
            {"OpenSSL", "libssl3", "3.0.7", "3.0.8", "CVE-2023-0286: a certificate reads memory"}};

        CHECK_THROWS_WITH(
            check_libraries(libraries),
            "OpenSSL 3.0.7 is installed, and a node serves with 3.0.8 at least (CVE-2023-0286: a certificate reads "
            "memory). Update the package libssl3 (apt-get update && apt-get upgrade), and start again."
        );
        libraries.back().loaded = "3.0.8";
        CHECK_NOTHROW(check_libraries(libraries));
    }

    TEST_CASE("what is loaded here tells its version, and is new enough") {
        auto const libraries = loaded_libraries();
        CHECK(libraries.size() == 10);
        for (auto const& each : libraries) {
            CAPTURE(each.name);
            CAPTURE(each.loaded);
            CHECK_FALSE(is_older(each.loaded, "0.0.1"));
            CHECK(is_older(each.loaded, "100"));
        }
        CHECK_NOTHROW(check_libraries(libraries));
    }
}
