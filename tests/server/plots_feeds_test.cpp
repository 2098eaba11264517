// Drawings of numbers, and feeds: well-formed whatever is in them, the numbers of the table, and nothing that is not
// for everyone.
#include "federation/community/pulse.hpp"
#include "server/feeds/atom.hpp"
#include "server/kept.hpp"
#include "server/plots/plots.hpp"
#include "server/xml_writer.hpp"
#include "storage/names.hpp"
#include "tests/federation/people.hpp"
#include "tests/printing.hpp"
#include "tests/server/adoption_front.hpp"
#include "tests/server/xml_reader.hpp"

#include <algorithm>

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

using federation::community::Pulse;
using server::plots::Figure;
using storage::Audience;

namespace {

constexpr std::string_view no_text = "a\x01 b\xFF c\xEF\xBF\xBF d\xC0\xAF e\xED\xA0\x80";

Figure numbers() {
    Figure figure{"n-1", "Title", "Words", "Week", {"first", "second", "third"}, {}};
    figure.series = {{"Better", {3, 0, 17}}, {"Same", {3, 1}}, {"Worse", {3, 0, 2}}};
    return figure;
}

XmlElement drawn(server::plots::Svg const& svg) {
    auto const read = read_xml(svg.text());
    REQUIRE(read);
    return *read;
}

std::vector<std::string> words_in(XmlElement const& drawing) {
    std::vector<std::string> found;
    for (auto const* const each : drawing.all("text")) found.push_back(each->text);
    return found;
}

bool has_word(XmlElement const& drawing, std::string const& word) {
    return std::ranges::count(words_in(drawing), word) > 0;
}

// Without the one in the legend.
std::vector<XmlElement const*> parts_of_series(XmlElement const& drawing, int series) {
    auto parts = drawing.all("rect");
    auto const name = "series-" + std::to_string(series);
    std::erase_if(parts, [&](auto const* each) { return each->attributes.at("class") != name; });
    REQUIRE_FALSE(parts.empty());
    parts.erase(parts.begin());
    return parts;
}

// Nothing in it can run, lead anywhere or be forbidden by the policy of pages.
void check_harmless(XmlElement const& element) {
    CHECK(element.name != "script");
    CHECK(element.name != "foreignObject");
    for (auto const& [name, value] : element.attributes) {
        INFO(element.name << " " << name);
        CHECK_FALSE(name.starts_with("on"));
        CHECK(name != "style");
        CHECK(name.find("href") == std::string::npos);
    }
    for (auto const& child : element.children) check_harmless(child);
}

}  // namespace

TEST_CASE("what is written as XML reads back as it was, and what XML has no way to write is marked") {
    server::XmlWriter xml;
    xml.open("a").attribute("b", hostile).text(hostile).leaf("c", no_text).close();
    auto const read = read_xml(std::move(xml).done());
    REQUIRE(read);
    CHECK(read->attributes.at("b") == hostile);
    CHECK(read->text == hostile);
    CHECK(read->text_of("c").find("a\xEF\xBF\xBD b\xEF\xBF\xBD c\xEF\xBF\xBD d\xEF\xBF\xBD") == 0);
    CHECK_THROWS_AS(static_cast<void>(server::XmlWriter{}.open("a").text("b").attribute("c", "d")), std::logic_error);
    server::XmlWriter open;
    open.open("a");
    CHECK_THROWS_AS(static_cast<void>(std::move(open).done()), std::logic_error);
}

TEST_CASE("a drawing is an image with a name, and hostile words in it stay words") {
    auto figure = numbers();
    figure.id = "x\"><script>";
    figure.title = figure.words = figure.labels[0] = figure.series[0].name = std::string{hostile};
    figure.labels[1] = std::string{no_text};
    for (auto const draw : {server::plots::bars, server::plots::stacked, server::plots::line}) {
        auto const drawing = drawn(draw(figure));
        CHECK(drawing.attributes.at("role") == "img");
        CHECK(drawing.text_of("title") == hostile);
        CHECK(drawing.text_of("desc") == hostile);
        auto const title = drawing.all("title").front()->attributes.at("id");
        CHECK(drawing.attributes.at("aria-labelledby") == title);
        CHECK(title == "plot-xscript-title");
        check_harmless(drawing);
    }
}

