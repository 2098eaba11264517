// The past of a community: what a school finds when it joins late, and after an outage.
#include "federation/fetching/past.hpp"

#include "federation/messages/json_text.hpp"
#include "storage/names.hpp"
#include "tests/federation/peer.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

namespace {

storage::ImportRecord record_of(School const& school, std::string const& community) {
    return school.node.store.read([&](auto const& tx, auto const& tables) {
        return tables.imports.get(tx, storage::find_handle(tx, tables, community).value())
            .value_or(storage::ImportRecord{});
    });
}

void ask(Village& village, School& school, std::string const& community) {
    auto const handle = school.node.store.read([&](auto const& tx, auto const& tables) {
        return storage::find_handle(tx, tables, community).value();
    });
    REQUIRE(village.run(federation::past::ask_for(school.node, handle)));
    village.settle();
}

std::size_t questions(School const& school, std::string const& community) {
    return school.node.store.read([&](auto const& tx, auto const& tables) {
        auto const handle = storage::find_handle(tx, tables, community).value();
        return federation::timeline::questions_in(tx, tables, handle, storage::LocalId{~0ull}, 1000).lines.size();
    });
}

// As a partner that does not keep its messages for ever.
void give_up_deliveries(School& school) {
    storage::Store::Change<int> const change = [](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        std::vector<storage::EntryKey> keys;
        tables.deliveries.each(tx, [&](storage::EntryKey const& key, storage::DeliveryRow const&) {
            keys.push_back(key);
            return true;
        });
        for (auto const& key : keys) {
            tables.deliveries.erase(tx, key);
            tables.receipts.put(tx, {key.seq, key.of}, {storage::Outcome::refused, 0, {}, {}});
        }
        return 0;
    };
    static_cast<void>(school.node.store.write_now(change).value());
}

struct Late {
    Village village{{"north.test", "uni.test"}};
    School& north = village["north.test"];
    School& uni = village["uni.test"];
    Person ada = north.enrol("ada"), cora = uni.enrol("cora"), dan = uni.enrol("dan");
    std::string algebra = uni.found("algebra", "cora");
};

struct Foreign {
    Village village{{"north.test"}};
    School& north = village["north.test"];
    Person ada = north.enrol("ada");
    Peer west{village, "west.test"};
    std::string chess = west.actor("chess", "Group"), sam = west.actor("sam");

    Foreign() { north.partner_with("west.test"); }

    std::string post(unsigned number) const { return west.iri("/post/" + std::to_string(number)); }

    // As Lemmy's outbox has it: the newest first, each an Announce of a Create.
    std::string announced(unsigned number, std::string const& context = "") const {
        auto thing = article(post(number), sam, "Question " + std::to_string(number) + "?", chess);
        if (!context.empty()) thing.insert(thing.size() - 1, ",\"context\":" + named(context));
        auto const create = act(west.iri("/create/" + std::to_string(number)), "Create", sam, thing);
        return act(west.iri("/announce/" + std::to_string(number)), "Announce", chess, create);
    }
};

}  // namespace

TEST_CASE_FIXTURE(
    Late, "who joins late finds the past: 25 questions over two pages, their answers and what was accepted"
) {
    std::vector<std::string> asked;
    for (int i = 1; i <= 25; ++i) {
        asked.push_back(cora.ask(algebra, "Question " + std::to_string(i)));
        village.clock.pass(1min);
    }
    auto const answer = dan.answer(asked[2], "Because.");
    static_cast<void>(cora.accept(answer).value());
    village.settle();

    follow(village, ada, algebra);
    ask(village, north, algebra);

    CHECK(questions(north, algebra) == 25);
    auto const thread = north.thread(asked[2]).value();
    CHECK(thread.question.title() == "Question 3");
    CHECK(thread.question.announced);
    REQUIRE(thread.answers.size() == 1);
    CHECK(thread.answers[0].iri == answer);
    CHECK(thread.answers[0].accepted);
    auto const record = record_of(north, algebra);
    CHECK(record.state == storage::ImportState::finished);
    CHECK(record.found == record.total);
    CHECK(record.total > 25);
    CHECK(record.whole == village.clock.now());
}

