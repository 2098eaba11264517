// Watch lists and hold queues (needs N3, N4): what is found however it is spelt, what is left alone, and what becomes
// of what was found: told, held, or not taken.
#include "federation/community/holding.hpp"
#include "federation/watch/censoring.hpp"
#include "federation/watch/phrases.hpp"
#include "server/safeguarding/cases.hpp"
#include "storage/names.hpp"
#include "tests/federation/people.hpp"
#include "tests/printing.hpp"
#include "tests/server/api_client.hpp"
#include "tests/server/browser.hpp"

using namespace collegium;
using namespace collegium::tests;
using federation::watch::Searched;
using storage::Role;
using storage::Roles;

namespace {

boost::asio::awaitable<bool> finished(boost::asio::awaitable<void> work) {
    co_await std::move(work);
    co_return true;
}

struct Watching : Front {
    Person mia_herself = add_person("mia", Roles::of(Role::moderator)),
           lena_herself = add_person("lena", Roles::of(Role::safeguarding_lead)), ada_herself = add_person("ada"),
           cem_himself = add_person("cem");
    std::string algebra = found("algebra", "ada");
    Browser mia = Browser::of(*this, "mia"), lena = Browser::of(*this, "lena"), ada = Browser::of(*this, "ada"),
            cem = Browser::of(*this, "cem");

    void watch(std::string const& phrase, std::string const& action) {
        auto const added = mia.submit(
            "/moderation/watch-lists",
            {{"decision", "add"}, {"phrase", phrase}, {"action", action}, {"whom", "everyone"}}
        );
        REQUIRE(added.status() == 303);
    }

    server::Response ask(Browser& who, std::string const& words) {
        return who.submit("/c/algebra/ask", {{"title", "A question"}, {"words", words}});
    }

    bool is_held(std::string const& path) {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            auto const thing = storage::find_handle(tx, tables, "https://north.test" + path).value();
            auto const record = tables.objects.get(tx, thing).value();
            return federation::community::is_held(tx, tables, thing, record.community);
        });
    }
};

}  // namespace

