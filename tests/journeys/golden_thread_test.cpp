// The golden thread: a question of one school, answered at a university, accepted, and known to a second school.
#include "crypto/json_value.hpp"
#include "tests/journeys/village.hpp"
#include "tests/printing.hpp"

namespace collegium::journeys {

namespace {

// One thread for all the claims below: each only looks at it.
class Told {
public:
    static Village& village() {
        static Told one;
        return one.village_;
    }

private:
    Told() : village_{"golden"} {
        village_.start();
        village_.settle();
        village_.join();
        wait([&] { return village_.has_joined(); }, "Ada was not let in");
        village_.ask();
        wait([&] { return village_.has_asked(); }, "the question did not arrive");
        village_.answer();
        wait([&] { return village_.has_answered(); }, "the answer did not arrive");
        village_.accept();
        wait([&] { return village_.is_complete() && village_.is_quiet(); }, "the thread is not whole everywhere");
    }

    static void wait(std::function<bool()> const& holds, char const* complaint) {
        if (!until(patience, holds)) throw std::runtime_error{complaint};
    }

    Village village_;
};

std::string path_of(std::string const& iri, School const& school) {
    return iri.substr(school.origin().size());
}

}  // namespace

TEST_CASE("the same question, answer and acceptance stand in all three stores") {
    auto& village = Told::village();
    auto const answer = village.northfield.thread(village.question)->answers.at(0).iri;

    for (auto const* school : village.schools()) {
        CAPTURE(school->domain());
        auto const thread = school->thread(village.question);

        REQUIRE(thread);
        CHECK(thread->question.iri == village.question);
        CHECK(thread->question.title() == village.words.title);
        CHECK(thread->question.content.find("<em>3 + 4 = 7 + 2 = 9</em> &amp; is happy") != std::string::npos);
        CHECK(thread->question.author.address() == "@ada@" + village.hillside.domain());
        CHECK(thread->question.community.iri == village.northfield.origin() + "/c/algebra");
        REQUIRE(thread->answers.size() == 1);
        CHECK(thread->answers[0].iri == answer);
        CHECK(thread->answers[0].content.find("<strong>true or false</strong>") != std::string::npos);
        CHECK(thread->answers[0].author.display == "Dr Cora Haddad");
        CHECK(thread->answers[0].accepted);
        CHECK(thread->comments.empty());
    }
}

TEST_CASE("nothing of the thread is there twice") {
    auto& village = Told::village();

    for (auto const* school : village.schools()) {
        CAPTURE(school->domain());
        auto const counts = school->counts();

        CHECK(counts.objects == 2);
        CHECK(counts.accepted == 1);
        CHECK(counts.deliveries == 0);
    }
    // Create, Create, ChooseAnswer, an Announce of each, and one of the question by itself, for peers that know no
    // other; and the Follow with its Accept, where the university has those of both schools, and the appointment of
    // its facilitator.
    CHECK(village.hillside.counts().log == 7 + 2);
    CHECK(village.riverside.counts().log == 7 + 2);
    CHECK(village.northfield.counts().log == 7 + 5);
}

TEST_CASE("pages show the thread at all three, and markup in a title as text") {
    auto& village = Told::village();
    auto const title = "Why do pupils see &quot;=&quot; as &lt;b&gt;now work it out&lt;/b&gt;?";
    Browser* const people[] = {&village.ada, &village.ben, &village.cora};

    for (std::size_t i = 0; i < 3; ++i) {
        CAPTURE(village.schools()[i]->domain());
        auto const number = village.schools()[i]->thread(village.question)->question.number;
        auto const page = people[i]->get("/post/" + std::to_string(static_cast<std::uint64_t>(number)));

        CHECK(page.status == 200);
        CHECK(page.header("content-type") == "text/html; charset=utf-8");
        CHECK(page.shows(title));
        CHECK_FALSE(page.shows("<b>now"));
        CHECK(page.shows("<em>3 + 4 = 7 + 2 = 9</em> &amp; is happy"));
        CHECK(page.shows("<strong>true or false</strong>"));
        CHECK(page.shows("Accepted answer"));
        CHECK(page.shows("Ada Okafor"));
        CHECK(page.shows("Dr Cora Haddad"));
    }
}

TEST_CASE("the lists of the community show that the question is answered") {
    auto& village = Told::village();

    auto const here = village.cora.get("/c/algebra");
    auto const there = village.ben.get(village.community_path());

    for (auto const& page : {here, there}) {
        CHECK(page.status == 200);
        CHECK(page.shows("now work it out"));
        CHECK(page.shows("<strong>1 answer</strong>"));
        CHECK(page.shows("<span>accepted</span>"));
    }
}

TEST_CASE("the address of a question or an answer is its page or its document, as one asks") {
    auto& village = Told::village();
    auto const answer = village.northfield.thread(village.question)->answers.at(0).iri;
    Browser stranger_here{village.hillside}, stranger_there{village.northfield};

    auto const question_document = stranger_here.get(village.question_path, activity_json);
    auto const answer_document = stranger_there.get(path_of(answer, village.northfield), activity_json);
    auto const question_page = stranger_here.get(village.question_path);
    auto const answer_page = stranger_there.get(path_of(answer, village.northfield));

    CHECK(question_document.header("content-type") == activity_json);
    CHECK(answer_document.header("content-type") == activity_json);
    auto const question_json = read_json(question_document), answer_json = read_json(answer_document);
    CHECK(question_json["id"].GetString() == village.question);
    CHECK(question_json["name"].GetString() == village.words.title);
    CHECK(question_json["attributedTo"].GetString() == village.hillside.origin() + "/u/ada");
    CHECK(answer_json["id"].GetString() == answer);
    CHECK(answer_json["inReplyTo"].GetString() == village.question);
    CHECK(question_page.header("content-type") == "text/html; charset=utf-8");
    CHECK(answer_page.header("content-type") == "text/html; charset=utf-8");
    CHECK(question_page.shows("<!doctype html>"));
}

TEST_CASE("WebFinger leads from a name to the actor") {
    auto& village = Told::village();
    Browser stranger{village.northfield};
    auto const asked = [&](std::string const& name) {
        return stranger.get("/.well-known/webfinger?resource=" + url_encoded("acct:" + name), "application/jrd+json");
    };

    auto const found = asked("algebra@" + village.northfield.domain());
    auto const missing = asked("nobody@" + village.northfield.domain());

    CHECK(found.status == 200);
    CHECK(found.header("content-type") == "application/jrd+json");
    auto const json = read_json(found);
    CHECK(json["subject"].GetString() == "acct:algebra@" + village.northfield.domain());
    CHECK(found.shows("\"" + village.northfield.origin() + "/c/algebra\""));
    CHECK(missing.status == 404);
}

// Stops the village: the last claim.
TEST_CASE("views made again from the log are the same as before") {
    auto& village = Told::village();
    village.stop();

    for (auto const* school : village.schools()) {
        CAPTURE(school->domain());
        auto const rebuilt = run(school->command({"rebuild"}));
        auto const shown = run(school->command({"thread", village.question}));

        CHECK(rebuilt.status == 0);
        CHECK_MESSAGE(rebuilt.output.find("the same as before") != std::string::npos, rebuilt.output);
        CHECK(shown.output.find("\naccepted\t") != std::string::npos);
    }
    CHECK(village.is_complete());
    village.start();
}

}  // namespace collegium::journeys
