// Statements 30 to 34, and 42: what becomes a topic, and how a community passes it on.
#include "crypto/object_proof.hpp"
#include "tests/federation/groups.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

struct Topics : Groups {
    std::string update(std::string const& actor, std::string const& thing, std::string const& author, int second) {
        auto const object = R"({"id":")" + thing + R"(","type":"Page","attributedTo":")" + author + R"(","to":[")" +
                            club + "\"," + everyone + R"(],"name":"Changed","content":"<p>New</p>","sensitive":true,)" +
                            R"("published":"2026-09-01T10:00:00Z","updated":"2026-09-01T10:00:)" +
                            std::to_string(second) + R"(Z"})";
        return act("Update", actor, object);
    }

    std::size_t topics() const {
        return north.node.store.read([](auto const& tx, auto const& tables) {
            return static_cast<std::size_t>(tables.topics.size(tx));
        });
    }

    void join(std::string const& person) {
        REQUIRE(send(person, act("Follow", person, "\"" + club + "\"")));
        lemmy.received.clear();
    }
};

std::string const words = R"(,"content":"<p>First line<br>second</p>")";

}  // namespace

TEST_CASE_FIXTURE(Topics, "wire_30: Page, Article, Note, Video and Event in a community are topics") {
    for (std::string const type : {"Page", "Article", "Note", "Video", "Event"}) {
        INFO(type);
        auto const named = post_at(north, write(lem, type, club, words + R"(,"name":"A title")"));
        REQUIRE(named);
        CHECK(named->title() == "A title");
        CHECK(named->kind == storage::ObjectKind::question);
        CHECK(named->announced);

        auto const nameless = post_at(north, write(lem, type, club, words));
        REQUIRE(nameless);
        CHECK(nameless->title() == "First line");
    }
    CHECK(topics() == 10);
}

TEST_CASE_FIXTURE(Topics, "wire_30: a topic without a name goes by at most 200 characters of its first line") {
    std::string line;
    for (int i = 0; i < 300; ++i) line += "є";

    auto const title = post_at(north, write(lem, "Note", club, R"(,"content":"<p>)" + line + "</p>\"")).value().title();

    CHECK(title.substr(0, 4) == "єє");
    CHECK(title.size() <= 2 * 199 + 3);
    CHECK(title.size() > 2 * 150);
}

TEST_CASE_FIXTURE(Topics, "wire_31: a Question without options is shown as a post, and with options as a poll") {
    auto const plain = post_at(north, write(lem, "Question", club, words));
    REQUIRE(plain);
    CHECK(plain->title() == "First line");
    CHECK(plain->options.empty());

    for (std::string const kind : {"oneOf", "anyOf"}) {
        auto const poll = write(
            lem,
            "Question",
            club,
            words + ",\"" + kind + R"(":[{"type":"Note","name":"Yes"},{"type":"Note","name":"No"}])"
        );
        REQUIRE(post_at(north, poll));
        CHECK(post_at(north, poll)->kind == storage::ObjectKind::post);
        CHECK(post_at(north, poll)->options == std::vector<std::string>{"Yes", "No"});
        CHECK(north.thread(poll));

        auto const vote = write(lem, "Note", club, R"(,"name":"Yes","inReplyTo":")" + poll + "\"");
        CHECK_FALSE(post_at(north, vote));  // a vote is no reply
    }
    for (std::string const odd : {R"(,"oneOf":{})", R"(,"oneOf":[1,null,"x"])", R"(,"anyOf":"y")"}) {
        INFO(odd);
        CHECK(post_at(north, write(lem, "Question", club, words + odd)));
    }
}

TEST_CASE_FIXTURE(
    Topics, "wire_32: a Note that only mentions the community is a topic, and the mention no part of its title"
) {
    auto const id = lemmy.fresh("statuses");
    auto const mention = R"(<p><span class=\"h-card\"><a href=\")" + club +
                         R"(\" class=\"u-url mention\">@<span>club</span></a></span> )";
    for (std::string const where : {"cc", "tag alone"}) {
        INFO(where);
        auto const note = R"({"id":")" + id + where.substr(0, 2) +
                          R"(","type":"Note","summary":null,"inReplyTo":null,"attributedTo":")" + lem + R"(","to":[)" +
                          everyone + R"(],"cc":[")" + lem + R"(/followers")" +
                          (where == "cc" ? ",\"" + club + "\"" : std::string{}) + R"(],"content":")" + mention +
                          R"(How do I add fractions?</p><p>More</p>","tag":[{"type":"Mention","href":")" + club +
                          R"(","name":"@club@north.test"}],"published":"2026-09-01T10:00:00Z"})";
        REQUIRE(send(lem, act("Create", lem, note)));

        auto const post = post_at(north, id + where.substr(0, 2)).value();
        CHECK(post.title() == "How do I add fractions?");
        CHECK(post.kind == storage::ObjectKind::question);
        CHECK(post.community.iri == club);
    }
}

