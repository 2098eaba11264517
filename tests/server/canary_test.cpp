// Canaries (security W7): a word that is no longer to be read, looked for at every address, as everybody.
#include "federation/messages/json_text.hpp"
#include "tests/federation/east.hpp"
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

#include <regex>
#include <set>

using namespace collegium;
using namespace collegium::tests;

namespace {

struct Canary : Front {
    // Every address that the answers mention or the table has, followed until there is nothing new.
    std::set<std::string> all_addresses() {
        std::set<std::string> found{
            "/",
            "/sign-in",
            "/u/ada",
            "/u/ben",
            "/u/cora",
            "/c/algebra",
            path_of(question),
            path_of(answer),
            "/nodeinfo/2.0",
            "/.well-known/webfinger?resource=acct:ada@north.test"};
        for (std::set<std::string> next = found; !next.empty();) {
            std::set<std::string> mentioned;
            for (auto const& target : next)
                for (auto const accept : {html_type, activity_type}) collect(get(target, accept), mentioned);
            next.clear();
            for (auto const& target : mentioned)
                if (found.insert(target).second) next.insert(target);
        }
        return found;
    }

    static void collect(server::Response const& response, std::set<std::string>& into) {
        static std::regex const address{R"re((?:href="|"https://north\.test)(/[^"#]*))re"};
        std::string const text{response.body()};
        for (std::sregex_iterator at{text.begin(), text.end(), address}, end; at != end; ++at) into.insert((*at)[1]);
    }

    // Where a word can be read, by guests, members and machines.
    std::set<std::string> where(std::string_view word, std::set<std::string> const& addresses) {
        std::set<std::string> found;
        auto member = Browser::of(*this, "dan"), facilitator = Browser::of(*this, "cora");
        for (auto const& target : addresses)
            for (auto const& response :
                 {get(target), get_activity(target), get(target, "*/*"), member.get(target), facilitator.get(target)})
                if (shows(response, word)) found.insert(target);
        return found;
    }

    Person ada = add_person("ada"), ben = add_person("ben"), cora = add_person("cora"), dan = add_person("dan");
    std::string algebra = north.found("algebra", "cora");
    std::string question = ada.ask(algebra, "Canary");
    std::string answer = ben.answer(question, "Nightingale");
};

}  // namespace

TEST_CASE_FIXTURE(Canary, "what is published is found where it belongs, so the search works") {
    auto const addresses = all_addresses();
    REQUIRE(addresses.size() > 20);

    auto const places = where("Canary", addresses);
    CHECK(places.contains("/c/algebra"));
    CHECK(places.contains("/c/algebra/outbox"));
    CHECK(places.contains("/u/ada/outbox"));
    CHECK(places.contains(path_of(question)));
    CHECK(where("Nightingale", addresses).contains(path_of(answer)));
}

TEST_CASE_FIXTURE(Canary, "the words of a deleted question are nowhere on its pages") {
    auto const addresses = all_addresses();
    static_cast<void>(ada.erase(question).value());
    settle();

    auto const places = where("Canary", addresses);
    for (std::string const target : {"/", "/c/algebra", "/u/ada"}) CHECK_FALSE(places.contains(target));
    CHECK_FALSE(places.contains(path_of(question)));
    CHECK_FALSE(places.contains(path_of(answer)));
}

TEST_CASE_FIXTURE(Canary, "the words of a deleted question are nowhere at all") {
    auto const addresses = all_addresses();
    static_cast<void>(ada.erase(question).value());
    settle();

    for (auto const& place : where("Canary", addresses)) FAIL_CHECK(place);
}

TEST_CASE_FIXTURE(Canary, "the words of a removed answer are nowhere at all") {
    auto const addresses = all_addresses();
    static_cast<void>(cora.erase(answer).value());
    settle();

    for (auto const& place : where("Nightingale", addresses)) FAIL_CHECK(place);
}

TEST_CASE_FIXTURE(Canary, "passwords, tokens and sealed keys are nowhere") {
    auto const addresses = all_addresses();
    auto const token = village.run(sign_ins.begin("dan", std::string{password})).value();

    for (auto const& secret : {std::string{"$argon2id$"}, token, std::string{"PRIVATE KEY"}, std::string{password}})
        CHECK(where(secret, addresses).empty());
}

TEST_CASE_FIXTURE(Canary, "who follows whom is told to nobody") {
    dan.follow(algebra);
    settle();
    auto const addresses = all_addresses();

    for (auto const& target : addresses) {
        INFO(target);
        CHECK_FALSE(shows(get(target), "/u/dan"));
        CHECK_FALSE(shows(get_activity(target), "/u/dan"));
    }
}

TEST_CASE_FIXTURE(Canary, "what a partner did not address to everybody is not shown to everybody") {
    static_cast<void>(north.found("club"));
    north.partner_with("east.test");
    East const east{village};
    auto const note = federation::JsonText::object()
                          .text("id", "https://east.test/post/1")
                          .text("type", "Article")
                          .text("attributedTo", "https://east.test/u/eve")
                          .text("name", "Confidential")
                          .text("content", "<p>For the club</p>")
                          .texts("to", {"https://north.test/c/club"})
                          .done();
    auto const create = federation::JsonText::object()
                            .text("id", "https://east.test/activities/2")
                            .text("type", "Create")
                            .text("actor", "https://east.test/u/eve")
                            .texts("to", {"https://north.test/c/club"})
                            .raw("object", note)
                            .done();
    auto const post = east.signed_by_cavage(east.letter(create));
    auto request = request_for(server::Method::post, post.target);
    request.fields = post.fields;
    request.body = post.body;
    CHECK(Front::answer(std::move(request)).status() == 403);
    settle();

    CHECK_FALSE(shows(get("/c/club"), "Confidential"));
}
