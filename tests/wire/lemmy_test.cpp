// Statements 37 and 38: Lemmy's shapes, coming and going. The fixtures are ours, written after wire reference 4.2.
#include "tests/federation/groups.hpp"

using namespace collegium;
using namespace collegium::tests;
using storage::ObjectState;

namespace {

// A Lemmy community that ben follows: all reaches us inside its Announces.
struct Lemmy : Groups {
    Lemmy() { follow_math(); }

    std::string said(
        std::string const& type, std::string const& actor, std::string const& object, std::string const& more = ""
    ) {
        return act(type, actor, object, R"(,"cc":[")" + math + R"("],"audience":")" + math + "\"" + more);
    }
    std::string on(std::string const& thing) const { return "\"" + thing + "\""; }
    void pass_on(std::string const& activity) { REQUIRE(send(math, announce(activity))); }
    federation::timeline::PostView post(std::string const& thing) const { return post_at(north, thing).value(); }

    std::string create_page() {
        return write(
            lem,
            "Page",
            math,
            R"(,"name":"Why is 0! one?","content":"<p>Words</p>","mediaType":"text/html",)"
            R"("source":{"content":"Words","mediaType":"text/markdown"},"sensitive":false,)"
            R"("language":{"identifier":"en","name":"English"},)"
            R"("attachment":[{"type":"Link","href":"https://lemmy.test/x"}],)"
            R"("tag":[{"type":"Hashtag","href":"https://lemmy.test/post/1","name":"#math"}])"
        );
    }
};

}  // namespace

TEST_CASE_FIXTURE(Lemmy, "wire_37: create_page and create_comment") {
    auto const page = create_page();
    CHECK(post(page).title() == "Why is 0! one?");
    CHECK(post(page).source == "Words");
    CHECK(post(page).language == "en");
    CHECK(post(page).community.iri == math);
    CHECK(post(page).announced);

    auto const comment = write(
        mod,
        "Note",
        math,
        R"(,"content":"<p>Empty product</p>","inReplyTo":")" + page + R"(","distinguished":false,"attachment":[],)" +
            R"("tag":[{"href":")" + lem + R"(","type":"Mention","name":"@lem@lemmy.test"}])"
    );
    CHECK(post(comment).kind == storage::ObjectKind::answer);
    CHECK(north.thread(page).value().answers.at(0).iri == comment);
}

TEST_CASE_FIXTURE(Lemmy, "wire_37: like, dislike and undo") {
    auto const page = create_page();
    auto const like = said("Like", mod, on(page)), dislike = said("Dislike", lem, on(page));
    pass_on(like);
    pass_on(dislike);
    CHECK(post(page).up == 1);
    CHECK(post(page).down == 1);
    pass_on(said("Undo", mod, like));
    CHECK(post(page).up == 0);
    CHECK(post(page).down == 1);
}

TEST_CASE_FIXTURE(Lemmy, "wire_37: delete, remove with summary, and both undone") {
    auto const page = create_page();
    auto const deletion = said("Delete", lem, on(page)),
               removal = said("Delete", mod, on(page), R"(,"summary":"spam")");
    pass_on(deletion);
    CHECK(post(page).state == ObjectState::deleted_by_author);
    pass_on(said("Undo", lem, deletion));
    CHECK(post(page).state == ObjectState::visible);
    pass_on(removal);
    CHECK(post(page).state == ObjectState::removed_by_moderator);
    CHECK(post(page).reason == "spam");
    pass_on(said("Undo", mod, removal));
    CHECK(post(page).state == ObjectState::visible);
}

TEST_CASE_FIXTURE(Lemmy, "wire_37: lock and undo") {
    auto const page = create_page();
    auto const lock = said("Lock", mod, on(page), R"(,"summary":"heated")");
    pass_on(lock);
    CHECK(post(page).locked);
    CHECK(post(page).reason == "heated");
    pass_on(said("Undo", mod, lock));
    CHECK_FALSE(post(page).locked);
}

