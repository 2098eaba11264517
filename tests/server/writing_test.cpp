// Writing on pages: nothing that is typed is lost, nothing is sent twice, and nobody sees what others have not sent.
#include "server/embedded.hpp"
#include "server/writing/drafts.hpp"
#include "tests/federation/people.hpp"
#include "tests/printing.hpp"
#include "tests/server/api_client.hpp"
#include "tests/server/authenticator.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

using server::Response;

namespace {

boost::asio::awaitable<bool> care_round(server::App const& app) {
    co_await server::writing::tend_drafts(app);
    co_return true;
}

struct Writers : Front {
    Writers() {
        CHECK(ben.submit("/c/algebra/join").status() == 303);
        settle();
    }

    Response ask(Fields fields) { return ada.submit("/c/algebra/ask", std::move(fields)); }

    Response keep(Browser& browser, Fields fields, std::string const& place = "/c/algebra/ask") {
        fields.emplace_back("place", place);
        return browser.submit("/drafts/keep", std::move(fields));
    }

    // As the script does.
    Response autosave(Browser& browser, Fields fields) {
        fields.emplace_back("place", "/c/algebra/ask");
        fields.emplace_back("form_key", browser.form_key());
        auto request = browser.form("/drafts/keep", fields);
        for (auto& each : request.fields)
            if (each.name == "Accept") each.value = "application/json, text/html";
        return browser.send(std::move(request));
    }

    static std::string number_of_form(Response const& page) { return hidden_field(page, "draft"); }

    std::size_t drafts_of(Person const& person) {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            return server::writing::drafts_of(tx, tables, person.handle).size();
        });
    }

    void make_pupil(std::string const& name) {
        storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
            auto record = tables.accounts.get(tx, name).value();
            record.pupil = true;
            tables.accounts.put(tx, name, record);
            agree_for(tx, tables, record.actor);
            return 0;
        };
        static_cast<void>(north.node.store.write_now(change).value());
    }

    Person ada_herself = add_person("ada"), ben_himself = add_person("ben");
    std::string community = found("algebra", "ada");
    Browser ada = Browser::of(*this, "ada"), ben = Browser::of(*this, "ben");
};

bool has_preview(Response const& page, std::string_view html) {
    return page.status() == 200 && shows(page, "Preview: nothing is sent yet") && shows(page, html);
}

}  // namespace

TEST_CASE_FIXTURE(Writers, "a preview shows the words as they will look, keeps all that was typed, and sends nothing") {
    std::string const question{ask({{"title", "Why?"}, {"words", "So."}}).field("location")};
    settle();
    auto const before = north.entries();
    Fields const typed{{"act", "preview"}, {"title", "Why <so>?"}, {"words", "It is *so*."}, {"need", "reading"}};

    auto const asking = ask(typed);
    auto const answering = ben.submit(question + "/answer", typed);
    auto const editing = ada.submit(question + "/edit", typed);

    for (auto const* const page : {&asking, &answering, &editing}) {
        CHECK(has_preview(*page, "<em>so</em>"));
        CHECK(shows(*page, "It is *so*.</textarea>"));
    }
    CHECK(shows(asking, "value=\"Why &lt;so&gt;?\""));
    CHECK(shows(asking, "value=\"reading\""));
    CHECK(has_preview(ask({{"act", "preview"}, {"title", "T"}}), "nothing to show yet"));
    CHECK(north.entries() == before);
    auto const evil = ask({{"act", "preview"}, {"words", "<img src=x onerror=alert(1)> [x](javascript:alert(2))"}});
    CHECK_FALSE(shows(evil, "<img src=x"));
    CHECK_FALSE(shows(evil, "href=\"javascript"));
}

TEST_CASE_FIXTURE(Writers, "a saved draft stands in its form again, and is thrown away or left beside a new one") {
    auto const number = number_of_form(ada.get("/c/algebra/ask"));
    auto const kept = keep(ada, {{"draft", number}, {"title", "Half a title"}, {"words", "Half an <hour>"}});
    REQUIRE(kept.status() == 303);
    CHECK(kept.field("location") == "/c/algebra/ask?draft=" + number + "&saved=1#came-back");

    auto const page = ada.get("/c/algebra/ask");
    CHECK(shows(page, "Half an &lt;hour&gt;</textarea>"));
    CHECK(shows(page, "value=\"Half a title\""));
    CHECK(shows(page, "nobody else sees it"));
    CHECK(number_of_form(page) == number);
    CHECK(shows(ada.get("/drafts"), "Half a title"));

    auto const anew = ada.get("/c/algebra/ask?draft=none");
    CHECK_FALSE(shows(anew, "Half an"));
    CHECK(number_of_form(anew) != number);

    auto const dropped = ada.submit("/drafts/drop", {{"draft", number}, {"place", "/c/algebra/ask"}});
    CHECK(dropped.field("location") == "/c/algebra/ask?draft=none");
    CHECK_FALSE(shows(ada.get("/c/algebra/ask"), "Half an"));
    CHECK(shows(ada.get("/drafts"), "There are none."));
}

