// Notifications: which act tells whom, and whom it does not.
#include "federation/apply.hpp"
#include "federation/collections/keeping.hpp"
#include "federation/messages/vocabulary.hpp"
#include "server/members/accounts.hpp"
#include "server/members/profile.hpp"
#include "tests/printing.hpp"
#include "tests/server/news_desk.hpp"

#include <algorithm>

using namespace collegium;
using namespace collegium::tests;
using storage::News;

namespace {

struct Told : NewsDesk {
    Person ada = add_person("ada");
    Person ben = add_person("ben");
    Person cem = add_person("cem");
    std::string community = "https://north.test" + found("algebra", "ada");
    std::string question = ada.ask(community, "What is a group?");

    std::vector<News> kinds_for(Person const& person) {
        catch_up();
        std::vector<News> kinds;
        for (auto const& each : news_of(person)) kinds.push_back(each.news);
        return kinds;
    }

    // A comment with whatever its author writes into its addresses, as it would come from a partner.
    void comment_by_partner(Person const& author, std::string const& to, std::string const& tags) {
        auto const actor = iri_of(author), id = "https://south.test/comment/" + std::to_string(++made);
        auto const object = R"({"id":")" + id + R"(","type":"Note","attributedTo":")" + actor + R"(","inReplyTo":")" +
                            question + R"(","content":"<p>x</p>","published":"2026-09-01T10:00:00Z","to":)" + to +
                            R"(,"tag":)" + tags + "}";
        auto const act = federation::Activity::read(
                             R"({"id":")" + id + R"(/create","type":"Create","actor":")" + actor + R"(","object":)" +
                             object + R"(,"to":)" + to + "}"
        )
                             .value();
        storage::Store::Change<storage::Seq> const admit = [&](auto& tx, auto& tables) {
            federation::Effects effects;
            return federation::apply(
                tx, tables, "https://north.test", act, {false, north.node.ids.next(), north.node.clock.now()}, effects
            );
        };
        static_cast<void>(north.node.store.write_now(admit).value());
    }

    // To the facilitators of the community.
    void report(Person const& reporter, std::string const& thing) {
        auto const author = federation::author_of(north.node, reporter.handle).value();
        auto const flag = federation::composer_of(north.node).flag(author, community, {thing}, "rude");
        static_cast<void>(federation::perform_now(north.node, flag).value());
    }

    std::string mention(std::string const& iri) const { return R"({"type":"Mention","href":")" + iri + R"("})"; }

    int made = 0;
};

std::string const for_everyone = R"(["https://www.w3.org/ns/activitystreams#Public"])";

}  // namespace

TEST_CASE_FIXTURE(Told, "an answer tells the asker, an accepted answer its author, and nobody themselves") {
    auto const answer = ben.answer(question, "A set with a law.");
    static_cast<void>(ada.answer(question, "I found it out myself."));
    CHECK(kinds_for(ada) == std::vector{News::answer});

    static_cast<void>(ada.accept(answer).value());

    CHECK(kinds_for(ben) == std::vector{News::accepted});
    CHECK(kinds_for(ada) == std::vector{News::answer});
    CHECK(news_of(ben).front().by == ada.handle);
}

TEST_CASE_FIXTURE(Told, "who left the school hears nothing more, and is among the members no more") {
    storage::Store::Change<int> const leave = [](auto& tx, auto& tables) -> Result<int> {
        auto account = tables.accounts.get(tx, "ada").value();
        account.vouched = server::members::left_school;
        tables.accounts.put(tx, "ada", account);
        storage::ProfileRecord profile;
        profile.listed = true;
        tables.profiles.put(tx, account.actor, profile);
        return 0;
    };
    static_cast<void>(north.node.store.write_now(leave).value());
    static_cast<void>(ben.answer(question, "A set with a law."));
    CHECK(kinds_for(ada).empty());
    auto const listed = north.node.store.read([](auto const& tx, auto const& tables) {
        return server::members::listed_members(tx, tables, "").size();
    });
    CHECK(listed == 0);
}

TEST_CASE_FIXTURE(Told, "a favourite is told once, also when it is given again") {
    like(ben, question, ada, community);
    CHECK(kinds_for(ada) == std::vector{News::favourite});
    like(ben, question, ada, community);
    CHECK(kinds_for(ada) == std::vector{News::favourite});
}