TEST_CASE("bars and their parts are as long as their numbers, and no part weighs more than another") {
    auto const drawing = drawn(server::plots::stacked(numbers()));
    CHECK(has_word(drawing, "3 / 3 / 3"));
    CHECK(has_word(drawing, "0 / 1 / 0"));
    CHECK(has_word(drawing, "17 / 0 / 2"));
    auto const better = parts_of_series(drawing, 1), same = parts_of_series(drawing, 2),
               worse = parts_of_series(drawing, 3);
    REQUIRE(better.size() == 2);
    REQUIRE(same.size() == 2);
    REQUIRE(worse.size() == 2);
    for (std::string const what : {"width", "height"}) {
        CHECK(better[0]->attributes.at(what) == same[0]->attributes.at(what));
        CHECK(better[0]->attributes.at(what) == worse[0]->attributes.at(what));
    }
    CHECK(std::stoi(better[1]->attributes.at("width")) > 4 * std::stoi(better[0]->attributes.at("width")));

    auto const side_by_side = drawn(server::plots::bars(numbers()));
    for (std::string const number : {"0", "1", "2", "3", "17"}) CHECK(has_word(side_by_side, number));
}

TEST_CASE("no numbers, only zeros and very large ones can be drawn") {
    Figure const empty{"e", "Nothing", "Nothing at all", "Week", {}, {}};
    Figure zeros = numbers(), large = numbers();
    for (auto& series : zeros.series) series.values.assign(3, 0);
    for (auto& series : large.series) series.values.assign(3, ~std::uint64_t{0});
    for (auto const draw : {server::plots::bars, server::plots::stacked, server::plots::line}) {
        CHECK(drawn(draw(empty)).all("rect").empty());
        auto const nothing = drawn(draw(zeros));
        CHECK(nothing.attributes.at("role") == "img");
        auto const all = drawn(draw(large));
        for (auto const* const each : all.all("rect")) CHECK(std::stoi(each->attributes.at("width")) <= 480);
    }
}

TEST_CASE("a drawing for those who read from the right is the mirrored one") {
    auto figure = numbers();
    auto const left = drawn(server::plots::bars(figure));
    figure.right_to_left = true;
    auto const right = drawn(server::plots::bars(figure));
    CHECK(right.attributes.at("direction") == "rtl");
    auto const first = parts_of_series(left, 1).back()->attributes,
               second = parts_of_series(right, 1).back()->attributes;
    CHECK(std::stoi(first.at("x")) + std::stoi(first.at("width")) + std::stoi(second.at("x")) == 480);
}

TEST_CASE("what was counted is counted again after a minute and not before, and never by the dozen") {
    server::Kept kept;
    int counted = 0;
    std::function<int()> const count = [&] { return ++counted; };
    Instant const now{24h};
    CHECK(*kept.get("a", now, count) == 1);
    CHECK(*kept.get("a", now + 59s, count) == 1);
    CHECK(*kept.get("b", now + 59s, count) == 2);
    CHECK(*kept.get("a", now + 61s, count) == 3);
    CHECK(*kept.get("a", now, count) == 4);  // a clock that was set back
    for (std::size_t at = 0; at < 2 * server::Kept::most; ++at)
        static_cast<void>(kept.get("n" + std::to_string(at), now + 2min, count));
    auto const before = counted;
    static_cast<void>(kept.get("a", now, count));
    CHECK(counted == before + 1);  // the oldest went
}