TEST_CASE_FIXTURE(Writers, "a draft is shown to nobody but whoever typed it") {
    Person const olga = add_person("olga", storage::Roles::of(storage::Role::operator_));
    REQUIRE(keep(ada, {{"draft", "7"}, {"words", "secret canary"}}).status() == 303);
    auto operator_browser = Browser::of(*this, "olga");
    Browser guest{*this};
    for (auto* const browser : {&ben, &operator_browser, &guest})
        for (std::string const address : {"/c/algebra/ask", "/c/algebra/ask?draft=7", "/drafts", "/c/algebra"})
            CHECK_FALSE(shows(browser->get(address), "canary"));

    CHECK(ben.submit("/drafts/drop", {{"draft", "7"}}).status() == 303);
    CHECK(keep(ben, {{"draft", "7"}, {"words", "of ben"}}).status() == 303);
    CHECK(shows(ada.get("/c/algebra/ask"), "secret canary</textarea>"));
    CHECK(shows(ben.get("/c/algebra/ask?draft=7"), "of ben</textarea>"));
    CHECK(drafts_of(olga) == 0);
}

TEST_CASE_FIXTURE(Writers, "sending ends the draft, and the same form leads to what was sent, however often it comes") {
    Fields const form{{"draft", "11"}, {"title", "Why?"}, {"words", "Because."}};
    REQUIRE(autosave(ada, form).status() == 200);
    REQUIRE(drafts_of(ada_herself) == 1);
    auto const before = north.entries();

    auto const sent = ask(form);
    settle();
    auto const after = north.entries();
    CHECK(sent.status() == 303);
    CHECK(after > before);
    CHECK(drafts_of(ada_herself) == 0);
    CHECK(ask(form).field("location") == sent.field("location"));
    CHECK(north.entries() == after);
    CHECK(autosave(ada, form).status() == 409);  // as one that was on its way
    CHECK(drafts_of(ada_herself) == 0);

    // As from the button "back" of the browser: other words under the same number are another question.
    auto const other = ask(with(form, "words", "For another reason."));
    CHECK(other.status() == 303);
    CHECK(other.field("location") != sent.field("location"));
    CHECK(keep(ada, with(form, "words", "A third one")).status() == 303);
    CHECK(drafts_of(ada_herself) == 1);
}

TEST_CASE_FIXTURE(Writers, "a refused form keeps its draft, with the same number") {
    REQUIRE(keep(ada, {{"draft", "12"}, {"words", "Because."}}).status() == 303);
    auto const page = ask({{"draft", "12"}, {"title", ""}, {"words", "Because."}});
    CHECK(page.status() == 422);
    CHECK(number_of_form(page) == "12");
    CHECK(drafts_of(ada_herself) == 1);
}

TEST_CASE_FIXTURE(Writers, "drafts have bounds, and refusals keep what was typed") {
    for (int i = 1; i <= 50; ++i) REQUIRE(keep(ada, {{"draft", std::to_string(i)}, {"words", "x"}}).status() == 303);
    auto const one_more = keep(ada, {{"draft", "51"}, {"words", "The fifty-first"}});
    CHECK(one_more.status() == 429);
    CHECK(shows(one_more, "The fifty-first</textarea>"));
    CHECK(shows(one_more, "<form method=\"post\" action=\"/drafts/keep\">"));  // its first button sends nothing
    CHECK(shows(one_more, "<button>Save it again</button>"));
    CHECK(shows(one_more, "formaction=\"/c/algebra/ask\""));
    CHECK(keep(ada, {{"draft", "50"}, {"words", "again"}}).status() == 303);
    CHECK(keep(ben, {{"draft", "1"}, {"words", std::string(65 * 1024, 'a')}}).status() == 413);
    CHECK(drafts_of(ben_himself) == 0);
    for (std::string const number : {"", "0", "18446744073709551615", "x"})
        CHECK(keep(ben, {{"draft", number}, {"words", "x"}}).status() == 400);
    for (std::string const place : {"", "/", "/settings/password", "https://evil.test/c/a/ask", "/c/a\r\nb/ask"})
        CHECK(keep(ben, {{"draft", "3"}, {"words", "x"}}, place).status() == 400);
    CHECK(drafts_of(ben_himself) == 0);
}

TEST_CASE_FIXTURE(Writers, "a draft that nobody saves for thirty days is forgotten, and no earlier") {
    REQUIRE(keep(ada, {{"draft", "1"}, {"words", "old"}}).status() == 303);
    village.pass(20 * 24h);
    auto later = Browser::of(*this, "ada");
    REQUIRE(keep(later, {{"draft", "2"}, {"words", "new"}}).status() == 303);
    CHECK(village.run(care_round(app)));
    CHECK(drafts_of(ada_herself) == 2);
    village.pass(10 * 24h + 1min);
    CHECK(village.run(care_round(app)));
    CHECK(drafts_of(ada_herself) == 1);
}

