// What came before the thing that it answers: it finds its place later, and is judged as if it had come in order.
#include "storage/names.hpp"
#include "tests/federation/peer.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

constexpr std::string_view everyone = "https://www.w3.org/ns/activitystreams#Public";

// A question of north's community; Eli answers it, and Dee answers Eli before Eli's answer is here. Ada is named, or
// nobody at north would want to hear of it.
struct LatePlaces {
    Village village{{"north.test"}};
    School& north = village["north.test"];
    Person ada = north.enrol("ada");
    std::string club = north.found("club", "ada");
    Peer east{village, "east.test"};
    std::string eli = east.actor("eli"), dee = east.actor("dee");
    std::string const question = ada.ask(club, "Which opening?"), answer = east.iri("/post/1"),
                      early = east.iri("/post/2");

    LatePlaces() { north.partner_with("east.test"); }
    ~LatePlaces() { north.rebuild(); }  // bans and terms are set by hand
    LatePlaces(LatePlaces const&) = delete;
    LatePlaces& operator=(LatePlaces const&) = delete;

    Result<storage::Seq> receive(std::string const& actor, std::string const& object) {
        auto const id = east.iri("/create/" + std::to_string(++said));
        return village.run(federation::receive(north.node, east.signed_by(actor, act(id, "Create", actor, object))));
    }

    std::string early_note(std::string const& in_reply_to) const {
        return R"({"id":")" + early + R"(","type":"Note","attributedTo":")" + dee + R"(","inReplyTo":")" + in_reply_to +
               R"(","to":[")" + std::string{everyone} + R"(","https://north.test/u/ada"],)" +
               R"("content":"<p>The Dutch one.</p>","published":"2026-08-02T00:00:00Z"})";
    }

    // Before what it answers, and then that.
    void reply_too_early() {
        REQUIRE(receive(dee, early_note(answer)));
        REQUIRE(receive(eli, note(answer, eli, question, club)));
        village.settle();
    }

    template <class Act>
    void change(Act act) {
        storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
            act(tx, tables, storage::find_handle(tx, tables, club).value());
            return 0;
        };
        REQUIRE(north.node.store.write_now(change));
    }

    template <class Change>
    void change_terms(Change what) {
        change([&](auto& tx, auto& tables, storage::Handle place) {
            auto terms = tables.communities.get(tx, place).value_or(storage::CommunityRecord{});
            what(terms);
            tables.communities.put(tx, place, terms);
        });
    }

    bool is_held(std::string const& thing) const {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            auto const place = storage::find_handle(tx, tables, club).value();
            return tables.held.contains(tx, {place, storage::find_handle(tx, tables, thing).value()});
        });
    }

    bool is_shown(std::string const& thing) const {
        auto const thread = north.thread(question);
        auto const is_it = [&](auto const& post) { return post.iri == thing; };
        return std::ranges::any_of(thread->answers, is_it) || std::ranges::any_of(thread->comments, is_it);
    }

    int said = 0;
};

}  // namespace

TEST_CASE_FIXTURE(LatePlaces, "a reply that came too early has its place as soon as what it answers is there") {
    reply_too_early();

    CHECK(is_shown(answer));
    CHECK(is_shown(early));
    CHECK_FALSE(is_held(early));
    north.check_history();
}

TEST_CASE_FIXTURE(LatePlaces, "who is shut out of a community does not come in by a reply that came too early") {
    REQUIRE(receive(dee, note(east.iri("/post/9"), dee, question, club)));  // whom one shuts out, one knows
    change([&](auto& tx, auto& tables, storage::Handle place) {
        tables.bans.put(tx, {place, storage::find_handle(tx, tables, dee).value()}, {});
    });
    reply_too_early();

    CHECK(is_shown(answer));
    CHECK_FALSE(is_shown(early));
    CHECK(is_held(early));
}

TEST_CASE_FIXTURE(LatePlaces, "where facilitators look at everything first, they look at what came too early as well") {
    change_terms([](storage::CommunityRecord& terms) { terms.holds = true; });
    reply_too_early();

    CHECK(is_held(answer));
    CHECK(is_held(early));
    CHECK_FALSE(is_shown(early));
}

TEST_CASE_FIXTURE(LatePlaces, "who may not answer in a community does not by an answer that came before its question") {
    change_terms([](storage::CommunityRecord& terms) { terms.answers = storage::Answerers::facilitators; });
    auto const asked = east.iri("/post/7");
    REQUIRE(receive(dee, early_note(asked)));
    REQUIRE(receive(eli, article(asked, eli, "Which defence?", club)));

    CHECK(north.thread(asked)->answers.empty());
    CHECK(is_held(early));
}

TEST_CASE_FIXTURE(LatePlaces, "of ten thousand replies that wait for one thing, each is placed once") {
    constexpr unsigned many = 10'000;
    change([&](auto& tx, auto& tables, storage::Handle) {
        auto const awaited = storage::intern(tx, tables, answer);
        for (unsigned i = 0; i < many; ++i) {
            storage::ObjectRecord record;
            record.number = storage::LocalId{1'000'000 + i};
            record.author = storage::intern(tx, tables, dee);
            record.parent = record.root = awaited;
            auto const handle = storage::intern(tx, tables, east.iri("/waiting/" + std::to_string(i)));
            tables.objects.put(tx, handle, record);
            tables.replies.put(tx, {awaited, record.number}, handle);
        }
    });
    auto const began = std::chrono::steady_clock::now();
    REQUIRE(receive(eli, note(answer, eli, question, club)));
    CHECK(
        std::chrono::steady_clock::now() - began < std::chrono::minutes{1}
    );  // a second; all for each: a quarter of an hour

    auto const placed = north.node.store.read([&](auto const& tx, auto const& tables) {
        unsigned found = 0;
        auto const root = storage::find_handle(tx, tables, question).value();
        tables.replies.ascend(tx, {root, storage::LocalId{0}}, [&](storage::PlaceKey const& key, storage::Handle) {
            if (key.under == root) ++found;
            return key.under == root;
        });
        return found;
    });
    CHECK(placed == many + 1);
}