namespace {

struct Feeds : GuideFront {
    std::string write_for(Audience audience, std::string const& word) {
        federation::NoteDraft note;
        note.source = word;
        note.audience = audience;
        if (audience == Audience::here) note.community = club;
        if (audience == Audience::named) note.mentions = {{"https://north.test/u/ben", "@ben@north.test"}};
        return tests::write(ada_herself, note).activity.object_id();
    }

    XmlElement feed(std::string const& path) {
        auto const answer = get(path);
        REQUIRE(answer.status() == 200);
        CHECK(answer.field("content-type") == "application/atom+xml; charset=utf-8");
        auto const read = read_xml(answer.body());
        REQUIRE(read);
        CHECK(read->name == "feed");
        CHECK(read->text_of("id") == "https://north.test" + path);
        CHECK(from_rfc3339(read->text_of("updated")));
        return *read;
    }

    // Of the entries, after all that each must have was looked for (RFC 4287, 4.1.2).
    std::string titles(std::string const& path) {
        std::string all;
        auto const read = feed(path);
        for (auto const* const entry : read.all("entry")) {
            CHECK(entry->text_of("id").starts_with("https://north.test/post/"));
            CHECK(from_rfc3339(entry->text_of("updated")));
            CHECK_FALSE(entry->text_of("title").empty());
            all += entry->text_of("title") + "|";
        }
        return all;
    }
};

}  // namespace

TEST_CASE_FIXTURE(Feeds, "a community's questions and guides are feeds that its pages name") {
    rename(club, std::string{hostile});
    auto const question = ada_herself.ask(club, std::string{hostile});
    static_cast<void>(ada_herself.ask(club, "Second?"));
    auto const guide = publish(ada);

    CHECK(titles("/c/club/questions.atom") == "Second?|" + std::string{hostile} + "|");
    CHECK(titles("/c/club/guides.atom") == "Retrieval practice|");
    CHECK(get("/c/nowhere/questions.atom").status() == 404);
    for (std::string const address : {"/c/club/questions.atom", "/c/club/guides.atom", "/c/club/events.ics"})
        CHECK(shows(get("/c/club"), "href=\"" + address + "\""));
    CHECK(shows(get("/c/club/guides"), "href=\"/c/club/guides.atom\""));
    CHECK(shows(get("/u/ada"), "href=\"/u/ada/posts.atom\""));
    REQUIRE(ada_herself.erase(question).has_value());
    CHECK(titles("/c/club/questions.atom") == "Second?|");
}

TEST_CASE_FIXTURE(Feeds, "a feed that has not changed is answered in a few bytes, and one that has is not") {
    auto const question = ada_herself.ask(club, "First?");
    for (std::string const path : {"/c/club/questions.atom", "/c/club/events.ics"}) {
        auto const first = get(path);
        REQUIRE_FALSE(first.field("etag").empty());
        village.pass(1h);
        auto request = request_for(server::Method::get, path);
        request.fields.push_back({"If-None-Match", std::string{first.field("etag")}});
        CHECK(answer(std::move(request)).status() == 304);
    }
    auto const before = get("/c/club/questions.atom");
    CHECK(from_http_date(before.field("last-modified")));
    REQUIRE(ada_herself.erase(question).has_value());
    auto request = request_for(server::Method::get, "/c/club/questions.atom");
    request.fields.push_back({"If-None-Match", std::string{before.field("etag")}});
    CHECK(answer(std::move(request)).status() == 200);  // also what was taken away is a change
}

