// What the inbox for notices refuses, and with which status: each row is a whole notice with one thing wrong.
#include "tests/wire/notified.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

std::string changed(std::string text, std::string_view from, std::string_view to) {
    auto const at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

struct Row {
    std::string what;
    std::string body;
    unsigned status;
};

}  // namespace

TEST_CASE_FIXTURE(Notified, "each notice with one thing wrong is refused with its status, and changes nothing") {
    auto const request = asked();
    auto const accept = notice("urn:uuid:a", "\"Accept\"", request, reply_to(request));
    auto const review = a_review(guide, reply_to(request));
    auto const wanted = notice("urn:uuid:b", review_offer, wanted_work());
    auto const related = notice(
        "urn:uuid:c",
        R"(["Announce","coar-notify:RelationshipAction"])",
        R"({"id":"urn:uuid:d","as:subject":"https://a.test/1","as:object":"https://a.test/2"})"
    );
    auto const whispered = published(storage::Audience::community);
    std::vector<Row> const rows{
        {"no JSON", "{", 400},
        {"a list", "[" + accept + "]", 400},
        {"twice one name", changed(accept, "{", R"({"id":"urn:uuid:z",)"), 400},
        {"too long", changed(accept, "{", "{\"x\":\"" + std::string(256 * 1024, 'x') + "\","), 413},
        {"no context", changed(accept, "https://coar-notify.net", "https://other.test"), 400},
        {"no ActivityStreams", changed(accept, "https://www.w3.org/ns/activitystreams", "https://w3.org/x"), 400},
        {"a relative name", changed(accept, "urn:uuid:a", "a"), 400},
        {"a type of nobody", changed(accept, "\"type\":\"Accept\"", "\"type\":\"Shrug\""), 400},
        {"an Offer of nothing", changed(wanted, "coar-notify:ReviewAction", "coar-notify:Dance"), 400},
        {"no origin", changed(accept, "\"origin\"", "\"origins\""), 400},
        {"no inbox", changed(accept, "\"inbox\":\"https://reviews.test/inbox\"", "\"x\":1"), 400},
        {"no target", changed(accept, "\"target\"", "\"targets\""), 400},
        {"for another node", changed(accept, "\"id\":\"https://north.test/\"", "\"id\":\"https://south.test/\""), 400},
        {"no object", notice("urn:uuid:a", "\"Accept\"", "null", reply_to(request)), 400},
        {"an answer to nothing", notice("urn:uuid:a", "\"Accept\"", request), 400},
        {"an answer to two things", notice("urn:uuid:a", "\"Accept\"", request, R"(,"inReplyTo":"urn:uuid:x")"), 400},
        {"an answer to what we never asked",
         notice("urn:uuid:a", "\"Reject\"", R"({"id":"urn:uuid:x"})", R"(,"inReplyTo":"urn:uuid:x")"),
         404},
        {"a request for what has no address", changed(wanted, "https://repository.test/1\"", "urn:x:1\""), 400},
        {"a request for what gets out of its brackets",
         changed(wanted, "https://repository.test/1\"", "https://a>![x\""),
         400},
        {"a request where none are taken", wanted, 404},
        {"a review of nothing", changed(review, "\"context\"", "\"contexts\""), 400},
        {"a review without an address", changed(review, "https://reviews.test/reviews/7", "urn:x:7"), 400},
        {"a review without TLS", changed(review, "https://reviews.test/reviews/7", "http://reviews.test/7"), 400},
        {"a review of something else", a_review("https://north.test/post/1", reply_to(request)), 400},
        {"a review of what is not here", a_review("https://north.test/post/1", ""), 404},
        {"a review of what is for some only", a_review(whispered, ""), 404},
        {"a review that answers nothing", a_review(guide, R"(,"inReplyTo":"urn:uuid:x")"), 404},
        {"a relationship of no kind", related, 400}};

    auto const before = north.entries();
    for (auto const& row : rows) {
        INFO(row.what);
        CHECK(send(row.body) == row.status);
        CHECK(north.entries() == before);
    }
    CHECK(standing().state == federation::reviews::RequestState::asked);
    CHECK(send(accept) == 202);  // none of them stood in the way of the right one
    CHECK(send(review) == 202);
}

TEST_CASE_FIXTURE(Notified, "notices come in JSON, whatever the program calls it, and by POST") {
    struct Type {
        std::string_view name;
        unsigned status;
    };
    auto const request = asked();
    auto const accept = notice("urn:uuid:a", "\"Accept\"", request, reply_to(request));
    for (auto const type :
         {Type{"text/turtle", 415},
          Type{"", 415},
          Type{"application/x-www-form-urlencoded", 415},
          Type{"application/json", 202},
          Type{"application/activity+json; charset=utf-8", 202}}) {
        auto message = carrying(accept);
        for (auto& field : message.fields)
            if (field.name == "Content-Type") field.value = type.name;
        CHECK(answer(std::move(message)).status() == type.status);
    }
    CHECK(get("/ldn/inbox").status() == 405);
}

TEST_CASE_FIXTURE(Notified, "patterns that concern nothing here are thanked for") {
    auto const before = north.entries();
    auto const about = R"(,"context":{"id":")" + guide + "\"}";
    auto const thing = R"({"id":"https://reviews.test/badges/1"})";
    unsigned number = 0;
    CHECK(send(notice("urn:uuid:0", "\"Announce\"", thing, about)) == 202);
    for (std::string const action : {"EndorsementAction", "IngestAction"}) {
        auto const id = "urn:uuid:" + std::to_string(++number);
        CHECK(send(notice(id + "a", R"(["Announce","coar-notify:)" + action + "\"]", thing, about)) == 202);
        CHECK(send(notice(id + "b", R"(["Offer","coar-notify:)" + action + "\"]", wanted_work())) == 202);
    }
    auto const related =
        R"({"id":"urn:x:1","as:subject":"https://a.test/1","as:relationship":"https://a.test/is","as:object":"https://a.test/2"})";
    CHECK(send(notice("urn:uuid:r", R"(["Announce","coar-notify:RelationshipAction"])", related)) == 202);
    CHECK(north.entries() == before);
}