TEST_CASE_FIXTURE(Told, "each thing that is said of one's words is told by its own name, until it is taken back") {
    auto const author = federation::author_of(north.node, ben.handle).value();
    auto const composer = federation::composer_of(north.node);
    auto const mark = [&](storage::MarkKind kind) {
        auto const composed = composer.mark(author, kind, {question, iri_of(ada), community});
        static_cast<void>(federation::perform_now(north.node, composed).value());
        return composed.activity;
    };
    static_cast<void>(mark(storage::MarkKind::useful));
    CHECK(kinds_for(ada) == std::vector{News::useful});
    auto const evidenced = mark(storage::MarkKind::evidenced);
    static_cast<void>(mark(storage::MarkKind::wanted));
    auto const all = kinds_for(ada);
    REQUIRE(all.size() == 3);
    for (auto const news : {News::useful, News::evidenced, News::wanted}) CHECK(std::ranges::count(all, news) == 1);

    static_cast<void>(federation::perform_now(north.node, composer.undo(author, evidenced)).value());
    CHECK(std::ranges::count(kinds_for(ada), News::evidenced) == 0);
    CHECK(kinds_for(ada).size() == 2);
}

TEST_CASE_FIXTURE(Told, "an edit tells those who replied or favoured, once, however often it is edited") {
    static_cast<void>(ben.answer(question, "A set with a law."));
    like(cem, question, ada, community);
    for (auto const* const title : {"What is a finite group?", "What is a simple group?"}) {
        village.clock.pass(std::chrono::minutes{1});
        ada.reword(question, title);
    }

    CHECK(kinds_for(ben) == std::vector{News::edited});
    CHECK(kinds_for(cem) == std::vector{News::edited});
}

TEST_CASE_FIXTURE(Told, "a deletion takes away what was told of the thing") {
    auto const answer = ben.answer(question, "Nonsense.");
    catch_up();
    REQUIRE(stored_for(ada) == 1);

    static_cast<void>(ben.erase(answer).value());
    CHECK(news_of(ada).empty());  // at once, before anybody has followed the log
    catch_up();

    CHECK(stored_for(ada) == 0);
}

TEST_CASE_FIXTURE(Told, "those whom a member muted or shut out tell them nothing, before and after") {
    static_cast<void>(ben.answer(question, "Before."));
    CHECK(kinds_for(ada).size() == 1);
    change([&](auto& tx, auto& tables) { tables.mutes.put(tx, {ada.handle, ben.handle}, {{}, "", 1}); });
    static_cast<void>(ben.answer(question, "After."));
    CHECK(kinds_for(ada).empty());

    change([&](auto& tx, auto& tables) { tables.blocks.put(tx, {cem.handle, ada.handle}, {}); });
    static_cast<void>(cem.answer(question, "Shut out by the one who speaks."));
    CHECK(kinds_for(ada).empty());
}

TEST_CASE_FIXTURE(Told, "a collection tells nothing to those who are told nothing by its owner, nor to its owner") {
    namespace collections = federation::collections;
    auto const asked = north.node.store.read([&](auto const& tx, auto const& tables) {
        return storage::find_handle(tx, tables, question).value();
    });
    auto const collect = [&](Person const& owner) {
        auto const list = village.run(collections::make(north.node, owner.handle, "Starters")).value();
        REQUIRE(village.run(collections::add(north.node, owner.handle, list, asked)));
    };
    collect(ben);
    CHECK(kinds_for(ada) == std::vector{News::boost});
    change([&](auto& tx, auto& tables) { tables.blocks.put(tx, {ada.handle, ben.handle}, {}); });
    CHECK(kinds_for(ada).empty());

    collect(ben);
    collect(ada);
    catch_up();
    CHECK(kinds_for(ada).empty());
    CHECK(stored_for(ada) == 1);
}

