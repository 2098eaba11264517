// AskingToJoin to become a member, and what operators do with it; and the rest of their pages about members.
#include "server/members/accounts.hpp"
#include "tests/printing.hpp"
#include "tests/server/authenticator.hpp"

using namespace collegium;
using namespace collegium::tests;

using server::Response;
using storage::AccountState;
using storage::Role;
using storage::Roles;

namespace {

struct AskingToJoin : Front {
    AskingToJoin() {
        north.settings.members.registration = Registration::approval;
        static_cast<void>(add_person("ada"));
    }

    Response ask(std::string const& name) {
        address_tries.clear("192.0.2.7");
        return Browser{*this}.submit(
            "/sign-up",
            {{"name", name},
             {"asked", "I teach history next door."},
             {"password", std::string{password}},
             {"repeated", std::string{password}}}
        );
    }

    std::optional<storage::AccountRecord> account(std::string const& name) {
        return north.node.store.read([&](auto const& tx, auto const& tables) { return tables.accounts.get(tx, name); });
    }

    Response decide(std::string const& name, Fields const& fields) {
        return olga.submit("/operator/members/" + name, fields);
    }

    Person olga_herself = add_person("olga", Roles::of(Role::operator_));
    Browser olga = Browser::of(*this, "olga");
};

// Without what belongs to the browser.
std::string without_keys(Response const& response) {
    std::string text{response.body()};
    std::string const start = "name=\"form_key\" value=\"";
    for (auto at = text.find(start); at != std::string::npos; at = text.find(start, at + start.size()))
        text.erase(at + start.size(), text.find('"', at + start.size()) - at - start.size());
    return text;
}

}  // namespace

TEST_CASE_FIXTURE(AskingToJoin, "where registration is closed, there is no page for it") {
    north.settings.members.registration = Registration::closed;
    CHECK(get("/sign-up").status() == 404);
    CHECK(ask("dan").status() == 404);
    CHECK_FALSE(account("dan"));
    CHECK_FALSE(shows(get("/sign-in"), "/sign-up"));
}

TEST_CASE_FIXTURE(AskingToJoin, "who asks is nobody until an operator lets them in") {
    REQUIRE(ask("dan").status() == 200);
    CHECK(get("/u/dan").status() == 404);
    CHECK(shows(Browser{*this}.sign_in("dan", password), "An operator has not let you in yet."));
    CHECK_FALSE(shows(Browser{*this}.sign_in("dan", "wrong"), "An operator has not let you in yet."));
    CHECK(shows(olga.get("/operator/members"), "I teach history next door."));

    CHECK(decide("dan", {{"decision", "let-in"}}).status() == 303);

    CHECK(get("/u/dan").status() == 200);
    CHECK(Browser{*this}.sign_in("dan", password).status() == 303);
    CHECK(account("dan")->asked.empty());
}

TEST_CASE_FIXTURE(AskingToJoin, "who is turned down is gone, and the name is free") {
    REQUIRE(ask("dan").status() == 200);
    CHECK(decide("dan", {{"decision", "turn-down"}}).status() == 303);
    CHECK_FALSE(account("dan"));
    CHECK(ask("dan").status() == 200);
    CHECK(account("dan"));
}

TEST_CASE_FIXTURE(AskingToJoin, "the answer is the same whether the name is free or not (R14)") {
    auto const before = account("ada");
    auto const free = ask("dan"), taken = ask("ada"), asked_for = ask("dan");
    CHECK(free.status() == taken.status());
    CHECK(without_keys(free) == without_keys(taken));
    CHECK(without_keys(free) == without_keys(asked_for));
    CHECK(account("ada") == before);
}

TEST_CASE_FIXTURE(AskingToJoin, "operators give roles, and are told who holds the one that is taken") {
    Fields const lead{
        {"decision", "place"}, {"constituency", "academic"}, {"belonging", "member"}, {"role_research_lead", "1"}};
    CHECK(decide("ada", lead).status() == 303);
    CHECK(account("ada")->roles == Roles::of(Role::research_lead));
    CHECK(account("ada")->constituency == storage::Constituency::academic);
    static_cast<void>(add_person("ben"));

    auto const refused = decide("ben", lead);

    CHECK(refused.status() == 409);
    CHECK(shows(refused, "there is a research lead already: ada"));
    CHECK(shows(olga.get("/operator/members"), "Research lead: ada"));
}

