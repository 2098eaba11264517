// The end of it: leavers lose everything within the hour, and nobody else does when the provider has troubles.
#include "tests/server/belonging.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

namespace members = server::members;

using storage::Nothing;
using storage::Role;
using storage::Roles;

TEST_CASE_FIXTURE(Belonging, "whom the provider goes on to vouch for stays in, for days") {
    says({{"lea", {"Staff", "Leads"}}, {"tom", {"Staff"}}});
    for (int i = 0; i < 600; ++i) {
        village.pass(5min);
        round();
        REQUIRE(works(lea_program));
        REQUIRE(works(tom_program));
    }
    CHECK(is_in(lea));
    CHECK(is_in(tom));
}

TEST_CASE_FIXTURE(Belonging, "the provider is not asked about anybody before their time") {
    village.pass(39min);
    auto const before = provider.asked("/token");
    round();
    CHECK(provider.asked("/token") == before);
    village.pass(1min);
    round();
    CHECK(provider.asked("/token") == before + 2);
}

TEST_CASE_FIXTURE(
    Belonging, "an account that was disabled at the school is out with every browser and program, for good"
) {
    says({{"lea", {"Staff", "Leads"}}});
    village.pass(40min);
    round();
    CHECK_FALSE(is_in(tom));
    CHECK_FALSE(works(tom_program));
    CHECK(sessions_of("tom") == 0);
    CHECK(is_in(lea));
    CHECK(works(lea_program));
    CHECK(outside_rows() == std::vector<std::string>{"lea"});

    village.scripted["login.test"] = plain;  // back at school: by signing in, and programs have to be let in anew
    provider.answer.reset();
    provider.sends("tom", {"Staff"});
    CHECK_FALSE(works(tom_program));
    CHECK(sign_in(tom).status() == 303);
    CHECK(is_in(tom));
    CHECK_FALSE(works(tom_program));
}

TEST_CASE_FIXTURE(Belonging, "who was taken out of the groups is out as well") {
    says({{"lea", {"Staff", "Leads"}}, {"tom", {"Visitors"}}});
    village.pass(40min);
    round();
    CHECK_FALSE(is_in(tom));
    CHECK_FALSE(works(tom_program));
    CHECK(sessions_of("tom") == 0);
    CHECK(works(lea_program));
    provider.sends("tom", {"Visitors"});
    village.scripted["login.test"] = plain;
    CHECK(shows(sign_in(tom), "you are in none of the groups that may"));
}

TEST_CASE_FIXTURE(Belonging, "who loses a role signs in anew; who gets one goes on (R16)") {
    says({{"lea", {"Staff"}}, {"tom", {"Staff", "Reviewers"}}});
    village.pass(40min);
    round();
    CHECK(account("lea")->roles == Roles{});
    CHECK_FALSE(is_in(lea));
    CHECK_FALSE(works(lea_program));
    CHECK(account("tom")->roles == Roles::of(Role::reviewer));
    CHECK(is_in(tom));
    CHECK(works(tom_program));
}

TEST_CASE_FIXTURE(Belonging, "who becomes a pupil is one, with no role left") {
    says({{"lea", {"Pupils", "Leads"}}, {"tom", {"Staff"}}});
    village.pass(40min);
    round();
    CHECK(account("lea")->pupil);
    CHECK(account("lea")->roles == Roles{});
}

TEST_CASE_FIXTURE(Belonging, "there is one research lead: a second one gets everything else, and loses what is gone") {
    says({{"lea", {"Staff", "Leads"}}, {"tom", {"Staff", "Reviewers", "Leads"}}});
    village.pass(40min);
    round();
    CHECK(account("tom")->roles == Roles::of(Role::reviewer));
    says({{"lea", {"Staff", "Leads"}}, {"tom", {"Staff", "Leads"}}});
    village.pass(40min);
    round();
    CHECK(account("lea")->roles == Roles::of(Role::research_lead));
    CHECK(account("tom")->roles == Roles{});
}

