// What is said of questions and answers on their page: two endorsements, schools that would like an answer, reasons.
#include "server/pages/school_names.hpp"
#include "tests/federation/atlas.hpp"
#include "tests/federation/people.hpp"
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

// ada asks, ben answers, cora is the facilitator, dan is a member, rosa does research.
struct Marks : Front {
    Marks() { speak_for("rosa", storage::Constituency::academic); }

    void speak_for(std::string const& account, storage::Constituency constituency) {
        storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
            auto record = tables.accounts.get(tx, account).value();
            record.constituency = constituency;
            tables.accounts.put(tx, account, record);
            return 0;
        };
        static_cast<void>(north.node.store.write_now(change).value());
    }

    unsigned mark(std::string const& account, std::string const& thing, std::string const& kind) {
        return Browser::of(*this, account).submit(path_of(thing) + "/marks", {{"kind", kind}}).status();
    }
    unsigned withdraw(std::string const& account, std::string const& thing, std::string const& kind) {
        return Browser::of(*this, account).submit(path_of(thing) + "/marks/withdraw", {{"kind", kind}}).status();
    }

    std::string page_for(std::string const& account) {
        auto browser = account.empty() ? Browser{*this} : Browser::of(*this, account);
        return std::string{browser.get(path_of(question)).body()};
    }

    bool offers(std::string const& account, std::string_view words) { return count(page_for(account), words) > 0; }

    bool counts(std::string const& useful, std::string const& evidenced) {
        auto const page = page_for("");
        return count(page, "Useful in practice: <strong>" + useful + "</strong>") == 1 &&
               count(page, "Well evidenced: <strong>" + evidenced + "</strong>") == 1;
    }

    static constexpr std::string_view useful_button = "<button class=\"second\">Useful in my practice</button>";
    static constexpr std::string_view evidenced_button = "<button class=\"second\">Well evidenced</button>";
    static constexpr std::string_view want_button = "like this answered too</button>";

    Person ada = add_person("ada"), ben = add_person("ben"), cora = add_person("cora"), dan = add_person("dan"),
           rosa = add_person("rosa");
    std::string algebra = north.found("algebra", "cora");
    std::string question = ada.ask(algebra, "Why is it so?");
    std::string answer = ben.answer(question, "Because.");
};

}  // namespace

TEST_CASE_FIXTURE(Marks, "the two endorsements are given, counted and taken back apart from each other") {
    CHECK(counts("0", "0"));
    CHECK(mark("dan", answer, "useful") == 303);
    CHECK(counts("1", "0"));
    CHECK(mark("dan", answer, "evidenced") == 303);
    CHECK(mark("rosa", answer, "evidenced") == 303);
    CHECK(counts("1", "2"));
    CHECK(withdraw("dan", answer, "evidenced") == 303);
    CHECK(counts("1", "1"));
    CHECK(withdraw("dan", answer, "useful") == 303);
    CHECK(counts("0", "1"));
}

TEST_CASE_FIXTURE(Marks, "pressing twice does no more than pressing once") {
    for (int i = 0; i < 2; ++i) CHECK(mark("dan", answer, "useful") == 303);
    CHECK(counts("1", "0"));
    auto const before = north.entries();
    for (int i = 0; i < 2; ++i) CHECK(withdraw("dan", answer, "evidenced") == 303);
    CHECK(north.entries() == before);
}

TEST_CASE_FIXTURE(Marks, "who teaches is offered both, who does research the one about evidence, and a guest none") {
    CHECK(offers("dan", useful_button));
    CHECK(offers("dan", evidenced_button));
    CHECK_FALSE(offers("rosa", useful_button));
    CHECK(offers("rosa", evidenced_button));
    CHECK_FALSE(offers("", useful_button));
    CHECK_FALSE(offers("", evidenced_button));
    CHECK_FALSE(offers("ben", useful_button));
    CHECK_FALSE(offers("ben", evidenced_button));

    CHECK(mark("rosa", answer, "useful") == 403);
    CHECK(mark("ben", answer, "useful") == 403);
    CHECK(mark("ben", answer, "evidenced") == 403);
    CHECK(counts("0", "0"));
}

TEST_CASE_FIXTURE(Marks, "many members of one school are one school that would like an answer too") {
    CHECK(offers("dan", want_button));
    CHECK_FALSE(offers("ada", want_button));
    for (auto const* const member : {"ben", "cora", "dan"}) CHECK(mark(member, question, "wanted") == 303);
    auto const page = page_for("");
    CHECK(count(page, "One school would like this answered too.") == 1);
    CHECK(count(page, "<li>north.test</li>") == 1);
    CHECK(shows(get("/c/algebra"), "One school would like this answered too"));

    CHECK(mark("ada", question, "wanted") == 403);
    CHECK(mark("dan", answer, "wanted") == 403);
    for (auto const* const member : {"ben", "cora", "dan"}) CHECK(withdraw(member, question, "wanted") == 303);
    CHECK(count(page_for(""), "school would like") == 0);
}

