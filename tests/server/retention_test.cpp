// Retention by a clock (needs O1): what is due goes to the millisecond and nothing else does, what is held stays by
// every door, and what went is counted.
#include "server/erasure/erasing.hpp"
#include "server/retention/steps.hpp"
#include "tests/federation/in_log.hpp"
#include "tests/server/browser.hpp"
#include "tests/server/retaining.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

namespace retention = server::retention;
using retention::DisposalRule;
using std::chrono::days;
using storage::AccountRecord;
using storage::LocalId;
using storage::Role;
using storage::Roles;

TEST_CASE_FIXTURE(
    Retaining, "an account that is closed loses what it says of its person when it is due, and no sooner"
) {
    round();
    set_state("ada", storage::AccountState::closed);
    set_state("pip", storage::AccountState::closed);
    round();
    pass(days{10} - 1ms);
    round();
    CHECK(has_mail("pip"));
    pass(1ms);
    round_after_restart();
    CHECK_FALSE(has_mail("pip"));
    CHECK(has_mail("ada"));
    pass(days{20} - 1ms);
    round_after_restart();
    CHECK(has_mail("ada"));
    pass(1ms);
    round();
    CHECK_FALSE(has_mail("ada"));
    CHECK(has_mail("nora"));
    CHECK(counts() == Counts{{"details", 1}, {"pupil-details", 1}});

    pass(days{4000});
    round();
    CHECK(counts().at("details") == 1);
    CHECK(erasures() == 0);  // no period is set for what they wrote
}

TEST_CASE_FIXTURE(Retaining, "who is let in again begins anew, also between two rounds") {
    set_state("ada", storage::AccountState::closed);
    round();
    pass(days{29});
    set_state("ada", storage::AccountState::active);
    set_state("ada", storage::AccountState::closed);
    round();
    pass(days{29});
    round();
    CHECK(has_mail("ada"));
    pass(days{1});
    round();
    CHECK_FALSE(has_mail("ada"));
}

TEST_CASE_FIXTURE(Retaining, "what is held stays by every rule and every other door until it is released") {
    north.settings.retention.closed_words_days = 30;
    auto const question = ada.ask(circle, "What is a group?");
    tell(ada, 3);
    set_state("ada", storage::AccountState::closed);
    round();
    CHECK_FALSE(hold("account", "ada", ""));
    CHECK_FALSE(hold("account", "nobody", "A claim"));
    CHECK_FALSE(hold("report", "1", "A claim"));
    REQUIRE(hold("account", "ada", "A claim"));
    CHECK_FALSE(hold("account", "ada", "Another claim"));

    pass(days{400});
    round();
    CHECK(has_mail("ada"));
    CHECK(told() == 3);
    CHECK(counts().empty());
    auto const erased = village.run(server::erasure::erase(
        north.node, [](std::string const&) {}, "ada", "console"
    ));
    REQUIRE_FALSE(erased);
    CHECK(erased.error().detail().find("collegium retention release") != std::string_view::npos);
    CHECK(has_mail("ada"));

    REQUIRE(release("account", "ada"));
    CHECK_FALSE(release("account", "ada"));
    round();
    CHECK_FALSE(has_mail("ada"));
    CHECK(told() == 0);
    CHECK(erasures() == 1);
    CHECK(counts() == Counts{{"details", 1}, {"notifications", 3}, {"words", 1}});
    auto const post = post_at(north, question);
    CHECK_FALSE((post && post->state == storage::ObjectState::visible));
    round();
    CHECK(counts().at("words") == 1);
    north.check_history();
}

TEST_CASE_FIXTURE(Retaining, "a hold on a case, or an open one, keeps the accounts of whom it is about") {
    auto const about = new_case(ada, false);
    set_state("ada", storage::AccountState::closed);
    set_state("pip", storage::AccountState::closed);
    round();
    pass(days{60});
    round();
    CHECK(has_mail("ada"));
    CHECK_FALSE(has_mail("pip"));

    written<bool>([&](auto& tx, auto& tables) {
        auto record = tables.safeguarding_cases.get(tx, about).value();
        record.closed = true;
        tables.safeguarding_cases.put(tx, about, record);
        return true;
    });
    REQUIRE(hold("case", number(about), "Police asked"));
    round();
    pass(days{60});
    auto const other = new_case(nora, true);
    round();
    CHECK(has_mail("ada"));
    CHECK(has_case(about));
    REQUIRE(release("case", number(about)));
    round();
    CHECK_FALSE(has_mail("ada"));
    CHECK_FALSE(has_case(about));
    CHECK(has_case(other));  // its own period has only begun
    pass(days{50});
    round();
    CHECK_FALSE(has_case(other));
    CHECK(counts().at("safeguarding-cases") == 2);
}

