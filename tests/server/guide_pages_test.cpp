// Reading and writing guides on pages: what a whole one shows, what is refused beside which field, and drafts that
// nobody else sees.
#include "tests/printing.hpp"
#include "tests/server/guide_front.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

// What the form shows again after it was sent.
bool is_typed(std::string const& page, std::string const& words) {
    return page.find(words + "</textarea>") != std::string::npos ||
           page.find("value=\"" + words + "\"") != std::string::npos;
}

}  // namespace

TEST_CASE_FIXTURE(GuideFront, "a guide shows all its parts, to guests as well") {
    auto const guide = publish(ada);
    auto const response = get(guide);
    CHECK(response.status() == 200);
    auto const text = unescaped(response);
    for (auto const* const part :
         {"<h1 lang=\"en\" dir=\"auto\">Retrieval practice</h1>",
          "Plain summary",
          "First line of judgement.",
          "MESH stars: three stars of five",
          "Two trials and a review.",
          "Judged by ada (north.test)",
          "Transferability: 4 of 5",
          "Judged for: Year 7, mixed classes",
          "A study, <a href=\"https://doi.org/10.1000/xyz\"",
          "(open access)",
          "With credit (CC BY)",
          "1 September 2027",
          "Version 1",
          "sha-256:"}) {
        INFO(part);
        CHECK(text.find(part) != std::string::npos);
    }
    CHECK(text.find("Cost and time") == std::string::npos);
    CHECK(get_activity(guide).status() == 200);
}

TEST_CASE_FIXTURE(GuideFront, "a guide is in the list of its community, and its signed copy behind its page") {
    CHECK(shows(get("/c/club/guides"), "There is no guide here yet."));
    auto const guide = publish(ada);
    auto const list = std::string{get("/c/club/guides").body()};
    CHECK(count(list, "href=\"" + guide + "\"") == 1);
    CHECK(count(list, "First line of summary.") == 1);
    CHECK(shows(get("/c/club"), "/c/club/guides\""));

    auto const text = unescaped(get(guide));
    auto const at = text.find("/guides/copy?of=");
    REQUIRE(at != std::string::npos);
    CHECK(get_activity(text.substr(at, text.find('"', at) - at)).status() == 200);
}

TEST_CASE_FIXTURE(GuideFront, "a list goes on where a page of it ends") {
    for (int i = 0; i < 21; ++i) static_cast<void>(publish(ada, whole_form("Guide " + std::to_string(i) + ".")));
    auto const first = std::string{get("/c/club/guides").body()};
    CHECK(count(first, ">Guide 20.<") == 1);
    CHECK(count(first, ">Guide 0.<") == 0);
    auto const at = first.find("?before=");
    REQUIRE(at != std::string::npos);
    auto const second = get("/c/club/guides" + first.substr(at, first.find('"', at) - at));
    CHECK(shows(second, ">Guide 0.<"));
    CHECK_FALSE(shows(second, ">Guide 1.<"));
}

TEST_CASE_FIXTURE(GuideFront, "what stays here is for members: in the list, at its address, and in all its versions") {
    auto const guide = publish(ada, changed(whole_form("Kept"), "audience", "here"));
    CHECK(shows(ben.get(guide), "Kept"));
    CHECK(shows(ben.get("/c/club/guides"), "Kept"));
    CHECK_FALSE(shows(get("/c/club/guides"), "Kept"));
    for (auto const* const part : {"", "/versions", "/differences?from=x"}) {
        INFO(part);
        CHECK(get(guide + part).status() == 404);
    }
}

TEST_CASE_FIXTURE(GuideFront, "a guide that lacks a part is refused beside the field, and kept as a draft") {
    auto const before = north.entries();
    auto const response = ada.submit("/c/club/guides/write", changed(whole_form("Typed for long"), "summary", " "));
    CHECK(response.status() == 422);
    auto const text = unescaped(response);
    CHECK(
        text.find("id=\"summary-problem\">A guide needs the section \"Plain summary\": it is empty.") !=
        std::string::npos
    );
    CHECK(is_typed(text, "Typed for long"));
    CHECK(is_typed(text, "Year 7, mixed classes"));
    CHECK(text.find("value=\"mesh:3\" selected") != std::string::npos);
    CHECK(north.entries() == before);
    CHECK(shows(ada.get("/guides/mine"), "Typed for long"));
}

