// The page on which members see whom they have let in, and shut them out.
#include "tests/printing.hpp"
#include "tests/server/oauth_front.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

struct ProgramsPage : OAuthFront {
    // The value of the first hidden field of that name on the page.
    static std::string hidden(server::Response const& page, std::string const& name) {
        std::string const start = "name=\"" + name + "\" value=\"", html{page.body()};
        auto const at = html.find(start);
        return at == std::string::npos
                   ? ""
                   : html.substr(at + start.size(), html.find('"', at + start.size()) - at - start.size());
    }

    KnownProgram elephant = add_app("read profile");
    KnownProgram heron = add_public_program();
};

}  // namespace

TEST_CASE_FIXTURE(ProgramsPage, "who has let nobody in reads that") {
    CHECK(shows(ada.get("/settings/programs"), "You have let no program act for you."));
}

TEST_CASE_FIXTURE(ProgramsPage, "each program is there with what it may do, since when, and when it was used") {
    auto const token = token_for(elephant, "read profile");
    static_cast<void>(token_for(heron, "push"));
    village.clock.pass(std::chrono::hours{48});
    CHECK(read("/oauth/userinfo", token).status() == 200);

    auto const page = ada.get("/settings/programs");
    CHECK(shows(page, "<h2>Elephant</h2>"));
    CHECK(shows(page, "<h2>Heron</h2>"));
    CHECK(shows(page, "know who you are"));
    CHECK(shows(page, "have your device told"));
    CHECK(shows(page, "Since 1 September 2026, 10:00 UTC. Last used: 3 September 2026."));
    CHECK(shows(page, "Since 1 September 2026, 10:00 UTC. Last used: not yet."));
    CHECK_FALSE(shows(page, token));
}

TEST_CASE_FIXTURE(ProgramsPage, "a program that is shut out can do nothing from that moment on, and others go on") {
    auto const leave = leave_for(heron, "profile");
    auto const access = std::string{federation::text_member(leave.root(), "access_token")};
    auto const family = hidden(ada.get("/settings/programs"), "family");
    auto const other = token_for(elephant, "profile");

    auto const response = ada.submit("/settings/programs", {{"family", family}});
    CHECK(response.status() == 303);
    CHECK(response.field("location") == "/settings/programs");
    CHECK(read("/oauth/userinfo", access).status() == 401);
    auto const refresh = std::string{federation::text_member(leave.root(), "refresh_token")};
    auto const renewed =
        call("/oauth/token", {{"grant_type", "refresh_token"}, {"refresh_token", refresh}, {"client_id", heron.id}});
    CHECK(renewed.status() == 400);
    CHECK(read("/oauth/userinfo", other).status() == 200);
    CHECK_FALSE(shows(ada.get("/settings/programs"), "Heron"));
}

TEST_CASE_FIXTURE(ProgramsPage, "nobody shuts out what somebody else has let in") {
    static_cast<void>(add_person("ben"));
    auto ben = Browser::of(*this, "ben");
    auto const token = token_for(heron, "profile");
    auto const family = hidden(ada.get("/settings/programs"), "family");

    CHECK_FALSE(shows(ben.get("/settings/programs"), "Heron"));
    static_cast<void>(ben.submit("/settings/programs", {{"family", family}}));
    CHECK(read("/oauth/userinfo", token).status() == 200);
    for (std::string const nonsense : {"", "0", "x", "-1", "99999999999999999999999"})
        CHECK(ada.submit("/settings/programs", {{"family", nonsense}}).status() == 400);
}