TEST_CASE_FIXTURE(Late, "catching up after an outage takes what is missing, and asks for nothing else") {
    follow(village, ada, algebra);
    ask(village, north, algebra);
    auto const before = cora.ask(algebra, "Before");
    village.settle();
    REQUIRE(north.thread(before));

    // Whatever the partner queued for us meanwhile is lost.
    north.up = false;
    auto const missed = cora.ask(algebra, "Missed");
    auto const answer = dan.answer(missed, "An answer");
    give_up_deliveries(uni);
    village.settle();
    north.up = true;
    REQUIRE_FALSE(north.thread(missed));

    auto const requests = north.network.requests;
    CHECK(federation::catch_up(north.node, "uni.test").value() == 1);
    CHECK(federation::catch_up(north.node, "elsewhere.test").value() == 0);
    village.settle();

    REQUIRE(north.thread(missed));
    CHECK(north.thread(missed)->answers.size() == 1);
    CHECK(north.thread(missed)->answers[0].iri == answer);
    auto const spent = north.network.requests - requests;
    CHECK(spent <= 4);  // the outbox, the author of the answer, the thread's list

    CHECK(federation::catch_up(north.node, "uni.test").value() == 1);
    village.settle();
    CHECK(north.network.requests - requests - spent == 1);
}

TEST_CASE_FIXTURE(Late, "a partner that was out and is heard of again is asked for what was missed") {
    follow(village, ada, algebra);
    ask(village, north, algebra);
    uni.up = false;
    auto const own = ada.ask(algebra, "Is anybody there?");  // north's lane to uni is out
    village.settle();
    auto const missed = cora.ask(algebra, "Missed");
    give_up_deliveries(uni);
    uni.up = true;
    REQUIRE_FALSE(north.thread(missed));

    village.pass(24h);
    village.settle();

    CHECK(uni.thread(own));
    CHECK(north.thread(missed));
}

TEST_CASE_FIXTURE(Foreign, "a thread is completed from its context collection, each thing from its own place") {
    auto const list = west.iri("/post/1/context");
    follow(village, ada, chess);
    west.serve(chess + "/outbox", collection(chess + "/outbox", {announced(1, list)}));
    std::string const reply = west.iri("/comment/2"), deeper = west.iri("/comment/3"),
                      foreign = "https://stranger.test/comment/4";
    west.serve(list, collection(list, {named(post(1)), named(reply), named(deeper), named(foreign)}));
    west.serve(reply, note(reply, sam, post(1), chess));
    west.serve(deeper, note(deeper, sam, reply, chess));

    ask(village, north, chess);

    auto const thread = north.thread(post(1)).value();
    CHECK(thread.answers.size() == 1);
    CHECK(thread.comments.size() == 1);
    auto const record = record_of(north, chess);
    CHECK(record.state == storage::ImportState::finished);
    CHECK(record.total == 4);
}

TEST_CASE_FIXTURE(Foreign, "replies are followed downwards where there is no context") {
    auto const reply = west.iri("/comment/2"), deeper = west.iri("/comment/3");
    auto const with_replies = [&](std::string thing, std::string const& list) {
        thing.insert(thing.size() - 1, ",\"replies\":" + named(list));
        return thing;
    };
    follow(village, ada, chess);
    auto const create = act(
        west.iri("/create/1"), "Create", sam, with_replies(article(post(1), sam, "Why?", chess), post(1) + "/replies")
    );
    west.serve(
        chess + "/outbox", collection(chess + "/outbox", {act(west.iri("/announce/1"), "Announce", chess, create)})
    );
    west.serve(post(1) + "/replies", collection(post(1) + "/replies", {named(reply)}));
    west.serve(reply, with_replies(note(reply, sam, post(1), chess), reply + "/replies"));
    west.serve(reply + "/replies", collection(reply + "/replies", {named(deeper)}));
    west.serve(deeper, with_replies(note(deeper, sam, reply, chess), deeper + "/replies"));

    ask(village, north, chess);

    CHECK(north.thread(post(1)).value().answers.size() == 1);
    CHECK(north.thread(post(1)).value().comments.size() == 1);
}

