// Buttons on the page of a question: each is there for those who may press it, and does what it says.
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

struct Buttons : Front {
    // What the page offers to this member; to a guest without a name.
    std::string offered(std::string const& account) {
        auto browser = account.empty() ? Browser{*this} : Browser::of(*this, account);
        auto const page = browser.get(path_of(question));
        CHECK(page.status() == 200);
        std::string found;
        if (shows(page, "action=\"" + path_of(answer) + "/accept\"")) found += "accept ";
        if (shows(page, "action=\"" + path_of(answer) + "/unaccept\"")) found += "unaccept ";
        if (shows(page, "action=\"" + path_of(question) + "/answer\"")) found += "answer ";
        if (shows(page, "Sign in to answer")) found += "sign-in ";
        return found;
    }

    unsigned press(std::string const& account, std::string const& button) {
        return Browser::of(*this, account).submit(path_of(answer) + "/" + button).status();
    }

    bool is_accepted() { return north.thread(question).value().answers.at(0).accepted; }

    // ada asks, ben answers, cora is the facilitator, dan is a member.
    Person ada = add_person("ada"), ben = add_person("ben"), cora = add_person("cora"), dan = add_person("dan");
    std::string algebra = north.found("algebra", "cora");
    std::string question = ada.ask(algebra, "Why is it so?");
    std::string answer = ben.answer(question, "Because.");
};

}  // namespace

TEST_CASE_FIXTURE(Buttons, "guest, member, asker and facilitator each have the buttons that are theirs") {
    CHECK(offered("") == "sign-in ");
    CHECK(offered("dan") == "answer ");
    CHECK(offered("ben") == "answer ");
    CHECK(offered("ada") == "accept answer ");
    CHECK(offered("cora") == "accept answer ");

    static_cast<void>(ada.accept(answer).value());

    CHECK(offered("") == "sign-in ");
    CHECK(offered("dan") == "answer ");
    CHECK(offered("ada") == "unaccept answer ");
}

TEST_CASE_FIXTURE(Buttons, "a closed account sees what a guest sees") {
    auto browser = Browser::of(*this, "ada");
    close_account("ada");

    auto const page = browser.get(path_of(question));

    CHECK(shows(page, "Sign in to answer"));
    CHECK_FALSE(shows(page, "<form"));
}

TEST_CASE_FIXTURE(Buttons, "the asker accepts and takes it back") {
    CHECK(press("ada", "accept") == 303);
    CHECK(is_accepted());

    CHECK(press("ada", "unaccept") == 303);
    CHECK_FALSE(is_accepted());
}

TEST_CASE_FIXTURE(Buttons, "a facilitator accepts and takes it back") {
    CHECK(press("cora", "accept") == 303);
    CHECK(is_accepted());

    CHECK(press("cora", "unaccept") == 303);
    CHECK_FALSE(is_accepted());
}

TEST_CASE_FIXTURE(Buttons, "nobody else accepts, though their forms are in order") {
    CHECK(press("dan", "accept") == 403);
    CHECK(press("ben", "accept") == 403);
    CHECK_FALSE(is_accepted());

    static_cast<void>(ada.accept(answer).value());
    CHECK(press("dan", "unaccept") == 303);
    CHECK(is_accepted());
}

TEST_CASE_FIXTURE(Buttons, "a mark can be taken back by who made it, and nobody else is offered to") {
    static_cast<void>(ada.accept(answer).value());
    CHECK(offered("cora").find("unaccept") == std::string::npos);
    REQUIRE(offered("ada").find("unaccept") != std::string::npos);

    static_cast<void>(press("ada", "unaccept"));

    CHECK_FALSE(is_accepted());
}

TEST_CASE_FIXTURE(Buttons, "a deleted answer cannot be accepted, a deleted question not answered") {
    static_cast<void>(ben.erase(answer).value());
    CHECK(offered("ada") == "answer ");

    static_cast<void>(ada.erase(question).value());
    CHECK(offered("ada").empty());
    CHECK(Browser::of(*this, "dan").submit(path_of(question) + "/answer", {{"words", "Late."}}).status() == 404);
}

TEST_CASE_FIXTURE(Buttons, "buttons of things that are of another kind do nothing") {
    auto dans = Browser::of(*this, "dan");
    auto adas = Browser::of(*this, "ada");
    auto const before = north.entries();
    auto const question_number = path_of(question).substr(6), answer_number = path_of(answer).substr(9);

    CHECK(adas.submit("/comment/" + question_number + "/accept").status() == 403);
    CHECK(adas.submit("/comment/" + question_number + "/unaccept").status() == 303);
    CHECK(adas.submit("/comment/7/accept").status() == 404);
    CHECK(adas.submit("/comment/7/unaccept").status() == 404);
    CHECK(dans.submit("/post/" + answer_number + "/answer", {{"words", "x"}}).status() == 404);
    CHECK(dans.submit("/post/7/answer", {{"words", "x"}}).status() == 404);
    CHECK(north.entries() == before);
}

TEST_CASE_FIXTURE(Buttons, "pressing twice does no more than pressing once") {
    CHECK(press("ada", "accept") == 303);
    CHECK(press("ada", "accept") == 303);
    CHECK(is_accepted());

    CHECK(press("ada", "unaccept") == 303);
    CHECK(press("ada", "unaccept") == 303);
    CHECK_FALSE(is_accepted());
}