TEST_CASE_FIXTURE(Belonging, "the last operator stays one, and is nothing else that their groups do not say") {
    north.settings.openid.roles = {"Operators=operator", "Moderators=moderator", "Reviewers=reviewer"};
    Browser olga{*this};
    REQUIRE(join_as("olga", {"Staff", "Operators", "Moderators"}, olga).status() == 303);
    says({{"lea", {"Staff"}}, {"tom", {"Staff"}}, {"olga", {"Staff", "Reviewers"}}});
    village.pass(40min);
    round();
    auto expected = Roles::of(Role::operator_);
    expected.add(Role::reviewer);
    CHECK(account("olga")->roles == expected);
}

TEST_CASE_FIXTURE(
    Belonging, "while the provider is away nothing ends before the hour; then it rests until it is back"
) {
    static_cast<void>(add_person("olga", Roles::of(Role::operator_)));
    provider.up = false;
    village.pass(59min);
    round();
    CHECK(is_in(tom));
    CHECK(works(tom_program));
    village.pass(1min);
    CHECK_FALSE(is_in(tom));
    CHECK_FALSE(works(tom_program));
    auto const page = tom.get("/sign-in");
    CHECK(shows(page, "nobody could tell this site that you still belong to North School"));
    CHECK(shows(page, "Sign in with North School"));

    village.pass(24h);
    round();
    auto const tried = sign_in(tom);
    CHECK(shows(tried, "Your school&#39;s sign-in does not answer at the moment."));
    CHECK(shows(tried, "Try again in a few minutes."));
    Browser olga{*this};
    CHECK(olga.sign_in("olga", password).status() == 303);  // by password, whatever the school says
    CHECK(is_in(olga));
    CHECK(olga.get("/operator/members").status() == 200);

    provider.up = true;
    says({{"lea", {"Staff", "Leads"}}, {"tom", {"Staff"}}});
    village.pass(10s);
    round();
    CHECK(works(tom_program));
    CHECK(works(lea_program));
}

TEST_CASE_FIXTURE(Belonging, "a secret that ran out ends nobody's membership") {
    provider.answer = document("application/json", R"({"error":"invalid_client"})");
    provider.answer->status = 401;
    village.pass(40min);
    auto const before = provider.asked("/token");
    round();
    CHECK(provider.asked("/token") == before + 1);  // it would say the same about everybody
    CHECK(is_in(tom));
    CHECK(outside_rows().size() == 2);
    CHECK(shows(sign_in(tom), "does not work together with this site at the moment"));
}

TEST_CASE_FIXTURE(Belonging, "an answer that cannot be used about one member keeps nobody else waiting") {
    says({{"lea", {"Staff", "Leads"}}, {"tom", {"Staff"}}});
    auto const usual = village.scripted["login.test"];
    village.scripted["login.test"] = [usual](auto const& request) {
        bool const about_lea = request.body.find("refresh%20token%20of%20lea") != std::string::npos;
        return about_lea ? document("application/json", "{}") : usual(request);
    };
    village.pass(40min);
    round();
    village.pass(20min);
    CHECK(works(tom_program));
    CHECK_FALSE(works(lea_program));
    CHECK(outside_rows().size() == 2);  // and is asked about again
}

TEST_CASE_FIXTURE(Belonging, "trouble about some members keeps nobody else waiting for ever") {
    std::vector<std::string> broken{"lea"};
    Browser ann{*this}, bea{*this};
    SUBCASE("one") {}
    SUBCASE("so many that the provider seems to be away") {
        REQUIRE(join_as("ann", {"Staff"}, ann).status() == 303);
        REQUIRE(join_as("bea", {"Staff"}, bea).status() == 303);
        broken = {"ann", "bea", "lea"};
    }
    says({{"tom", {"Staff"}}});
    village.scripted["login.test"] = [broken, usual = village.scripted["login.test"]](auto const& request) {
        for (auto const& name : broken)
            if (request.body.find("refresh%20token%20of%20" + name) != std::string::npos) return status(500);
        return usual(request);
    };
    village.pass(40min);
    round();
    village.pass(5min);
    round();
    village.pass(15min);
    CHECK(works(tom_program));
    CHECK_FALSE(works(lea_program));
    CHECK(outside_rows().size() == broken.size() + 1);  // and are asked about again
}

