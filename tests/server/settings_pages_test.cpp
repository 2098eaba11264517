// What members settle about their account: sign-ins, password, profile; and who finds them.
#include "server/cookies.hpp"
#include "tests/federation/people.hpp"
#include "tests/printing.hpp"
#include "tests/server/authenticator.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

constexpr char const* fresh_password = "seven quiet harbours";

struct SettingsPages : Front {
    Browser signed_in_with(std::string const& agent) {
        Browser browser{*this};
        static_cast<void>(browser.get("/sign-in"));
        auto request = browser.form(
            "/sign-in", {{"name", "ada"}, {"password", std::string{password}}, {"form_key", browser.form_key()}}
        );
        request.fields.push_back({"User-Agent", agent});
        REQUIRE(browser.send(std::move(request)).status() == 303);
        return browser;
    }

    // What the button below this heading ends.
    static std::string id_beside(server::Response const& page, std::string const& heading) {
        constexpr std::string_view before = "name=\"id\" value=\"";
        auto const& body = page.body();
        auto const start = body.find(before, body.find("<h2>" + heading)) + before.size();
        return std::string{body.substr(start, body.find('"', start) - start)};
    }

    Fields profile(Fields more = {}) {
        Fields fields{{"display_name", "Ada Okafor"}, {"audience", "public"}, {"language", "en"}, {"searchable", "1"}};
        fields.insert(fields.begin(), more.begin(), more.end());
        return fields;
    }

    // Acts of ours that went into the log.
    std::uint64_t entries() { return north.entries(); }

    Person ada_herself = add_person("ada"), ben_himself = add_person("ben");
    Browser ada = Browser::of(*this, "ada"), ben = Browser::of(*this, "ben");
};

}  // namespace

TEST_CASE_FIXTURE(SettingsPages, "members see where they are signed in, and end one or all others") {
    auto telephone = signed_in_with("Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0");
    auto laptop = signed_in_with("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/129.0 Safari/537.36");

    auto const page = laptop.get("/settings/sign-ins");
    CHECK(shows(page, "Firefox, Android"));
    CHECK(shows(page, "Chrome, Linux"));
    CHECK(shows(page, "This browser"));

    auto const its_id = id_beside(page, "Firefox, Android");
    CHECK(laptop.submit("/settings/sign-ins/end", {{"id", its_id}}).status() == 303);
    CHECK(telephone.get("/settings").status() == 303);
    CHECK(ada.get("/settings").status() == 200);
    CHECK(laptop.submit("/settings/sign-ins/end-others").status() == 303);
    CHECK(ada.get("/settings").status() == 303);
    CHECK(laptop.get("/settings").status() == 200);
    CHECK(ben.get("/settings").status() == 200);
}

TEST_CASE_FIXTURE(SettingsPages, "nobody ends somebody else's sign-in") {
    auto other = signed_in_with("x");
    auto const adas = hidden_field(other.get("/settings/sign-ins"), "id");

    CHECK(ben.submit("/settings/sign-ins/end", {{"id", adas}}).status() == 303);

    CHECK(ada.get("/settings").status() == 200);
    CHECK(other.get("/settings").status() == 200);
}

TEST_CASE_FIXTURE(SettingsPages, "another password takes the old one, is judged, and ends all other sign-ins") {
    auto const change = [&](std::string const& old, std::string const& one, std::string const& two) {
        return ada.submit("/settings/password", {{"password", old}, {"fresh", one}, {"repeated", two}}).status();
    };
    auto other = signed_in_with("x");
    auto const old = std::string{password};
    CHECK(change("wrong", fresh_password, fresh_password) == 422);
    CHECK(change(old, "password1234", "password1234") == 422);
    CHECK(change(old, "short", "short") == 422);
    CHECK(change(old, fresh_password, "something else here") == 422);
    CHECK(other.get("/settings").status() == 200);

    CHECK(change(old, fresh_password, fresh_password) == 303);

    CHECK(ada.get("/settings").status() == 200);
    CHECK(other.get("/settings").status() == 303);
    CHECK(Browser{*this}.sign_in("ada", password).status() == 422);
    CHECK(Browser{*this}.sign_in("ada", fresh_password).status() == 303);
}