TEST_CASE_FIXTURE(GuideFront, "each problem of a guide stands beside its field with what was typed") {
    struct Wrong {
        std::string field, typed, problem;
    };
    auto const before = north.entries();
    for (auto const& each :
         {Wrong{"title", "", "A guide needs a title."},
          Wrong{"rationale", "", "A rating of evidence needs a rationale: say why."},
          Wrong{"grade", "mesh:9", "A rating of evidence needs a grade of its scheme."},
          Wrong{"rating", "", "A guide needs its transferability: 1 to 5."},
          Wrong{"context", "", "A guide says in what context its transferability was judged."},
          Wrong{"sources", "Good <doi:10.1000/xyz>\nBad <nonsense>", "Line 2: A reference of a guide needs"},
          Wrong{"contributors", "Somebody else", "A guide names at most 50 contributors, by their addresses."},
          Wrong{"review_by", "next year", "The day of the next review is written like 2027-09-01."},
          Wrong{"language", "!", "A guide needs a language"},
          Wrong{"limits", std::string(8193, 'x'), "is longer than 8,192 bytes."}}) {
        auto const response = ada.submit("/c/club/guides/write", changed(whole_form(), each.field, each.typed));
        INFO(each.field);
        CHECK(response.status() == 422);
        auto const text = unescaped(response);
        CHECK(text.find(each.problem) != std::string::npos);
        bool const is_chosen = each.field == "grade" || each.field == "rating";
        if (!is_chosen && !each.typed.empty()) CHECK(text.find(each.typed) != std::string::npos);
    }
    CHECK(north.entries() == before);
}

TEST_CASE_FIXTURE(GuideFront, "a draft is for its author alone, until it is published or dropped") {
    auto const kept =
        ada.submit("/c/club/guides/write", {{"title", "Half"}, {"limits", "\nTyped <long>."}, {"act", "save"}});
    REQUIRE(kept.status() == 303);
    auto path = std::string{kept.field("location")};
    path = path.substr(0, path.find('?'));
    CHECK(shows(ada.get(path), "Typed &lt;long&gt;.</textarea>"));
    CHECK(ben.get(path).status() == 404);
    CHECK(ben.submit(path, {{"act", "publish"}}).status() == 404);
    CHECK(ben.submit(path + "/drop").status() == 303);
    CHECK_FALSE(shows(ben.get("/guides/mine"), "Half"));
    CHECK(shows(ada.get("/guides/mine"), "Half"));

    CHECK(ada.submit(path + "/drop").field("location") == "/guides/mine");
    CHECK(ada.get(path).status() == 404);
    CHECK(shows(ada.get("/guides/mine"), "You have no drafts."));
}

TEST_CASE_FIXTURE(GuideFront, "a draft is published once, and what is sent after that is kept as another one") {
    auto const kept = ada.submit("/c/club/guides/write", changed(whole_form(), "act", "save"));
    auto const path = std::string{kept.field("location")};
    auto const draft = path.substr(0, path.find('?'));
    CHECK(ada.submit(draft, {{"act", "publish"}}).status() == 303);
    CHECK(shows(ada.get("/guides/mine"), "You have no drafts."));
    auto const before = north.entries();
    auto const again = ada.submit(draft, whole_form("Sent twice"));
    CHECK(again.status() == 409);
    CHECK(north.entries() == before);
    CHECK(shows(ada.get("/guides/mine"), "Sent twice"));
}

TEST_CASE_FIXTURE(GuideFront, "a guide goes to a community that its author could choose, and to no other") {
    auto const question = ben_himself.ask(club, "Why?");
    auto const draft = begin(ben, path_of(question) + "/guide");
    CHECK(shows(ben.get(draft), "<option value=\"" + club + "\" selected>"));
    auto const elsewhere = changed(whole_form(), "community", "https://elsewhere.test/c/x");
    CHECK(ben.submit(draft, elsewhere).status() == 303);  // what is in no list changes nothing
    CHECK(shows(get("/c/club/guides"), "Retrieval practice"));
}

