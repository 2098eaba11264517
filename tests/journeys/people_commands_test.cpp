// The commands about people, as an operator types them while the node serves.
#include "tests/journeys/browser.hpp"
#include "tests/journeys/typist.hpp"
#include "tests/printing.hpp"

#include <chrono>
#include <fstream>

namespace collegium::journeys {

namespace {

constexpr char const* other_password = "violet kettle marches onward";

struct People : Typist {
    People() {
        school.add_person("ada", "Ada Okafor");
        school.add_person("ben", "Ben Ruiz");
    }

    storage::AccountRecord account(std::string const& name) const {
        return school.look([&](auto const& tx, auto const& tables) { return tables.accounts.get(tx, name).value(); });
    }

    int sign_in(std::string const& name, std::string const& words = password) const {
        return static_cast<int>(Browser{school}.sign_in(name, words).status);
    }
};

// What stands between a start and the end of its line.
std::string rest_of_line(std::string const& text, std::string const& start) {
    auto const place = text.find(start);
    REQUIRE(place != std::string::npos);
    auto const begin = place + start.size();
    return text.substr(begin, text.find('\n', begin) - begin);
}

// What a member fills in who was invited.
Fields joining(std::string const& name) {
    return {{"name", name}, {"password", other_password}, {"repeated", other_password}};
}

}  // namespace

TEST_CASE_FIXTURE(People, "an operator gives and takes roles, and reads who has them") {
    auto const given =
        type({"user", "set", "ada", "--give", "reviewer", "--give", "facilitator", "--constituency", "academic"});
    CHECK(given.status == 0);
    CHECK(given.output == "Changed ada\n");
    CHECK(type({"user", "set", "ada", "--take", "reviewer"}).status == 0);

    CHECK(account("ada").roles == storage::Roles::of(storage::Role::facilitator));
    CHECK(account("ada").constituency == storage::Constituency::academic);
    auto const list = type({"user", "list"}).output;
    CHECK(says(list, "ben "));
    CHECK(says(list, "facilitator"));
    CHECK_FALSE(says(list, "reviewer"));
    CHECK(says(list, "Research lead: nobody; the office is vacant"));
}

TEST_CASE_FIXTURE(People, "a school has one research lead, and who they are is told") {
    CHECK(type({"user", "set", "ada", "--give", "research_lead"}).status == 0);
    auto const before = account("ben");

    auto const second = type({"user", "set", "ben", "--give", "research_lead"});

    CHECK(second.status == 1);
    CHECK(says(second.errors, "cannot change ben: "));
    CHECK(account("ben") == before);
    CHECK(says(type({"user", "list"}).output, "Research lead: ada"));
}

TEST_CASE_FIXTURE(People, "a person who is paused is out while the node serves, and comes back") {
    school.serve();
    REQUIRE(sign_in("ada") == 303);
    CHECK(type({"user", "set", "ada", "--state", "paused"}).status == 0);
    CHECK(sign_in("ada") == 422);
    CHECK(sign_in("ben") == 303);
    CHECK(type({"user", "set", "ada", "--state", "active"}).status == 0);
    CHECK(sign_in("ada") == 303);
}

TEST_CASE_FIXTURE(People, "another password is made and told once, or read, and the former one is over") {
    school.serve();
    auto const made = type({"user", "reset-password", "ada"});
    CHECK(says(made.output, "All sign-ins, programs and passkeys of ada have ended."));
    CHECK(sign_in("ada") == 422);
    CHECK(sign_in("ada", rest_of_line(made.output, "Password: ")) == 303);

    auto const typed = type({"user", "reset-password", "ben", "--password-stdin"}, other_password);
    CHECK(typed.status == 0);
    CHECK_FALSE(says(typed.output, "Password: "));
    CHECK_FALSE(says(typed.output, other_password));
    CHECK(sign_in("ben", other_password) == 303);

    CHECK(type({"user", "reset-password", "ben", "--password-stdin"}, "short").status == 1);
    CHECK(sign_in("ben", other_password) == 303);
}

TEST_CASE_FIXTURE(People, "a second factor that was lost is taken away, and with it every sign-in") {
    storage::Store::Change<storage::Nothing> const protect = [](storage::WriteTx& tx,
                                                                storage::Tables& tables) -> Result<storage::Nothing> {
        tables.second_factors.put(tx, "ada", {});
        return storage::Nothing{};
    };
    REQUIRE(school.change(protect));

    auto const reset = type({"user", "reset-second-factor", "ada"});

    CHECK(reset.status == 0);
    CHECK(says(reset.output, "All sign-ins and programs of ada have ended; there is no second factor any more."));
    CHECK(school.look([](auto const& tx, auto const& tables) { return tables.second_factors.size(tx); }) == 0);
}

TEST_CASE_FIXTURE(People, "about nobody, and with words that are none, nothing is changed and the reason is said") {
    auto const before = account("ada");
    for (Command const& words : std::vector<Command>{
             {"user", "set", "nobody", "--give", "reviewer"},
             {"user", "reset-password", "nobody"},
             {"user", "reset-second-factor", "nobody"}}) {
        auto const finished = type(words);
        INFO(finished.errors);
        CHECK(finished.status == 1);
        CHECK(says(finished.errors, "nobody"));
        CHECK(finished.output.empty());
    }
    CHECK(says(type({"user", "set", "ada", "--give", "king"}).errors, "there is no role 'king'"));
    CHECK(says(type({"user", "set", "ada", "--state", "asleep"}).errors, "there is no state 'asleep'"));
    CHECK(type({"user", "set", "ada", "--state", "awaiting"}).status == 1);
    CHECK(type({"user", "set"}).status == 2);
    CHECK(account("ada") == before);
}

TEST_CASE_FIXTURE(People, "an invitation is good for as many as it says, with its role and its community") {
    school.add_community("algebra", "Algebra", "ada");
    auto const before = school.counts().following;
    auto const invited = type({"invite", "--role", "reviewer", "--community", "algebra", "--uses", "2"});
    REQUIRE(invited.status == 0);
    CHECK(says(invited.output, "Good for 2 people until "));
    auto const path = "/invitation/" + rest_of_line(invited.output, school.origin() + "/invitation/");

    school.serve();
    for (auto const* const name : {"cleo", "dan"})
        CHECK(Browser{school}.submit(path, path, joining(name)).status == 303);

    CHECK(Browser{school}.get(path).status == 404);
    CHECK(account("cleo").roles == storage::Roles::of(storage::Role::reviewer));
    CHECK(account("dan").state == storage::AccountState::active);
    CHECK(school.counts().following == before + 2);
}

TEST_CASE_FIXTURE(People, "an invitation into nowhere, for nobody or of a pupil with a role is not made") {
    auto const kept = [&] {
        return school.look([](auto const& tx, auto const& tables) { return tables.invitations.size(tx); });
    };
    auto const before = kept();
    auto const nowhere = type({"invite", "--community", "nowhere"});
    CHECK(says(nowhere.errors, "there is no community 'nowhere' here"));
    for (auto const& finished :
         {nowhere, type({"invite", "--pupil", "--role", "reviewer"}), type({"invite", "--uses", "0"})}) {
        CHECK(finished.status == 1);
        CHECK(finished.output.empty());
    }
    CHECK(kept() == before);
}

TEST_CASE_FIXTURE(People, "a pupil is added as a student") {
    CHECK(type({"user", "add", "pia", "--pupil", "--password-stdin"}, password).status == 0);
    CHECK(account("pia").pupil);
    CHECK(account("pia").constituency == storage::Constituency::student);
    CHECK(says(type({"user", "list"}).output, "pupil"));
}

TEST_CASE_FIXTURE(People, "nobody changes anything while the node is read-only, and the operator reads how it is") {
    CHECK(says(type({"read-only"}).output, "Not read-only"));
    CHECK(says(type({"read-only", "on"}).output, "Read-only: nobody can change anything."));
    CHECK(says(type({"read-only"}).output, "Read-only: nobody can change anything."));
    CHECK(says(type({"read-only", "off"}).output, "Not read-only"));
    CHECK(type({"read-only", "perhaps"}).status == 2);
}

TEST_CASE_FIXTURE(People, "a person is erased once, and it is told who is asked to do the same") {
    auto const planned = type({"user", "erase", "ada", "--dry-run"});
    CHECK(planned.status == 0);
    CHECK(says(planned.output, "Would erase ada: their profile and 0 things that they wrote."));
    CHECK(says(planned.output, "nothing of theirs went to another institution, so there is nobody to ask"));
    CHECK(account("ada").state == storage::AccountState::active);
    CHECK(says(type({"user", "erasures"}).output, "Nobody was erased."));

    auto const erased = type({"user", "erase", "ada", "--json"});
    CHECK(erased.status == 0);
    CHECK(says(erased.output, R"("done":true)"));
    CHECK(account("ada").state == storage::AccountState::closed);
    CHECK(account("ada").password.empty());

    auto const again = type({"user", "erase", "ada"});
    CHECK(again.status == 1);
    CHECK(says(again.errors, "cannot erase ada: erased already"));
    CHECK(says(type({"user", "erase", "nobody"}).errors, "cannot erase nobody: nobody of that name"));
    CHECK(says(type({"user", "erasures"}).output, "ada, erased "));
    CHECK(says(type({"user", "erasures", "--json"}).output, R"("confirmed":0,"of":0,"asked":[])"));
}

TEST_CASE_FIXTURE(People, "a hold is put, listed and released by command, and keeps a person from being erased") {
    CHECK(type({"retention", "hold", "account", "ada"}).status == 2);  // it wants a reason
    auto const unknown = type({"retention", "hold", "account", "nobody", "--reason", "A claim"});
    CHECK(unknown.status == 1);
    CHECK(says(unknown.errors, "'collegium user list' names everybody"));
    auto const held = type({"retention", "hold", "account", "ada", "--reason", "A claim", "--json"});
    CHECK(says(held.output, R"({"of":"account ada","held":true})"));
    CHECK(says(type({"retention", "list"}).output, "by console: A claim"));
    CHECK(says(type({"retention", "list", "--json"}).output, R"("of":"account ada","reason":"A claim","by":"console")")
    );
    CHECK(says(type({"retention", "show"}).output, "1 stands now."));
    CHECK(says(type({"user", "erase", "ada"}).errors, "a hold stands on it"));
    CHECK(account("ada").state == storage::AccountState::active);

    CHECK(type({"retention", "release", "account", "ada"}).status == 0);
    CHECK(says(type({"retention", "release", "account", "ada"}).errors, "No hold stands on it."));
    CHECK(says(type({"retention", "list"}).output, "No hold stands."));
    CHECK(type({"user", "erase", "ada"}).status == 0);
    CHECK(says(type({"retention", "log"}).output, "Nothing was disposed of yet."));
    auto const shown = type({"retention", "show", "--json"}).output;
    CHECK(says(shown, R"({"rule":"details","days":365,)"));
    CHECK(says(shown, R"("setting":"retention.safeguarding_case_days")"));

    auto const confirmed = type({"retention", "confirm", "--today", to_rfc3339(SystemClock{}.now()).substr(0, 10)});
    CHECK(says(confirmed.output, "The clock is believed"));
    auto const wrong = type({"retention", "confirm", "--today", "2001-01-01"});
    CHECK(wrong.status == 1);
    CHECK(says(wrong.errors, "set the clock right, and nothing has to be confirmed"));
}

TEST_CASE_FIXTURE(People, "who left is closed from a list, after it was said what would be done, all or nobody") {
    school.add_person("cora", "Cora Lind");
    school.add_community("algebra", "Algebra", "cora");
    school.serve();
    Browser ada{school};
    CHECK(ada.sign_in("ada").status == 303);
    auto const list = school.settings_file().parent_path() / "leavers.csv";
    std::ofstream{list} << "\xef\xbb\xbf# year 11\n@ada,Okafor,11b\nben@" << school.domain() << "\n\nada\n";

    auto const preview = type({"user", "close", list.string()});
    CHECK(preview.status == 0);
    CHECK(says(preview.output, "ada: closes\nben: closes\nNothing was closed yet. To close these 2 accounts"));
    auto const wrong = type({"user", "close", list.string(), "--confirm", "3"});
    CHECK(wrong.status == 1);
    CHECK(says(wrong.errors, "nothing was closed: 2 accounts would be, not 3"));
    CHECK(account("ada").state == storage::AccountState::active);

    std::ofstream{list, std::ios::app} << "nobody_here\ncora\n";
    auto const refused = type({"user", "close", list.string(), "--confirm", "2"});
    CHECK(refused.status == 1);
    CHECK(says(refused.output, "nobody_here: stays, because "));
    CHECK(says(refused.output, "cora: stays, because they alone run a community"));
    CHECK(account("ada").state == storage::AccountState::active);
    CHECK(sign_in("ada") == 303);

    std::ofstream{list} << "ada\nben\n";
    CHECK(type({"user", "close", list.string(), "--confirm", "2", "--json"}).status == 0);
    CHECK(account("ada").state == storage::AccountState::closed);
    CHECK(account("ben").state == storage::AccountState::closed);
    CHECK(sign_in("ada") == 422);
    CHECK(ada.get("/settings").status == 303);  // the browser in which she was signed in is out
    auto const again = type({"user", "close", list.string(), "--confirm", "0"});
    CHECK(says(again.output, "ada: is closed already"));
    CHECK(type({"user", "close", "/nowhere/at-all"}).status == 1);
}

TEST_CASE_FIXTURE(People, "a class of a thousand leaves within a minute, while the node serves") {
    auto const list = school.settings_file().parent_path() / "leavers.csv";
    REQUIRE(school.change([&](storage::WriteTx& tx, storage::Tables& tables) -> Result<storage::Nothing> {
        auto pupil = tables.accounts.get(tx, "ben").value();
        pupil.pupil = true;
        std::ofstream names{list};
        for (unsigned i = 0; i < 1000; ++i) {
            auto const name = "pupil" + std::to_string(i);
            pupil.actor = storage::Handle{1'000'000 + i};
            tables.accounts.put(tx, name, pupil);
            names << name << '\n';
        }
        return storage::Nothing{};
    }));
    school.serve();
    auto const began = std::chrono::steady_clock::now();
    CHECK(type({"user", "close", list.string(), "--confirm", "1000"}).status == 0);
    CHECK(std::chrono::steady_clock::now() - began < std::chrono::minutes{1});
    CHECK(account("pupil0").state == storage::AccountState::closed);
    CHECK(account("pupil999").state == storage::AccountState::closed);
    CHECK(account("ben").state == storage::AccountState::active);
}

}  // namespace collegium::journeys
