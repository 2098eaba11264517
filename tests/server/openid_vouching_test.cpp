// The end of it: leavers lose everything within the hour, and nobody else does when the provider has troubles.
#include "server/cookies.hpp"
#include "server/members/invitations.hpp"
#include "tests/printing.hpp"
#include "tests/server/lying_provider.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

namespace members = server::members;

using storage::Nothing;
using storage::Role;
using storage::Roles;

namespace {

struct Belonging : SchoolFront {
    Belonging() {
        REQUIRE(join_as("lea", {"Staff", "Leads"}, lea).status() == 303);
        REQUIRE(join_as("tom", {"Staff"}, tom).status() == 303);
        lea_program = token_for("lea");
        tom_program = token_for("tom");
    }

    server::Response join_as(std::string const& name, std::vector<std::string> const& groups, Browser& browser) {
        provider.sends(name, groups);
        return join(browser, name);
    }

    // What the provider says about each, by their refresh tokens.
    void says(std::map<std::string, std::vector<std::string>> const& groups_of) {
        village.scripted["login.test"] = [this, groups_of, before = plain](auto const& request) {
            provider.answer.reset();
            if (request.target == "/token") prepare(request.body, groups_of);
            return before(request);
        };
    }

    bool is_in(Browser& browser) { return browser.get("/settings").status() == 200; }
    bool works(std::string const& program) { return tokens.bearer_of(program).has_value(); }

    Result<Nothing> write(storage::Store::Change<Nothing> const& change) { return north.node.store.write_now(change); }

    // The path of an invitation.
    std::string invitation_by(std::string const& name) {
        std::string const token = "an invitation by " + name;
        storage::InvitationRecord invitation;
        invitation.by = name;
        invitation.uses_left = 5;
        invitation.created = north.clock.now();
        invitation.expires = north.clock.now() + 24h;
        auto const made = write([&](auto& tx, auto& tables) {
            auto const digest = members::invitation_digest(registry.secrets, token);
            return members::add_invitation(tx, tables, digest, invitation, account(name)->roles);
        });
        REQUIRE(made);
        return "/invitation/" + server::percent_encoded(token);
    }

    std::size_t sessions_of(std::string const& name) { return sign_ins.list(account(name)->actor, "").size(); }

    Village::Script plain = village.scripted["login.test"];
    Browser lea{*this}, tom{*this};
    std::string lea_program, tom_program;

private:
    void prepare(std::string const& body, std::map<std::string, std::vector<std::string>> const& groups_of) {
        for (auto const& [name, groups] : groups_of)
            if (body.find("refresh%20token%20of%20" + name) != std::string::npos) return provider.sends(name, groups);
        provider.answer = document("application/json", R"({"error":"invalid_grant"})");
        provider.answer->status = 400;
    }
};

}  // namespace

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

TEST_CASE_FIXTURE(Belonging, "an invitation by somebody who left lets nobody in, least of all them") {
    auto const path = invitation_by("lea");
    Browser guest{*this};
    REQUIRE(guest.get(path).status() == 200);
    SUBCASE("disabled") {
        says({{"tom", {"Staff"}}});
    }
    SUBCASE("out of the groups") {
        says({{"tom", {"Staff"}}, {"lea", {"Visitors"}}});
    }
    village.pass(40min);
    round();
    CHECK(guest.get(path).status() == 404);
    std::string const words{password};
    auto const tried = guest.submit(path, {{"name", "lea2"}, {"password", words}, {"repeated", words}});
    CHECK(tried.status() == 404);
    CHECK_FALSE(account("lea2"));
}

TEST_CASE_FIXTURE(Belonging, "the office of somebody who left is free for their successor") {
    says({{"tom", {"Staff", "Leads"}}});
    village.pass(40min);
    round();
    village.pass(40min);
    round();
    CHECK(account("tom")->roles == Roles::of(Role::research_lead));

    village.scripted["login.test"] = plain;  // who comes back finds it taken
    provider.answer.reset();
    provider.sends("lea", {"Staff", "Leads"});
    CHECK(sign_in(lea).status() == 303);
    CHECK(account("lea")->roles == Roles{});
    CHECK(account("tom")->roles == Roles::of(Role::research_lead));
}

TEST_CASE_FIXTURE(Belonging, "who comes back and finds their office vacant has it again") {
    says({{"tom", {"Staff"}}});
    village.pass(40min);
    round();
    CHECK(account("lea")->vouched == members::left_school);
    village.scripted["login.test"] = plain;
    provider.answer.reset();
    provider.sends("lea", {"Staff", "Leads"});
    CHECK(sign_in(lea).status() == 303);
    CHECK(account("lea")->roles == Roles::of(Role::research_lead));
}

TEST_CASE_FIXTURE(Belonging, "an operator who left is none: the other one stays, or nobody could look after the site") {
    north.settings.openid.roles.emplace_back("Operators=operator");
    static_cast<void>(add_person("bob", Roles::of(Role::operator_)));
    Browser olga{*this};
    REQUIRE(join_as("olga", {"Staff", "Operators"}, olga).status() == 303);
    says({{"lea", {"Staff", "Leads"}}, {"tom", {"Staff"}}});
    village.pass(40min);
    round();
    CHECK(account("olga")->vouched == members::left_school);

    auto const demoted = write([](auto& tx, auto& tables) {
        return members::change_account(tx, tables, "bob", [](auto& bob) { bob.roles.remove(Role::operator_); });
    });
    CHECK_FALSE(demoted);
    CHECK(account("bob")->roles == Roles::of(Role::operator_));
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
    auto const tried = tom.get("/sign-in/school");
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
