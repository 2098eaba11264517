// What somebody who left the school leaves behind: no invitation, no office, and nobody in their way.
#include "tests/server/belonging.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

namespace members = server::members;

using storage::Role;
using storage::Roles;

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
