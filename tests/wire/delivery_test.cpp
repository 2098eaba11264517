// Statements 54 and 55: to whom we deliver, how often, and in which order.
#include "federation/messages/json_text.hpp"
#include "tests/federation/far_host.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;
using federation::IncomingResponse;
using federation::OutgoingRequest;

namespace {

// A community at North whose announcements people at East want.
struct Delivered {
    Village village{{"north.test"}};
    School& north = village["north.test"];
    std::string club = north.found("club", "");
    Person ada = north.enrol("ada");
    Person bob = north.enrol("bob");
    FarHost east{village, north, "east.test"};

    void pass(std::chrono::milliseconds time) {
        village.pass(time);
        village.settle();
    }
};

// The type of what stands inside an Announce.
std::string verb_inside(OutgoingRequest const& post) {
    auto const json = federation::Json::read_object(post.body).value();
    auto const* const inner = federation::member(json.root(), "object");
    return inner != nullptr && inner->IsObject() ? std::string{federation::type_of(*inner)} : std::string{};
}

// A question with somebody in bto and, inside, in bcc.
federation::Composed with_hidden_recipients(Person const& author, std::string const& club, std::string const& hidden) {
    auto const& node = author.school->node;
    auto const composed = federation::composer_of(node).question(
        federation::author_of(node, author.handle).value(), {club, "In confidence", "Words", "en"}
    );
    auto text = composed.activity.bytes();
    constexpr std::string_view object = "\"object\":{";
    REQUIRE(text.find(object) != text.npos);
    text.insert(text.find(object) + object.size(), "\"bcc\":\"" + hidden + "\",");
    text.insert(1, "\"bto\":[\"" + hidden + "\"],");
    return {federation::Activity::parse(federation::Json::read_object(text).value()).value(), composed.number};
}

}  // namespace

TEST_CASE_FIXTURE(
    Delivered, "wire_54: followers who share an inbox get one copy, others one each; bto and bcc are not in it"
) {
    SUBCASE("a shared inbox") {
        east.has_shared_inbox = true;
        for (auto const* const person : {"eve", "fay", "gus"}) east.follow(club, person);

        static_cast<void>(ada.ask(club, "Anybody there?"));
        village.settle();

        CHECK(east.count("Anybody there?") == 1);
        CHECK(east.posts().front().target == "/inbox");
    }
    SUBCASE("an inbox each") {
        for (auto const* const person : {"eve", "fay", "gus"}) east.follow(club, person);

        static_cast<void>(ada.ask(club, "Anybody there?"));
        village.settle();

        std::set<std::string> inboxes;
        for (auto const& post : east.posts())
            if (post.body.find("Anybody there?") != std::string::npos) inboxes.insert(post.target);
        CHECK(east.count("Anybody there?") == 3);
        CHECK(inboxes == std::set<std::string>{"/u/eve/inbox", "/u/fay/inbox", "/u/gus/inbox"});
    }
    SUBCASE("hidden recipients") {
        auto const composed = with_hidden_recipients(ada, club, "https://east.test/u/eve");
        REQUIRE(composed.activity.bytes().find("east.test/u/eve") != std::string::npos);

        REQUIRE(federation::perform_now(north.node, composed));
        village.settle();

        REQUIRE(east.count("In confidence") == 1);
        CHECK(east.posts().front().target == "/u/eve/inbox");
        for (auto const* const secret : {"bto", "bcc", "east.test/u/eve"}) CHECK(east.count(secret) == 0);
    }
}

TEST_CASE_FIXTURE(
    Delivered, "wire_55: 404 is final, Retry-After is kept, a 410 leads to the actor, and order is kept under failure"
) {
    east.follow(club, "eve");

    SUBCASE("404: no second try") {
        east.answer = [](auto const&) { return status(404); };
        static_cast<void>(ada.ask(club, "Lost"));
        village.settle();
        REQUIRE(east.count("Lost") == 1);

        for (unsigned i = 0; i < 12; ++i) pass(24h);

        CHECK(east.count("Lost") == 1);
        CHECK(north.waiting() == 0);
    }
    SUBCASE("503 with Retry-After: not before") {
        auto const busy = [&](std::string const& until) {
            auto answer = status(503);
            answer.fields.push_back({"Retry-After", until});
            return answer;
        };
        std::string until = "120";
        SUBCASE("in seconds") {}
        SUBCASE("as a time") {
            until = to_http_date(village.clock.now() + 120s);
        }
        east.answer = [&](auto const&) { return busy(until); };
        static_cast<void>(ada.ask(club, "Later"));
        village.settle();
        REQUIRE(east.count("Later") == 1);
        east.answer = nullptr;

        pass(119s);
        CHECK(east.count("Later") == 1);
        pass(2s);
        CHECK(east.count("Later") == 2);
        CHECK(north.waiting() == 0);
    }
    SUBCASE("410 at an inbox: its owner is asked for, and gets nothing more if gone") {
        auto const asked_before = east.fetched["eve"];
        east.answer = [](auto const&) { return status(410); };
        SUBCASE("gone") {
            east.gone.insert("eve");
            static_cast<void>(ada.ask(club, "Still there?"));
            village.settle();
            CHECK(east.fetched["eve"] == asked_before + 1);
            east.answer = nullptr;
            east.forget();

            static_cast<void>(ada.ask(club, "Anybody else?"));
            village.settle();

            CHECK(east.posts().empty());
        }
        SUBCASE("alive") {
            static_cast<void>(ada.ask(club, "Still there?"));
            village.settle();
            CHECK(east.fetched["eve"] > asked_before);
            east.answer = nullptr;

            static_cast<void>(ada.ask(club, "Anybody else?"));
            village.settle();

            CHECK(east.count("Anybody else?") == 1);
        }
        CHECK(north.waiting() == 0);
    }
    SUBCASE("Create, Update, Delete arrive in this order, whatever fails, and hold up nobody else") {
        std::vector<std::string> arrived;
        std::vector<unsigned> answers{401, 401, 503, 401, 401, 503};  // the last first; each 401 in both forms
        east.answer = [&](OutgoingRequest const& post) {
            bool const of_ada = post.body.find("\"actor\":\"https://north.test/u/ada\"") != std::string::npos;
            if (!of_ada) return status(202);
            unsigned const code = answers.empty() ? 202 : answers.back();
            if (!answers.empty()) answers.pop_back();
            if (code == 202) arrived.push_back(verb_inside(post));
            return status(code);
        };
        auto const question = ada.ask(club, "First words");
        ada.reword(question, "Second words");
        REQUIRE(ada.erase(question));
        village.settle();
        CHECK(arrived.empty());

        pass(2min);  // the outage of the first 503 is over; then 401
        static_cast<void>(bob.ask(club, "By somebody else"));
        village.settle();
        CHECK(arrived.empty());
        CHECK(east.count("By somebody else") == 1);

        for (unsigned i = 0; i < 10; ++i) pass(2h);
        CHECK(answers.empty());
        CHECK(arrived == std::vector<std::string>{"Create", "Update", "Delete"});
        CHECK(north.waiting() == 0);
    }
}
