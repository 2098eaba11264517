// A community goes to another institution: only where that one agreed, once, and whoever followed it is led there.
#include "federation/community/terms.hpp"
#include "federation/partners/rest.hpp"
#include "server/communities/moving.hpp"
#include "storage/names.hpp"
#include "tests/federation/people.hpp"
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

using namespace collegium;
using namespace collegium::tests;

using server::communities::TakeOver;

namespace {

boost::asio::awaitable<int> led_on(server::App const& app) {
    co_await server::communities::lead_followers(app);
    co_return 0;
}

// North's club, which Ada and Pip, a pupil, follow there and Sid from south; it is to become south's guild.
struct MovingFront : Front {
    Person cora_herself = add_person("cora"), ada = add_person("ada"), pip = add_person("pip");
    Person sid = south.enrol("sid");
    std::string club = north.found("club", "cora"), guild = south.found("guild", "sid");
    Browser cora = Browser::of(*this, "cora");
    server::App south_app = app_of(south.node, registry, sign_ins);
    std::string question;

    MovingFront() {
        give_account(sid, "sid", false);
        give_account(pip, "pip", true);
        meet(village, south, club);
        for (auto const& follower : {ada, pip, sid}) follower.follow(club);
        settle();
        question = ada.ask(club, "What stays?");
        settle();
    }

    Result<std::string> agree(School& school, std::string const& ours, std::string const& theirs, TakeOver wish) {
        auto const said =
            village.run(server::communities::agree_to_take_over(school.node, ours, theirs, wish, "console"));
        settle();
        return said;
    }

    Result<federation::moves::HandOver> hand_over(School& school, std::string const& name, std::string const& address) {
        auto const done = village.run(server::communities::hand_over(school.node, name, address, "console"));
        settle();
        return done;
    }

    void lead_all() {
        village.run(led_on(app));
        village.run(led_on(south_app));
        settle();
    }

    static bool follows(Person const& person, std::string const& community) {
        return person.school->node.store.read([&](auto const& tx, auto const& tables) {
            auto const handle = storage::find_handle(tx, tables, community);
            return handle && tables.following.contains(tx, {person.handle, *handle});
        });
    }

    bool has_moved() const {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            auto const handle = storage::find_handle(tx, tables, club).value();
            return federation::community::has_moved(tx, tables, handle);
        });
    }

    Refusal turned_down(std::string const& name, std::string const& address) {
        auto const before = north.entries();
        auto const done = hand_over(north, name, address);
        CHECK(north.entries() == before);
        REQUIRE_FALSE(done);
        return done.error();
    }
};

}  // namespace

TEST_CASE_FIXTURE(
    MovingFront, "a community that was handed over leads its followers on, is read, and takes nothing new"
) {
    REQUIRE(agree(south, "guild", "club@north.test", TakeOver::agree));
    auto const plan = hand_over(north, "club", "guild@south.test");
    REQUIRE(plan);
    CHECK(plan->from == club);
    CHECK(plan->to == guild);
    CHECK(plan->followers == 1);
    CHECK(plan->pupils == 1);
    CHECK(shows(get_activity("/c/club"), "\"movedTo\":\"" + guild + "\""));

    lead_all();

    CHECK(follows(ada, guild));
    CHECK(follows(sid, guild));
    CHECK_FALSE(follows(pip, guild));
    CHECK(north.thread(question));
    CHECK(south.thread(question));
    auto const page = get("/c/club");
    CHECK(shows(page, "This community has moved."));
    CHECK(shows(page, "guild@south.test"));
    CHECK(shows(page, "What stays?"));
    CHECK_FALSE(shows(page, "/c/club/ask\""));

    auto const composer = federation::composer_of(north.node);
    auto const author = federation::author_of(north.node, ada.handle).value();
    auto const asked = federation::perform_now(north.node, composer.question(author, {club, "Late?", "Words", "en"}));
    CHECK(asked.error().reason() == Reason::not_allowed);
    auto const newcomer = federation::author_of(north.node, cora_herself.handle).value();
    auto const followed = federation::perform_now(north.node, composer.follow(newcomer, club));
    CHECK(followed.error().reason() == Reason::not_allowed);
    auto const from_south = sid.ask(club, "Late from south?");
    settle();
    CHECK_FALSE(north.thread(from_south));

    ada.leave(guild);
    settle();
    lead_all();
    CHECK_FALSE(follows(ada, guild));  // nobody is led twice
    CHECK(turned_down("club", "guild@south.test").reason() == Reason::conflict);
}

