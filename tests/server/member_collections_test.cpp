// Collections of members: kept and put in order on pages, read by whom each thing is for, and followed (needs D18).
#include "federation/apply.hpp"
#include "federation/collections/collection.hpp"
#include "federation/timeline_lists.hpp"
#include "server/communities/running.hpp"
#include "server/pages/collections/handlers.hpp"
#include "storage/names.hpp"
#include "tests/federation/people.hpp"
#include "tests/printing.hpp"
#include "tests/server/guide_front.hpp"

using namespace collegium;
using namespace collegium::tests;
namespace timeline = collegium::federation::timeline;

namespace {

struct Collecting : GuideFront {
    // The path of a new collection of ben's.
    std::string begin_collection(std::string const& thing = "") {
        auto const response = ben.submit("/collections", {{"name", "Starters"}, {"thing", thing}});
        INFO(response.body());
        REQUIRE(response.status() == 303);
        settle();
        return std::string{response.field("location")};
    }

    void change(std::string const& collection, std::string const& act, std::string const& thing) {
        REQUIRE(ben.submit(collection + "/change", {{"act", act}, {"thing", thing}}).field("location") == collection);
        settle();
    }

    // For members of this school.
    std::string ask_here(std::string const& title) {
        auto const composed =
            composer_of(ada_herself)
                .question(author_of(ada_herself), {club, title, "Words", "en", storage::Audience::here});
        REQUIRE(perform(ada_herself, composed));
        settle();
        return path_of(composed.activity.object_id());
    }

    static std::string actor_of(std::string const& collection) {
        return "https://north.test/u/list-" + collection.substr(collection.rfind('/') + 1);
    }

    // Whether something is new for somebody, by what they follow.
    static bool is_new_for(Person const& reader, std::string const& thing) {
        return reader.school->node.store.read([&](auto const& tx, auto const& tables) {
            timeline::ListReader const list{tx, tables, timeline::Viewer::of_member(reader.handle)};
            auto const lines = list.home({}).lines;
            return std::ranges::any_of(lines, [&](auto const& line) {
                return storage::iri_of(tx, tables, line.thing) == "https://north.test" + thing;
            });
        });
    }

    bool has_come(std::string const& thing) const { return is_new_for(sam, thing); }

    bool sam_follows(std::string const& actor) const {
        return south.node.store.read([&](auto const& tx, auto const& tables) {
            auto const followed = storage::find_handle(tx, tables, actor).value();
            return tables.following.contains(tx, {sam.handle, followed});
        });
    }

    std::vector<std::string> listed(std::string const& collection) {
        auto const document = document_of(get_activity(collection));
        std::vector<std::string> paths;
        for (auto const& each : document.root()["orderedItems"].GetArray())
            paths.push_back(path_of(std::string{federation::text_of(each)}));
        return paths;
    }

    Person sam = south.enrol("sam");
};

class CountingCollectionWorkers final : public federation::Workers {
public:
    boost::asio::awaitable<void> run(std::function<void()> work) override {
        ++runs;
        work();
        co_return;
    }

    unsigned runs = 0;
};

}  // namespace

TEST_CASE_FIXTURE(Collecting, "a collection stands in its owner's order, and each reader sees what is for them") {
    auto const first = publish(ada, whole_form("Halves")), second = publish(ada, whole_form("Thirds"));
    auto const inside = ask_here("Only for us?");
    CHECK(shows(ben.get(first), "/collections?thing="));
    CHECK(shows(ben.get("/collections?thing=" + first), "value=\"" + first + "\""));
    auto const collection = begin_collection(first);
    change(collection, "add", inside);
    change(collection, "add", second);
    change(collection, "add", second);

    std::vector<std::string> const as_added{first, second}, moved{second, first};
    CHECK(listed(collection) == as_added);
    CHECK(shows(cora.get(collection), "Only for us?"));
    CHECK_FALSE(shows(get(collection), "Only for us?"));

    change(collection, "up", second);
    change(collection, "up", second);
    change(collection, "up", second);
    CHECK(listed(collection) == moved);
    change(collection, "take-out", second);
    CHECK(listed(collection) == std::vector{first});
    auto const list = document_of(get_activity(collection));
    CHECK(federation::text_member(list.root(), "name") == "Starters");
    CHECK(federation::text_member(list.root(), "id") == "https://north.test" + collection);
    CHECK(federation::text_member(list.root(), "attributedTo") == actor_of(collection));
}