TEST_CASE_FIXTURE(Notified, "the older context and whole names of types are understood") {
    auto const request = asked();
    auto body = a_review(guide, reply_to(request));
    body = changed(body, "https://coar-notify.net", "https://purl.org/coar/notify");
    body = changed(body, "coar-notify:ReviewAction", "http://coar-notify.net/specification/vocabulary/ReviewAction");
    CHECK(send(body) == 202);
    CHECK(shown_reviews().size() == 1);
}

TEST_CASE_FIXTURE(Notified, "a thousand notices of a service are taken in a day, and then none until the next") {
    storage::Store::Change<int> const fill = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        auto record = tables.services.get(tx, "prereview").value();
        record.counted_from = north.node.clock.now();
        record.counted = federation::notify::most_a_day - 1;
        tables.services.put(tx, "prereview", record);
        return 0;
    };
    REQUIRE(north.node.store.write_now(fill));
    auto const review = [&](std::string const& id) {
        return changed(a_review(guide, ""), "urn:uuid:0b3f0001", "urn:uuid:" + id);
    };
    CHECK(send(review("last")) == 202);
    CHECK(send(review("next")) == 429);
    CHECK(send(review("last")) == 202);  // known
    CHECK(shown_reviews().size() == 1);
    village.pass(std::chrono::hours{24});
    CHECK(send(review("next")) == 202);
}

TEST_CASE_FIXTURE(
    Notified, "a service is asked by those who may ask, about what is for everyone, while it is registered"
) {
    auto const refused = [&](Person const& asker, std::string const& about) {
        auto composed = request_about(about);
        if (asker.handle != ada.handle) {
            federation::reviews::ReviewComposer const composer{
                north.settings.origin(), north.node.clock, north.node.ids};
            auto const request = federation::reviews::request_in(composed.activity).value();
            composed = composer.ask(author_of(asker), request);
        }
        auto const done = perform(asker, composed);
        return done ? Reason::duplicate : done.error().reason();
    };
    CHECK(refused(ben, guide) == Reason::not_allowed);
    CHECK(refused(ada, published(storage::Audience::community)) == Reason::not_allowed);
    remove_it();
    CHECK(refused(ada, guide) == Reason::not_found);
    settle();
    CHECK(posted.empty());
    north.check_history();
}

TEST_CASE_FIXTURE(Notified, "what waits for a service that is removed is not sent, also when it is registered again") {
    its_status = 503;
    static_cast<void>(asked());
    village.pass(std::chrono::seconds{1});  // a rebuild queues what came since the registration
    remove_it();
    CHECK(north.waiting() == 0);
    north.check_history();
    its_status = 201;
    register_it();
    north.check_history();
    village.pass(std::chrono::hours{1});
    settle();
    CHECK(posted.size() == 1);
}

TEST_CASE_FIXTURE(Notified, "a lane that has read what waits does not send it either once the service was removed") {
    village.scripted["reviews.test"] = [this](federation::OutgoingRequest const& request) {
        posted.push_back(request);
        remove_it();
        village.clock.pass(std::chrono::seconds{1});
        register_it();
        return status(its_status);
    };
    auto const first = request_about(guide);
    auto const second = request_about(published(storage::Audience::everyone));
    // Both rows are there before the lane is opened: it holds the second one while the first one is under way.
    REQUIRE(federation::perform_now(north.node, first));
    REQUIRE(federation::perform_now(north.node, second));
    village.settle_until([&] { return north.delivery.load().lanes == 0; });
    CHECK(posted.size() == 1);
    CHECK(north.waiting() == 0);
}

TEST_CASE_FIXTURE(Notified, "what is wrong with a service is refused before anything is written") {
    using federation::notify::NewService;
    struct Case {
        std::string what;
        Reason reason;
        std::function<void(NewService&)> change;
    };
    std::vector<Case> const cases{
        {"a name that is none", Reason::malformed, [](NewService& each) { each.name = "Pre Review"; }},
        {"a name of somebody", Reason::conflict, [](NewService& each) { each.name = "ada"; }},
        {"no TLS", Reason::malformed, [](NewService& each) { each.id = "http://new.test/"; }},
        {"an inbox without a path", Reason::malformed, [](NewService& each) { each.inbox = "https://new.test"; }},
        {"an inbox of another", Reason::conflict, [](NewService& each) { each.inbox = "https://reviews.test/inbox"; }},
        {"an address in words", Reason::malformed, [](NewService& each) { each.addresses = {"new.test"}; }},
        {"no such community", Reason::not_found, [](NewService& each) { each.community = "nowhere"; }},
        {"another inbox for one that is known", Reason::conflict, [](NewService& each) { each.name = "prereview"; }}};
    for (auto const& each : cases) {
        NewService wanted;
        wanted.name = "fresh";
        wanted.id = "https://new.test/";
        wanted.inbox = "https://new.test/inbox";
        each.change(wanted);
        INFO(each.what);
        auto const done = try_to_register(wanted);
        REQUIRE_FALSE(done);
        CHECK(done.error().reason() == each.reason);
    }
    auto const all = north.node.store.read([](auto const& tx, auto const& tables) {
        return federation::notify::all_services(tx, tables).size();
    });
    CHECK(all == 1);
}
