// What a guide must have, and the names of its versions.
#include "federation/guides/licence.hpp"
#include "tests/federation/library.hpp"
#include "tests/printing.hpp"

#include <algorithm>
#include <set>

using namespace collegium;
using namespace collegium::federation::guides;
using namespace collegium::tests;

namespace {

bool complains_about(Guide const& guide, std::string const& field) {
    return std::ranges::count(problems_of(guide), field, &Problem::field) > 0;
}

// What a node says that is given such a guide; "" if it takes it.
std::string refusal_of(Guide const& guide) {
    auto const object = guide_object(
        "https://south.test/post/1",
        "https://south.test/u/sam",
        "https://north.test/c/club",
        guide,
        "2026-09-01T10:00:00Z"
    );
    auto const read = guide_in(read_json(object).root());
    return read ? std::string{} : std::string{read.error().detail()};
}

std::string with_member(std::string const& object, std::string const& member) {
    return object.substr(0, object.size() - 1) + "," + member + "}";
}

}  // namespace

TEST_CASE("the name of a version is the SHA-256 of its words in canonical JSON") {
    // The digest was made by another program: Python's json and hashlib.
    auto const object = read_json(
        R"({"id":"https://north.test/post/2","type":"Article","col:kind":"guide","content":"<p>not among the words</p>",)"
        R"("language":{"name":"English","identifier":"en"},"name":"Retrieval practice in Year 7 fractions",)"
        R"("col:licence":"CC-BY-4.0","col:derivedFrom":["https://north.test/post/1"],"col:revision":1,)"
        R"("col:references":[{"openAccess":true,"name":"A \"study\"","ietf:cite-as":"https:\/\/doi.org\/10.1000\/xyz",)"
        R"("id":"doi:10.1000/xyz"}],"col:transferability":{"context":"Year 7, mixed","rating":4},)"
        R"("col:evidence":{"rater":"https://north.test/u/ada","scheme":"mesh","rationale":"Two trials & a review","grade":"3"},)"
        R"("col:sections":{"action":"1. Ask\n2. Wait","summary":"Ask before you teach: Gr\u00f6\u00dfe, )"
        R"(\u0627\u0644\u0643\u0633\u0648\u0631, \u0434\u0440\u043e\u0431\u0438."}})"
    );
    CHECK(version_of(object.root()) == "sha-256:cf58d08847cd8cd43849f830249033cef3794b46f4fcc31e87207c0f1298cb53");
}

TEST_CASE("a version has the same name as a value and on the wire, and every word of it counts") {
    auto const guide = whole_guide();
    auto const object =
        guide_object("https://a.test/1", "https://a.test/u", "https://a.test/c", guide, "2026-09-01T10:00:00Z");
    CHECK(version_of(read_json(object).root()) == version_of(guide));
    CHECK(guide_in(read_json(object).root()).value() == guide);

    std::vector<void (*)(Guide&)> const changes{
        [](Guide& each) { each.title += "!"; },
        [](Guide& each) { each.language = "ar"; },
        [](Guide& each) { each[Section::limits] = "Not for long"; },
        [](Guide& each) { each.evidence->grade = "4"; },
        [](Guide& each) { each.evidence.reset(); },
        [](Guide& each) { each.transferability.context += "!"; },
        [](Guide& each) { each.references[0].open = false; },
        [](Guide& each) { each.licence = "CC0-1.0"; },
        [](Guide& each) { each.derived_from = {"https://a.test/post/1"}; },
        [](Guide& each) {
            each.adapted_from = {"https://a.test/post/1", version_of(whole_guide())};
        },
        [](Guide& each) {
            each.translation_of = {"https://a.test/post/1", version_of(whole_guide())};
        },
        [](Guide& each) { each.previous = version_of(whole_guide()); },
        [](Guide& each) { each.revision = 2; }};
    std::set<std::string> names{version_of(guide)};
    for (auto const change : changes) {
        auto changed = guide;
        change(changed);
        names.insert(version_of(changed));
    }
    CHECK(names.size() == changes.size() + 1);
}

TEST_CASE("who wrote a guide, when, and what becomes of it is not part of a version") {
    auto const guide = whole_guide();
    auto other = guide;
    other.state = GuideState::retired;
    other.review_by = "2030-01-01";
    other.contributors = {{"https://a.test/u", Voice::academic}};
    CHECK(version_of(other) == version_of(guide));
    CHECK(succeeding(guide, other).previous.empty());
    CHECK(succeeding(guide, other).revision == 1);

    other[Section::action] += "\r\nOne more thing.\r\n";
    auto const next = succeeding(guide, other);
    CHECK(next.previous == version_of(guide));
    CHECK(next.revision == 2);
    CHECK(next[Section::action].ends_with("line.\nOne more thing."));
}

