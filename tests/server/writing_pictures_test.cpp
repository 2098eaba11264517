// Pictures in forms of pages: brought with the words, never without words of their own, and not lost with them.
#include "server/media/media_care.hpp"
#include "tests/printing.hpp"
#include "tests/server/authenticator.hpp"
#include "tests/server/pictures.hpp"
#include "tests/server/pictures_front.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

using server::Response;

namespace {

constexpr std::string_view our_pages = "https://north.test:8443";

struct PicturePages : PicturesFront {
    // As a browser sends a form with a file in it.
    Response send(Browser& browser, std::string const& action, Fields fields, std::string const& file = "") {
        fields.emplace_back("form_key", browser.form_key());
        auto request = browser.form(action, {});
        for (auto& each : request.fields)
            if (each.name == "Content-Type") each.value = "multipart/form-data; boundary=edge";
        request.fields.push_back({"Origin", std::string{our_pages}});
        auto const part = [&](std::string const& head, std::string const& data) {
            request.body += "--edge\r\nContent-Disposition: form-data; name=" + head + "\r\n\r\n" + data + "\r\n";
        };
        for (auto const& [name, value] : fields) part('"' + name + '"', value);
        if (!file.empty()) part("\"file\"; filename=\"class.png\"\r\nContent-Type: image/png", file);
        request.body += "--edge--\r\n";
        return browser.send(std::move(request));
    }

    static std::string dots(std::uint8_t red) {
        return png(16, 8, [&](unsigned, unsigned) { return Dot{red, 0, 0}; });
    }

    Response ask_with_picture(Fields fields, std::string const& file) {
        return send(*asker, "/c/algebra/ask", std::move(fields), file);
    }

    // The address of the picture that a page shows; empty if it shows none.
    static std::string picture_on(Response const& page) {
        auto const html = std::string{page.body()};
        auto const at = html.find("<img src=\"/media/");
        if (at == std::string::npos) return {};
        auto const begin = html.find('"', at) + 1;
        return html.substr(begin, html.find('"', begin) - begin);
    }

    void after_days(unsigned days) {
        village.pass(days * 24h + 1h);
        while (village.run(server::media::remove_unneeded(app))) {
        }
        asker.emplace(Browser::of(*this, "ada"));
    }

    std::string community = found("algebra", "ada");
    std::optional<Browser> asker{Browser::of(*this, "ada")};
};

}  // namespace

TEST_CASE_FIXTURE(PicturePages, "a question with a picture is asked in one step, and shows it with its words") {
    auto const sent = ask_with_picture(
        {{"title", "What is it?"}, {"words", "I found it."}, {"file_alt", "A <red> field"}}, dots(200)
    );
    REQUIRE(sent.status() == 303);
    std::string const path{sent.field("location")};
    after_days(3);

    auto const page = asker->get(path);
    CHECK(shows(page, "alt=\"A &lt;red&gt; field\""));
    CHECK(shows(page, "width=\"16\" height=\"8\""));
    REQUIRE_FALSE(picture_on(page).empty());
    CHECK(get(picture_on(page)).status() == 200);
    auto const document = get_activity(path);
    CHECK(shows(document, "\"mediaType\":\"image/png\""));
    CHECK(shows(document, "A <red> field"));
}

TEST_CASE_FIXTURE(PicturePages, "a picture without words is not sent, and neither picture nor text is lost") {
    auto const before = north.entries();
    auto const page =
        ask_with_picture({{"draft", "9"}, {"title", "What is it?"}, {"words", "Half an hour."}}, dots(201));
    CHECK(page.status() == 422);
    CHECK(north.entries() == before);
    CHECK(shows(page, "Half an hour.</textarea>"));
    CHECK(shows(page, "<a href=\"#alt_1\">Say in a few words what each picture shows"));
    CHECK(shows(page, "id=\"alt_1\""));
    auto const number = hidden_field(page, "picture_1");
    REQUIRE_FALSE(number.empty());

    Fields const again{
        {"draft", "9"},
        {"title", "What is it?"},
        {"words", "Half an hour."},
        {"picture_1", number},
        {"alt_1", "A red field"}};
    auto const sent = send(*asker, "/c/algebra/ask", again);
    REQUIRE(sent.status() == 303);
    CHECK(shows(asker->get(std::string{sent.field("location")}), "alt=\"A red field\""));
    CHECK(send(*asker, "/c/algebra/ask", again).field("location") == sent.field("location"));
}

