// Invitations: made by those who may, used by whom they are for.
#include "server/members/invitations.hpp"

#include "server/cookies.hpp"
#include "storage/names.hpp"
#include "tests/federation/running.hpp"
#include "tests/printing.hpp"
#include "tests/server/authenticator.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

using storage::Role;
using storage::Roles;

namespace {

constexpr char const* page = "/settings/invitations";

struct Inviting : Front {
    Inviting() {
        static_cast<void>(add_person("olga", Roles::of(Role::operator_)));
        static_cast<void>(add_person("fay", Roles::of(Role::facilitator)));
        static_cast<void>(add_person("ada"));
        static_cast<void>(found("algebra", "fay"));
    }

    // The path of the invitation that this makes.
    std::string made_by(std::string const& account, Fields const& fields) {
        auto const answer = Browser::of(*this, account).submit(page, fields);
        INFO(answer.body());
        REQUIRE(answer.status() == 200);
        return path_of(codes_on(answer).front());
    }

    server::Response accept(std::string const& path, std::string const& name, Fields more = {}) {
        address_tries.clear("192.0.2.7");
        more.insert(
            more.end(), {{"name", name}, {"password", std::string{password}}, {"repeated", std::string{password}}}
        );
        return Browser{*this}.submit(path, more);
    }

    std::optional<storage::AccountRecord> account(std::string const& name) {
        return north.node.store.read([&](auto const& tx, auto const& tables) { return tables.accounts.get(tx, name); });
    }
};

}  // namespace

TEST_CASE_FIXTURE(Inviting, "who is invited chooses a name once, and is what the invitation says") {
    auto const path =
        made_by("olga", {{"constituency", "academic"}, {"belonging", "member"}, {"role_reviewer", "1"}, {"uses", "2"}});
    CHECK(get(path).status() == 200);

    Browser cleo{*this};
    auto const in = cleo.submit(
        path,
        {{"name", "cleo"},
         {"display_name", "Cleo Marsh"},
         {"password", std::string{password}},
         {"repeated", std::string{password}},
         {"role_operator", "1"}}
    );

    CHECK(in.status() == 303);
    CHECK(cleo.get("/settings").status() == 200);
    REQUIRE(account("cleo"));
    CHECK(account("cleo")->roles == Roles::of(Role::reviewer));
    CHECK(account("cleo")->constituency == storage::Constituency::academic);
    CHECK(shows(get("/u/cleo"), "Cleo Marsh"));
}

TEST_CASE_FIXTURE(Inviting, "an invitation is good for as many as it says, and no longer than it says") {
    auto const path = made_by("olga", {{"uses", "2"}, {"days", "3"}});
    CHECK(accept(path, "one").status() == 303);
    CHECK(accept(path, "two").status() == 303);
    CHECK(accept(path, "three").status() == 404);
    CHECK(get(path).status() == 404);
    CHECK_FALSE(account("three"));

    auto const other = made_by("olga", {{"days", "3"}});
    village.clock.pass(std::chrono::days{3});
    CHECK(get(other).status() == 404);
    CHECK(accept(other, "four").status() == 404);
}

TEST_CASE_FIXTURE(Inviting, "a whole class accepts from one address, and what is refused counts on") {
    auto const path = made_by("olga", {{"uses", "3"}});
    auto const from_school = [&](std::string const& name) {
        std::string const words{password};
        return Browser{*this}.submit(path, {{"name", name}, {"password", words}, {"repeated", words}}).status();
    };
    address_tries.clear("192.0.2.7");
    for (int i = 0; i < 19; ++i) REQUIRE(address_tries.allows("192.0.2.7", north.clock.now()));

    CHECK(from_school("one") == 303);
    CHECK(from_school("two") == 303);
    CHECK(from_school("ada") == 422);  // taken
    CHECK(from_school("three") == 429);
}

TEST_CASE_FIXTURE(Inviting, "a name that is taken, a weak password and one typed in two ways use nothing up") {
    auto const path = made_by("olga", {});
    CHECK(shows(accept(path, "ada"), "Somebody has this name already."));
    CHECK(accept(path, "algebra").status() == 422);
    CHECK(accept(path, "Not A Name").status() == 422);
    auto const weak = Browser{*this}.submit(
        path, {{"name", "dan"}, {"display_name", "Dan"}, {"password", "password1234"}, {"repeated", "password1234"}}
    );
    CHECK(weak.status() == 422);
    CHECK(shows(weak, "value=\"Dan\""));
    CHECK_FALSE(shows(weak, "password1234"));
    CHECK(accept(path, "dan").status() == 303);
}