TEST_CASE("a declared version that is not the name of the words is refused") {
    auto const guide = whole_guide();
    auto object =
        guide_object("https://a.test/1", "https://a.test/u", "https://a.test/c", guide, "2026-09-01T10:00:00Z");
    auto const at = object.find("mixed classes");
    object.replace(at, 5, "set  ");
    auto const read = guide_in(read_json(object).root());
    REQUIRE_FALSE(read);
    CHECK(read.error().reason() == Reason::malformed);
    CHECK(std::string_view{read.error().detail()} == "the version of a guide is not the name of its words");
}

TEST_CASE("a guide without one of its required sections is refused, and told which") {
    for (auto const& each : all_sections()) {
        auto guide = whole_guide();
        guide[each.section] = " \n\t";
        INFO(each.name);
        CHECK(complains_about(guide, std::string{each.name}) == each.required);
        CHECK((refusal_of(guide).find(each.heading) != std::string::npos) == each.required);
    }
    CHECK(problems_of(whole_guide()).empty());
    CHECK(refusal_of(whole_guide()).empty());
}

TEST_CASE("a draft may be unfinished, but it needs a title, and what it has must be right") {
    Guide draft;
    draft.title = "Fractions";
    CHECK(problems_of(draft).empty());
    draft.title = " ";
    CHECK(complains_about(draft, "title"));
    draft.title = "Fractions";
    draft.evidence = {"mesh", "3", "", "https://a.test/u"};
    CHECK(complains_about(draft, "evidence.rationale"));
}

TEST_CASE("no rating without a rationale, a rater, and a grade of its own scheme") {
    auto guide = whole_guide();
    guide.evidence->rationale = "  ";
    CHECK(complains_about(guide, "evidence.rationale"));
    CHECK(refusal_of(guide).find("rationale") != std::string::npos);

    guide = whole_guide();
    guide.evidence->scheme = "stars";
    CHECK(complains_about(guide, "evidence.scheme"));
    guide.evidence->scheme = "grade";  // which has no "3": schemes are never converted
    CHECK(complains_about(guide, "evidence.grade"));
    guide.evidence->grade = "moderate";
    CHECK(problems_of(guide).empty());
    guide.evidence->rater = "ada";
    CHECK(complains_about(guide, "evidence.rater"));
    CHECK(all_schemes().size() == 3);
}

TEST_CASE("transferability is required, with the context that it was judged in") {
    auto guide = whole_guide();
    guide.transferability = {0, "Year 7"};
    CHECK(complains_about(guide, "transferability.rating"));
    guide.transferability = {6, "Year 7"};
    CHECK(complains_about(guide, "transferability.rating"));
    guide.transferability = {5, ""};
    CHECK(complains_about(guide, "transferability.context"));
}

TEST_CASE("what is too long is refused with the limit") {
    auto guide = whole_guide();
    guide[Section::cost] = std::string(longest_section, 'x');
    CHECK(problems_of(guide).empty());
    guide[Section::cost] += "x";
    CHECK(complains_about(guide, "cost"));
    CHECK(refusal_of(guide) == "the section \"Cost and time\" of a guide is longer than 8,192 bytes");

    for (auto& words : guide.sections) words = std::string(longest_guide / section_count + 1, 'x');
    CHECK(complains_about(guide, "sections"));
}

TEST_CASE("text of any script and depth comes back as it was") {
    auto guide = whole_guide("\xD8\xA7\xD9\x84\xD9\x83\xD8\xB3\xD9\x88\xD8\xB1");
    guide.language = "ar";
    std::string nested;
    for (unsigned depth = 0; depth < 60; ++depth) nested += std::string(depth * 2, ' ') + "- \xF0\x9F\xA6\x89\n";
    guide[Section::practice] = nested;
    guide = tidied(guide);
    CHECK(refusal_of(guide).empty());
    auto const object =
        guide_object("https://a.test/1", "https://a.test/u", "https://a.test/c", guide, "2026-09-01T10:00:00Z");
    CHECK(guide_in(read_json(object).root()).value() == guide);
}

TEST_CASE("parts that a newer program knows belong to the words of a version, too") {
    auto const guide = whole_guide();
    auto const object =
        guide_object("https://a.test/1", "https://a.test/u", "https://a.test/c", guide, "2026-09-01T10:00:00Z");
    CHECK(version_of(read_json(with_member(object, R"("likes":3)")).root()) == version_of(guide));
    auto const at = object.find(R"("context":"Year 7)");
    auto const extended = object.substr(0, at) + R"("pupils":28,)" + object.substr(at);
    CHECK(version_of(read_json(extended).root()) != version_of(guide));
}

