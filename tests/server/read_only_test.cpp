// A read-only node: every address that changes something refuses, in the form that its caller reads.
#include "server/read_only.hpp"

#include "tests/printing.hpp"
#include "tests/server/api_client.hpp"
#include "tests/server/authenticator.hpp"
#include "tests/server/lying_provider.hpp"
#include "tests/server/oauth_front.hpp"

#include <set>

using namespace collegium;
using namespace collegium::tests;

using server::Method;
using server::Response;

namespace {

void set_read_only(Front& front, bool on) {
    storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        server::set_read_only(tx, tables, on);
        return 0;
    };
    static_cast<void>(front.north.node.store.write_now(change).value());
}

struct ReadOnly : Front {
    void set(bool on) { set_read_only(*this, on); }

    Person ada_herself = add_person("ada");
    std::string community = found("algebra", "ada");
    Browser ada = Browser::of(*this, "ada");
    ApiClient program = ApiClient::of(*this, "ada");
};

// Signing in, and the end of what was let in.
std::set<std::string_view> const stay_open{
    "/sign-in",
    "/sign-in/code",
    "/sign-in/again",
    "/sign-out",
    "/settings/sign-ins/end",
    "/settings/sign-ins/end-others",
    "/settings/programs",
    "/oauth/token",
    "/oauth/revoke"};

}  // namespace

TEST_CASE_FIXTURE(
    ReadOnly, "a read-only node refuses every method that changes something, and says when to come again"
) {
    set(true);
    auto const before = north.entries();
    unsigned refused = 0;
    for (auto const& route : server::routes()) {
        if (route.method == Method::get || stay_open.contains(route.pattern)) continue;
        INFO(route.pattern);
        auto request = program.request(route.method, std::string{route.pattern});
        request.fields.push_back({"Host", "north.test"});
        auto const response = answer(std::move(request));
        CHECK(response.status() == 503);
        CHECK(response.field("retry-after") == server::read_only_retry);
        CHECK(is_json(response));
        CHECK(shows(response, "read-only"));
        ++refused;
    }
    CHECK(refused > 80);
    CHECK(north.entries() == before);
}

TEST_CASE_FIXTURE(ReadOnly, "a read-only node is read as before, and every page says how it is") {
    CHECK_FALSE(shows(ada.get("/"), "Read-only"));
    set(true);
    for (auto const* const page : {"/", "/c/algebra", "/c/algebra/ask", "/settings", "/notifications"}) {
        auto const response = ada.get(page);
        INFO(page);
        CHECK(response.status() == 200);
        CHECK(shows(response, "Read-only for now"));
    }
    CHECK(shows(Browser{*this}.get("/sign-in"), "Read-only for now"));
    CHECK(program.get("/api/v1/timelines/home").status() == 200);
    CHECK(get_activity("/c/algebra").status() == 200);
}

TEST_CASE_FIXTURE(ReadOnly, "people can still sign in and out") {
    set(true);
    Browser browser{*this};
    CHECK(browser.sign_in("ada", password).status() == 303);
    CHECK(browser.get("/settings").status() == 200);
    CHECK(browser.submit("/sign-out").status() == 303);
    CHECK(browser.get("/settings").status() == 303);
}

TEST_CASE_FIXTURE(SchoolFront, "nobody becomes a member of a read-only node, and does so when it is over") {
    provider.sends("tom", {"Staff"});
    Browser browser{*this};
    CHECK(sign_in(browser).field("location") == "/sign-in/school/name");
    set_read_only(*this, true);
    CHECK(browser.submit("/sign-in/school/name", {{"name", "tom"}}).status() == 503);
    CHECK_FALSE(account("tom"));

    set_read_only(*this, false);
    CHECK(browser.submit("/sign-in/school/name", {{"name", "tom"}}).status() == 303);
    CHECK(account("tom"));
}

TEST_CASE_FIXTURE(
    OAuthFront, "a program that was let in goes on while a node is read-only, until it ends that itself"
) {
    auto const heron = add_public_program();
    auto const leave = leave_for(heron, "profile");
    auto const refresh = std::string{federation::text_member(leave.root(), "refresh_token")};
    set_read_only(*this, true);

    auto const renewed = document_of(
        call("/oauth/token", {{"grant_type", "refresh_token"}, {"refresh_token", refresh}, {"client_id", heron.id}})
    );
    auto const access = std::string{federation::text_member(renewed.root(), "access_token")};
    CHECK(read("/oauth/userinfo", access).status() == 200);
    CHECK(call("/oauth/revoke", {{"token", access}, {"client_id", heron.id}}).status() == 200);
    CHECK(read("/oauth/userinfo", access).status() == 401);
}

