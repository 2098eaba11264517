// Questions that people of other software ask by a mention, answers to them, edits and deletions, in both directions.
#include "tests/interop/world.hpp"
#include "tests/printing.hpp"

namespace collegium::interop {

namespace {

void check_answer(Peer& peer, std::string const& words, std::string const& reply) {
    auto& world = World::instance();

    auto const note = world.ask(peer, words);
    auto const question = world.await_question(words);
    REQUIRE_FALSE(question.empty());
    world.ada_answers(question, reply);
    auto const heard = peer.await_heard("Create", note);

    INFO(heard);
    CHECK(heard.find("\"inReplyTo\":\"" + note + '"') != std::string::npos);
    CHECK(heard.find(reply) != std::string::npos);
    CHECK(heard.find("\"Mention\"") != std::string::npos);
    CHECK(heard.find('"' + peer.person() + '"') != std::string::npos);
}

// The question's own words, without the leading mention that such software puts there.
void check_title(Peer& peer, std::string const& words) {
    auto& world = World::instance();

    auto const mention = "<span class=\"h-card\"><a class=\"u-url mention\" href=\"" + world.community() +
                         "\">@<span>algebra</span></a></span> ";
    world.ask(peer, mention + words);
    auto const question = world.await_question(words);

    REQUIRE_FALSE(question.empty());
    CHECK(world.ada.get("/c/algebra").shows("<a href=\"" + question + "\">" + words + "</a>"));
}

void check_announcement(Peer& peer, std::string const& title) {
    auto& world = World::instance();
    world.join(peer);

    auto const question = world.ada_asks(title, "What helps?");
    auto const announce = peer.await_heard("Announce", title);

    INFO(announce);
    CHECK(announce.find("\"actor\":\"" + world.community() + '"') != std::string::npos);
    CHECK(announce.find('"' + world.school.origin() + question + '"') != std::string::npos);
}

void check_changes_there(Peer& peer, std::string const& words) {
    auto& world = World::instance();
    auto const note = world.ask(peer, words);
    auto const question = world.await_question(words);
    REQUIRE_FALSE(question.empty());

    peer.tell("edit", {{"iri", note}, {"words", "<p>" + words + ", said better</p>"}, {"of", world.community()}});
    CHECK_FALSE(world.await_page(question, "said better").empty());

    peer.tell("erase", {{"iri", note}, {"of", world.community()}});
    CHECK(world.await_page_without(question, words));
    CHECK_FALSE(world.ada.get("/c/algebra").shows(words));
}

void check_changes_here(Peer& peer, std::string const& words) {
    auto& world = World::instance();
    auto const note = world.ask(peer, words);
    auto const question = world.await_question(words);
    REQUIRE_FALSE(question.empty());
    auto const answer = world.ada_answers(question, "An answer to " + words);
    REQUIRE_FALSE(peer.await_heard("Create", note).empty());

    world.ada_edits(answer, {{"words", "A better answer to " + words}});
    auto const update = peer.await_heard("Update", note);
    CHECK(update.find("A better answer") != std::string::npos);

    world.ada_deletes(answer);
    CHECK_FALSE(peer.await_heard("Delete", world.school.origin() + answer).empty());
}

}  // namespace

TEST_CASE("Fedify: a mention of the community is a question, and its answer reaches who asked") {
    check_answer(World::instance().fedify, "How do fractions grow on trees", "Cut one apple into many.");
}

TEST_CASE("activitypub-express: a mention of the community is a question, and its answer reaches who asked") {
    check_answer(World::instance().express, "How do hedges help counting", "Count the shrubs in pairs.");
}

TEST_CASE("Fedify: the mention at the beginning is not part of the question's title") {
    check_title(World::instance().fedify, "Which games teach sets");
}

TEST_CASE("activitypub-express: the mention at the beginning is not part of the question's title") {
    check_title(World::instance().express, "Which songs teach order");
}

TEST_CASE("Fedify: a group hears what a member of the school asks in it") {
    auto& world = World::instance();
    auto const garden = world.fedify.origin() + "/users/garden";
    auto const page = world.ada_joins("garden@" + world.fedify.domain());

    Fields const fields{{"title", "What grows in shade?"}, {"words", "Besides *moss*."}};
    auto const question = journeys::led_to(world.ada.submit(page + "/ask", page + "/ask", fields));
    auto const heard = world.fedify.await_heard("Create", "What grows in shade?");
    world.ada_leaves(page);

    INFO(heard);
    CHECK(heard.find('"' + world.school.origin() + question + '"') != std::string::npos);
    CHECK(heard.find("<em>moss</em>") != std::string::npos);
    CHECK(heard.find('"' + garden + '"') != std::string::npos);
}

TEST_CASE("Fedify: a member hears what is asked in the community") {
    check_announcement(World::instance().fedify, "Why is zero even?");
}

TEST_CASE("activitypub-express: a member hears what is asked in the community") {
    check_announcement(World::instance().express, "Why is one not prime?");
}

TEST_CASE("Fedify: an edit and a deletion of a question arrive") {
    check_changes_there(World::instance().fedify, "How long is a wave");
}

TEST_CASE("activitypub-express: an edit and a deletion of a question arrive") {
    check_changes_there(World::instance().express, "How heavy is a cloud");
}

TEST_CASE("Fedify: an edit and a deletion of an answer reach who asked") {
    check_changes_here(World::instance().fedify, "Where do angles meet");
}

TEST_CASE("activitypub-express: an edit and a deletion of an answer reach who asked") {
    check_changes_here(World::instance().express, "Where do circles end");
}

}  // namespace collegium::interop