TEST_CASE_FIXTURE(
    AskingToJoin, "who is paused is out at once, with browsers and programs, and comes back by the password"
) {
    auto ada = Browser::of(*this, "ada");
    storage::TokenRecord record;
    record.account = "ada";
    record.actor = account("ada")->actor;
    auto const token = tokens.make(record);
    storage::Store::Change<int> const put = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        tokens.put(tx, tables, token);
        return 0;
    };
    static_cast<void>(north.node.store.write_now(put).value());
    REQUIRE(tokens.bearer_of(token.token));

    CHECK(decide("ada", {{"decision", "state"}, {"state", "paused"}}).status() == 303);
    CHECK(ada.get("/settings").status() == 303);
    CHECK_FALSE(tokens.bearer_of(token.token));
    CHECK(Browser{*this}.sign_in("ada", password).status() == 422);

    CHECK(decide("ada", {{"decision", "state"}, {"state", "active"}}).status() == 303);
    CHECK(ada.get("/settings").status() == 303);
    CHECK_FALSE(tokens.bearer_of(token.token));
    CHECK(Browser{*this}.sign_in("ada", password).status() == 303);
}

TEST_CASE_FIXTURE(AskingToJoin, "an operator makes another password, and it is shown this once") {
    auto ada = Browser::of(*this, "ada");
    auto const page = decide("ada", {{"decision", "reset-password"}});
    auto const made = codes_on(page).front();

    CHECK(ada.get("/settings").status() == 303);
    CHECK(Browser{*this}.sign_in("ada", password).status() == 422);
    CHECK(Browser{*this}.sign_in("ada", made).status() == 303);
    CHECK_FALSE(shows(olga.get("/operator/members/ada"), made));
}

TEST_CASE_FIXTURE(AskingToJoin, "an operator takes a second factor away that was lost") {
    auto ada = Browser::of(*this, "ada");
    static_cast<void>(enrol(*this, ada, "ada"));
    CHECK(decide("ada", {{"decision", "reset-second-factor"}}).status() == 303);
    CHECK(ada.get("/settings").status() == 303);
    CHECK(Browser{*this}.sign_in("ada", password).status() == 303);
}

TEST_CASE_FIXTURE(
    AskingToJoin, "who was not let in yet has no second factor to lose, and nobody else loses anything by it"
) {
    REQUIRE(ask("dan").status() == 200);
    storage::TokenRecord of_a_program;  // which acts for itself
    auto const token = tokens.make(of_a_program);
    storage::Store::Change<storage::Nothing> const give = [&](auto& tx, auto& tables) {
        tokens.put(tx, tables, token);
        return Result<storage::Nothing>{storage::Nothing{}};
    };
    REQUIRE(north.node.store.write_now(give));

    storage::Store::Change<storage::Nothing> const reset = [](auto& tx, auto& tables) {
        return server::members::reset_second_factor(tx, tables, "dan");
    };
    auto const done = north.node.store.write_now(reset);
    REQUIRE_FALSE(done);
    CHECK(done.error().reason() == Reason::not_found);
    CHECK(tokens.bearer_of(token.token));
    CHECK(account("dan")->state == AccountState::awaiting);
}

TEST_CASE_FIXTURE(AskingToJoin, "for others than operators these pages are not there, and nonsense decides nothing") {
    auto ada = Browser::of(*this, "ada");
    for (std::string const path : {"/operator/members", "/operator/members/olga"}) {
        CHECK(get(path).status() == 404);
        CHECK(ada.get(path).status() == 404);
    }
    CHECK(ada.submit("/operator/members/olga", {{"decision", "reset-password"}}).status() == 404);
    CHECK(decide("nobody", {{"decision", "let-in"}}).status() == 404);
    CHECK(decide("ada", {{"decision", "dance"}}).status() == 404);
    CHECK(decide("ada", {{"decision", "state"}, {"state", "awaiting"}}).status() == 404);
    CHECK(decide("olga", {{"decision", "state"}, {"state", "closed"}}).status() == 409);
}
