// Differences of two texts, as their readers see them.
#include "federation/content/differences.hpp"

#include "tests/printing.hpp"

using namespace collegium;
using federation::content::Change;
using federation::content::differences;

namespace {

// " same", "+added", "-removed", each on a line.
std::string shown(std::string_view before, std::string_view after) {
    std::string lines;
    for (auto const& line : differences(before, after)) {
        lines += line.change == Change::same ? ' ' : line.change == Change::added ? '+' : '-';
        lines += line.text + "\n";
    }
    return lines;
}

}  // namespace

TEST_CASE("what was added and what was removed is told line by line, and the rest stays") {
    CHECK(shown("a\nb\nc", "a\nx\nc") == " a\n-b\n+x\n c\n");
    CHECK(shown("a\nb", "a\nb\nc") == " a\n b\n+c\n");
    CHECK(shown("a\nb\nc", "b\nc") == "-a\n b\n c\n");
}

TEST_CASE("equal texts have no differences, with or without a last line end") {
    CHECK(shown("a\nb", "a\nb") == " a\n b\n");
    CHECK(shown("a\nb\n", "a\nb") == " a\n b\n");
    CHECK(shown("", "").empty());
}

TEST_CASE("from nothing and to nothing") {
    CHECK(shown("", "a\nb") == "+a\n+b\n");
    CHECK(shown("a\nb", "") == "-a\n-b\n");
}

TEST_CASE("far from each other, all lines between are there") {
    std::string before, after;
    for (int i = 0; i < 1000; ++i) before += std::to_string(i) + "\n";
    after = before;
    after.replace(0, 1, "first");
    after += "last\n";
    CHECK(differences(before, after).size() == 1002);
}

TEST_CASE("bytes of any kind are compared as text") {
    CHECK(shown("Größe\nα", "Größe\nβ") == " Größe\n-α\n+β\n");
    CHECK(shown(std::string{"a\0b", 3}, "a").starts_with("-a"));
}
