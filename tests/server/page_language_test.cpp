// Page languages: who reads the pages in which language, and that what people wrote is as safe in each.
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

struct SpokenPages : Front {
    server::Response ask_for(std::string const& target, std::string const& accept_language) {
        auto request = request_for(server::Method::get, target);
        request.fields.push_back({"Accept", "text/html"});
        request.fields.push_back({"Accept-Language", accept_language});
        return answer(std::move(request));
    }

    // Everywhere on the page, the innermost element that sets a direction around these words is one that leaves it to
    // them. Returns how often they are there.
    static std::size_t run_by_themselves(server::Response const& shown, std::string_view words) {
        auto const text = shown.body().substr(shown.body().find("<body"));
        std::size_t times = 0;
        for (auto at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1), ++times) {
            auto const set = text.rfind(" dir=\"", at);
            REQUIRE(set != std::string_view::npos);
            auto const begin = text.rfind('<', set);
            auto const name = text.substr(begin + 1, text.find_first_of(" >", begin) - begin - 1);
            INFO(std::string{text.substr(begin, at - begin)});
            CHECK(text.substr(set).starts_with(" dir=\"auto\""));
            CHECK(text.substr(set, at - set).find("</" + std::string{name}) == std::string_view::npos);
        }
        return times;
    }

    Person ada_herself = add_person("ada");
    Browser ada = Browser::of(*this, "ada");
};

constexpr std::string_view english_page = "<html lang=\"en\" dir=\"ltr\">";
constexpr std::string_view arabic_page = "<html lang=\"ar\" dir=\"rtl\">";
constexpr std::string_view german_page = "<html lang=\"de\" dir=\"ltr\">";

}  // namespace

TEST_CASE_FIXTURE(SpokenPages, "a guest reads in the language of their browser, and the answer says which it is") {
    auto const arabic = ask_for("/sign-in", "ar-EG, en;q=0.5");
    CHECK(shows(arabic, arabic_page));
    CHECK(shows(arabic, "تسجيل الدخول"));
    CHECK(arabic.field("content-language") == "ar");
    CHECK(arabic.field("vary").find("Accept-Language") != std::string::npos);

    auto const german = ask_for("/sign-in", "de");
    CHECK(shows(german, german_page));
    CHECK(shows(german, "Anmelden"));
    CHECK(shows(ask_for("/sign-in", "cy"), english_page));
    CHECK(shows(ask_for("/nowhere", "de"), german_page));
}

TEST_CASE_FIXTURE(SpokenPages, "whoever asks for no language that we have reads in the first one of the institution") {
    north.settings.card.languages = "cy, de";
    CHECK(shows(ask_for("/sign-in", "*"), german_page));
    CHECK(shows(ask_for("/sign-in", "en"), english_page));
}

TEST_CASE_FIXTURE(SpokenPages, "what a member chooses stands above their browser, until they leave it to that again") {
    CHECK(shows(ada.get("/settings/language"), english_page));
    CHECK(ada.submit("/settings/language", {{"language", "ar"}}).field("location") == "/settings/language?saved=1");
    auto const page = ada.get("/settings/language?saved=1");
    CHECK(shows(page, arabic_page));
    CHECK(shows(page, "value=\"ar\" checked"));

    CHECK(ada.submit("/settings/language", {{"language", "tlh"}}).status() == 303);
    CHECK(shows(ada.get("/settings/language"), english_page));
}

TEST_CASE_FIXTURE(SpokenPages, "names and words of people are escaped in each language") {
    auto const path = found("algebra", "ada");
    rename("https://north.test/c/algebra", std::string{hostile});
    for (std::string const language : {"en", "ar", "de"}) {
        CHECK(ada.submit("/settings/language", {{"language", language}}).status() == 303);
        for (auto const& page : {path, path + "/ask", std::string{"/"}}) {
            INFO(language, " ", page);
            auto const response = ada.get(page);
            CHECK(response.status() == 200);
            CHECK_FALSE(shows(response, "<script>alert"));
            CHECK_FALSE(shows(response, "' onmouseover='alert"));
            CHECK(shows(response, "&lt;script&gt;alert(1)"));
        }
    }
}

TEST_CASE_FIXTURE(
    SpokenPages, "what a member writes is marked with the language in which they read, and an edit keeps it"
) {
    auto const path = found("algebra", "ada");
    CHECK(ada.submit("/settings/language", {{"language", "de"}}).status() == 303);
    auto const asked =
        ada.submit(path + "/ask", {{"title", "Wie oft?"}, {"words", "Wie oft fragt ihr ab?"}, {"similar", "seen"}});
    auto const post = std::string{asked.field("location")};
    REQUIRE(asked.status() == 303);
    CHECK(shows(ada.get(post), "<h1 lang=\"de\" dir=\"auto\">"));
    CHECK(shows(ada.get(post), "<h2>0 Antworten</h2>"));

    CHECK(ada.submit("/settings/language", {{"language", "en"}}).status() == 303);
    CHECK(ada.submit(post + "/edit", {{"title", "Wie oft?"}, {"words", "Wie oft genau?"}}).status() == 303);
    CHECK(shows(ada.get(post), "<h1 lang=\"de\" dir=\"auto\">"));
    CHECK(shows(ada.get(post), "<h2>0 answers</h2>"));
}

TEST_CASE_FIXTURE(SpokenPages, "what people write runs in the direction of its script, also on a page of another one") {
    std::string const title = "لماذا تسقط الأجسام؟", words = "نريد أن نفهم ذلك", reply = "بسبب الجاذبية";
    auto const path = found("algebra", "ada");
    auto const asked = ada.submit(path + "/ask", {{"title", title}, {"words", words}, {"similar", "seen"}});
    REQUIRE(asked.status() == 303);
    auto const post = std::string{asked.field("location")};
    REQUIRE(ada.submit(post + "/answer", {{"words", reply}}).status() == 303);
    auto const page = ada.get(post);
    CHECK(shows(page, english_page));
    for (auto const& each : {title, words, reply}) {
        INFO(each);
        CHECK(run_by_themselves(page, each) > 0);
    }
    CHECK(run_by_themselves(ada.get(path), title) > 0);
    CHECK(run_by_themselves(ada.get(post + "/edit"), words) > 0);
}