TEST_CASE_FIXTURE(
    Marks, "schools that would like an answer are called as they call themselves, and by their host if that is unknown"
) {
    rename("https://north.test/", "Northfield <School>");
    CHECK(mark("dan", question, "wanted") == 303);
    CHECK(count(page_for(""), "<li>Northfield &lt;School&gt;</li>") == 1);

    Atlas atlas{village};
    for (std::string const host : {"west.test", "north.test"})
        static_cast<void>(atlas.take(north, "south.test", {signed_listing(listing_by(village, host)).json}));
    auto const name_of = [&](std::string_view host) {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            return server::pages::school_name(tx, tables, host, village.clock.now());
        });
    };
    CHECK(name_of("north.test") == "Northfield <School>");
    CHECK(name_of("west.test") == "School of west.test");
    CHECK(name_of("far.test") == "far.test");
    village.clock.pass(federation::directory::listing_life);
    CHECK(name_of("west.test") == "west.test");
}

TEST_CASE_FIXTURE(Marks, "what a member says of another school's question is counted there as their school's") {
    auto const sam = south.enrol("sam");
    auto const poetry = south.found("poetry", "sam");
    REQUIRE(Browser::of(*this, "dan").submit("/communities/find", {{"address", "poetry@south.test"}}).status() == 303);
    dan.follow(poetry);
    settle();
    auto const theirs = sam.ask(poetry, "Which poems?");
    settle();
    auto const here = "/post/" + std::to_string(static_cast<std::uint64_t>(post_at(north, theirs).value().number));

    CHECK(Browser::of(*this, "dan").submit(here + "/marks", {{"kind", "wanted"}}).status() == 303);
    CHECK(Browser::of(*this, "cora").submit(here + "/marks", {{"kind", "wanted"}}).status() == 303);
    settle();
    CHECK(post_at(south, theirs)->marks.wanting_schools.size() == 1);

    CHECK(Browser::of(*this, "dan").submit(here + "/marks/withdraw", {{"kind", "wanted"}}).status() == 303);
    settle();
    CHECK(post_at(south, theirs)->marks.wanting_schools.size() == 1);
    CHECK(Browser::of(*this, "cora").submit(here + "/marks/withdraw", {{"kind", "wanted"}}).status() == 303);
    settle();
    CHECK(post_at(south, theirs)->marks.wanting_schools.empty());
}

TEST_CASE_FIXTURE(Marks, "a mark of no kind, and one on nothing, are refused") {
    CHECK(mark("dan", answer, "pretty") == 404);
    CHECK(mark("dan", "https://north.test/comment/4711", "useful") == 404);
    static_cast<void>(ben.erase(answer).value());
    CHECK(mark("dan", answer, "useful") == 404);
}

TEST_CASE_FIXTURE(
    Marks, "several answers are accepted, with the reasons of asker and facilitator, and taken back each"
) {
    auto const second = dan.answer(question, "Or because.");
    auto const accept = [&](std::string const& account, std::string const& thing, std::string const& reason) {
        return Browser::of(*this, account).submit(path_of(thing) + "/accept", {{"reason", reason}}).status();
    };
    CHECK(accept("ada", answer, "It worked in my class & theirs, if a<b, with &lt;") == 303);
    CHECK(accept("cora", answer, "") == 303);
    CHECK(accept("cora", second, "Says it shorter") == 303);
    auto const page = page_for("");
    CHECK(count(page, "Accepted answer") == 2);
    CHECK(count(page, "Accepted by ada: It worked in my class &amp; theirs, if a&lt;b, with &amp;lt;") == 1);
    CHECK(count(page, "Accepted by cora: Says it shorter") == 1);
    CHECK(count(page, "Accepted by cora</p>") == 1);

    CHECK(Browser::of(*this, "ada").submit(path_of(answer) + "/unaccept").status() == 303);
    CHECK(count(page_for(""), "Accepted answer") == 2);
    CHECK(count(page_for(""), "Accepted by ada") == 0);
}

TEST_CASE_FIXTURE(Marks, "a reason that is too long is kept beside its field") {
    std::string const much(501, 'y');
    auto const page = Browser::of(*this, "ada").submit(path_of(answer) + "/accept", {{"reason", much}});
    CHECK(page.status() == 422);
    CHECK(shows(page, "value=\"" + much + "\""));
    CHECK(shows(page, "Shorten the reason to at most 500 characters."));
    CHECK(count(page_for(""), "Accepted answer") == 0);
}