TEST_CASE("a phrase is found however somebody spells it to get past") {
    for (auto const* const text :
         {"You are stupid",
          "STUPID!",
          "st\u00fcpid",
          "stu\u0301pid",
          "5tup1d",
          "$tupid",
          "stup!d",
          "stuuuupid",
          "s t u p i d",
          "s.t.u.p.i.d",
          "\uff53\uff54\uff55\uff50\uff49\uff44",
          "stu\u00adpid",
          "stu\u200bpid"}) {
        INFO(text);
        CHECK(Searched{text}.has("stupid"));
    }
    CHECK(Searched{"Meet me behind the school."}.has("behind the school"));
    CHECK(Searched{"stupidity"}.has("stupid*"));
    CHECK(Searched{"in 1984"}.has("1984"));
    CHECK(Searched{"she goooes away"}.has("goe*"));
    CHECK_FALSE(Searched{"she got away, he goes"}.has("go away"));
    auto longest = std::string{"zzz"};
    for (int i = 0; i < 50'000; ++i) longest += " word" + std::to_string(i);
    Searched const long_text{longest + " behind the school"};
    CHECK(long_text.has("behind the school"));
    for (int i = 0; i < 1000; ++i) CHECK_FALSE(long_text.has("phrase" + std::to_string(i) + "x word7"));
}

TEST_CASE("words that only look a little alike are left alone") {
    for (auto const* const text : {"Scunthorpe", "a class of 30 pupils", "stupidity", "stu pid", "Essex", ""}) {
        INFO(text);
        CHECK_FALSE(Searched{text}.has("stupid"));
        CHECK_FALSE(Searched{text}.has("ass"));
        CHECK_FALSE(Searched{text}.has("sex"));
        CHECK_FALSE(Searched{text}.has("behind the school"));
    }
    CHECK_FALSE(Searched{"as good as new"}.has("ass"));
    CHECK_FALSE(Searched{"as good as new"}.has("god"));
    CHECK_FALSE(federation::watch::is_phrase("!?"));
    CHECK_FALSE(federation::watch::is_phrase("a"));
}

TEST_CASE_FIXTURE(
    Watching, "what is held is for its author and facilitators until one approves it, and the lead is told"
) {
    watch("behind the school", "hold");
    auto const path = std::string{ask(cem, "Come beh1nd the schooool").field("location")};
    CHECK(is_held(path));
    CHECK(cem.get(path).status() == 200);
    CHECK(mia.get(path).status() == 404);
    village.run(finished(server::safeguarding::tend_alarms(app)));
    CHECK(shows(lena.get("/safeguarding/cases"), "A watch list found"));
    CHECK(ada.submit(path + "/decide", {{"decision", "approve"}}).status() == 303);
    CHECK(mia.get(path).status() == 200);
    CHECK_FALSE(is_held(path));
}

TEST_CASE_FIXTURE(Watching, "what waits by the door waits also after a rebuild") {
    watch("behind the school", "hold");
    auto const path = std::string{ask(cem, "Behind the school").field("location")};
    static_cast<void>(north.rebuild());
    CHECK(is_held(path));
}

TEST_CASE_FIXTURE(Watching, "what is blocked is not taken, and its words stay in the form") {
    watch("stupid", "block");
    auto const refused = ask(cem, "You are 5tupid");
    CHECK(refused.status() >= 400);
    CHECK(shows(refused, "You are 5tupid"));
    CHECK(ask(cem, "You are kind").status() == 303);
}

TEST_CASE_FIXTURE(Watching, "what would have to wait where nobody lets it pass is not taken") {
    watch("behind the school", "hold");
    auto program = ApiClient::of(*this, "cem");
    CHECK(program.post("/api/v1/statuses", {{"status", "See you behind the school"}}).status() >= 400);
    CHECK(program.post("/api/v1/statuses", {{"status", "See you in school"}}).status() == 200);
}

TEST_CASE_FIXTURE(Watching, "what was not taken because it would have to wait reaches the lead, what is blocked not") {
    watch("kill myself", "hold");
    watch("stupid", "block");
    auto program = ApiClient::of(*this, "cem");
    auto const said = [&](std::string const& words) {
        return program.post("/api/v1/statuses", {{"status", words}, {"visibility", "private"}}).status();
    };
    for (int time = 0; time < 3; ++time) CHECK(said("I want to kill myself") >= 400);
    CHECK(said("You are stupid") >= 400);
    village.run(finished(server::safeguarding::tend_alarms(app)));
    auto const page = lena.get("/safeguarding/cases");
    CHECK(count(page.body(), "kill myself") == 1);
    CHECK(shows(page, "was not taken"));
    CHECK_FALSE(shows(page, "stupid"));
}

TEST_CASE_FIXTURE(Watching, "one phrase of one author is one case, however often it is written") {
    watch("stupid", "alert");
    for (int time = 0; time < 3; ++time) CHECK(ask(cem, "You are stupid").status() == 303);
    CHECK(ask(ada, "You are stupid").status() == 303);
    village.run(finished(server::safeguarding::tend_alarms(app)));
    village.run(finished(server::safeguarding::tend_alarms(app)));
    CHECK(count(lena.get("/safeguarding/cases").body(), "A watch list found") == 2);
    auto const things = north.node.store.read([](auto const& tx, auto const& tables) {
        std::vector<std::size_t> found;
        tables.safeguarding_cases.each(tx, [&](storage::LocalId, storage::SafeguardingCaseRecord const& record) {
            found.push_back(record.things.size());
            return true;
        });
        return found;
    });
    CHECK(things == std::vector<std::size_t>{3, 1});
}

TEST_CASE("dots stand in the place of a phrase and of nothing else") {
    using federation::watch::with_dots;
    CHECK(
        with_dots("<p>You are <b>5tupid</b>, said he</p>", {"stupid"}, true) ==
        "<p>You are <b>\u2022\u2022\u2022</b>, said he</p>"
    );
    CHECK(with_dots("come behind the school now", {"behind the school"}, false) == "come \u2022\u2022\u2022 now");
    CHECK(with_dots("<a href=\"/stupid\">kind</a>", {"stupid"}, true) == "<a href=\"/stupid\">kind</a>");
}

TEST_CASE_FIXTURE(Watching, "a censored phrase is in no entry of the log, and its act still verifies elsewhere") {
    watch("stupid", "censor");
    auto const sam = south.enrol("sam");
    meet(village, south, "https://north.test/c/algebra");
    sam.follow("https://north.test/c/algebra");
    settle();
    auto const path = std::string{ask(cem, "You are $tupid, and kind").field("location")};
    auto const page = mia.get(path);
    CHECK(shows(page, "and kind"));
    CHECK(shows(page, "\u2022\u2022\u2022"));
    CHECK_FALSE(shows(page, "$tupid"));
    CHECK_FALSE(is_held(path));
    settle();
    auto const there = south.thread("https://north.test" + path);
    REQUIRE(there);
    CHECK(there->question.content.find("tupid") == std::string::npos);
}

TEST_CASE_FIXTURE(Watching, "an alert lets it pass and tells the lead once") {
    watch("afraid", "alert");
    auto const path = std::string{ask(cem, "I am afraid").field("location")};
    CHECK_FALSE(is_held(path));
    for (int round = 0; round < 2; ++round) village.run(finished(server::safeguarding::tend_alarms(app)));
    auto const page = lena.get("/safeguarding/cases");
    CHECK(count(page.body(), "A watch list found") == 1);
}

TEST_CASE_FIXTURE(Watching, "a newcomer's first things wait, and those of a new partner") {
    north.settings.members.newcomer_posts = 1;
    auto const first = std::string{ask(cem, "First").field("location")};
    CHECK(is_held(first));
    auto const second = std::string{ask(cem, "Second").field("location")};
    CHECK_FALSE(is_held(second));

    north.settings.federation.new_partner_days = 30;
    storage::Store::Change<int> const agreed_today = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        auto partner = tables.partners.get(tx, "south.test").value();
        partner.since = village.clock.now();
        tables.partners.put(tx, "south.test", partner);
        return 0;
    };
    static_cast<void>(north.node.store.write_now(agreed_today).value());
    auto const sam = south.enrol("sam");
    meet(village, south, "https://north.test/c/algebra");
    sam.follow("https://north.test/c/algebra");
    settle();
    auto const asked = sam.ask("https://north.test/c/algebra", "From afar?");
    settle();
    bool const waits = north.node.store.read([&](auto const& tx, auto const& tables) {
        auto const thing = storage::find_handle(tx, tables, asked).value();
        return federation::community::is_held(tx, tables, thing, tables.objects.get(tx, thing).value().community);
    });
    CHECK(waits);
}

TEST_CASE_FIXTURE(Watching, "moderators try a text against the lists; others do not see them") {
    watch("stupid", "block");
    auto const tried = mia.submit("/moderation/watch-lists", {{"decision", "try"}, {"text", "so $tupid"}});
    CHECK(shows(tried, "stupid: Do not take it"));
    CHECK(shows(tried, "so $tupid</textarea>"));
    auto const fine = mia.submit("/moderation/watch-lists", {{"decision", "try"}, {"text", "so kind"}});
    CHECK(shows(fine, "Nothing in it is watched for."));
    CHECK(cem.get("/moderation/watch-lists").status() == 404);
    auto const refused = mia.submit(
        "/moderation/watch-lists", {{"decision", "add"}, {"phrase", "!"}, {"action", "block"}, {"whom", "everyone"}}
    );
    CHECK(refused.status() == 422);
    CHECK(shows(refused, "<a href=\"#phrase\">Write at least two letters"));
    CHECK(shows(refused, "aria-invalid=\"true\""));
}