TEST_CASE_FIXTURE(Collecting, "what is added arrives with those who follow, and goes when it is taken out or deleted") {
    auto const kept = publish(ada, whole_form("Halves")), dropped = publish(ada, whole_form("Thirds"));
    auto const inside = ask_here("Only for us?");
    auto const collection = begin_collection();
    auto const actor = actor_of(collection);
    meet(village, south, actor);
    sam.follow(actor);
    CHECK(cora.submit("/subjects" + path_of(actor).substr(2) + "/follow").field("location") == collection);
    settle();

    for (auto const& thing : {kept, dropped, inside}) change(collection, "add", thing);
    CHECK(has_come(kept));
    CHECK(has_come(dropped));
    CHECK_FALSE(has_arrived(south, "https://north.test" + inside));
    CHECK(shows(cora.get("/subjects"), "Because you follow <a href=\"" + collection + "\">Starters</a>"));

    change(collection, "take-out", dropped);
    CHECK_FALSE(has_come(dropped));
    REQUIRE(ada_herself.erase("https://north.test" + kept));
    settle();
    CHECK_FALSE(has_come(kept));
    CHECK(listed(collection).empty());
    CHECK(post_at(south, "https://north.test" + kept).value().state == storage::ObjectState::deleted_by_author);
}

TEST_CASE_FIXTURE(Collecting, "a collection that is dropped is no more, here and with those who followed it") {
    auto const guide = publish(ada, whole_form("Halves"));
    auto const collection = begin_collection();
    auto const actor = actor_of(collection);
    meet(village, south, actor);
    sam.follow(actor);
    settle();
    CHECK(sam_follows(actor));
    change(collection, "add", guide);
    settle();

    CHECK(ben.submit(collection + "/name", {{"name", "Beginnings"}}).field("location") == collection);
    CHECK(shows(get(collection), "<h1>Beginnings</h1>"));
    CHECK(has_come(guide));
    CHECK(cora.submit("/subjects" + path_of(actor).substr(2) + "/follow").status() == 303);
    settle();
    CHECK(is_new_for(cora_herself, guide));
    auto const before = north.entries();
    CHECK(ben.submit(collection + "/drop").field("location") == "/collections");
    settle();
    CHECK(north.entries() == before + 1);
    CHECK_FALSE(has_come(guide));
    CHECK_FALSE(is_new_for(cora_herself, guide));
    CHECK(get(collection).status() == 404);
    CHECK(get_activity(path_of(actor)).status() == 404);
    CHECK_FALSE(sam_follows(actor));
    CHECK(shows(ben.get("/collections"), "You have none yet."));
}

TEST_CASE_FIXTURE(Collecting, "what is refused says why, and changes nothing") {
    auto const guide = publish(ada, whole_form("Halves"));
    auto const collection = begin_collection();
    CHECK(cora.submit(collection + "/change", {{"act", "add"}, {"thing", guide}}).status() == 404);
    CHECK(cora.submit(collection + "/drop").status() == 404);
    CHECK(ben.submit(collection + "/change", {{"act", "add"}, {"thing", "/post/1"}}).status() == 404);
    CHECK(listed(collection).empty());

    auto const long_name = std::string(101, 'x');
    for (auto const& path : {std::string{"/collections"}, collection + "/name"}) {
        auto const refused = ben.submit(path, {{"name", long_name}});
        CHECK(refused.status() == 422);
        CHECK(shows(refused, "Give it a name of at most 100 characters."));
        CHECK(shows(refused, "value=\"" + long_name + "\""));
    }
    give_account(cora_herself, "cora", true);
    auto const pupil = cora.submit("/collections", {{"name", "Mine"}});
    CHECK(pupil.status() == 422);
    CHECK(shows(pupil, "What pupils do stays in this school"));
}