TEST_CASE_FIXTURE(Writers, "a draft is not saved by a form of another browser, and a guest is led to the sign-in") {
    Fields const form{{"draft", "5"}, {"place", "/c/algebra/ask"}, {"words", "x"}, {"form_key", "wrong"}};
    CHECK(ada.send(ada.form("/drafts/keep", form)).status() == 403);
    CHECK(ada.send(ada.form("/drafts/drop", form)).status() == 403);
    CHECK(ada.send(ada.form("/write/preview", form)).status() == 403);
    CHECK(Browser{*this}.submit("/drafts/keep", form).field("location").starts_with("/sign-in"));
    CHECK(drafts_of(ada_herself) == 0);
}

TEST_CASE_FIXTURE(Writers, "names and tags are completed from what the member may know of, and from nothing else") {
    static_cast<void>(add_person("beth"));
    make_pupil("beth");
    static_cast<void>(found("staffroom", "ben"));
    auto speaks = ApiClient::of(*this, "ben");
    REQUIRE(speaks.post("/api/v1/statuses", {{"status", "@algebra Look at #fractions"}}).status() == 200);
    REQUIRE(
        speaks.post(
                  "/api/v1/statuses", {{"status", "@staffroom Look at #fracas"}, {"visibility", "private"}}
        ).status() == 200
    );
    settle();
    CHECK(ada.submit("/c/algebra/join").status() == 303);
    settle();

    auto const tags = ada.get("/write/complete?q=%23fra");
    CHECK(tags.field("content-type").starts_with("application/json"));
    CHECK(shows(tags, "#fractions"));
    CHECK_FALSE(shows(tags, "fracas"));

    auto const outside = ada.get("/write/complete?q=%40be");
    CHECK(shows(outside, "@ben"));
    CHECK_FALSE(shows(outside, "beth"));
    CHECK_FALSE(shows(ada.get("/write/complete?q=%40be&audience=everyone"), "beth"));
    CHECK(shows(ada.get("/write/complete?q=%40be&audience=here"), "@beth"));
    CHECK(ada.get("/write/complete?q=%40").body() == "[]");
    CHECK(Browser{*this}.get("/write/complete?q=%40be&audience=here").status() == 303);
}

TEST_CASE_FIXTURE(Writers, "what the script asks for is counted for each member") {
    unsigned answered = 0;
    while (answered < 200 && ada.get("/write/complete?q=%40be").status() == 200) ++answered;
    CHECK(answered == 120);
    CHECK(ada.get("/write/similar?title=Why").status() == 429);
    CHECK(ada.submit("/write/preview", {{"words", "*x*"}}).status() == 429);
    CHECK(autosave(ada, {{"draft", "1"}, {"words", "x"}}).status() == 429);
    CHECK(keep(ada, {{"draft", "1"}, {"words", "x"}}).status() == 303);  // the button always works
    CHECK(ben.get("/write/similar?title=Why").status() == 200);
    CHECK(shows(ben.submit("/write/preview", {{"words", "*x*<script>"}}), "<em>x</em>&lt;script&gt;"));
}

TEST_CASE_FIXTURE(Writers, "who can read it stands beside every form, for a pupil as it is") {
    std::string const question{ask({{"title", "Why?"}, {"words", "So."}}).field("location")};
    settle();
    for (auto const& target : {question, question + "/edit"}) {
        auto const page = ada.get(target);
        CHECK(shows(page, "Who can read it: <svg"));
        CHECK(shows(page, "<strong>Everyone: members, partners and the public</strong>"));
    }
    CHECK(shows(ada.get("/c/algebra/ask"), "value=\"everyone\" checked"));
    make_pupil("ben");
    auto pupil = Browser::of(*this, "ben");
    CHECK(shows(pupil.get(question), "<strong>Stays here: members of this school</strong>"));
    CHECK_FALSE(shows(pupil.get("/c/algebra/ask"), "value=\"everyone\""));
}

TEST_CASE_FIXTURE(Writers, "the script is small, comes under its version where people write, and nowhere else") {
    auto const size = server::embedded_file("writing.js").size() + server::embedded_file("passkeys.js").size();
    CHECK(size <= 15 * 1024);
    auto const page = std::string{ada.get("/c/algebra/ask").body()};
    auto const at = page.find("/assets/writing.js?v=");
    REQUIRE(at != std::string::npos);
    auto const script = get(page.substr(at, page.find('"', at) - at), "*/*");
    CHECK(script.body() == server::embedded_file("writing.js"));
    CHECK(script.field("cache-control") == "public, max-age=31536000, immutable");
    CHECK(script.field("content-type") == "text/javascript; charset=utf-8");
    CHECK_FALSE(shows(get("/c/algebra"), "writing.js"));
    for (std::string const part : {"eval(", "setAttribute(\"style", "http://", "https://"})
        CHECK(count(script.body(), part) == 0);
}
