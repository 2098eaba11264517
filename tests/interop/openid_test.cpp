// A school's own sign-in by a real provider (oidc-provider), from the button to the end of a membership. What a
// provider never says, and must be refused, is in tests/server/openid_*.
#include "tests/interop/sign_in_school.hpp"
#include "tests/interop/world.hpp"
#include "tests/printing.hpp"

namespace collegium::interop {

using journeys::HttpAnswer;
using storage::Role;
using storage::Roles;
using namespace std::chrono_literals;

namespace {

std::string parameter(std::string const& address, std::string const& name) {
    auto const start = address.find(name + '=');
    if (start == std::string::npos) return {};
    auto const value = address.substr(start + name.size() + 1);
    return value.substr(0, value.find('&'));
}

bool leads_to_sign_in(HttpAnswer const& answer) {
    return answer.status == 303 && answer.header("location").starts_with("/sign-in");
}

}  // namespace

TEST_CASE("members come in through their school, are what their groups say, and come back as the same ones") {
    SignInSchool place{"RS256"};

    SchoolMember tom{place, "tom"};
    auto const back = tom.go_to_provider("/settings/profile");
    CHECK(parameter(tom.led_to_provider, "code_challenge_method") == "S256");
    CHECK(parameter(tom.led_to_provider, "code_challenge").size() == 43);
    CHECK(parameter(tom.led_to_provider, "nonce").size() == 43);
    CHECK(parameter(back, "state") == parameter(tom.led_to_provider, "state"));
    CHECK(journeys::led_to(tom.browser.get(back)) == "/sign-in/school/name");
    auto const page = tom.browser.get("/sign-in/school/name");
    CHECK(page.shows("value=\"tom\""));
    CHECK(page.shows("value=\"Tom Teacher\""));
    auto const named = tom.browser.submit(
        "/sign-in/school/name", "/sign-in/school/name", {{"name", "tom_t"}, {"display_name", "Tom Teacher"}}
    );
    CHECK(journeys::led_to(named) == "/settings/profile");
    CHECK(tom.is_in());
    CHECK(place.account("tom_t")->roles == Roles{});
    CHECK(place.account("tom_t")->constituency == storage::Constituency::teacher);
    CHECK(tom.works(tom.token()));

    SUBCASE("by the same account, from another browser") {
        SchoolMember again{place, "tom"};
        CHECK(journeys::led_to(again.sign_in("/settings/profile")) == "/settings/profile");
        CHECK(again.is_in());
        CHECK(place.sessions_of("tom_t") == 2);
    }
    SUBCASE("with roles, however many groups there are beside") {
        SchoolMember lea{place, "lea"};
        lea.join();
        CHECK(place.account("lea")->roles == Roles::of(Role::research_lead));
        CHECK(lea.browser.get("/settings/security").shows("Your role needs a second factor"));
    }
    SUBCASE("as pupils") {
        SchoolMember pia{place, "pia"};
        pia.join();
        CHECK(place.account("pia")->pupil);
        CHECK(place.account("pia")->constituency == storage::Constituency::student);
    }
    SUBCASE("but not from outside the groups") {
        SchoolMember zoe{place, "zoe"};
        auto const refused = zoe.sign_in();
        CHECK(refused.status == 422);
        CHECK(refused.shows("you are in none of the groups that may"));
        CHECK(refused.shows("Ask whoever looks after this site"));
        CHECK_FALSE(zoe.is_in());
    }
    SUBCASE("and no return counts twice, or in another browser, or with another state") {
        SchoolMember thief{place, "tom"};
        CHECK(thief.browser.get(back).shows("not begun in this browser"));
        auto const stolen = tom.go_to_provider();
        CHECK(thief.browser.get(stolen).shows("not begun in this browser"));
        auto copy = tom.browser.copy();
        CHECK(tom.browser.get(stolen).status == 303);
        CHECK(tom.browser.get(stolen).shows("not begun in this browser"));
        auto const replayed = copy.get(stolen);  // whose cookie knows the state, but the provider the code
        CHECK(replayed.status == 422);
        CHECK(replayed.shows("Begin again"));
        auto const fresh = tom.go_to_provider();
        auto changed = fresh;
        changed.replace(changed.find("state=") + 6, 4, "AAAA");
        CHECK(tom.browser.get(changed).shows("not begun in this browser"));
    }
    SUBCASE("and a code does not fit a sign-in that another browser began") {
        SchoolMember thief{place, "tom"};
        auto const stolen = parameter(tom.go_to_provider(), "code");
        auto mine = thief.browser.get("/sign-in/school").header("location");
        auto const refused =
            thief.browser.get("/sign-in/school/return?code=" + stolen + "&state=" + parameter(mine, "state"));
        CHECK(refused.status == 422);  // the proof key is another one
        CHECK_FALSE(thief.is_in());
    }
}

TEST_CASE("a provider that signs with ES256 and wants the secret in a header is as good") {
    SignInSchool place{"ES256"};
    SchoolMember tom{place, "tom"};
    tom.join();
    CHECK(tom.is_in());
    place.come_back_after(41min);
    CHECK(journeys::until(patience, [&] { return place.account("tom")->vouched > SystemClock{}.now() - 10min; }));
    CHECK(tom.is_in());
}

TEST_CASE("who leaves the school, or its groups, loses every browser and program within the hour") {
    SignInSchool place{"RS256"};
    SchoolMember tom{place, "tom"}, lea{place, "lea"}, pia{place, "pia"};
    for (auto* member : {&tom, &lea, &pia}) member->join();
    auto const tom_program = tom.token(), pia_program = pia.token();

    place.provider.tell("leave", {{"who", "tom"}});
    place.provider.tell("regroup", {{"who", "lea"}, {"groups", "Visitors"}});
    place.come_back_after(41min);

    bool const both_out =
        journeys::until(patience, [&] { return place.sessions_of("tom") + place.sessions_of("lea") == 0; });
    CHECK_MESSAGE(both_out, place.school.log());
    CHECK(leads_to_sign_in(tom.browser.get("/settings")));
    CHECK(leads_to_sign_in(lea.browser.get("/settings")));
    CHECK_FALSE(tom.works(tom_program));
    CHECK(journeys::until(patience, [&] { return place.account("pia")->vouched > SystemClock{}.now() - 10min; }));
    CHECK(pia.is_in());
    CHECK(pia.works(pia_program));

    CHECK(lea.sign_in().shows("you are in none of the groups that may"));
    place.come_back_after(41min);  // whom it vouched for before, it vouches for again, by the token that it gave then
    CHECK(journeys::until(patience, [&] { return place.account("pia")->vouched > SystemClock{}.now() - 10min; }));
    CHECK(pia.works(pia_program));
}

TEST_CASE("while the provider is away, members read what happened, and an operator comes in by password") {
    SignInSchool place{"RS256"};
    SchoolMember tom{place, "tom"};
    tom.join();
    auto const program = tom.token();
    place.provider.stop();

    place.come_back_after(50min);
    CHECK(tom.is_in());
    place.school.stop();
    place.school.add_person("olga", "Olga Operator");
    journeys::run_well(place.school.command({"user", "set", "olga", "--give", "operator"}));
    place.school.serve();
    place.come_back_after(10min);

    CHECK(leads_to_sign_in(tom.browser.get("/settings")));
    CHECK_FALSE(tom.works(program));
    CHECK(tom.browser.get("/sign-in").shows("nobody could tell this site that you still belong to Hillside School"));
    auto const tried = tom.browser.get("/sign-in/school");
    CHECK(tried.status == 422);
    CHECK(tried.shows("sign-in does not answer at the moment"));
    CHECK(tried.shows("Try again in a few minutes"));

    journeys::Browser olga{place.school};
    CHECK(olga.sign_in("olga").status == 303);
    CHECK(olga.get("/settings/security").shows("Your role needs a second factor"));

    place.provider.launch();
    place.provider.await_ready();
    CHECK(journeys::until(patience, [&] { return tom.browser.get("/sign-in/school").status == 303; }));
}

}  // namespace collegium::interop