TEST_CASE_FIXTURE(MovingFront, "a community is handed over only to one that agreed, at a partner who answers") {
    CHECK(turned_down("nothing", "guild@south.test").reason() == Reason::not_found);
    auto const unnamed = turned_down("club", "guild@south.test");
    CHECK(unnamed.reason() == Reason::not_allowed);
    CHECK(unnamed.detail().find("does not name this community") != std::string_view::npos);
    CHECK(turned_down("club", "sid@south.test").reason() == Reason::not_allowed);
    CHECK(turned_down("club", "club@north.test").reason() == Reason::not_allowed);
    CHECK(turned_down("club", "guild").reason() == Reason::malformed);
    CHECK(turned_down("club", "guild@nowhere.test").reason() == Reason::not_partner);

    REQUIRE(agree(south, "guild", "club@north.test", TakeOver::agree));
    CHECK(agree(south, "guild", "club@north.test", TakeOver::agree).error().reason() == Reason::conflict);
    CHECK(agree(south, "nothing", club, TakeOver::agree).error().reason() == Reason::not_found);
    south.up = false;
    CHECK(turned_down("club", "guild@south.test").reason() == Reason::unreachable);  // also with what is held of it
    south.up = true;
    village.pass(std::chrono::minutes{11});  // what failed is not asked for again at once
    REQUIRE(agree(south, "guild", club, TakeOver::take_back));
    CHECK(turned_down("club", "guild@south.test").reason() == Reason::not_allowed);

    REQUIRE(north.node.store.write_now(federation::pausing_everything(north.node)));
    CHECK(turned_down("club", "guild@south.test").reason() == Reason::paused);
    CHECK_FALSE(has_moved());
}

TEST_CASE_FIXTURE(MovingFront, "nobody is led to where nobody agreed any more") {
    REQUIRE(agree(south, "guild", "club@north.test", TakeOver::agree));
    REQUIRE(hand_over(north, "club", "guild@south.test"));
    REQUIRE(agree(south, "guild", club, TakeOver::take_back));
    lead_all();
    CHECK_FALSE(follows(ada, guild));
    CHECK_FALSE(follows(sid, guild));
}

TEST_CASE_FIXTURE(
    MovingFront, "who runs a community agrees on its page, and members here are led to it from a partner's"
) {
    meet(village, north, guild);
    ada.follow(guild);
    settle();
    ada.leave(club);
    settle();
    auto const saved = cora.submit(
        "/c/club/run",
        {{"display", "Club"},
         {"summary", ""},
         {"rules", ""},
         {"subjects", ""},
         {"languages", ""},
         {"ends", ""},
         {"known_as", "guild@south.test"},
         {"join", "open"},
         {"width", "everyone"},
         {"answers", "anyone"}}
    );
    REQUIRE(saved.status() == 303);
    settle();
    CHECK(shows(get_activity("/c/club"), "\"alsoKnownAs\":[\"" + guild + "\"]"));
    CHECK(shows(cora.get("/c/club/run"), "guild@south.test</textarea>"));

    REQUIRE(hand_over(south, "guild", "club@north.test"));
    lead_all();

    CHECK(follows(ada, club));
    CHECK(shows(cora.get("/c/guild@south.test"), "href=\"/c/club\""));
}
