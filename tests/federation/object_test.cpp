#include "federation/messages/object.hpp"

#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::federation;

namespace {

Result<Object> parse(std::string const& text) {
    return Object::parse(Json::read(text).value().root());
}

}  // namespace

TEST_CASE("a question is read as its author wrote it") {
    auto const object =
        parse(
            R"({"id":"https://a.example/post/1","type":"Article","attributedTo":"https://a.example/u/ada",)"
            R"("name":"Why?","content":"<p>Because</p>","source":{"content":"Because","mediaType":"text/markdown"},)"
            R"("language":{"identifier":"uk","name":"x"},"audience":"https://g.example/c/x",)"
            R"("to":["as:Public"],"published":"2026-09-01T10:00:00Z","updated":"2026-09-02T10:00:00Z","col:kind":"question"})"
        )
            .value();

    CHECK(federation::title_of(object.name, object.content) == "Why?");
    CHECK(object.source == "Because");
    CHECK(object.language == "uk");
    CHECK(object.kind == "question");
    CHECK(object.updated > object.published);
    CHECK(object.addressees == std::vector<std::string>{"https://g.example/c/x", "as:Public"});
}

TEST_CASE("a kind of question makes an Article a question, unless it says that it is something else") {
    auto const kind_of = [](std::string const& type, std::string const& members) {
        return parse(
                   R"({"id":"https://a.example/post/1","attributedTo":"https://a.example/u/ada","type":")" + type +
                   R"(","col:questionKind":"research")" + members + "}"
        )
            .value()
            .kind;
    };
    CHECK(kind_of("Article", "") == "question");
    CHECK(kind_of("Article", R"(,"col:kind":"question")") == "question");
    CHECK(kind_of("Article", R"(,"col:kind":"practiceQuestion")") == "question");
    CHECK(kind_of("Article", R"(,"col:kind":"guide")") == "guide");
    CHECK(kind_of("Note", "").empty());
}

TEST_CASE("an author is one https name at the object's own origin") {
    auto const with_author = [](std::string const& author) {
        return parse(R"({"id":"https://a.example/post/1","type":"Note","attributedTo":)" + author + "}");
    };
    CHECK(with_author(R"("https://a.example/u/ada")"));
    CHECK(with_author(R"({"id":"https://a.example/u/ada"})"));
    CHECK(with_author(R"("https://b.example/u/ada")").error().reason() == Reason::foreign);
    // NodeBB took 1 for its own first user, and checked one element of a list while it stored another.
    for (auto const* wrong :
         {"1",
          "\"1\"",
          "\"/uid/1\"",
          "[]",
          R"(["https://a.example/u/ada"])",
          R"(["https://a.example/u/ada","https://b.example/u/eve"])",
          "null",
          "{}"}) {
        INFO(wrong);
        CHECK(with_author(wrong).error().reason() == Reason::malformed);
    }
}

TEST_CASE("a thing without a title goes by its first line") {
    auto const object = parse(R"({"id":"https://a.example/1","type":"Note","attributedTo":"https://a.example/u",)"
                              R"("content":"<p>First &amp; only<br>second</p>"})")
                            .value();

    CHECK(federation::title_of(object.name, object.content) == "First & only");
}

TEST_CASE("times that make no sense are no times") {
    auto const object = parse(R"({"id":"https://a.example/1","type":"Note","attributedTo":"https://a.example/u",)"
                              R"("published":"2026-09-01T10:00:00Z","updated":"2020-01-01T00:00:00Z"})")
                            .value();

    CHECK(object.updated == object.published);
}