TEST_CASE_FIXTURE(OAuthFront, "a member shuts a program out of a read-only node") {
    auto const token = token_for(add_app("profile"), "profile");
    set_read_only(*this, true);
    CHECK(read("/oauth/userinfo", token).status() == 200);
    auto const family = hidden_field(ada.get("/settings/programs"), "family");
    CHECK(ada.submit("/settings/programs", {{"family", family}}).status() == 303);
    CHECK(read("/oauth/userinfo", token).status() == 401);
}

TEST_CASE_FIXTURE(ReadOnly, "a member ends their other sign-ins on a read-only node") {
    auto lost = Browser::of(*this, "ada");
    set(true);
    auto const id = hidden_field(ada.get("/settings/sign-ins"), "id");
    CHECK(ada.submit("/settings/sign-ins/end", {{"id", id}}).status() == 303);
    CHECK(lost.get("/settings").status() == 303);

    auto another = Browser::of(*this, "ada");
    CHECK(ada.submit("/settings/sign-ins/end-others").status() == 303);
    CHECK(another.get("/settings").status() == 303);
    CHECK(ada.get("/settings").status() == 200);
}

TEST_CASE_FIXTURE(ReadOnly, "a form keeps what was typed, and can be sent when it is over") {
    set(true);
    auto const refused =
        ada.submit("/c/algebra/ask", {{"title", "Why \"so\"?"}, {"words", "\nFirst <line>.\nSecond."}, {"tag", "x"}});
    CHECK(refused.status() == 503);
    CHECK(refused.field("retry-after") == server::read_only_retry);
    CHECK(is_page(refused));
    CHECK(shows(refused, "action=\"/c/algebra/ask\""));
    CHECK(shows(refused, "value=\"Why &quot;so&quot;?\""));
    CHECK(shows(refused, "First &lt;line&gt;.\nSecond.</textarea>"));
    CHECK(shows(refused, "type=\"hidden\" name=\"tag\" value=\"x\""));
    CHECK(count(refused.body(), "name=\"form_key\" value=\"" + ada.form_key()) >= 1);

    set(false);
    CHECK(ada.submit("/c/algebra/ask", {{"title", "Why \"so\"?"}, {"words", "First."}}).status() == 303);
}

TEST_CASE_FIXTURE(ReadOnly, "fields that have one name are all kept") {
    set(true);
    auto const page = ada.submit("/settings/profile", {{"choice", "one"}, {"choice", "two"}});
    CHECK(shows(page, "name=\"choice\" value=\"one\""));
    CHECK(shows(page, "name=\"choice\" value=\"two\""));
}

TEST_CASE_FIXTURE(ReadOnly, "a form of another site does not get onto a page of ours") {
    set(true);
    auto foreign = ada.form("/c/algebra/ask", {{"form_key", "x"}, {"title", "Sent by"}, {"words", "another site"}});
    auto const page = ada.send(std::move(foreign));
    CHECK(page.status() == 503);
    CHECK_FALSE(shows(page, "Sent by"));
    CHECK_FALSE(shows(page, "another site"));
}

TEST_CASE_FIXTURE(ReadOnly, "a password does not stand on a page again") {
    set(true);
    auto const page = ada.submit("/settings/password", {{"password", "old secret"}, {"fresh", "new secret"}});
    CHECK(page.status() == 503);
    CHECK_FALSE(shows(page, "old secret"));
    CHECK_FALSE(shows(page, "new secret"));
}

TEST_CASE_FIXTURE(ReadOnly, "what somebody wrote who asks to be let in is kept, and the password is typed anew") {
    set(true);
    Browser guest{*this};
    auto const page = guest.submit(
        "/sign-up",
        {{"name", "dan"},
         {"asked", "I teach <history> next door."},
         {"password", "four secret words here"},
         {"repeated", "four secret words here"}}
    );
    CHECK(page.status() == 503);
    CHECK(shows(page, "I teach &lt;history&gt; next door.</textarea>"));
    CHECK(shows(page, "name=\"name\" value=\"dan\""));
    CHECK(shows(page, "name=\"password\" type=\"password\""));
    CHECK(shows(page, "name=\"repeated\" type=\"password\""));
    CHECK_FALSE(shows(page, "four secret words"));
}

TEST_CASE_FIXTURE(ReadOnly, "nobody of a partner is met by a search of a read-only node, and is when it is over") {
    south.enrol("eve");
    auto const actors = [&] {
        return north.node.store.read([](auto const& tx, auto const& tables) { return tables.actors.size(tx); });
    };
    auto const before = actors();
    set(true);
    for (auto const* const way : {"/api/v1/accounts/search", "/api/v2/search"})
        CHECK(program.get(std::string{way} + "?q=eve@south.test&resolve=true").status() == 200);
    CHECK(actors() == before);

    set(false);
    CHECK(program.get("/api/v1/accounts/search?q=eve@south.test&resolve=true").status() == 200);
    CHECK(actors() > before);
}
