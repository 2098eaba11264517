#include "federation/messages/compose.hpp"

#include "crypto/object_proof.hpp"
#include "federation/messages/object.hpp"
#include "federation/messages/silent_copies.hpp"
#include "tests/federation/village.hpp"
#include "tests/printing.hpp"

#include <algorithm>

using namespace collegium;
using namespace collegium::federation;

namespace {

struct Fixture {
    tests::FixedClock clock;
    storage::IdSource ids{clock, storage::LocalId{0}};
    Composer composer{"https://north.test", clock, ids};
    Author ada{"https://north.test/u/ada", std::make_shared<ActorKeys const>(tests::spare_keys(0))};
    Author algebra{"https://north.test/c/algebra", std::make_shared<ActorKeys const>(tests::spare_keys(1))};

    Composed question() const {
        return composer.question(ada, {"https://uni.test/c/algebra", "Why \"=\"?", "Because *of* <this>", "en"});
    }
    Composed answer() const {
        return composer.answer(
            ada,
            {"https://uni.test/c/algebra",
             "https://uni.test/post/1",
             "https://uni.test/post/1/context",
             "https://uni.test/u/bob",
             "@bob@uni.test",
             "So *it* is",
             "en"}
        );
    }
};

unsigned depth_of(JsonValue const& value) {
    unsigned deepest = 0;
    if (value.IsArray())
        for (auto const& each : value.GetArray()) deepest = std::max(deepest, depth_of(each));
    if (value.IsObject())
        for (auto const& each : value.GetObject()) deepest = std::max(deepest, depth_of(each.value));
    return value.IsArray() || value.IsObject() ? deepest + 1 : 0;
}

bool has_null(JsonValue const& value) {
    if (value.IsArray()) return std::ranges::any_of(value.GetArray(), has_null);
    if (value.IsObject())
        return std::ranges::any_of(value.GetObject(), [](auto const& each) { return has_null(each.value); });
    return value.IsNull();
}

bool is_proven(Activity const& activity, Author const& author) {
    return crypto::verify_proof(activity.root(), author.keys->ed25519.public_key());
}

}  // namespace

TEST_CASE_FIXTURE(Fixture, "a question is an Article that every peer takes for a titled post") {
    auto const composed = question();
    auto const object = Object::parse(*composed.activity.object()).value();

    CHECK(object.type == "Article");
    CHECK(object.name == "Why \"=\"?");
    CHECK(object.kind == "question");
    CHECK(object.in_reply_to.empty());
    CHECK(object.content == "<p>Because <em>of</em> &lt;this&gt;</p>\n");
    CHECK(object.source == "Because *of* <this>");
    CHECK(object.audience == "https://uni.test/c/algebra");
    CHECK(object.id.text() == "https://north.test/post/" + std::to_string(static_cast<std::uint64_t>(composed.number)));
    CHECK(object.id.text().size() < 100);
}

TEST_CASE_FIXTURE(Fixture, "an answer is a Note in reply that mentions the asker") {
    auto const composed = answer();
    auto const object = Object::parse(*composed.activity.object()).value();

    CHECK(object.type == "Note");
    CHECK(object.kind == "answer");
    CHECK(object.in_reply_to == "https://uni.test/post/1");
    CHECK(object.content.find("class=\"u-url mention\"") != std::string::npos);
    CHECK(composed.activity.addressees().size() == 4);
}

TEST_CASE_FIXTURE(Fixture, "objects have the shape that Lemmy's strict reader wants") {
    for (auto const& composed : {question(), answer()}) {
        auto const& object = *composed.activity.object();
        CHECK(member(object, "type")->IsString());
        CHECK(member(object, "attachment")->IsArray());
        CHECK(member(object, "tag")->IsArray());
        CHECK(member(object, "attributedTo")->IsString());
        CHECK(member(object, "to")->IsArray());
        CHECK(member(object, "cc")->IsArray());
        CHECK(member(object, "audience")->IsString());
        CHECK(member(object, "summary") == nullptr);
    }
}

TEST_CASE_FIXTURE(Fixture, "everything that goes out is proven by its actor, at most 8 deep and without nulls") {
    auto const asked = question();
    auto const choice = composer.choose_answer(ada, "https://uni.test/comment/7", "https://uni.test/c/algebra");
    auto const follow = composer.follow(ada, "https://uni.test/c/algebra");
    std::vector<std::pair<Composed, Author>> const all{
        {asked, ada},
        {answer(), ada},
        {choice, ada},
        {follow, ada},
        {composer.undo(ada, choice.activity), ada},
        {composer.delete_object(ada, "https://north.test/post/1", "https://uni.test/c/algebra", ""), ada},
        {composer.accept(algebra, follow.activity), algebra},
        {composer.announce(algebra, asked.activity), algebra},
        {composer.announce(algebra, composer.undo(ada, choice.activity).activity), algebra},
        {composer.announce_object(algebra, "https://north.test/post/1"), algebra}};

    for (auto const& [composed, author] : all) {
        INFO(composed.activity.bytes());
        CHECK(is_proven(composed.activity, author));
        CHECK(depth_of(composed.activity.root()) <= 8);
        CHECK_FALSE(has_null(composed.activity.root()));
        CHECK(composed.activity.id().text().size() < 100);
    }
}

TEST_CASE_FIXTURE(Fixture, "what a community passes on keeps its bytes and its proof") {
    auto const asked = question();
    auto const announce = composer.announce(algebra, asked.activity);

    CHECK(announce.activity.bytes().find(asked.activity.bytes()) != std::string::npos);
    CHECK(is_proven(announce.activity.parse_object().value(), ada));
}

TEST_CASE_FIXTURE(
    Fixture, "an Undo names nobody who was told in silence, goes to them, and is proven as the others get it"
) {
    HiddenRecipients const hidden{{"https://uni.test/u/eve"}, {"https://uni.test/u/fay"}};
    auto const told = with_hidden(question(), hidden);
    for (auto const& composed : {composer.undo(ada, told.activity), composer.delete_object(ada, told.activity)}) {
        auto const shown = Activity::read(without_hidden_recipients(composed.activity.bytes())).value();
        INFO(composed.activity.bytes());
        CHECK(shown.bytes().find("u/eve") == std::string::npos);
        CHECK(shown.bytes().find("u/fay") == std::string::npos);
        CHECK(shown.addressees() == question().activity.addressees());
        CHECK(hidden_recipients_of(composed.activity).bto == hidden.bto);
        CHECK(hidden_recipients_of(composed.activity).bcc == hidden.bcc);
        CHECK(is_proven(shown, ada));
    }
}

TEST_CASE_FIXTURE(Fixture, "ids are never the same") {
    std::vector<std::string> ids_seen;
    for (int i = 0; i < 100; ++i) ids_seen.push_back(question().activity.id().text());
    std::ranges::sort(ids_seen);

    CHECK(std::ranges::adjacent_find(ids_seen) == ids_seen.end());
}
