// Who may hold and give which role (needs A3, A5, A14).
#include "server/members/roles.hpp"

#include "server/members/accounts.hpp"
#include "server/members/words.hpp"
#include "tests/printing.hpp"
#include "tests/server/front.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace members = server::members;

using storage::AccountState;
using storage::Belonging;
using storage::Role;
using storage::Roles;

namespace {

Roles both(Role one, Role other) {
    auto roles = Roles::of(one);
    roles.add(other);
    return roles;
}

struct Office : Front {
    Office() {
        static_cast<void>(add_person("olga", Roles::of(Role::operator_)));
        static_cast<void>(add_person("ada"));
        static_cast<void>(add_person("ben"));
    }

    Result<storage::Nothing> change(std::string const& name, std::function<void(storage::AccountRecord&)> const& what) {
        storage::Store::Change<storage::Nothing> const whole = [&](auto& tx, auto& tables) {
            return members::change_account(tx, tables, name, what);
        };
        return north.node.store.write_now(whole);
    }

    Result<storage::Nothing> give(std::string const& name, Role role) {
        return change(name, [&](auto& record) { record.roles.add(role); });
    }

    std::optional<std::string> lead() {
        return north.node.store.read([](auto const& tx, auto const& tables) {
            return members::research_lead(tx, tables);
        });
    }

    std::string why(Refusal refusal) {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            return members::why_not(tx, tables, refusal);
        });
    }
};

}  // namespace

TEST_CASE("every role has a name of its own, and no two share a bit") {
    Roles seen;
    for (auto const& each : members::roles()) {
        CHECK_FALSE(seen.has(each.value));
        seen.add(each.value);
        CHECK(members::value_named(members::roles(), each.name) == each.value);
        CHECK_FALSE(each.words.empty());
    }
    CHECK_FALSE(members::value_named(members::roles(), "king"));
    CHECK(members::names_of(both(Role::operator_, Role::champion)) == "operator, champion");
}

TEST_CASE_FIXTURE(
    Office, "there is one active research lead, a second is refused with who it is, and a vacancy shows"
) {
    CHECK_FALSE(lead());
    REQUIRE(give("ada", Role::research_lead));
    CHECK(lead() == "ada");

    auto const second = give("ben", Role::research_lead);
    REQUIRE_FALSE(second);
    CHECK(second.error().reason() == Reason::conflict);
    CHECK(why(second.error()).find("there is a research lead already: ada") == 0);
    CHECK(lead() == "ada");

    REQUIRE(change("ada", [](auto& record) { record.state = AccountState::paused; }));
    CHECK_FALSE(lead());
    REQUIRE(give("ben", Role::research_lead));
    CHECK_FALSE(change("ada", [](auto& record) { record.state = AccountState::active; }));
}

TEST_CASE_FIXTURE(Office, "the last operator stays one") {
    auto const take = [](auto& record) { record.roles.remove(Role::operator_); };
    CHECK_FALSE(change("olga", take));
    CHECK_FALSE(change("olga", [](auto& record) { record.state = AccountState::closed; }));
    REQUIRE(give("ada", Role::operator_));
    CHECK(change("olga", take));
}

TEST_CASE_FIXTURE(Office, "pupils hold no roles, and guests and supporters none of the staff's") {
    REQUIRE(change("ada", [](auto& record) { record.pupil = true; }));
    for (auto const& each : members::roles()) CHECK_FALSE(give("ada", each.value));

    for (auto const belonging : {Belonging::guest, Belonging::supporter}) {
        REQUIRE(change("ben", [&](auto& record) {
            record.belonging = belonging;
            record.roles = {};
        }));
        CHECK(give("ben", Role::reviewer));
        for (auto const role : {Role::operator_, Role::moderator, Role::safeguarding_lead, Role::research_lead})
            CHECK_FALSE(give("ben", role));
    }
}

TEST_CASE("nobody gives a role that is above their own") {
    CHECK(members::roles_to_give({}).bits == 0);
    CHECK_FALSE(members::may_invite({}));
    CHECK_FALSE(members::may_invite(both(Role::moderator, Role::safeguarding_lead)));
    for (auto const role : {Role::facilitator, Role::research_lead}) {
        auto const given = members::roles_to_give(Roles::of(role));
        CHECK(members::may_invite(Roles::of(role)));
        for (auto const staff : {Role::operator_, Role::moderator, Role::safeguarding_lead, Role::research_lead})
            CHECK_FALSE(given.has(staff));
    }
    for (auto const& each : members::roles()) CHECK(members::roles_to_give(Roles::of(Role::operator_)).has(each.value));
}

TEST_CASE("a setting that names a role of no kind stops the start") {
    Settings settings;
    CHECK_NOTHROW(members::check_role_names(settings));
    settings.members.second_factor_for = {"operator", "king"};
    CHECK_THROWS_AS(members::check_role_names(settings), SettingsError);
}