TEST_CASE_FIXTURE(
    Feeds, "in a person's feed is what they wrote for everyone, whoever asks, and of pupils there is none"
) {
    write_for(Audience::everyone, "canaryeveryone");
    for (int i = 0; i < 21; ++i) write_for(Audience::quiet, "canaryquiet");  // as many as a feed has entries, and one
    for (auto const& [audience, word] : std::initializer_list<std::pair<Audience, std::string>>{
             {Audience::quiet, "canaryquiet"},
             {Audience::followers, "canaryfollowers"},
             {Audience::here, "canaryhere"},
             {Audience::partners, "canarypartners"},
             {Audience::named, "canarynamed"}})
        write_for(audience, word);
    for (auto const* const body : {"stranger", "member", "herself"}) {
        INFO(body);
        std::string const who{body};
        auto const shown = who == "stranger" ? get("/u/ada/posts.atom")
                           : who == "member" ? ben.get("/u/ada/posts.atom")
                                             : ada.get("/u/ada/posts.atom");
        CHECK(shows(shown, "canaryeveryone"));
        CHECK(count(shown.body(), "canary") == count(shown.body(), "canaryeveryone"));
        CHECK(count(shown.body(), "<entry") == 1);
    }
    give_account(cora_herself, "cora", true);
    CHECK(get("/u/cora/posts.atom").status() == 404);
    CHECK(ben.get("/u/cora/posts.atom").status() == 404);
    CHECK_FALSE(shows(ben.get("/u/cora"), "posts.atom"));
}

TEST_CASE_FIXTURE(Feeds, "the pulse counts what its reader may read, and how long questions waited") {
    auto const first = ada_herself.ask(club, "Answered?");
    village.pass(5h);
    auto const given = ben_himself.answer(first, "Yes.");
    village.pass(1h);
    static_cast<void>(cora_herself.answer(first, "Also."));
    REQUIRE(ada_herself.accept(given).has_value());
    auto const hidden = ada_herself.ask(club, "For insiders?");
    north.mean_for(hidden, Audience::insiders);

    auto const pulse_for = [&](storage::Handle member) {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            auto const place = storage::find_handle(tx, tables, club).value();
            auto const viewer = federation::community::Viewer::of_member(member);
            return federation::community::pulse_of(tx, tables, place, village.clock.now(), viewer);
        });
    };
    auto const pulse = pulse_for(storage::Handle{0});
    CHECK(pulse.complete);
    CHECK(pulse.asked == 1);
    CHECK(pulse.unanswered == 0);
    CHECK(pulse.hours_to_answer == 5u);
    CHECK(pulse.by_week.back().questions == 1);
    CHECK(pulse.by_week.back().answers == 2);
    CHECK(pulse.by_week.back().accepted == 1);
    auto const own = pulse_for(ada_herself.handle);
    CHECK(own.asked == 2);
    CHECK(own.unanswered == 1);

    auto const page = ada.get("/c/club/pulse");
    CHECK(shows(page, "<dt>Questions asked</dt><dd>2</dd>"));
    CHECK(shows(page, "<svg class=\"plot\" role=\"img\""));
    CHECK(shows(page, "<td>2</td><td>2</td><td>1</td>"));  // the row of this week in the table beside it
    CHECK(shows(page, "<dd>5 hours</dd>"));
    village.pass(std::chrono::hours{24 * 7 * 13});
    auto const later = pulse_for(ada_herself.handle);
    CHECK(later.asked == 0);
    CHECK_FALSE(later.hours_to_answer);
    north.rebuild();
}

TEST_CASE_FIXTURE(AdoptionFront, "the page of a guide draws adoptions beside the table with the same numbers") {
    auto const guide = publish(ada);
    CHECK_FALSE(shows(ada.get(guide), "<svg class=\"plot\""));
    static_cast<void>(adopt(guide));
    auto const page = ada.get(guide);
    CHECK(shows(page, "<th scope=\"row\">Version 1</th><td>1</td><td>0</td>"));
    auto const from = page.body().find("<svg class=\"plot\"");
    auto const to = page.body().find("</svg>", from);
    REQUIRE(from != std::string_view::npos);
    auto const drawing = read_xml(page.body().substr(from, to + 6 - from));
    REQUIRE(drawing);
    CHECK(has_word(*drawing, "Version 1"));
    CHECK(has_word(*drawing, "1"));
    CHECK(has_word(*drawing, "0"));
}