TEST_CASE_FIXTURE(Told, "a thousand mentions in one thing tell no more than twenty members") {
    auto const stranger = south.enrol("mob");
    std::string tags;
    for (int i = 0; i < 40; ++i) {
        auto const member = add_person("m" + std::to_string(i));
        tags += mention(iri_of(member)) + ",";
    }
    for (int i = 0; i < 960; ++i) tags += mention("https://north.test/u/nobody" + std::to_string(i)) + ",";
    tags.pop_back();

    comment_by_partner(stranger, for_everyone, "[" + tags + "]");
    catch_up();

    auto const told = north.node.store.read([](auto const& tx, auto const& tables) { return tables.told.size(tx); });
    CHECK(told == server::notifications::most_told);
    CHECK(kinds_for(ada) == std::vector{News::answer});  // whom it answers comes first
}

TEST_CASE_FIXTURE(Told, "a mention tells the member whom it names, and a closed account nothing") {
    auto const stranger = south.enrol("sam");
    close_account("cem");
    comment_by_partner(
        stranger,
        for_everyone,
        "[" + mention(iri_of(ben)) + "," + mention(iri_of(cem)) + "," + mention("no address") + "]"
    );
    CHECK(kinds_for(ben) == std::vector{News::mention});
    CHECK(kinds_for(cem).empty());
}

TEST_CASE_FIXTURE(Told, "nobody is told of what is not meant for them") {
    auto const answer = ben.answer(question, "Between us.");
    north.mean_for(answer, storage::Audience::named);
    change([&](auto& tx, auto& tables) {
        tables.addressed.erase(tx, {storage::find_handle(tx, tables, answer).value(), ada.handle});
    });
    CHECK(kinds_for(ada).empty());
    north.rebuild();  // the views must be those of the log again
}

TEST_CASE_FIXTURE(Told, "a report tells of what its readers cannot read, and of what was deleted since") {
    federation::NoteDraft draft;
    draft.source = "Hush";
    draft.audience = storage::Audience::named;
    draft.parent = question;
    draft.mentions = {{iri_of(cem), "@cem@north.test"}};
    auto const composer = federation::composer_of(north.node);
    auto const author = federation::author_of(north.node, ben.handle).value();
    auto const whisper = composer.note(author, draft);
    static_cast<void>(federation::perform_now(north.node, whisper).value());
    report(cem, whisper.activity.object_id());

    CHECK(kinds_for(ada) == std::vector{News::report});
    static_cast<void>(federation::perform_now(north.node, composer.delete_object(author, whisper.activity)).value());
    CHECK(kinds_for(ada) == std::vector{News::report});
}

TEST_CASE_FIXTURE(Told, "every report is told, also a second one of the same thing") {
    auto const answer = ben.answer(question, "Rude.");
    report(cem, answer);
    catch_up();
    report(add_person("dan"), answer);

    CHECK(kinds_for(ada) == std::vector{News::report, News::report, News::answer});
}

TEST_CASE_FIXTURE(Told, "nobody elsewhere reaches a pupil by a name in what is for a community only") {
    change([&](auto& tx, auto& tables) {
        auto account = tables.accounts.get(tx, "cem").value();
        account.pupil = true;
        tables.accounts.put(tx, "cem", account);
    });
    ben.follow(community);
    cem.follow(community);
    auto const names = "[" + mention(iri_of(ben)) + "," + mention(iri_of(cem)) + "]";
    comment_by_partner(south.enrol("sam"), "[\"" + community + "/followers\",\"" + community + "\"]", names);

    CHECK(kinds_for(ben) == std::vector{News::mention});
    CHECK(kinds_for(cem).empty());
}

TEST_CASE_FIXTURE(Told, "an adult tells a pupil nothing in private, and reports say nothing of who reported") {
    change([&](auto& tx, auto& tables) {
        auto account = tables.accounts.get(tx, "cem").value();
        account.pupil = true;
        tables.accounts.put(tx, "cem", account);
    });
    auto const reporter = federation::author_of(north.node, ben.handle).value();
    ben.follow(iri_of(cem));
    CHECK(kinds_for(cem).empty());

    auto const flag = federation::composer_of(north.node).flag(reporter, community, {question}, "rude");
    static_cast<void>(federation::perform_now(north.node, flag).value());
    REQUIRE(kinds_for(ada) == std::vector{News::report});
    CHECK(news_of(ada).front().by == storage::Handle{0});
}
