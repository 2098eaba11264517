// The roll-up as a function of what schools signed, and what an adoption has to say.
#include "federation/adoption/adoption_json.hpp"
#include "federation/adoption/roll_up.hpp"
#include "tests/federation/adopters.hpp"
#include "tests/printing.hpp"

#include <algorithm>

using namespace collegium;
using namespace collegium::federation::adoption;
using namespace collegium::tests;

namespace {

Instant const began = from_rfc3339("2026-09-01T10:00:00Z").value();
std::string const name = "sha-256:" + std::string(64, '1');

SignedAdoption signed_by(std::string const& school, Outcome outcome, std::chrono::days after = {}) {
    SignedAdoption adoption;
    adoption.id = "https://" + school + "/comment/" + std::to_string(after.count());
    adoption.school = school;
    adoption.outcome = outcome;
    adoption.updated = began + after;
    return adoption;
}

Adoption plain() {
    return whole_adoption("https://north.test/post/1", name);
}

Measure quiz(std::string const& value, std::string const& taken = "2026-12-01") {
    return whole_measure("https://north.test/post/2", name, value, taken);
}

std::vector<std::string> fields_of(Adoption const& adoption) {
    std::vector<std::string> fields;
    for (auto const& each : problems_of(adoption)) fields.push_back(each.field);
    return fields;
}

using Fields = std::vector<std::string>;

}  // namespace

TEST_CASE("each school counts once, and worse counts as much as better") {
    std::vector all{
        signed_by("a.test", Outcome::better),
        signed_by("b.test", Outcome::worse),
        signed_by("c.test", Outcome::same),
        signed_by("d.test", Outcome::none),
        signed_by("b.test", Outcome::none, std::chrono::days{9})};
    RollUp const expected{4, 3, 1, 1, 1, 0, 0};
    CHECK(roll_up(all, began) == expected);
    std::ranges::reverse(all);
    CHECK(roll_up(all, began) == expected);
}

TEST_CASE("of one school the newest follow-up counts") {
    std::vector const all{
        signed_by("a.test", Outcome::better),
        signed_by("a.test", Outcome::worse, std::chrono::days{40}),
        signed_by("a.test", Outcome::none, std::chrono::days{90})};
    CHECK(roll_up(all, began) == RollUp{1, 1, 0, 0, 1, 0, 0});
}

TEST_CASE("an incomplete adoption is set aside, and an unfounded follow-up is none") {
    auto incomplete = signed_by("a.test", Outcome::better);
    incomplete.flags = bit(Flag::incomplete);
    auto unfounded = signed_by("b.test", Outcome::better);
    unfounded.flags = bit(Flag::unfounded);
    std::vector all{incomplete, unfounded};
    CHECK(roll_up(all, began) == RollUp{1, 0, 0, 0, 0, 0, 1});
    all.push_back(signed_by("a.test", Outcome::none));
    CHECK(roll_up(all, began) == RollUp{2, 0, 0, 0, 0, 0, 0});
}

TEST_CASE("a school that has not spoken of it for thirteen months has lapsed, unless it followed it up") {
    std::vector const all{signed_by("a.test", Outcome::none), signed_by("b.test", Outcome::same)};
    CHECK(roll_up(all, began + std::chrono::days{394}).lapsed == 0);
    CHECK(roll_up(all, began + std::chrono::days{395}).lapsed == 1);
    CHECK(roll_up({}, began) == RollUp{});
}

TEST_CASE("reminders are due after three, six and twelve months") {
    CHECK(reminders_due(began, began + std::chrono::days{90}) == 0);
    CHECK(reminders_due(began, began + std::chrono::days{91}) == 1);
    CHECK(reminders_due(began, began + std::chrono::days{182}) == 2);
    CHECK(reminders_due(began, began + std::chrono::days{364}) == 2);
    CHECK(reminders_due(began, began + std::chrono::days{365}) == most_reminders);
}

TEST_CASE("an adoption needs its context and what was changed") {
    CHECK(fields_of(plain()).empty());
    auto words = plain();
    words.context = " \n";
    words.changed.clear();
    words.version = "3";
    CHECK(fields_of(words) == Fields{"version", "context", "changed"});
    CHECK(flags_of(words) == bit(Flag::incomplete));
    words = plain();
    words.story = std::string(longest_text + 1, 'x');
    CHECK(flags_of(words) == bit(Flag::oversized));
}

