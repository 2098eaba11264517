#include "server/http/host_name.hpp"

#include "tests/printing.hpp"

#include <string>
#include <vector>

using namespace collegium;
using namespace collegium::server;

TEST_SUITE("host name") {
    TEST_CASE("names that may be dialled") {
        for (std::string const& text : std::vector<std::string>{
                 "node.example",
                 "a.b",
                 "xn--bcher-kva.example",
                 "1.example",
                 "a-b.c-d.example",
                 "0x.example",
                 std::string(63, 'a') + ".example"}) {
            CAPTURE(text);
            CHECK(is_host_name(text));
        }
        std::string longest = "a";
        while (longest.size() < 253) longest += ".a";
        CHECK(longest.size() == 253);
        CHECK(is_host_name(longest));
    }

    TEST_CASE("names that may not, above all those that a resolver reads as addresses") {
        for (std::string const& text : std::vector<std::string>{
                 "",
                 ".",
                 "example",
                 "localhost",
                 "127.0.0.1",
                 "127.1",
                 "2130706433",
                 "0x7f.1",
                 "0x7f000001",
                 "a.0x7f",
                 "10.0.0.0x1",
                 "a.0x",
                 "0177.0.0.1",
                 "a.1",
                 "::1",
                 "[::1]",
                 "Node.example",
                 "node.example.",
                 ".example",
                 "a..example",
                 "-a.example",
                 "a-.example",
                 "a_b.example",
                 "a b.example",
                 "a.example/x",
                 "u@a.example",
                 "a.exa%6dple",
                 "b\xc3\xbc.example",
                 "a.example\n",
                 std::string(64, 'a') + ".example"}) {
            CAPTURE(text);
            CHECK_FALSE(is_host_name(text));
        }
        CHECK_FALSE(is_host_name(std::string("a\0.example", 10)));
        std::string long_one = "a";
        while (long_one.size() <= 253) long_one += ".a";
        CHECK_FALSE(is_host_name(long_one));
    }

    TEST_CASE("an origin is a name, perhaps with a port") {
        CHECK(parse_origin("node.example")->name == "node.example");
        CHECK_FALSE(parse_origin("node.example")->port);
        CHECK(parse_origin("node.example:8443")->port == 8443);
        for (auto const* text :
             {"node.example:",
              "node.example:0",
              "node.example:65536",
              "node.example:+1",
              "node.example:8x",
              "node.example:1:1",
              ":443",
              "127.0.0.1:443",
              "[::1]:443"}) {
            CAPTURE(text);
            CHECK(parse_origin(text).error().reason() == Reason::forbidden_place);
        }
    }
}