TEST_CASE_FIXTURE(Foreign, "an outbox that does not answer is tried again, and members can read why") {
    follow(village, ada, chess);
    west.answer(chess + "/outbox", status(503));
    ask(village, north, chess);
    auto record = record_of(north, chess);
    CHECK(record.state == storage::ImportState::failed);
    CHECK(record.error == "the other institution's server did not answer");
    CHECK(federation::past::is_tried_again(record));

    west.serve(chess + "/outbox", collection(chess + "/outbox", {announced(1)}));
    village.pass(1min);
    village.settle();

    record = record_of(north, chess);
    CHECK(record.state == storage::ImportState::finished);
    CHECK(record.error.empty());
    CHECK(north.thread(post(1)));
}

TEST_CASE_FIXTURE(Foreign, "an outbox without end costs 200 requests and 500 things at most") {
    follow(village, ada, chess);
    west.asked.clear();
    std::string const outbox = chess + "/outbox";
    SUBCASE("pages without end") {
        for (unsigned page = 0; page < 400; ++page) {
            auto const here = page == 0 ? outbox : outbox + "?page=" + std::to_string(page);
            std::vector<std::string> items;
            for (unsigned i = 0; i < 20; ++i) items.push_back(announced(page * 20 + i));
            west.serve(here, collection(here, items, outbox + "?page=" + std::to_string(page + 1)));
        }
    }
    SUBCASE("a page that leads to itself") {
        west.serve(outbox, collection(outbox, {announced(1)}, outbox));
    }
    SUBCASE("pages elsewhere") {
        west.serve(outbox, collection(outbox, {announced(1)}, "https://stranger.test/outbox"));
    }
    SUBCASE("items that are names of what is not there") {
        std::vector<std::string> items;
        for (unsigned i = 0; i < 10'000; ++i) items.push_back(named(west.iri("/nothing/" + std::to_string(i))));
        west.serve(outbox, collection(outbox, items));
    }
    ask(village, north, chess);
    CHECK(west.asked.size() <= 200);
    CHECK(questions(north, chess) <= 500);
    CHECK(record_of(north, chess).state == storage::ImportState::finished);
}

TEST_CASE_FIXTURE(Foreign, "an outbox speaks for its own host only") {
    follow(village, ada, chess);
    auto const thing = article("https://north.test/post/1", "https://north.test/u/ada", "Forged", chess);
    auto const create = act("https://north.test/a/1", "Create", "https://north.test/u/ada", thing);
    west.serve(
        chess + "/outbox",
        collection(
            chess + "/outbox",
            {act("https://north.test/announce/1", "Announce", "https://north.test/u/ada", create),
             act(west.iri("/announce/1"), "Announce", chess, create),
             create}
        )
    );
    ask(village, north, chess);
    CHECK(questions(north, chess) == 0);
    CHECK_FALSE(north.thread("https://north.test/post/1"));
}

TEST_CASE_FIXTURE(
    Foreign, "an Announce of somebody unknown in a list of the past is passed over, and the rest is taken"
) {
    follow(village, ada, chess);
    auto stranger = announced(2);
    stranger.replace(stranger.find(chess), chess.size(), west.iri("/c/unheard"));
    west.serve(chess + "/outbox", collection(chess + "/outbox", {stranger, announced(1)}));

    ask(village, north, chess);

    CHECK(north.thread(post(1)));
}