TEST_CASE_FIXTURE(SettingsPages, "everybody reads what is for everybody, and only members what is kept for them") {
    CHECK(
        ada.submit(
               "/settings/profile",
               profile(
                   {{"note", "I teach *maths*."},
                    {"shown_name_1", "Subject"},
                    {"shown_text_1", "Maths <b>"},
                    {"kept_name_2", "Room"},
                    {"kept_text_2", "B12"}}
               )
        ).status() == 303
    );

    auto const for_all = get("/u/ada"), for_members = ben.get("/u/ada");
    for (auto const& page : {for_all, for_members}) {
        CHECK(shows(page, "Ada Okafor"));
        CHECK(shows(page, "I teach <em>maths</em>."));
        CHECK(shows(page, "<dt>Subject</dt><dd>Maths &lt;b&gt;</dd>"));
    }
    CHECK_FALSE(shows(for_all, "B12"));
    CHECK(shows(for_members, "<dt>Room</dt><dd>B12</dd>"));
    auto const document = get_activity("/u/ada");
    CHECK(shows(document, R"("type":"PropertyValue","name":"Subject","value":"Maths &lt;b&gt;")"));
    CHECK_FALSE(shows(document, "B12"));
}

TEST_CASE_FIXTURE(SettingsPages, "followers elsewhere are told of what they can see, and of nothing else") {
    auto const before = entries();
    CHECK(ada.submit("/settings/profile", profile({{"kept_name_1", "Room"}, {"kept_text_1", "B12"}})).status() == 303);
    CHECK(entries() == before + 1);  // the name is new
    CHECK(ada.submit("/settings/profile", profile({{"kept_name_1", "Room"}, {"kept_text_1", "B13"}})).status() == 303);
    CHECK(entries() == before + 1);
    CHECK(ada.submit("/settings/profile", profile({{"note", "New here."}})).status() == 303);
    CHECK(entries() == before + 2);
}

TEST_CASE_FIXTURE(SettingsPages, "of a pupil's profile nobody elsewhere is told") {
    storage::Store::Change<int> const grow_young = [](auto& tx, auto& tables) -> Result<int> {
        auto account = tables.accounts.get(tx, "ada").value();
        account.pupil = true;
        tables.accounts.put(tx, "ada", account);
        agree_for(tx, tables, account.actor);
        return 0;
    };
    static_cast<void>(north.node.store.write_now(grow_young).value());
    auto const before = entries();

    CHECK(ada.submit("/settings/profile", profile({{"note", "I like maths."}})).status() == 303);

    CHECK(entries() == before);
}

TEST_CASE_FIXTURE(SettingsPages, "a profile that does not fit is not saved, and what was typed is still there") {
    auto const refused = ada.submit(
        "/settings/profile", {{"display_name", ""}, {"note", "Do not lose this."}, {"shown_name_1", "Only a name"}}
    );
    CHECK(refused.status() == 422);
    CHECK(shows(refused, "Do not lose this."));
    CHECK(shows(refused, "Only a name"));
    CHECK_FALSE(shows(get("/u/ada"), "Do not lose this."));
    CHECK(ada.submit("/settings/profile", profile({{"note", std::string(2001, 'x')}})).status() == 422);
}

TEST_CASE_FIXTURE(SettingsPages, "members find each other by what they know, if they want to be found") {
    CHECK(get("/members").status() == 303);
    CHECK_FALSE(shows(ben.get("/members"), "/u/ada"));
    static_cast<void>(ada.submit(
        "/settings/profile",
        profile({{"listed", "1"}, {"expertise", "Retrieval practice, fractions"}, {"reviews_a_term", "3"}})
    ));

    auto const page = ben.get("/members?expertise=retrieval");
    CHECK(shows(page, "<a href=\"/u/ada\">Ada Okafor</a>"));
    CHECK(shows(page, "<h2>Teachers</h2>"));
    CHECK(shows(page, "Reviews up to 3 a term"));
    CHECK_FALSE(shows(ben.get("/members?expertise=latin"), "/u/ada"));
    close_account("ada");
    CHECK_FALSE(shows(ben.get("/members"), "/u/ada"));
}
