// What is typed into a status, and the gestures in it.
#include "server/mastodon/posting_text.hpp"

#include "tests/printing.hpp"

using namespace collegium::server::mastodon;

using Words = std::vector<std::string>;

TEST_CASE("names and tags are found where a word begins") {
    auto const marks = marks_in("@Ada and (@ben@uni.test), see #Algebra, #algebra. Not a@b.test nor x#y");

    CHECK(marks.names == Words{"ada", "ben@uni.test"});
    CHECK(marks.tags == Words{"Algebra"});
    CHECK(has_tag(marks, "ALGEBRA"));
    CHECK_FALSE(has_tag(marks, "y"));
}

TEST_CASE("the stop at the end of a sentence is no part of a name") {
    CHECK(marks_in("Ask @ada. Or @ben@uni.test.").names == Words{"ada", "ben@uni.test"});
    CHECK(marks_in("@").names.empty());
    CHECK(marks_in("# Heading").tags.empty());
    CHECK(marks_in("number #1").tags.empty());
    CHECK(marks_in("the #year2026").tags == Words{"year2026"});
    CHECK(marks_in("#Größe und #алгебра").tags == Words{"Größe", "алгебра"});
}

TEST_CASE("code names nobody") {
    CHECK(marks_in("`@ada` and ``#tag `@ben` ``").names.empty());
    CHECK(marks_in("```\n@ada #tag\n```\n@ben").names == Words{"ben"});
    CHECK(marks_in("an open ` and @ada").names == Words{"ada"});
}

TEST_CASE("a gesture leaves no gap behind") {
    CHECK(without_word("@algebra #question Why is it so?", "@algebra") == "#question Why is it so?");
    CHECK(without_word("Why, @algebra is it so?", "@ALGEBRA") == "Why, is it so?");
    CHECK(without_word("Why?\n\nBecause.\n\n@algebra", "@algebra") == "Why?\n\nBecause.");
    CHECK(without_word("@algebra", "@algebra").empty());
    CHECK(without_word("@algebra2 `@algebra`", "@algebra") == "@algebra2 `@algebra`");
}

TEST_CASE("the first line is the title") {
    CHECK(titled("Why is it so?\n\nI wonder.\nTruly.").title == "Why is it so?");
    CHECK(titled("Why is it so?\n\nI wonder.\nTruly.").words == "I wonder.\nTruly.");
    CHECK(titled("## Why?").title == "Why?");
    CHECK(titled("Why?").words.empty());
    CHECK(titled("").title.empty());
}

TEST_CASE("line ends are one character") {
    CHECK(tidy("  a\r\nb\rc\n ") == "a\nb\nc");
}