TEST_CASE_FIXTURE(Lemmy, "wire_37: add_mod, remove_mod, feature and block") {
    auto const page = create_page();
    auto const sizes = [&] {
        return north.node.store.read([](auto const& tx, auto const& tables) {
            return std::array{tables.moderators.size(tx), tables.featured.size(tx), tables.bans.size(tx)};
        });
    };
    auto const before = sizes();
    pass_on(said("Add", mod, on(lem), R"(,"target":")" + math + "/moderators\""));
    pass_on(said("Add", mod, on(page), R"(,"target":")" + math + "/featured\""));
    auto const block =
        said("Block", mod, on(lem), R"(,"target":")" + math + R"(","removeData":false,"summary":"rude")");
    pass_on(block);
    CHECK(sizes() == std::array{before[0] + 1, before[1] + 1, before[2] + 1});
    CHECK(post(page).featured);

    pass_on(said("Remove", mod, on(lem), R"(,"target":")" + math + "/moderators\""));
    pass_on(said("Remove", mod, on(page), R"(,"target":")" + math + "/featured\""));
    pass_on(said("Undo", mod, block));
    CHECK(sizes() == before);
}

TEST_CASE_FIXTURE(Lemmy, "wire_37: report") {
    auto const topic = ada.ask(club, "Ours");
    REQUIRE(send(
        lem,
        R"({"actor":")" + lem + R"(","to":[")" + club + R"("],"audience":")" + club + R"(","object":")" + topic +
            R"(","summary":"report this post","content":"report this post","type":"Flag",)" +
            R"("id":"https://lemmy.test/activities/flag/4323"})"
    ));
    auto const reports = north.node.store.read([&](auto const& tx, auto const& tables) {
        return federation::timeline::open_reports(tx, tables, storage::find_handle(tx, tables, club).value());
    });
    REQUIRE(reports.size() == 1);
    CHECK(reports[0].reason == "report this post");
    CHECK(reports[0].things == std::vector<std::string>{topic});
}

TEST_CASE_FIXTURE(Lemmy, "wire_37: block shuts a person out at home, and lock a question") {
    auto const topic = ben.ask(club, "Ours");
    auto const composer = composer_of(ada);
    auto const mine = article(lem, club, "Before");
    auto const block = composer.block(author_of(ada), lem, club, "rude");
    REQUIRE(perform(ada, block));
    CHECK_FALSE(post_at(north, article(lem, club, "After")));
    CHECK_FALSE(post_at(north, note(lem, club, topic)));
    CHECK(post_at(north, note(mod, club, topic)));
    REQUIRE(perform(ada, composer.undo(author_of(ada), block.activity)));
    CHECK(post_at(north, note(lem, club, topic)));

    auto const lock = composer.lock(author_of(ada), topic, club, "heated");
    REQUIRE(perform(ada, lock));
    CHECK_FALSE(post_at(north, note(lem, club, topic)));
    CHECK(post_at(north, note(lem, club, mine)));
    REQUIRE(perform(ada, composer.undo(author_of(ada), lock.activity)));
    CHECK(post_at(north, note(lem, club, topic)));
}

TEST_CASE_FIXTURE(Lemmy, "wire_38: our Article and Note have the members that Lemmy's reader wants") {
    auto const page = create_page();
    lemmy.received.clear();
    auto const question = ben.ask(math, "Ours?");
    auto const answer = ben.answer(page, "An answer");
    village.settle();

    REQUIRE(lemmy.received.size() == 2);
    for (auto const& body : lemmy.received) {
        INFO(body);
        bool const is_reply = member_of(body, "object.id") == answer;
        CHECK(member_of(body, "type") == "Create");
        CHECK(member_of(body, "audience") == math);
        CHECK(member_of(body, "object.type") == (is_reply ? "Note" : "Article"));
        CHECK(member_of(body, "object.attributedTo") == "https://north.test/u/ben");
        CHECK(member_of(body, "object.audience") == math);
        CHECK(member_of(body, "object.inReplyTo") == (is_reply ? page : ""));
        for (auto const* const list : {"to", "cc", "object.to", "object.cc", "object.attachment", "object.tag"})
            CHECK(member_of(body, list).starts_with('['));
        CHECK(member_of(body, "object.to").find(everyone) != std::string::npos);
        CHECK((member_of(body, "object.to") + member_of(body, "object.cc")).find(math) != std::string::npos);
        CHECK(member_of(body, "object.source.mediaType") == "text/markdown");
        CHECK_FALSE(member_of(body, "object.content").empty());
    }
    CHECK(member_of(lemmy.received[0], "object.id") == question);
}