TEST_CASE_FIXTURE(
    Retaining, "sign-ins, requests, notifications and drafts go each after its own period, in bounded steps"
) {
    static_cast<void>(Browser::of(*this, "nora"));
    tell(nora, 1200);
    tell(pip, 2);
    written<bool>([&](auto& tx, auto& tables) {
        AccountRecord request;
        request.state = storage::AccountState::awaiting;
        request.created = village.clock.now();
        tables.accounts.put(tx, "zoe", request);
        storage::GuideDraftRecord draft;
        draft.saved = village.clock.now();
        tables.guide_drafts.put(tx, {nora.handle, LocalId{7}}, draft);
        return true;
    });
    pass(days{7} - 1ms);
    round();
    CHECK(counts().empty());
    pass(1ms);
    round();
    CHECK(counts() == Counts{{"requests", 1}});
    pass(days{7});
    round();
    CHECK(counts() == Counts{{"requests", 1}});  // a sign-in is good on its last day
    pass(days{1});
    round_after_restart();
    CHECK(counts() == Counts{{"requests", 1}, {"sign-ins", 1}, {"guide-drafts", 1}});
    pass(days{5} - 1ms);
    round();
    CHECK(told() == 1202);
    tell(nora, 1);
    pass(1ms);

    auto const& all = retention::steps();
    auto const step = std::ranges::find(all, DisposalRule::notifications, &retention::Step::rule);
    REQUIRE(step != all.end());
    auto const now = village.clock.now();
    auto const found = north.node.store.read([&](auto const& tx, auto const& tables) {
        return step->find(tx, tables, now - days{20}, step->most);
    });
    auto const dispose = [&](auto& tx, auto& tables) { return step->dispose(tx, tables, found, now - days{20}, now); };
    REQUIRE(hold("account", "nora", "It was put there after a round had found them"));
    CHECK(written<std::size_t>(dispose) == 0);
    REQUIRE(release("account", "nora"));
    CHECK(written<std::size_t>(dispose) == step->most);
    CHECK(written<std::size_t>(dispose) == 0);
    CHECK(told() == 1202 + 1 - step->most);

    round();
    CHECK(told() == 1);
    CHECK(counts().at("notifications") == 1200 - step->most);
    CHECK(counts().at("pupil-notifications") == 2);
}

TEST_CASE_FIXTURE(Retaining, "a pupil's consent can be taken back under a hold, and what is deleted for it waits") {
    REQUIRE(hold("account", "pip", "An inquiry"));
    REQUIRE(village.run(server::consent::withdraw(app, pip.handle, pip.handle)));
    auto const is_erased = [&] {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            return tables.consents.get(tx, pip.handle).value().erased;
        });
    };
    static_cast<void>(village.run(tended(app)));
    CHECK_FALSE(is_erased());
    REQUIRE(release("account", "pip"));
    static_cast<void>(village.run(tended(app)));
    CHECK(is_erased());
}

TEST_CASE_FIXTURE(
    Retaining, "a closed report goes with its words when no decision stands, and a rebuild finds no difference"
) {
    add_person("mia", Roles::of(Role::moderator));
    auto mia = Browser::of(*this, "mia"), rosa = Browser::of(*this, "nora");
    auto const post = path_of(ada.ask(circle, "Unkind words"));
    REQUIRE(rosa.submit(post + "/report", {{"words", "Saidinconfidence"}}).status() == 303);
    auto const page = mia.get("/moderation");
    auto const at = page.body().find("<h2><a href=\"/moderation/");
    REQUIRE(at != std::string_view::npos);
    auto const rest = page.body().substr(at + 13);
    std::string const place{rest.substr(0, rest.find('"'))};
    REQUIRE(mia.submit(place, {{"decision", "close"}, {"reason", "It is settled."}}).status() == 303);
    round();
    pass(days{40} - 1ms);
    round();
    CHECK_FALSE(counts().contains("reports"));
    CHECK(is_in_log(north, "Saidinconfidence"));
    pass(1ms);
    round();
    CHECK(counts().at("reports") == 1);
    CHECK_FALSE(is_in_log(north, "Saidinconfidence"));
    CHECK(Browser::of(*this, "mia").get(place).status() == 404);  // the sign-in of before is over, too
    north.check_history();
}

TEST_CASE_FIXTURE(Retaining, "words whose period is over go at the partner that got them too, and it confirms that") {
    north.settings.retention.closed_words_days = 30;
    auto const sid = south.enrol("sid");
    meet(village, south, circle);
    sid.follow(circle);
    settle();
    auto const due = ada.ask(circle, "What is a group?"), other = nora.ask(circle, "What is a ring?");
    settle();
    auto const is_shown = [](School const& school, std::string const& thing) {
        auto const post = post_at(school, thing);
        return post && post->state == storage::ObjectState::visible;
    };
    REQUIRE(is_shown(south, due));
    set_state("ada", storage::AccountState::closed);
    round();
    pass(days{30} - 1ms);
    round();
    settle();
    CHECK(is_shown(south, due));

    pass(1ms);
    round();
    settle();
    CHECK_FALSE(is_shown(north, due));
    CHECK_FALSE(is_shown(south, due));
    CHECK(is_shown(south, other));
    auto const asked = north.node.store.read([](auto const& tx, auto const& tables) {
        return federation::erasure::erasures(tx, tables).at(0);
    });
    REQUIRE(asked.asked.size() == 1);
    CHECK(asked.asked[0].host == "south.test");
    CHECK(asked.confirmed() == 1);
}