TEST_CASE_FIXTURE(PicturePages, "a file that is no picture is refused in words, and the text stays") {
    auto const page = ask_with_picture({{"title", "T"}, {"words", "Half an hour."}, {"file_alt", "x"}}, "no picture");
    CHECK(page.status() == 422);
    CHECK(shows(page, "<p class=\"problem\" id=\"pictures-problem\">"));
    CHECK(shows(page, "<title>Not taken: "));
    CHECK(shows(page, "<a href=\"#file\">This is not a picture"));
    CHECK(shows(page, "Half an hour.</textarea>"));
    CHECK(shows(page, "name=\"file_alt\" value=\"x\""));
}

TEST_CASE_FIXTURE(PicturePages, "nobody puts somebody else's picture into a post") {
    auto const page = ask_with_picture({{"act", "preview"}, {"words", "x"}}, dots(202));
    auto const number = hidden_field(page, "picture_1");
    auto thief = Browser::of(*this, "bob");
    Fields const theft{{"title", "T"}, {"words", "W"}, {"picture_1", number}, {"alt_1", "mine"}};
    auto const before = north.entries();
    auto const refused = send(thief, "/c/algebra/ask", theft);
    CHECK(refused.status() == 422);
    CHECK(picture_on(refused).empty());
    CHECK(north.entries() == before);
}

TEST_CASE_FIXTURE(PicturePages, "a draft keeps its picture as long as itself") {
    auto const kept = send(
        *asker,
        "/drafts/keep",
        {{"draft", "4"}, {"place", "/c/algebra/ask"}, {"words", "later"}, {"file_alt", "A red field"}},
        dots(203)
    );
    REQUIRE(kept.status() == 303);
    after_days(5);
    auto const page = asker->get("/c/algebra/ask");
    CHECK(shows(page, "value=\"A red field\""));
    CHECK(shows(page, "class=\"brought\" src=\"/media/"));
    REQUIRE(asker->submit("/drafts/drop", {{"draft", "4"}}).status() == 303);
    CHECK(files_kept() > 0);
    after_days(2);
    CHECK(files_kept() == 0);
}

TEST_CASE_FIXTURE(PicturePages, "an edit shows the pictures that are there, and lets one go") {
    auto const sent = ask_with_picture({{"title", "T"}, {"words", "W"}, {"file_alt", "A red field"}}, dots(204));
    REQUIRE(sent.status() == 303);
    std::string const path{sent.field("location")};
    auto const form = asker->get(path + "/edit");
    auto const number = hidden_field(form, "picture_1");
    CHECK(shows(form, "name=\"alt_1\" value=\"A red field\""));
    village.pass(1min);
    Fields const kept{{"title", "T"}, {"words", "New"}, {"picture_1", number}, {"alt_1", "Still red"}};
    REQUIRE(send(*asker, path + "/edit", kept).status() == 303);
    CHECK(shows(asker->get(path), "alt=\"Still red\""));
    village.pass(1min);
    REQUIRE(send(*asker, path + "/edit", with(kept, "out_1", "yes")).status() == 303);
    CHECK(picture_on(asker->get(path)).empty());
}

TEST_CASE_FIXTURE(PicturePages, "a form with a file whose sign-in has ended keeps its words") {
    Browser guest{*this};
    static_cast<void>(guest.get("/sign-in"));
    auto const kept = send(guest, "/c/algebra/ask", {{"title", "T"}, {"words", "Half an hour of <typing>."}});
    CHECK(kept.status() == 403);
    CHECK(shows(kept, "Half an hour of &lt;typing&gt;.</textarea>"));
    CHECK(shows(kept, "action=\"/c/algebra/ask\""));
}
