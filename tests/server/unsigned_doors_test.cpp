// Every address that takes deliveries takes none without a signature, however the address is written.
#include "tests/federation/east.hpp"
#include "tests/printing.hpp"
#include "tests/server/front.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

struct Doors : Front {
    Doors() {
        static_cast<void>(add_person("ada"));
        static_cast<void>(found("club", "ada"));
        north.partner_with("east.test");
    }

    server::Response deliver(std::string const& target, bool is_signed) {
        auto letter = east.letter(east.follow("https://east.test/activities/" + std::to_string(++number)));
        letter.target = target;
        auto const post = east.signed_by_cavage(letter);
        auto request = request_for(server::Method::post, target);
        request.fields = post.fields;
        request.body = post.body;
        if (!is_signed) std::erase_if(request.fields, [](auto const& field) { return field.name == "Signature"; });
        return answer(std::move(request));
    }

    East east{village};
    unsigned number = 0;
};

}  // namespace

TEST_CASE_FIXTURE(Doors, "NodeBB c4b9d03b47: no address for deliveries takes one without a signature") {
    unsigned doors = 0;
    auto const before = north.entries();
    for (auto const& route : server::routes()) {
        if (route.door != server::Door::signed_message) continue;
        ++doors;
        std::string target{route.pattern};
        if (auto const at = target.find(":name"); at != std::string::npos)
            target.replace(at, 5, target.starts_with("/u/") ? "ada" : "club");
        INFO(target);
        REQUIRE(target.find(':') == std::string::npos);
        CHECK(deliver(target, false).status() == 401);
        CHECK(deliver(target + "?x=1", false).status() == 401);
        if (target == "/mailbox") {  // takes answers of those for whom it is kept, and no activity
            CHECK(deliver(target, true).status() >= 400);
            --doors;
            continue;
        }
        CHECK(deliver(target, true).status() == 202);
    }
    CHECK(doors >= 3);
    CHECK(north.entries() == before + doors * 2);
}

TEST_CASE_FIXTURE(Doors, "NodeBB 6fcc344820: no other spelling of the address leads past the signature") {
    auto const before = north.entries();
    for (std::string const target :
         {"/uid/1/inbox",
          "/inbox/",
          "//inbox",
          "/INBOX",
          "/inbox/inbox",
          "/x/inbox",
          "/u/ada/inbox/",
          "/u/ada/x/inbox",
          "/u/%61da/inbox",
          "/c/club%2finbox",
          "/u/ada%2Finbox",
          "/post/1/inbox",
          "/inbox%00",
          "/./inbox"}) {
        INFO(target);
        auto const status = deliver(target, false).status();
        CHECK((status == 401 || status == 404 || status == 405 || status == 415 || status == 400));
    }
    CHECK(north.entries() == before);
}