TEST_CASE_FIXTURE(Belonging, "a provider that is away is not asked about everybody") {
    Browser ann{*this}, bea{*this};
    REQUIRE(join_as("ann", {"Staff"}, ann).status() == 303);
    REQUIRE(join_as("bea", {"Staff"}, bea).status() == 303);
    provider.answer = status(503);
    village.pass(40min);
    auto const before = provider.asked("/token");
    round();
    CHECK(provider.asked("/token") == before + 3);
}

TEST_CASE_FIXTURE(Belonging, "about who has no sign-in and no program the provider is asked once a day") {
    REQUIRE(write([&](auto& tx, auto& tables) -> Result<Nothing> {
        members::end_all_access(tx, tables, tables.accounts.get(tx, "tom")->actor);
        return Nothing{};
    }));
    says({{"lea", {"Staff", "Leads"}}});
    village.pass(40min);
    auto const before = provider.asked("/token");
    round();
    CHECK(provider.asked("/token") == before + 1);
    CHECK(account("tom")->vouched != members::left_school);
    village.pass(24h - 40min);
    round();
    CHECK(provider.asked("/token") == before + 3);
    CHECK(account("tom")->vouched == members::left_school);
}

TEST_CASE_FIXTURE(Belonging, "somebody else's identity in the answer vouches for nobody") {
    village.scripted["login.test"] = [this](auto const& request) {
        provider.sends("lea", {"Staff", "Leads"});
        return plain(request);
    };
    village.pass(40min);
    round();
    CHECK(works(lea_program));
    CHECK_FALSE(works(tom_program));
    CHECK(sessions_of("tom") == 0);
}

TEST_CASE_FIXTURE(Belonging, "an answer about a token that was replaced meanwhile ends nothing") {
    village.pass(40min);
    village.scripted["login.test"] = [this](auto const& request) {
        if (request.body.find("refresh%20token%20of%20tom") == std::string::npos) return plain(request);
        storage::Store::Change<int> const anew = [&](auto& tx, auto& tables) -> Result<int> {
            tables.outside_tokens.put(tx, "tom", registry.secrets.seal("a new one", "refresh token:tom"));
            return 0;
        };
        static_cast<void>(north.node.store.write_now(anew).value());
        auto response = document("application/json", R"({"error":"invalid_grant"})");
        response.status = 400;
        return response;
    };
    provider.sends("lea", {"Staff", "Leads"});
    round();
    CHECK(sessions_of("tom") == 1);
    CHECK(works(tom_program));
}

TEST_CASE_FIXTURE(Belonging, "who gave no token that can be renewed comes back within the hour by signing in") {
    Browser ann{*this};
    provider.sends("ann", {"Staff"});
    provider.refresh_token.clear();
    REQUIRE(join(ann, "ann").status() == 303);
    auto const program = token_for("ann");
    village.pass(59min);
    CHECK(works(program));
    village.pass(1min);
    CHECK_FALSE(works(program));
    CHECK(sign_in(ann).status() == 303);
    CHECK(works(program));
}

TEST_CASE_FIXTURE(Belonging, "the refresh token cannot be read from the files of the store") {
    std::string all;
    for (auto const& each : std::filesystem::recursive_directory_iterator{north.settings.node.data})
        if (each.is_regular_file()) all += read_file(each.path());
    CHECK(all.find("lea") != std::string::npos);  // so the search finds what is there
    CHECK(all.find("refresh token of") == std::string::npos);
}