TEST_CASE("references go by identifiers that can be looked up") {
    CHECK(tidy_address(" https://doi.org/10.1000/XYZ ") == "doi:10.1000/xyz");
    CHECK(tidy_address("doi: 10.1000/xyz") == "doi:10.1000/xyz");
    CHECK(tidy_address("10.1000/xyz") == "doi:10.1000/xyz");
    CHECK(tidy_address("ISBN 978-0-306-40615-7") == "isbn:9780306406157");
    CHECK(tidy_address("0-8044-2957-X") == "isbn:080442957x");
    CHECK(tidy_address("https://a.example/b") == "https://a.example/b");

    auto const is_right = [](std::string const& address) {
        return problems_of(Reference{"A study", address}, "r").empty();
    };
    CHECK(is_right("doi:10.1000/xyz"));
    CHECK(is_right("isbn:9780306406157"));
    CHECK(is_right("https://a.example/b"));
    for (auto const* const wrong :
         {"",
          "doi:11.1000/xyz",
          "doi:10.1000/",
          "isbn:9780306406158",
          "isbn:978",
          "http://a.example",
          "javascript:alert(1)",
          "https://",
          "https://a.example/\"x"}) {
        INFO(wrong);
        CHECK_FALSE(is_right(wrong));
    }
    CHECK(link_of({"A study", "doi:10.1000/a#b"}) == "https://doi.org/10.1000/a%23b");
    CHECK(link_of({"A book", "isbn:9780306406157"}).empty());
}

TEST_CASE("a licence decides what may be made of a guide") {
    CHECK(check_adaptation("CC-BY-4.0", "CC-BY-SA-4.0"));
    CHECK(check_adaptation("CC0-1.0", "CC-BY-ND-4.0"));
    CHECK(check_adaptation("CC-BY-SA-4.0", "CC-BY-SA-4.0"));
    CHECK(check_adaptation("CC-BY-NC-4.0", "CC-BY-NC-SA-4.0"));
    CHECK_FALSE(check_adaptation("CC-BY-SA-4.0", "CC-BY-4.0"));
    CHECK_FALSE(check_adaptation("CC-BY-NC-4.0", "CC-BY-4.0"));
    CHECK_FALSE(check_adaptation("CC-BY-ND-4.0", "CC-BY-ND-4.0"));
    CHECK_FALSE(check_adaptation("CC-BY-4.0", "LicenseRef-mine"));
}

TEST_CASE("a guide may ask for a practitioner and an academic among its authors") {
    auto guide = whole_guide();
    CHECK_FALSE(check_voices(guide));
    guide.contributors = {{"https://a.test/u/ada", Voice::practitioner}};
    CHECK_FALSE(check_voices(guide));
    guide.contributors.push_back({"https://b.test/u/bo", Voice::academic});
    CHECK(check_voices(guide));
}

TEST_CASE("a guide is due when the day that it names is over") {
    auto guide = whole_guide();
    auto const at = [](char const* time) { return from_rfc3339(time).value(); };
    CHECK_FALSE(is_past_review(guide, at("2027-09-01T23:59:59Z")));
    CHECK(is_past_review(guide, at("2027-09-02T00:00:00Z")));
    guide.review_by.clear();
    CHECK_FALSE(is_past_review(guide, at("2099-01-01T00:00:00Z")));
    guide.review_by = "2027-13-01";
    CHECK(complains_about(guide, "review_by"));
}

TEST_CASE_FIXTURE(Library, "software that knows no sections gets a whole article") {
    auto guide = whole_guide("A <b>title</b>");
    guide[Section::summary] = "Ask *before* you teach. " + std::string(600, 'x');
    auto const act = composer(ada).publish(author_of(ada), {club, guide}).activity;
    auto const& object = *act.object();
    auto const content = std::string{federation::text_member(object, "content")};
    CHECK(federation::type_of(object) == "Article");
    CHECK(federation::text_member(object, "name") == "A <b>title</b>");
    for (auto const& each : all_sections())
        CHECK(
            (content.find("<h2>" + std::string{each.heading} + "</h2>") != std::string::npos) ==
            (each.required || each.section == Section::references)
        );
    CHECK(content.find("three stars of five") != std::string::npos);
    CHECK(content.find(R"(href="https://doi.org/10.1000/xyz")") != std::string::npos);
    auto const summary = federation::text_member(object, "summary");
    CHECK(summary.starts_with("Ask before you teach."));
    CHECK(summary.size() < 510);
    CHECK(federation::type_of(*federation::member(object, "preview")) == "Note");
    CHECK(federation::text_member(object, "license") == "https://creativecommons.org/licenses/by/4.0/");
    CHECK(federation::member(act.root(), "proof") != nullptr);
}