TEST_CASE_FIXTURE(Topics, "wire_33: the community passes the Create on unchanged, then the question by its id") {
    join(lem);
    auto const question = ben.ask(club, "Why?");
    village.settle();

    REQUIRE(lemmy.received.size() == 2);
    auto const &wrapped = lemmy.received[0], &plain = lemmy.received[1];
    for (auto const& each : lemmy.received) {
        CHECK(member_of(each, "type") == "Announce");
        CHECK(member_of(each, "actor") == club);
        CHECK(member_of(each, "to") == "[" + everyone + "]");
        CHECK(member_of(each, "cc") == "[\"" + club + "/followers\"]");
    }
    CHECK(member_of(plain, "object") == question);

    auto const created = north.node.store.read([&](auto const& tx, auto const& tables) {
        auto const handle = storage::find_handle(tx, tables, question).value();
        return tables.flesh.get(tx, tables.objects.get(tx, handle).value().created).value();
    });
    CHECK(wrapped.find(created) != std::string::npos);  // byte for byte
    auto const inner = federation::Json::read_object(member_of(wrapped, "object")).value();
    CHECK(crypto::verify_proof(inner.root(), spare_keys(1).ed25519.public_key()));
}

TEST_CASE_FIXTURE(Topics, "wire_33: a reply is passed on once, not by its id as well") {
    join(lem);
    auto const question = ben.ask(club, "Why?");
    village.settle();
    lemmy.received.clear();

    static_cast<void>(ada.answer(question, "Because"));
    village.settle();

    for (auto const& each : lemmy.received) CHECK(member_of(each, "object.type") == "Create");
    CHECK_FALSE(lemmy.received.empty());
}

TEST_CASE_FIXTURE(Topics, "wire_34: the same Create directly, in an Announce and in a second one is one post") {
    follow_math();
    auto const thing = lemmy.fresh("post");
    auto const object = R"({"id":")" + thing + R"(","type":"Page","name":"Once?","attributedTo":")" + lem +
                        R"(","to":[")" + math + "\"," + everyone + R"(],"content":"<p>x</p>"})";
    auto const create = act("Create", lem, object);

    CHECK(send(lem, create));
    CHECK(send(math, announce(create)));
    CHECK(send(math, announce(create)));
    CHECK(send(math, act("Announce", math, "\"" + thing + "\"")));

    CHECK(topics() == 1);
    CHECK(post_at(north, thing).value().announced);
}

TEST_CASE_FIXTURE(Topics, "wire_42: only a newer Update of the author's changes the words") {
    auto const topic = article(lem, club, "As it was");
    REQUIRE(send(lem, update(lem, topic, lem, 30)));
    CHECK(post_at(north, topic).value().title() == "Changed");

    for (int const second : {30, 20})
        CHECK(send(lem, update(lem, topic, lem, second)).error().reason() == Reason::unconcerned);
    CHECK(send(mod, update(mod, topic, lem, 40)).error().reason() == Reason::foreign);
    CHECK(send(mod, update(mod, topic, mod, 40)).error().reason() == Reason::foreign);
    CHECK(post_at(north, topic).value().updated == from_rfc3339("2026-09-01T10:00:30Z").value());
}

TEST_CASE_FIXTURE(Topics, "wire_42: a facilitator's Update through the community leaves the words as they are") {
    follow_math();
    auto const topic = article(lem, math, "As it was?");
    REQUIRE(post_at(north, topic));

    static_cast<void>(send(math, announce(update(mod, topic, lem, 50))));

    CHECK(post_at(north, topic).value().title() == "As it was?");
    CHECK(post_at(north, topic).value().content == "<p>Words</p>");
}
