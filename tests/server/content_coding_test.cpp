#include "server/content_coding.hpp"

#include "server/embedded.hpp"
#include "tests/files.hpp"
#include "tests/printing.hpp"
#include "tests/server/front.hpp"

#include <cstdlib>
#include <fstream>

using namespace collegium;
using namespace collegium::tests;

TEST_CASE("a coding is taken if it is named or everything is, unless its weight is nothing") {
    for (auto const* const taken :
         {"br", "gzip, deflate, br, zstd", "gzip;q=0.5,BR ; q=0.1", "*", "gzip;q=0, *;q=0.3", "br;q=1.000"}) {
        INFO(taken);
        CHECK(server::accepts_coding(taken, "br"));
    }
    for (auto const* const refused : {"", "gzip", "br;q=0", "br; q=0.0, gzip", "*;q=0", "brotli", "br;q=0, *", ",;,"}) {
        INFO(refused);
        CHECK_FALSE(server::accepts_coding(refused, "br"));
    }
}

TEST_CASE("what is in a short form is what it was") {
    tests::TempDir const folder;
    auto const shorter = folder.path() / "shorter", longer = folder.path() / "longer";
    for (std::string const name : {"style.css", "writing.js", "passkeys.js"}) {
        INFO(name);
        std::ofstream{shorter, std::ios::binary} << server::find_embedded(name)->brotli;
        auto const command = "brotli --decompress --force --output=" + longer.string() + " " + shorter.string();
        REQUIRE(std::system(command.c_str()) == 0);
        CHECK(read_file(longer) == server::embedded_file(name));
    }
}

TEST_CASE_FIXTURE(Front, "style and scripts go out in their short form to those who take it, and whole to others") {
    for (std::string const name : {"style.css", "writing.js", "passkeys.js"}) {
        INFO(name);
        auto request = request_for(server::Method::get, "/assets/" + name);
        auto const whole = answer(request);
        CHECK(whole.body() == server::embedded_file(name));
        CHECK(whole.field("content-encoding").empty());
        CHECK(whole.field("vary") == "Accept-Encoding");

        request.fields.push_back({"Accept-Encoding", "gzip, br"});
        auto const shorter = answer(request);
        CHECK(shorter.field("content-encoding") == "br");
        CHECK(shorter.body() == server::find_embedded(name)->brotli);
        CHECK(shorter.field("vary") == "Accept-Encoding");
        CHECK(shorter.field("content-type") == whole.field("content-type"));
    }
}
