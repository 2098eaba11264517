// The golden thread, second half: a question that several schools ask, answered and accepted, grows into a guide that
// is reviewed elsewhere, adopted by another school and followed up there. Looked at from four nodes, all of which must
// say the same by themselves.
//
// Of the whole journey two steps are left out, since nothing of them is built yet: badges for whoever answered and
// reviewed, and the statement of a student council.
#include "crypto/json_value.hpp"
#include "tests/journeys/guide_village.hpp"
#include "tests/printing.hpp"

#include <algorithm>

namespace collegium::journeys {

namespace {

using reviews::ReviewVerdict;

std::string second_version(GuideVillage const& village) {
    return village.version_at(village.hillside);
}

std::size_t times(std::string const& text, std::string const& part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++count;
    return count;
}

// Of one review, what everybody has to agree about.
struct Said {
    std::string reviewer, version, words;
    ReviewVerdict verdict{};
    std::uint64_t round = 0;

    auto operator<=>(Said const&) const = default;
};

std::vector<Said> said_at(GuideVillage const& village, School const& school) {
    std::vector<Said> all;
    for (auto const& each : village.reviews_at(school))
        all.push_back(
            {each.post.author.iri, each.review.version, each.review.overall, each.review.verdict, each.review.round}
        );
    std::ranges::sort(all);
    return all;
}

}  // namespace

TEST_CASE("everywhere the question says how many schools ask it, and which answer its asker accepted") {
    auto const& village = told_guide();

    for (auto const* school : village.schools()) {
        CAPTURE(school->domain());
        auto const page = Browser{*school}.get(path_at(*school, village.question));

        CHECK(page.status == 200);
        CHECK(page.shows("2 schools would like this answered too."));  // three people, two of them of one school
        // By their names, where their node has been met; by their addresses, which begin with them, elsewhere.
        for (auto const* wanting : {&village.riverside, &village.lakeside})
            CHECK(times(page.body, "<li>" + wanting->domain().substr(0, wanting->domain().find('.'))) == 1);
        CHECK(page.shows("<h2>2 answers</h2>"));
        CHECK(times(page.body, "Accepted answer") == 1);
        CHECK(page.shows("Accepted by Ada Okafor: " + village.words.reason));
        CHECK(page.shows("Guides made from this question"));
        CHECK(page.shows(village.words.title));
        CHECK(village.answer_of(village.cora, *school).value().accepted);
        CHECK_FALSE(village.answer_of(village.nadia, *school).value().accepted);
    }
}

TEST_CASE("the guide has the words and names of those who answered, at all schools") {
    auto const& village = told_guide();

    for (auto const* school : village.schools()) {
        CAPTURE(school->domain());
        auto const page = village.guide_page(*school);

        CHECK(page.status == 200);
        for (auto const& part : std::vector<std::string>{
                 village.words.practice,
                 "Short quizzes help if they are spaced",
                 "<em>Dr Cora Haddad, " + village.northfield.domain() + "</em>",
                 "<em>Nadia Khan, " + village.northfield.domain() + "</em>",
                 "Ada Okafor (" + village.hillside.domain() + "), who practises",
                 "Dr Cora Haddad (" + village.northfield.domain() + "), who does research",
                 "Nadia Khan (" + village.northfield.domain() + "), who practises",
                 village.words.question,
                 "MESH stars: three stars of five",
                 "Two trials, both with pupils of this age.",
                 "Transferability: 4 of 5",
                 "What there is to say of judgement.",
                 "A trial, <a href=\"https://doi.org/10.1000/one\"",
                 "A review, <a href=\"https://doi.org/10.1000/two\""}) {
            CAPTURE(part);
            CHECK(page.shows(part));
        }
    }
}

TEST_CASE("both versions of the guide have the same names at all schools, and the names follow from the words") {
    auto const& village = told_guide();
    auto const first = village.first_version, second = second_version(village);
    Browser stranger{village.hillside};
    auto const document = read_json(stranger.get(path_at(village.hillside, village.guide), activity_json));

    REQUIRE(first != second);
    CHECK(document["col:version"].GetString() == second);
    CHECK(guides::version_of(document) == second);
    for (auto const* school : village.schools()) {
        CAPTURE(school->domain());
        Browser reader{*school};
        auto const page = village.guide_page(*school);
        auto const versions = reader.get(path_at(*school, village.guide) + "/versions");
        auto const copy = reader.get(link_after(page, "<dt>Signed copy</dt>"), activity_json);

        CHECK(between(page.body, "<code>", "</code>") == second);
        CHECK(page.shows(">Version 2</a>"));
        CHECK(versions.shows("<code>" + first + "</code>"));
        CHECK(versions.shows("<code>" + second + "</code>"));
        CHECK(times(versions.body, "<code>sha-256:") == 2);
        REQUIRE(copy.status == 200);
        auto const copied = read_json(copy);
        CHECK(copied["col:version"].GetString() == second);
        CHECK(guides::version_of(copied["col:activity"]["object"]) == second);
    }
}

TEST_CASE("each review stays with the version that its reviewer read, at all schools") {
    auto const& village = told_guide();
    auto const first = village.first_version, second = second_version(village);
    auto const ben = village.ben.iri(), eva = village.eva.iri();
    std::vector<Said> expected{
        {ben, first, "Say what it costs.", ReviewVerdict::major, 1},
        {eva, first, "It says what is known.", ReviewVerdict::accept, 1},
        {ben, second, "Now I would begin tomorrow.", ReviewVerdict::accept, 2},
        {eva, second, "Still so.", ReviewVerdict::accept, 2}};
    std::ranges::sort(expected);

    for (auto const* school : village.schools()) {
        CAPTURE(school->domain());
        auto const page = village.guide_page(*school);

        CHECK(said_at(village, *school) == expected);
        CHECK(times(page.body, ">reviewed: version 2</a> · round 2") == 2);
        CHECK(times(page.body, ">reviewed: version 1</a>") == 2);
        CHECK(times(page.body, "A later version exists") == 2);
        CHECK(times(page.body, "Peer review: Needs larger changes") == 1);
        CHECK(times(page.body, "Expert review: Recommended") == 2);
    }
}

TEST_CASE("every school computes from the reviews that the second version is reviewed, and the first is not") {
    auto const& village = told_guide();
    auto const first = village.first_version, second = second_version(village);
    reviews::GateResult before, after;
    before.experts = before.institutions = before.objections = 1;
    after.peers = after.experts = 1;
    after.institutions = 2;
    after.reviewed = true;

    for (auto const* school : village.schools()) {
        CAPTURE(school->domain());
        auto const page = village.guide_page(*school);
        auto const old_page =
            Browser{*school}.get(path_at(*school, village.guide) + "?version=" + url_encoded(village.first_version));

        CHECK(village.gate_at(*school, first) == before);
        CHECK(village.gate_at(*school, second) == after);
        CHECK(page.shows("<p class=\"badge good\">Reviewed</p>"));
        CHECK(page.shows("<dt>Recommended by peers</dt><dd>1 of 1</dd>"));
        CHECK(page.shows("<dt>Recommended by experts</dt><dd>1 of 1</dd>"));
        CHECK(page.shows("<dt>Of institutions</dt><dd>2 of 2</dd>"));
        CHECK(old_page.shows("<p class=\"badge\">Not reviewed yet</p>"));
        CHECK(old_page.shows("<dt>Not recommended by</dt><dd>1</dd>"));
        CHECK(old_page.shows(">version 2</a>, which is another version than this one."));
    }
}

TEST_CASE("the adoption counts once, for the school, with what came of it") {
    auto const& village = told_guide();
    adoption::RollUp expected;
    expected.adopted = expected.followed_up = expected.better = 1;

    for (auto const* school : village.schools()) {
        CAPTURE(school->domain());
        auto const adoptions = village.adoptions_at(*school);
        auto const page = village.guide_page(*school);
        auto const stories = Browser{*school}.get(path_at(*school, village.guide) + "/adoptions");

        CHECK(village.roll_up_at(*school) == expected);
        REQUIRE(adoptions.size() == 1);
        CHECK(adoptions.front().post.author.iri == village.lakeside.origin() + "/");
        CHECK(adoptions.front().adoption.version == second_version(village));
        CHECK(page.shows("Adopted 1, followed up 1: better 1, same 0, worse 0."));
        CHECK(page.shows("<th scope=\"row\">Version 2</th><td>1</td><td>1</td><td>1</td><td>0</td><td>0</td>"));
        CHECK(stories.shows("<strong>Baseline: 10.5</strong>, 80 people"));
        CHECK(stories.shows("<strong>Follow-up: 13</strong>, 80 people"));
        CHECK(stories.shows("All three classes did better in the same quiz."));
        CHECK_FALSE(stories.shows("Ruth"));
    }
}

TEST_CASE("whoever asked, wrote, reviewed or answered is told what became of it") {
    auto& village = told_guide();
    auto const is_told = [&](Member& member, std::string const& words) {
        return until(std::chrono::seconds{20}, [&] { return member.window.get("/notifications").shows(words); });
    };

    CHECK(is_told(village.ada, "has adopted your guide:"));
    CHECK(is_told(village.ada, "says what has come of your guide:"));
    CHECK(is_told(village.ada, "a review for you"));
    CHECK(is_told(village.ada, "would like this answered too:"));
    CHECK(is_told(village.cora, "accepted your answer:"));
    CHECK(is_told(village.ben, "asks you for a review:"));
    auto const asked = village.ada.window.get(village.ada.path(village.guide) + "/reviews/ask");
    CHECK(times(asked.body, "<p class=\"badge\">Reviewed</p>") == 4);
    CHECK(village.queue_of(village.ben).empty());
    CHECK(village.queue_of(village.eva).empty());
}

// Stops the village for a while: the last claim.
TEST_CASE("the same is said after all nodes were stopped, and of views that are made again from the log") {
    auto& village = told_guide();
    auto const second = second_version(village);
    village.stop();
    for (auto const* school : village.schools()) {
        CAPTURE(school->domain());
        auto const rebuilt = run(school->command({"rebuild"}));

        CHECK(rebuilt.status == 0);
        CHECK_MESSAGE(rebuilt.output.find("the same as before") != std::string::npos, rebuilt.output);
    }
    village.start();

    for (auto const* school : village.schools()) {
        CAPTURE(school->domain());
        auto const page = village.guide_page(*school);

        CHECK(village.version_at(*school) == second);
        CHECK(village.gate_at(*school, second).reviewed);
        CHECK(page.shows("Adopted 1, followed up 1: better 1, same 0, worse 0."));
        CHECK(page.shows("<p class=\"badge good\">Reviewed</p>"));
    }
}

}  // namespace collegium::journeys
