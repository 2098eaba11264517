// Whom things are for: who gets them, who can read them, and what is passed on to whom.
#include "federation/community/audience.hpp"

#include "federation/fetching/resolve.hpp"
#include "federation/messages/addressees.hpp"
#include "federation/served/documents.hpp"
#include "storage/names.hpp"
#include "tests/federation/people.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::tests;
using federation::NoteDraft;
using storage::Audience;

namespace {

struct Schools {
    Schools() {
        befriend(village, sam, ada);
        befriend(village, eli, ben);
        REQUIRE(has_met(south, club));
        eva.follow(club);
        village.settle();
    }

    bool has_met(School& school, std::string const& iri) {
        federation::FetchBudget budget;
        auto const meeting = [&]() -> boost::asio::awaitable<bool> {
            auto name = Iri::parse(iri).value();
            auto const actor = co_await federation::resolve_actor(school.node, std::move(name), budget);
            co_return actor.has_value();
        };
        return village.run(meeting());
    }

    NoteDraft draft(Audience audience) const {
        NoteDraft note;
        note.source = "Words";
        note.audience = audience;
        return note;
    }

    std::string say(Person const& author, NoteDraft const& note) {
        auto const composed = write(author, note);
        village.settle();
        return composed.activity.object_id();
    }

    // What a node reads at north: "" if nothing is there for it.
    std::string document(std::string const& thing, std::string const& reader) const {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            auto const host = storage::find_handle(tx, tables, reader);
            federation::community::Viewer const viewer{storage::Handle{0}, host.value_or(storage::Handle{0})};
            auto const found = federation::documents::object(tx, tables, viewer, thing);
            return found ? found->body : std::string{};
        });
    }

    Village village{{"north.test", "south.test", "west.test"}};
    School& north = village["north.test"];
    School& south = village["south.test"];
    School& west = village["west.test"];
    Person ada = north.enrol("ada"), ben = north.enrol("ben"), cora = north.enrol("cora");
    Person sam = south.enrol("sam"), eva = south.enrol("eva"), eli = west.enrol("eli");
    std::string club = north.found("club", "cora");
};

}  // namespace

TEST_CASE("only the members of a school and of its communities are addresses that nothing leaves by") {
    auto const is_kept = [](std::string const& path) {
        return federation::is_kept_address("https://north.test", "https://north.test" + path);
    };
    CHECK(is_kept(federation::members_of("")));
    CHECK(is_kept(federation::insiders_of("/c/club")));
    CHECK(is_kept(federation::insiders_of("/c/members")));
    for (auto const* const other :
         {"/u/members",
          "/c/members",
          "/c//members",
          "/c/club/x/members",
          "/post/1/members",
          "/c/members/followers",
          ""})
        CHECK_FALSE(is_kept(other));
    CHECK_FALSE(federation::is_kept_address("https://north.test", "https://south.test/members"));
    CHECK_FALSE(federation::is_kept_address("https://north.test", "https://north.testing/members"));
}

TEST_CASE_FIXTURE(Schools, "somebody called members, and a community of that name, are heard at other schools") {
    auto const members = north.found("members", "cora");
    auto const namesake = west.enrol("members");
    for (auto* const school : {&south, &west}) meet(village, *school, members);
    eva.follow(members);
    namesake.follow(members);
    village.settle();
    auto const at_home = ada.ask(members, "Is anybody there?");
    auto const question = namesake.ask(members, "Who asks?");
    village.settle();
    CHECK(can_read(eva, at_home));
    CHECK(can_read(eva, question));
    auto const answer = eli.answer(question, "She is next door.");
    village.settle();
    CHECK(has_arrived(north, answer));
    CHECK(can_read(eva, answer));
}

TEST_CASE_FIXTURE(Schools, "a note for everyone reaches the schools of those who follow its author") {
    auto const note = say(ada, draft(Audience::everyone));

    CHECK(has_arrived(south, note));
    CHECK_FALSE(has_arrived(west, note));
    CHECK(can_read(eva, note));
    CHECK(document(note, "").find("Words") != std::string::npos);
}

TEST_CASE_FIXTURE(Schools, "a note for followers is read by those who follow, and by nobody else at their schools") {
    auto const note = say(ada, draft(Audience::followers));

    CHECK(can_read(sam, note));
    CHECK_FALSE(can_read(eva, note));
    CHECK_FALSE(can_read(ben, note));
    CHECK(can_read(ada, note));
    CHECK(document(note, "https://south.test").find("Words") != std::string::npos);
    CHECK(document(note, "https://west.test").empty());
    CHECK(document(note, "").empty());
}

TEST_CASE_FIXTURE(Schools, "a note for some people is read by those, wherever they are") {
    auto note = draft(Audience::named);
    note.mentions = {{iri_of(eli), "@eli@west.test"}, {iri_of(ben), "@ben@north.test"}};
    auto const thing = say(ada, note);

    CHECK(can_read(eli, thing));
    CHECK(can_read(ben, thing));
    CHECK_FALSE(can_read(cora, thing));
    CHECK_FALSE(has_arrived(south, thing));
    CHECK(document(thing, "https://south.test").empty());
    CHECK(document(thing, "https://west.test").find("Words") != std::string::npos);
}