TEST_CASE_FIXTURE(Collecting, "a collection of somebody who became a pupil says nothing outside any more") {
    auto const first = publish(ada, whole_form("Halves")), second = publish(ada, whole_form("Thirds"));
    auto const collection = begin_collection();
    auto const actor = actor_of(collection);
    meet(village, south, actor);
    sam.follow(actor);
    settle();
    change(collection, "add", first);
    settle();
    REQUIRE(get_activity(path_of(actor)).status() == 200);

    south.up = false;
    change(collection, "add", second);
    give_account(ben_himself, "ben", true);
    south.up = true;
    village.pass(std::chrono::hours{2});
    settle();
    CHECK(has_come(first));
    CHECK_FALSE(has_arrived(south, "https://north.test" + second));

    auto const before = north.entries();
    auto const renamed = ben.submit(collection + "/name", {{"name", "Others"}});
    CHECK(renamed.status() == 422);
    CHECK(shows(renamed, "What pupils do stays in this school"));
    for (auto const* const act : {"add", "take-out", "up"})
        CHECK(ben.submit(collection + "/change", {{"act", act}, {"thing", first}}).status() != 303);
    CHECK(north.entries() == before);
    for (auto const* const list : {"", "/outbox", "/followers"})
        CHECK(get_activity(path_of(actor) + list).status() == 404);
    CHECK(get("/.well-known/webfinger?resource=acct:" + path_of(actor).substr(3) + "@north.test").status() == 404);

    CHECK(get("/api/v1/accounts/lookup?acct=" + path_of(actor).substr(3)).status() == 404);

    REQUIRE(ada_herself.erase("https://north.test" + first));
    CHECK(north.waiting() == 0);
    CHECK(ben.submit(collection + "/drop").field("location") == "/collections");
    CHECK(north.waiting() == 0);
    settle();
    CHECK(sam_follows(actor));
    north.check_history();
}

TEST_CASE_FIXTURE(Collecting, "what another node's community removes by its own word is taken back") {
    auto const circle = south.found("circle", "sam");
    meet(village, north, circle);
    ben_himself.follow(circle);
    settle();
    auto const question = south.enrol("tom").ask(circle, "Why rhyme?");
    settle();
    auto const path = north.node.store.read([&](auto const& tx, auto const& tables) {
        auto const thing = storage::find_handle(tx, tables, question).value();
        return "/post/" + std::to_string(static_cast<std::uint64_t>(tables.objects.get(tx, thing)->number));
    });
    auto const collection = begin_collection(path);

    auto const removal =
        R"({"id":"https://far.test/acts/1","type":"Delete","actor":"https://far.test/u/mod","object":")" + question +
        R"(","summary":"Asked before."})";
    auto const announce = federation::Activity::read(
                              R"({"id":"https://south.test/acts/1","type":"Announce","actor":")" + circle +
                              R"(","to":"https://www.w3.org/ns/activitystreams#Public","object":)" + removal + "}"
    )
                              .value();
    storage::Store::Change<federation::Effects> const admit = [&](auto& tx, auto& tables) {
        federation::Effects effects;
        REQUIRE(federation::apply(
            tx, tables, "https://north.test", announce, {false, north.node.ids.next(), north.node.clock.now()}, effects
        ));
        return effects;
    };
    auto const reactions = north.node.store.write_now(admit).value().reactions;
    REQUIRE(reactions.size() == 1);
    CHECK(reactions.front().kind == federation::ReactionKind::take_back);
    CHECK(reactions.front().cause.actor().text() == actor_of(collection));
    CHECK(reactions.front().cause.object_id() == question);
}

