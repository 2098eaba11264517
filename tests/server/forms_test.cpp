// Forms and addresses, decoded.
#include "server/forms.hpp"

#include "tests/printing.hpp"

#include <array>

using namespace collegium;
using namespace collegium::server;

namespace {

struct FormRow {
    std::string_view encoded;
    std::optional<std::string_view> decoded;  // nothing: refused
};

}  // namespace

TEST_CASE("percent-decoding takes what is whole and clean, and nothing else") {
    auto const rows = std::to_array<FormRow>(
        {{"", ""},
         {"plain", "plain"},
         {"a%20b", "a b"},
         {"a%2fb", "a/b"},
         {"a%2Fb", "a/b"},
         {"%41%42", "AB"},
         {"%25", "%"},
         {"%2541", "%41"},
         {"a+b", "a+b"},
         {"%C3%BC", "ü"},
         {"%f0%9f%8e%93", "🎓"},
         {"%F4%8F%BF%BF", "\xF4\x8F\xBF\xBF"},
         {"%0A", "\n"},
         {"%7F", "\x7F"},
         {"%", std::nullopt},
         {"%4", std::nullopt},
         {"ab%", std::nullopt},
         {"ab%4", std::nullopt},
         {"%%41", std::nullopt},
         {"%4g", std::nullopt},
         {"%g4", std::nullopt},
         {"% 41", std::nullopt},
         {"%+1", std::nullopt},
         {"%-1", std::nullopt},
         {"%00", std::nullopt},
         {"a%00b", std::nullopt},
         {"%FF", std::nullopt},
         {"%C3", std::nullopt},
         {"%C3%28", std::nullopt},
         {"%C0%AF", std::nullopt},
         {"%E0%80%AF", std::nullopt},
         {"%ED%A0%80", std::nullopt},
         {"%F4%90%80%80", std::nullopt},
         {"\xFF", std::nullopt},
         {std::string_view{"a\0b", 3}, std::nullopt}}
    );
    for (auto const& [text, right] : rows) {
        INFO(text);
        auto const decoded = percent_decoded(text, false);
        CHECK(decoded.has_value() == right.has_value());
        if (decoded && right) CHECK(*decoded == *right);
    }
}

TEST_CASE("a plus is a blank in forms and a plus in paths") {
    CHECK(percent_decoded("a+b%2Bc", true) == "a b+c");
    CHECK(percent_decoded("a+b%2Bc", false) == "a+b+c");
}

TEST_CASE("what is encoded is decoded to itself, whatever its bytes") {
    std::string all;
    for (char c = 1; c < 127; ++c) all += c;
    all += "ü🎓";

    auto const encoded = percent_encoded(all);

    CHECK(encoded.find_first_of("&=+#?/\"'<>; \t\n\r") == std::string::npos);
    CHECK(percent_decoded(encoded, false) == all);
    CHECK(percent_decoded(encoded, true) == all);
    CHECK(percent_encoded("aZ09-._~") == "aZ09-._~");
    CHECK(percent_encoded("/post/7?a=b&c") == "%2Fpost%2F7%3Fa%3Db%26c");
}

TEST_CASE("a form is read field by field") {
    auto const form = Form::parse("title=Why%3F&words=a+b%0D%0Ac&empty=&bare&=nameless&&last=1").value();

    CHECK(form.text("title") == "Why?");
    CHECK(form.text("words") == "a b\nc");
    CHECK(form.text("empty").empty());
    CHECK(form.has("empty"));
    CHECK(form.has("bare"));
    CHECK(form.text("last") == "1");
    CHECK_FALSE(form.has("absent"));
    CHECK(form.text("absent").empty());
}

TEST_CASE("the first of two fields with one name counts") {
    CHECK(Form::parse("return=%2F&return=%2F%2Fevil.test").value().text("return") == "/");
    CHECK(Form::parse("a=1&%61=2").value().text("a") == "1");
}

TEST_CASE("equals signs after the first belong to the value") {
    CHECK(Form::parse("a=b=c==").value().text("a") == "b=c==");
}

TEST_CASE("a form that cannot be decoded is refused whole") {
    for (std::string const text : {"a=%", "a=1&b=%zz", "%ff=1", "a=%00", "a=%C3", "a=1&%=2"}) {
        INFO(text);
        CHECK(Form::parse(text).error().reason() == Reason::malformed);
    }
}

TEST_CASE("a form of more than a hundred fields is refused, one of a hundred is not") {
    std::string text = "f0=";
    for (int i = 1; i < 100; ++i) text += "&f" + std::to_string(i) + "=";
    CHECK(Form::parse(text));

    CHECK(Form::parse(text + "&one=more").error().reason() == Reason::too_large);
    CHECK(Form::parse(std::string(200, '&')).error().reason() == Reason::too_large);
}

TEST_CASE("trimming takes blanks and line ends around a value and leaves those inside") {
    auto const form = Form::parse("a=+%0A%09+b+c%0D%0A+&b=+%0A&c=d").value();

    CHECK(form.trimmed("a") == "b c");
    CHECK(form.trimmed("b").empty());
    CHECK(form.trimmed("c") == "d");
    CHECK(form.trimmed("absent").empty());
}