TEST_CASE_FIXTURE(Inviting, "facilitators invite, but give no role above theirs; members do not invite") {
    auto const path = made_by("fay", {{"role_operator", "1"}, {"role_moderator", "1"}, {"role_reviewer", "1"}});
    CHECK(accept(path, "dan").status() == 303);
    CHECK(account("dan")->roles == Roles::of(Role::reviewer));

    auto ada = Browser::of(*this, "ada");
    CHECK(ada.get(page).status() == 404);
    CHECK(ada.submit(page).status() == 404);
    CHECK_FALSE(shows(ada.get("/settings"), page));
}

TEST_CASE_FIXTURE(Inviting, "an invitation ends with its inviter's leave to give it") {
    auto const path = made_by("fay", {});
    close_account("fay");
    CHECK(get(path).status() == 404);
    CHECK(accept(path, "dan").status() == 404);
}

TEST_CASE_FIXTURE(Inviting, "pupils are invited as pupils, without roles") {
    CHECK(Browser::of(*this, "olga").submit(page, {{"pupil", "1"}, {"role_reviewer", "1"}}).status() == 422);
    auto const path = made_by("olga", {{"pupil", "1"}, {"constituency", "teacher"}});
    CHECK(accept(path, "pip").status() == 303);
    CHECK(account("pip")->pupil);
    CHECK(account("pip")->constituency == storage::Constituency::student);
}

TEST_CASE_FIXTURE(Inviting, "the community of an invitation is joined at once") {
    auto const path = made_by("fay", {{"community", "algebra"}});
    Browser dan{*this};
    REQUIRE(
        dan.submit(
               path, {{"name", "dan"}, {"password", std::string{password}}, {"repeated", std::string{password}}}
        ).status() == 303
    );
    settle();
    CHECK(shows(dan.get("/c/algebra"), "action=\"/c/algebra/leave\""));
}

TEST_CASE_FIXTURE(Inviting, "a facilitator's invitation is the word of their community, and nobody else's is") {
    std::string const algebra = "https://north.test/c/algebra";
    auto const standing = [&](std::string const& name) {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            auto const where = storage::find_handle(tx, tables, algebra).value();
            return tables.members.get(tx, {where, account(name)->actor});
        });
    };
    auto const by_fay = made_by("fay", {{"community", "algebra"}, {"uses", "3"}});
    auto const by_olga = made_by("olga", {{"community", "algebra"}, {"uses", "3"}});
    auto const pupils = made_by("fay", {{"community", "algebra"}, {"pupil", "1"}});
    storage::CommunityRecord terms;
    for (auto const join : {storage::JoinPolicy::invite, storage::JoinPolicy::apply}) {
        terms.join = join;
        describe(north, algebra, terms);
        bool const applies = join == storage::JoinPolicy::apply;
        std::string const invited = applies ? "dan" : "dora", other = applies ? "eli" : "eva";
        REQUIRE(accept(by_fay, invited).status() == 303);
        REQUIRE(standing(invited));
        CHECK(standing(invited)->state == storage::MembershipState::member);
        REQUIRE(accept(by_olga, other).status() == 303);
        CHECK(standing(other).has_value() == applies);
        if (applies) CHECK(standing(other)->state == storage::MembershipState::applied);
    }
    REQUIRE(accept(pupils, "pip").status() == 303);
    REQUIRE(standing("pip"));
    CHECK(standing("pip")->state == storage::MembershipState::member);
    CHECK(north.waiting() == 0);
}

TEST_CASE_FIXTURE(Inviting, "open invitations are listed for who made them and for operators, and can be withdrawn") {
    auto const fays = made_by("fay", {{"note", "for the new science team"}});
    auto fay = Browser::of(*this, "fay"), olga = Browser::of(*this, "olga");
    static_cast<void>(made_by("olga", {{"note", "a guest from the university"}}));
    CHECK(shows(fay.get(page), "for the new science team"));
    CHECK_FALSE(shows(fay.get(page), "a guest from the university"));
    auto const all = olga.get(page);
    CHECK(shows(all, "for the new science team"));
    CHECK(shows(all, "a guest from the university"));

    auto const id = hidden_field(fay.get(page), "id");
    static_cast<void>(add_person("gus", Roles::of(Role::facilitator)));
    CHECK(Browser::of(*this, "gus").submit("/settings/invitations/withdraw", {{"id", id}}).status() == 404);
    CHECK(get(fays).status() == 200);
    CHECK(fay.submit("/settings/invitations/withdraw", {{"id", id}}).status() == 303);
    CHECK(get(fays).status() == 404);
}

TEST_CASE_FIXTURE(Inviting, "who does not agree to the charter does not become a member") {
    registry.charter = server::members::Charter::of("We share what works.");
    static_cast<void>(Browser::of(*this, "olga").submit("/charter", {{"charter", registry.charter.hash}}));
    auto const path = made_by("olga", {});
    CHECK(shows(get(path), "We share what works."));
    CHECK(accept(path, "dan").status() == 422);
    CHECK(accept(path, "dan", {{"charter", registry.charter.hash}}).status() == 303);
    CHECK(account("dan")->charter == registry.charter.hash);
}