TEST_CASE_FIXTURE(GuideFront, "nothing that somebody types into a guide gets out of its place") {
    Fields fields;
    for (auto const& [name, value] : whole_form())
        fields.emplace_back(
            name, name == "title" || name == "rationale" || name == "context" ? std::string{hostile} : value
        );
    for (auto const& each : federation::guides::all_sections())
        fields = changed(fields, std::string{each.name}, std::string{hostile});
    fields = changed(fields, "sources", std::string{hostile} + " <https://example.test/>");
    auto const guide = publish(ada, fields);
    auto const draft = begin(ada, guide + "/revise");
    for (auto const& path : {guide, guide + "/versions", draft, std::string{"/c/club/guides"}, guide + "/suggest"}) {
        INFO(path);
        auto const text = std::string{ben.get(path).body()} + std::string{ada.get(path).body()};
        CHECK(count(text, "<script>") == 0);
        CHECK(count(text, "<script ") == count(text, "<script src=\"/assets/writing"));
    }
}

TEST_CASE_FIXTURE(GuideFront, "a guide whose sign-in ended while it was typed is not lost") {
    Browser guest{*this};
    auto fields = changed(whole_form("Half an hour"), "limits", "Typed <long>.");
    fields.emplace_back("form_key", "of a browser that is gone");
    auto request = guest.form("/c/club/guides/write", fields);
    request.fields.push_back({"Origin", "https://north.test:8443"});
    auto const page = guest.send(std::move(request));
    CHECK(page.status() == 403);
    CHECK(shows(page, "Not sent yet"));
    CHECK(shows(page, "Typed &lt;long&gt;.</textarea>"));
    CHECK(shows(page, "Year 7, mixed classes</textarea>"));
    CHECK(shows(page, "name=\"grade\" value=\"mesh:3\""));
}

TEST_CASE_FIXTURE(GuideFront, "whom nobody here has met is named as their address has it, or by the address") {
    struct Case {
        std::string iri;
        std::string words;
    };
    std::vector<Case> const cases{
        {"https://uni.example/users/eve", "eve@uni.example"},
        {"https://uni.example/@eve.b", "eve.b@uni.example"},
        {"https://uni.example:8443/blog/author/eve", "eve@uni.example:8443"},
        {"https://orcid.example/0000-0002", "https://orcid.example/0000-0002"},
        {"https://uni.example/u/", "https://uni.example/u/"},
        {"https://uni.example/u/eve?x=1", "https://uni.example/u/eve?x=1"},
        {"https://uni.example", "https://uni.example"}};
    std::string lines;
    for (auto const& each : cases) lines += each.iri + ", academic\n";
    auto const text = unescaped(get(publish(ada, changed(whole_form(), "contributors", lines))));
    for (auto const& each : cases) {
        INFO(each.iri);
        CHECK(
            text.find("<a href=\"" + each.iri + "\" rel=\"nofollow noopener\">" + each.words + "</a>, who") !=
            std::string::npos
        );
    }
}

TEST_CASE_FIXTURE(GuideFront, "people of this school are named by their names, others by their addresses") {
    auto const guide = publish(
        ada,
        changed(
            whole_form(), "contributors", "@ben, practitioner\nhttps://uni.example/u/eve, academic\n@cora@north.test"
        )
    );
    auto const text = unescaped(get(guide));
    CHECK(text.find("ben (north.test), who practises") != std::string::npos);
    std::string const link = "<a href=\"https://uni.example/u/eve\" rel=\"nofollow noopener\">eve@uni.example</a>";
    CHECK(text.find(link + ", who does research") != std::string::npos);
    CHECK(text.find("cora (north.test), who took part") != std::string::npos);
    auto const draft = page(ada, begin(ada, guide + "/revise"));
    CHECK(
        draft.find(
            "@ben@north.test, practitioner\nhttps://uni.example/u/eve, academic\n@cora@north.test, other\n</textarea>"
        ) != std::string::npos
    );
}

TEST_CASE_FIXTURE(
    GuideFront, "readers are warned once the day of the next review is over, and the author is reminded"
) {
    auto const guide = publish(ada, changed(whole_form(), "review_by", "2026-09-01"));
    CHECK_FALSE(shows(get(guide), "It may be out of date."));
    village.clock.pass(std::chrono::hours{24});
    CHECK(shows(get(guide), "It may be out of date."));
    auto author = Browser::of(*this, "ada");
    CHECK(shows(author.get("/guides/mine"), "href=\"" + guide + "\""));
    CHECK_FALSE(shows(Browser::of(*this, "ben").get("/guides/mine"), "href=\"" + guide + "\""));
}
