// What a question says of itself on the wire, and how it is found by that (needs C1).
#include "federation/messages/json_text.hpp"
#include "federation/messages/object.hpp"
#include "storage/names.hpp"
#include "tests/federation/groups.hpp"

using namespace collegium;
using namespace collegium::tests;
using federation::QuestionContext;

namespace {

QuestionContext read(std::string const& members) {
    auto const json = federation::Json::read_object("{" + members + "}");
    return federation::question_context_of(json->root());
}

struct Asked : Groups {
    std::string ask(std::string const& title, QuestionContext const& about) {
        federation::QuestionDraft draft{club, title, "Words", "en"};
        draft.about = about;
        auto const composed = composer_of(ben).question(author_of(ben), draft);
        REQUIRE(perform(ben, composed));
        return composed.activity.object_id();
    }

    void change(std::string const& question, QuestionContext const& about) {
        auto const post = post_at(north, question).value();
        federation::QuestionDraft draft{club, post.title(), "New words", "en"};
        draft.about = about;
        auto const composed = composer_of(ben).edit(author_of(ben), draft, {post.iri, post.published, post.updated});
        REQUIRE(perform(ben, composed));
    }

    std::vector<std::string> titles(QuestionContext const& wanted) const {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            auto const community = storage::find_handle(tx, tables, club).value();
            std::vector<std::string> found;
            auto const page =
                federation::timeline::questions_in(tx, tables, community, storage::LocalId{~0ull}, 20, {}, wanted);
            for (auto const& line : page.lines) found.push_back(line.question.title());
            return found;
        });
    }

    using Titles = std::vector<std::string>;
};

}  // namespace

TEST_CASE("what is in no list is passed over, and what is long is cut") {
    CHECK(
        read(R"("col:questionKind":"research","col:phase":"primary","col:subject":"Fractions","col:need":"Dyslexia")"
        ) == QuestionContext{"research", "primary", "Fractions", "Dyslexia"}
    );
    CHECK(is_empty(read(R"("col:questionKind":"rhetorical","col:phase":7,"col:subject":{},"col:need":"")")));
    CHECK(read(R"("col:kind":"resourceQuestion")").kind == "resource");
    CHECK(read(R"("col:kind":"question")").kind.empty());
    CHECK(read(R"("col:subject":")" + std::string(500, 'a') + "\"").subject.size() < 110);
}

TEST_CASE_FIXTURE(Asked, "a context travels with the question, and comes back from the wire as it was") {
    QuestionContext const about{"practice", "secondary", "R&D <of> \"fractions\"", "Reading"};
    auto const question = ask("How?", about);
    CHECK(post_at(north, question)->about == about);
    CHECK(post_at(north, question)->kind == storage::ObjectKind::question);
}

TEST_CASE_FIXTURE(Asked, "a question of another node says its kind in either form, and asks without a question mark") {
    follow_math();
    auto const one = write(lem, "Article", math, R"(,"name":"Spacing","content":"x","col:kind":"researchQuestion")");
    auto const other = write(
        lem, "Article", math, R"(,"name":"Spacing","content":"x","col:kind":"question","col:questionKind":"research")"
    );
    for (auto const& question : {one, other}) {
        CHECK(post_at(north, question)->kind == storage::ObjectKind::question);
        CHECK(post_at(north, question)->about.kind == "research");
    }
}

TEST_CASE_FIXTURE(Asked, "questions are found by each of their words and by all of them, whatever the letter case") {
    static_cast<void>(ask("One", {"research", "primary", "Fractions", ""}));
    static_cast<void>(ask("Two", {"practice", "primary", "fractions", "Dyslexia"}));
    static_cast<void>(ask("Three", {}));
    CHECK(titles({}) == Titles{"Three", "Two", "One"});
    CHECK(titles({"", "primary", "", ""}) == Titles{"Two", "One"});
    CHECK(titles({"", "", "FRACTIONS", ""}) == Titles{"Two", "One"});
    CHECK(titles({"research", "primary", "fractions", ""}) == Titles{"One"});
    CHECK(titles({"", "", "", "dyslexia"}) == Titles{"Two"});
    CHECK(titles({"research", "", "fractions", "dyslexia"}).empty());
    CHECK(titles({"research", "", "fractions", "never said"}).empty());
    CHECK(titles({"resource", "", "", ""}).empty());
}

TEST_CASE_FIXTURE(Asked, "a question whose context is changed is found by the new one only") {
    auto const question = ask("One", {"research", "primary", "Fractions", ""});
    change(question, {"research", "secondary", "", ""});
    CHECK(titles({"", "primary", "", ""}).empty());
    CHECK(titles({"", "", "Fractions", ""}).empty());
    CHECK(titles({"research", "secondary", "", ""}) == Titles{"One"});
    north.check_history();
}