TEST_CASE("a follow-up is measured with the same tool in the same version") {
    auto words = followed_up(plain(), quiz("12,5"), Outcome::better);
    CHECK(fields_of(words).empty());

    words.follow_up->version = "sha-256:" + std::string(64, '2');
    CHECK(fields_of(words) == Fields{"follow_up.instrument"});
    CHECK(flags_of(words) == bit(Flag::mismatched));

    words = followed_up(plain(), quiz("12.5"), Outcome::better);
    words.follow_up->instrument = "https://north.test/post/3";
    CHECK(fields_of(words) == Fields{"follow_up.instrument"});

    words = followed_up(plain(), quiz("12.5"), Outcome::better);
    words.baseline.reset();
    CHECK(fields_of(words) == Fields{"follow_up.instrument"});

    words = followed_up(plain(), quiz("12.5", "2026-08-01"), Outcome::better);
    CHECK(fields_of(words) == Fields{"follow_up.taken"});
}

TEST_CASE("what is said to have come of it is borne out by the figures, and has a reason") {
    CHECK(fields_of(followed_up(plain(), quiz("9"), Outcome::better)) == Fields{"outcome"});
    CHECK(fields_of(followed_up(plain(), quiz("10.0"), Outcome::better)) == Fields{"outcome"});
    CHECK(fields_of(followed_up(plain(), quiz("11"), Outcome::worse)) == Fields{"outcome"});
    CHECK(fields_of(followed_up(plain(), quiz("9"), Outcome::worse)).empty());
    CHECK(fields_of(followed_up(plain(), quiz("11"), Outcome::same)).empty());  // it may be chance

    auto words = followed_up(plain(), quiz("9"), Outcome::better);
    words.baseline->better = words.follow_up->better = federation::instruments::Better::lower;
    CHECK(fields_of(words).empty());

    words = followed_up(plain(), quiz("11"), Outcome::none);
    words.outcome_reason.clear();
    CHECK(fields_of(words) == Fields{"outcome", "outcome_reason"});
    CHECK(flags_of(words) == bit(Flag::unfounded));

    words = plain();
    words.outcome = Outcome::better;
    CHECK(fields_of(words) == Fields{"outcome"});
}

TEST_CASE("figures are of groups of ten or more") {
    auto words = plain();
    words.baseline = quiz("10");
    words.baseline->people = 10;
    CHECK(fields_of(words).empty());
    words.baseline->people = 9;
    CHECK(fields_of(words) == Fields{"baseline.people"});
    words.baseline->people = 10;
    words.baseline->taken = "1 September";
    words.baseline->value = "ten";
    CHECK(fields_of(words) == Fields{"baseline.value", "baseline.taken"});
}

TEST_CASE("a figure is a decimal number") {
    CHECK(figure_of("12.5") == 12'500);
    CHECK(figure_of("12,5") == 12'500);
    CHECK(figure_of("-0.125") == -125);
    CHECK(figure_of("0") == 0);
    CHECK(figure_of("999999999.999") == 999'999'999'999);
    for (auto const* const text :
         {"", "-", ".", "1.", ".5", "1e3", "1.2345", "1 000", "1000000000", "+1", "1.-2", "0x1"}) {
        CAPTURE(text);
        CHECK_FALSE(figure_of(text));
    }
}

TEST_CASE("a school speaks through the actor at the root of its address") {
    CHECK(speaks_for_school("https://north.test/"));
    for (auto const* const actor : {"https://north.test", "https://north.test/u/ada", "https://north.test//", ""}) {
        CAPTURE(actor);
        CHECK_FALSE(speaks_for_school(actor));
    }
}

TEST_CASE("an adoption survives the wire") {
    auto words = followed_up(plain(), quiz("12.5"), Outcome::better);
    words.story = "We began in October.";
    words.follow_up->note = "One class was away.";
    auto object = federation::JsonText::object();
    object.text("inReplyTo", words.guide)
        .raw("language", federation::JsonText::object().text("identifier", "en").done());
    add_adoption(object, words);
    CHECK(adoption_in(read_json(object.done()).root()) == words);

    auto elsewhere = federation::JsonText::object();
    elsewhere.text("inReplyTo", "https://north.test/post/9");
    add_adoption(elsewhere, words);
    CHECK_FALSE(adoption_in(read_json(elsewhere.done()).root()));
}
