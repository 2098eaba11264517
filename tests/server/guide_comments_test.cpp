// Comments on guides, guides on the pages of their questions, and where news of guides leads.
#include "server/followers/log_follower.hpp"
#include "server/notifications/notifier.hpp"
#include "storage/names.hpp"
#include "tests/federation/other_server.hpp"
#include "tests/federation/peer.hpp"
#include "tests/federation/people.hpp"
#include "tests/printing.hpp"
#include "tests/server/guide_front.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

struct Commented : GuideFront {
    std::string news_for(Browser& who) {
        while (village.run(follower.step())) {
        }
        return page(who, "/notifications");
    }

    // The path to which a comment leads.
    std::string comment(Browser& who, std::string const& words) {
        auto const sent = who.submit(guide + "/comment", {{"words", words}});
        INFO(sent.body());
        REQUIRE(sent.status() == 303);
        settle();
        return std::string{sent.field("location")};
    }

    server::LiveFeed live_news;
    server::notifications::Notifier notifier{north.node.store, north.node.ids, live_news};
    server::LogFollower follower{north.node, notifier};
    std::string guide = publish(ada);
};

}  // namespace

TEST_CASE_FIXTURE(Commented, "a comment on a guide stands below it, and its author hears of it and is led there") {
    auto const place = comment(ben, "It works with *us*.");
    REQUIRE(place.starts_with(guide + "#comment-"));
    auto const number = place.substr(place.find("comment-") + 8);

    for (auto* const reader : {&ada, &ben, &cora}) {
        auto const shown = page(*reader, guide);
        CHECK(shown.find("id=\"comment-" + number + "\"") != std::string::npos);
        CHECK(shown.find("It works with <em>us</em>.") != std::string::npos);
    }
    auto const news = news_for(ada);
    CHECK(news.find("commented on what you wrote:") != std::string::npos);
    CHECK(news.find("href=\"/comment/" + number + "\"") != std::string::npos);
    auto const led = ada.get("/comment/" + number);
    CHECK(led.status() == 303);
    CHECK(led.field("location") == place);
}

TEST_CASE_FIXTURE(Commented, "a comment that cannot be sent stays in its field, with the reason beside it") {
    auto const before = north.entries();
    auto const empty = ben.submit(guide + "/comment", {{"words", "  "}});
    CHECK(empty.status() == 422);
    CHECK(shows(empty, "Write your comment before you send it."));
    auto const words = "Too long. " + std::string(9'000, 'x');
    auto const refused = ben.submit(guide + "/comment", {{"words", words}});
    CHECK(refused.status() == 422);
    CHECK(shows(refused, words));
    CHECK(shows(refused, "Shorten the comment"));
    CHECK(north.entries() == before);
    CHECK(ben.submit("/post/12345/comment", {{"words", "x"}}).status() == 404);
}

TEST_CASE_FIXTURE(Commented, "a question takes answers, and no comments of this form") {
    auto const question = ada_herself.ask(club, "What is a group?");
    auto const path = question.substr(std::string{"https://north.test"}.size());
    CHECK(ben.submit(path + "/comment", {{"words", "Hm."}}).status() == 404);
}

TEST_CASE_FIXTURE(Commented, "a plain reply from another school is a comment on the guide, for everybody to read") {
    auto const sam = south.enrol("sam");
    follow(village, sam, club);
    auto const later = publish(ada, whole_form("Spacing"));
    federation::NoteDraft draft;
    draft.source = "Seen from the south.";
    draft.parent = "https://north.test" + later;
    draft.parent_author = "https://north.test/u/ada";
    draft.community = club;
    write(sam, draft);
    settle();
    CHECK(page(ben, later).find("Seen from the south.") != std::string::npos);
    CHECK(shows(get(later), "Seen from the south."));
    CHECK_FALSE(shows(get(later), "Your comment"));
}

TEST_CASE_FIXTURE(Commented, "a question shows the guides that were made from it") {
    auto const question = ben_himself.ask(club, "Does spacing help?");
    auto const path = question.substr(std::string{"https://north.test"}.size());
    CHECK_FALSE(shows(get(path), "Guides made from this question"));

    auto const draft = begin(ada, path + "/guide");
    auto const published = ada.submit(draft, whole_form("Spacing helps"));
    INFO(published.body());
    REQUIRE(published.status() == 303);
    settle();
    auto const made = std::string{published.field("location")};

    auto const shown = page(ben, path);
    CHECK(shown.find("Guides made from this question") != std::string::npos);
    CHECK(shown.find("<a href=\"" + made + "\" lang=\"en\" dir=\"auto\">Spacing helps</a>") != std::string::npos);
    CHECK(page(ben, made).find("href=\"" + path + "\"") != std::string::npos);
}

TEST_CASE_FIXTURE(Commented, "news of a suggested change leads to it, and so does what became of it") {
    auto const merged = suggest(ben, guide, "summary", "Shorter.");
    auto const declined = suggest(cora, guide, "action", "Do more.");
    auto const told = news_for(ada);
    CHECK(told.find("suggests a change in your guide: <a href=\"" + merged + "\"") != std::string::npos);
    CHECK(told.find("href=\"" + declined + "\"") != std::string::npos);

    REQUIRE(ada.submit("/guides/suggestion/seen", naming(merged)).status() == 303);
    CHECK(news_for(ben).find("your change") == std::string::npos);
    REQUIRE(ada.submit("/guides/suggestion/merge", naming(merged)).status() == 303);
    REQUIRE(ada.submit("/guides/suggestion/decline", naming(declined, {{"reason", "It is enough."}})).status() == 303);
    settle();
    CHECK(news_for(ben).find("took your change into: <a href=\"" + merged + "\"") != std::string::npos);
    CHECK(news_for(cora).find("did not take your change into: <a href=\"" + declined + "\"") != std::string::npos);
}

TEST_CASE_FIXTURE(Commented, "a suggestion that was taken back is no news any more") {
    auto const suggestion = suggest(ben, guide, "summary", "Shorter.");
    REQUIRE(news_for(ada).find("suggests a change") != std::string::npos);
    REQUIRE(ben.submit("/guides/suggestion/withdraw", naming(suggestion)).status() == 303);
    CHECK(news_for(ada).find("suggests a change") == std::string::npos);
}

TEST_CASE_FIXTURE(
    Commented, "a new version is news to those who wrote below it and to those who made something of it"
) {
    comment(ben, "It works with us.");
    auto const draft = begin(cora, guide + "/adapt");
    REQUIRE(cora.submit(draft, {{"title", "Ours"}, {"act", "publish"}}).status() == 303);
    settle();
    news_for(ada);
    village.clock.pass(std::chrono::minutes{1});
    revise(ada, guide, "summary", "Other words.");
    for (auto* const reader : {&ben, &cora}) {
        auto const told = news_for(*reader);
        CHECK(told.find("changed <a href=\"" + guide + "/versions\"") != std::string::npos);
    }
    CHECK(news_for(ada).find("changed <a") == std::string::npos);
}