TEST_CASE_FIXTURE(Schools, "what is for a community is announced to those who joined it, and to nobody else") {
    auto note = draft(Audience::community);
    note.community = club;
    auto const thing = say(ben, note);

    CHECK(can_read(eva, thing));
    CHECK_FALSE(can_read(sam, thing));
    CHECK_FALSE(has_arrived(west, thing));
    CHECK(can_read(cora, thing));
    CHECK(document(thing, "").empty());
    CHECK(document(thing, "https://west.test").empty());
    CHECK(document(thing, "https://south.test").find("Words") != std::string::npos);
}

TEST_CASE_FIXTURE(Schools, "what is for members of the school never leaves, and every member reads it") {
    auto note = draft(Audience::here);
    note.mentions = {{iri_of(eli), "@eli@west.test"}};
    note.community = club;
    auto const composed = write(ada, note);
    CHECK(north.waiting() == 0);
    village.settle();
    auto const thing = composed.activity.object_id();

    CHECK(can_read(ben, thing));
    CHECK_FALSE(has_arrived(south, thing));
    CHECK_FALSE(has_arrived(west, thing));
    CHECK(composed.activity.bytes().find("west.test") == std::string::npos);
    for (auto const* const reader : {"", "https://south.test", "https://west.test"})
        CHECK(document(thing, reader).empty());
}

TEST_CASE_FIXTURE(Schools, "a reply to what stays here stays here") {
    auto const thing = say(ada, draft(Audience::here));
    auto reply = draft(Audience::everyone);
    reply.parent = thing;
    auto const refused = perform(ben, composer_of(ben).note(author_of(ben), reply));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().reason() == Reason::not_allowed);

    reply.audience = federation::community::narrowed_audience(reply.audience, Audience::here);
    CHECK(can_read(ada, say(ben, reply)));
}

TEST_CASE_FIXTURE(Schools, "an Update narrows whom a thing is for, and never widens it") {
    auto const first = write(ada, draft(Audience::followers));
    village.settle();
    auto const thing = first.activity.object_id();
    auto const edit = [&](Audience audience) {
        federation::Edited const edited{thing, north.node.clock.now(), north.node.clock.now()};
        static_cast<void>(perform(ada, composer_of(ada).edit(author_of(ada), draft(audience), edited)).value());
        village.settle();
    };

    edit(Audience::everyone);
    CHECK_FALSE(can_read(ben, thing));
    CHECK(document(thing, "").empty());
}

TEST_CASE_FIXTURE(Schools, "what somebody deletes is told to those whom it was for") {
    auto const first = write(ada, draft(Audience::followers));
    village.settle();
    auto const before = west.entries();
    auto const composed = composer_of(ada).delete_object(author_of(ada), first.activity);
    CHECK(composed.activity.bytes().find("#Public") == std::string::npos);
    static_cast<void>(perform(ada, composed).value());
    village.settle();

    CHECK(south.node.store.read([](auto const& tx, auto const& tables) { return tables.removals.size(tx); }) == 1);
    CHECK(west.entries() == before);
}

TEST_CASE_FIXTURE(Schools, "what people show to their followers is a line of a timeline, until they take it back") {
    auto const thing = say(ben, draft(Audience::everyone));
    CHECK_FALSE(has_arrived(south, thing));
    auto const boost = composer_of(ada).boost(author_of(ada), thing, iri_of(ben));
    static_cast<void>(perform(ada, boost).value());
    village.settle();
    auto const lines = [&](School const& school) {
        return school.node.store.read([](auto const& tx, auto const& tables) { return tables.boosters.size(tx); });
    };

    CHECK(has_arrived(south, thing));
    CHECK(lines(north) == 1);
    CHECK(lines(south) == 1);

    static_cast<void>(perform(ada, composer_of(ada).undo(author_of(ada), boost.activity)).value());
    village.settle();
    CHECK(lines(north) == 0);
    CHECK(lines(south) == 0);
}

TEST_CASE_FIXTURE(Schools, "nobody passes on what is not for everyone") {
    for (auto const audience : {Audience::followers, Audience::here, Audience::named}) {
        auto const thing = say(ada, draft(audience));
        auto const passed_on = perform(ada, composer_of(ada).boost(author_of(ada), thing, iri_of(ada)));
        REQUIRE_FALSE(passed_on);
        CHECK(passed_on.error().reason() == Reason::not_allowed);
    }
}

TEST_CASE("a reply is for no more people than what it replies to") {
    using enum Audience;
    using federation::community::narrowed_audience;
    CHECK(narrowed_audience(everyone, everyone) == everyone);
    CHECK(narrowed_audience(everyone, followers) == followers);
    CHECK(narrowed_audience(named, followers) == named);
    CHECK(narrowed_audience(everyone, named) == named);
    for (auto const wanted : {everyone, quiet, community, followers, named, here})
        CHECK(narrowed_audience(wanted, here) == here);
}