TEST_CASE_FIXTURE(Collecting, "what its owner cannot read any more can be taken out, and is passed by what moves") {
    auto const first = publish(ada, whole_form("Halves")), gone = publish(ada, whole_form("Thirds")),
               last = publish(ada, whole_form("Quarters"));
    auto const collection = begin_collection(first);
    for (auto const& thing : {gone, last}) change(collection, "add", thing);
    REQUIRE(ada_herself.erase("https://north.test" + gone));
    settle();

    std::vector<std::string> const as_added{first, last}, moved{last, first};
    CHECK(listed(collection) == as_added);
    change(collection, "down", first);
    CHECK(listed(collection) == moved);
    change(collection, "up", first);
    CHECK(listed(collection) == as_added);

    constexpr std::string_view not_shown = "Something that was deleted";
    CHECK(shows(ben.get(collection), std::string{not_shown}));
    CHECK_FALSE(shows(cora.get(collection), std::string{not_shown}));
    change(collection, "take-out", gone);
    CHECK_FALSE(shows(ben.get(collection), std::string{not_shown}));
    CHECK(listed(collection) == as_added);
}

TEST_CASE_FIXTURE(Collecting, "collections end with the account of their owner, and by operators") {
    auto const kept = begin_collection(), dropped = begin_collection();
    for (auto const& each : {kept, dropped}) {
        meet(village, south, actor_of(each));
        sam.follow(actor_of(each));
    }
    settle();
    static_cast<void>(add_person("olga", storage::Roles::of(storage::Role::operator_)));
    auto olga = Browser::of(*this, "olga");
    CHECK(shows(olga.get(kept), "Drop this collection"));
    CHECK_FALSE(shows(cora.get(kept), "Drop this collection"));
    CHECK(cora.submit(dropped + "/drop").status() == 404);
    CHECK(olga.submit(dropped + "/drop").status() == 303);
    settle();
    CHECK(get(dropped).status() == 404);
    CHECK(get(kept).status() == 200);

    REQUIRE(village.run(server::communities::close_account(app.node, "ben", "olga")));
    settle();
    CHECK(get(kept).status() == 404);
    for (auto const& each : {kept, dropped}) CHECK_FALSE(sam_follows(actor_of(each)));
    north.check_history();
}

TEST_CASE_FIXTURE(Collecting, "the things of a collection are read by a worker, and not at all to change it") {
    auto const collection = begin_collection(publish(ada, whole_form("Halves")));
    CountingCollectionWorkers workers;
    auto const& node = north.node;
    federation::Node const counted{
        node.settings,
        node.clock,
        node.ids,
        node.store,
        node.keyring,
        node.keys,
        node.network,
        workers,
        node.bell,
        node.backfill,
        node.failures,
        node.traffic,
        node.strangers,
        node.recent};
    auto const counting = app_of(counted, registry, sign_ins);

    server::Call looking;
    looking.names = {collection.substr(collection.rfind('/') + 1)};
    CHECK(village.run(server::pages::collection_of(counting, looking)));
    CHECK(workers.runs == 1);

    server::Call changing;
    changing.names = looking.names;
    changing.member.emplace().actor = ben_himself.handle;
    changing.form = server::Form::parse("name=Beginnings").value();
    auto const renamed = village.run(server::pages::post_rename_collection(counting, std::move(changing)));
    CHECK(renamed.field("location") == collection);
    CHECK(workers.runs == 1);
}

TEST_CASE_FIXTURE(Collecting, "what was removed and restored is announced again when its owner adds it again") {
    auto const question = cora_herself.ask(club, "Why halves?");
    settle();
    auto const path = path_of(question);
    auto const collection = begin_collection(path);
    meet(village, south, actor_of(collection));
    sam.follow(actor_of(collection));
    settle();
    auto const author = author_of(ada_herself);
    auto const removal = composer_of(ada_herself).remove_thing(author, question, club, "Asked before.");
    REQUIRE(perform(ada_herself, removal));
    settle();
    REQUIRE(perform(ada_herself, composer_of(ada_herself).undo(author, removal.activity)));
    settle();
    CHECK_FALSE(has_come(path));

    change(collection, "add", path);
    CHECK(has_come(path));
    CHECK(listed(collection) == std::vector{path});
}
