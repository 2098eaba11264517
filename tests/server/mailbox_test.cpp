// A node that nobody can reach from outside: its partner keeps what is for it until it comes (needs M8, P-30).
#include "federation/mailbox/agreement.hpp"
#include "federation/mailbox/desk.hpp"
#include "federation/mailbox/visiting.hpp"
#include "federation/mailbox/visitor.hpp"
#include "federation/messages/json.hpp"
#include "federation/signing/sign.hpp"
#include "server/activitypub/handlers.hpp"
#include "storage/names.hpp"
#include "tests/federation/people.hpp"
#include "tests/federation/school_server.hpp"
#include "tests/printing.hpp"
#include "tests/server/front.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

namespace mailbox = federation::mailbox;

using federation::IncomingResponse;
using federation::OutgoingRequest;
using mailbox::MailboxDesk;

namespace {

struct NoWayOut final : federation::Network {
    boost::asio::awaitable<Result<IncomingResponse>> exchange(OutgoingRequest) override {
        ++dialled;
        co_return Refusal{Reason::unreachable, "nobody can be dialled"};
    }
    unsigned dialled = 0;
};

// North keeps a mailbox for south: north's whole server answers south, and nothing reaches south but what it fetches.
struct Keeping : Front {
    Keeping() {
        village.served["south.test"] = [this](OutgoingRequest request) { return by_desk(std::move(request)); };
        village.served["north.test"] = [this](OutgoingRequest request) { return to_north(std::move(request)); };
        open_desk();
        change(north, mailbox::offering("south.test", key_of(south), village.clock.now()));
        change(south, mailbox::using_it("north.test", village.clock.now()));
        boost::asio::co_spawn(village.io, visit_again_and_again(), [this](std::exception_ptr) { ended = true; });
        village.settle_until([this] { return visits_made > 0; });
    }

    // The village goes on after this: nothing of it may lead here.
    ~Keeping() {
        village.settle();
        over = true;
        village.settle_until([this] { return ended && waiting_here == 0; });
        bring_home();
        village.served.clear();
    }
    Keeping(Keeping const&) = delete;
    Keeping& operator=(Keeping const&) = delete;

    static void change(School& school, storage::Store::Change<storage::Nothing> const& made) {
        REQUIRE(school.node.store.write_now(made));
    }

    static std::string key_of(School& school) {
        return federation::instance_signer(school.node).keys->ed25519.public_key().multikey();
    }

    // Visits wait for nobody but for what is ready.
    void bring_home() {
        do village.io.restart();
        while (village.io.poll() > 0);
    }

    // As after a restart: what was laid down is gone.
    void open_desk() {
        village.settle_until([this] { return waiting_here == 0; });
        bring_home();
        desk.emplace(village.io.get_executor(), nowhere, north.node.store, north.node.clock, 10s);
        app.mailboxes = &*desk;
    }

    boost::asio::awaitable<IncomingResponse> by_desk(OutgoingRequest request) {
        ++waiting_here;
        auto answer = co_await desk->exchange(std::move(request));
        --waiting_here;
        if (answer) co_return *std::move(answer);
        co_return status(503);
    }

    boost::asio::awaitable<IncomingResponse> to_north(OutgoingRequest request) {
        bool const is_post = request.method == "POST";
        auto arriving = request_for(is_post ? server::Method::post : server::Method::get, request.target);
        for (auto& field : request.fields) arriving.fields.push_back(std::move(field));
        arriving.body = std::move(request.body);
        bool const is_visit = !is_post && arriving.path == "/mailbox";
        auto const response = co_await server::dispatch(app, std::move(arriving));
        if (is_visit && response.status() == 200) ++visits_made;
        IncomingResponse answer;
        answer.status = response.status();
        answer.fields = response.fields();
        answer.body = response.body();
        co_return answer;
    }

    boost::asio::awaitable<IncomingResponse> door_of_south(OutgoingRequest request) {
        fetched.push_back(request.method + " " + request.target);
        if (request.method == "GET") co_return answer_get(south, request);
        auto answer = co_await answer_post(south, std::move(request));
        co_return answer;
    }

    boost::asio::awaitable<void> visit_again_and_again() {
        boost::asio::steady_timer timer{village.io};
        while (!over) {
            if (visits) co_await visiting.round();
            timer.expires_after(2ms);
            co_await timer.async_wait(boost::asio::use_awaitable);
        }
    }

    OutgoingRequest signed_by_south(OutgoingRequest request) {
        return village
            .run(federation::sign(
                south.node,
                federation::instance_signer(south.node),
                std::move(request),
                federation::SignatureForm{storage::SignatureFormat::rfc9421_ed25519}
            ))
            .value();
    }

    unsigned said_to_north(OutgoingRequest request) { return village.run(to_north(std::move(request))).status; }

    bool has_arrived_at_south(std::string const& asked) const { return south.thread(asked).has_value(); }

    NoWayOut nowhere;
    std::optional<MailboxDesk> desk;
    mailbox::Visiting visiting{
        south.node, [this](OutgoingRequest request) { return door_of_south(std::move(request)); }};
    bool visits = true, over = false, ended = false;
    unsigned waiting_here = 0, visits_made = 0;
    std::vector<std::string> fetched;

    Person ada = add_person("ada"), sid = south.enrol("sid");
    std::string club = "https://north.test" + found("club", "ada");
};

OutgoingRequest visit_request() {
    return {"GET", "north.test", "/mailbox"};
}

}  // namespace

TEST_CASE_FIXTURE(Keeping, "a node that nobody can reach takes part: it joins, asks, and reads what is answered") {
    meet(village, south, club);
    sid.follow(club);
    village.settle();
    auto const here = ada.ask(club, "Asked at north?");
    village.settle_until([&] { return has_arrived_at_south(here); });
    auto const there = sid.ask(club, "Asked at south?");
    village.settle_until([&] { return north.thread(there).has_value(); });
    auto const answer = ada.answer(there, "Answered at north.");
    village.settle_until([&] { return has_arrived(south, answer); });

    CHECK(nowhere.dialled == 0);
    CHECK(std::ranges::count(fetched, "GET /u/sid") > 0);  // north asked for whom it did not know
    village.settle();
    CHECK(north.waiting() == 0);  // what was answered is acknowledged
    CHECK(south.waiting() == 0);
}

TEST_CASE_FIXTURE(Keeping, "what is written while it is away waits in the queue, over a restart, until it comes") {
    meet(village, south, club);
    sid.follow(club);
    village.settle();
    visits = false;
    village.pass(mailbox::absence + 1min);
    auto const first = ada.ask(club, "Asked while they slept?");
    village.settle();
    CHECK(north.waiting() > 0);
    open_desk();
    auto const second = ada.ask(club, "And after the restart?");
    village.settle();
    village.pass(20h);
    village.settle();
    CHECK_FALSE(has_arrived_at_south(first));
    CHECK(waiting_here == 0);  // nobody keeps anything in memory for who is away

    visits = true;
    village.settle_until([&] { return has_arrived_at_south(first) && has_arrived_at_south(second); });
    village.settle_until([&] { return north.waiting() == 0; });
    CHECK(nowhere.dialled == 0);
}

TEST_CASE_FIXTURE(Keeping, "only the partner's own key opens its mailbox") {
    CHECK(said_to_north(signed_by_south(visit_request())) == 200);
    CHECK(said_to_north(visit_request()) == 401);

    SUBCASE("not one that was signed for another place, or changed on the way") {
        auto request = signed_by_south(visit_request());
        request.target = "/mailbox?more=1";
        CHECK(said_to_north(std::move(request)) == 401);
    }
    SUBCASE("not an old one") {
        auto request = signed_by_south(visit_request());
        village.clock.pass(48h);
        CHECK(said_to_north(std::move(request)) == 401);
    }
    SUBCASE("not by the key of one of its members") {
        auto request = village
                           .run(federation::sign(
                               south.node,
                               federation::signer_of(south.node, sid.handle),
                               visit_request(),
                               federation::SignatureForm{storage::SignatureFormat::rfc9421_ed25519}
                           ))
                           .value();
        CHECK(said_to_north(std::move(request)) >= 400);
    }
    SUBCASE("not after the operator was given another key") {
        auto const other = crypto::Ed25519PrivateKey::generate().public_key().multikey();
        change(north, mailbox::offering("south.test", other, village.clock.now()));
        CHECK(said_to_north(signed_by_south(visit_request())) == 401);
        change(north, mailbox::offering("south.test", key_of(south), village.clock.now()));
    }
    SUBCASE("not after it ended") {
        change(north, mailbox::ending("south.test"));
        CHECK(said_to_north(signed_by_south(visit_request())) >= 400);
    }
}

TEST_CASE_FIXTURE(Keeping, "an answer counts once, for what was handed out, and nobody else's") {
    OutgoingRequest post{"POST", "north.test", "/mailbox"};
    post.fields.push_back({"Content-Type", "application/json"});
    SUBCASE("nothing of that number waits") {
        mailbox::Answered answered;
        answered.number = 7;
        answered.response.status = 202;
        post.body = mailbox::answer_of(answered);
        CHECK(said_to_north(signed_by_south(post)) == 404);
    }
    SUBCASE("no answer") {
        post.body = R"({"type":"MailboxAnswer","number":"7","status":"42"})";
        CHECK(said_to_north(signed_by_south(post)) == 400);
    }
    SUBCASE("a body that was changed") {
        post.body = R"({"type":"MailboxAnswer","number":"7","status":"202"})";
        auto request = signed_by_south(post);
        request.body.replace(request.body.find("202"), 3, "500");
        CHECK(said_to_north(std::move(request)) >= 400);
    }
}

TEST_CASE_FIXTURE(Keeping, "memory and pages have bounds, and what is beyond them is out of reach for now") {
    MailboxDesk small{village.io.get_executor(), nowhere, north.node.store, north.node.clock, 3s};
    REQUIRE(village.run(small.visit("south.test")).items.empty());
    unsigned refused = 0, late = 0;
    for (std::size_t i = 0; i < mailbox::most_laid_down + 3; ++i)
        boost::asio::co_spawn(
            village.io,
            small.exchange(OutgoingRequest{"GET", "south.test", "/" + std::to_string(i)}),
            [&](std::exception_ptr, Result<IncomingResponse> answer) {
                if (answer) return;
                if (std::string_view{answer.error().detail()}.find("too much") != std::string_view::npos)
                    ++refused;
                else
                    ++late;
            }
        );
    village.settle_until([&] { return refused == 3; });
    auto const page = village.run(small.visit("south.test"));
    CHECK(page.items.size() == mailbox::most_on_page);
    CHECK_FALSE(page.was_away);
    auto const next = village.run(small.visit("south.test"));
    REQUIRE_FALSE(next.items.empty());
    CHECK(next.items.front().number > page.items.back().number);  // each is handed out once
    village.settle_until([&] { return late == mailbox::most_laid_down; });
    CHECK(village.run(small.visit("south.test")).items.empty());
}

TEST_CASE("a mailbox brings requests between nodes and nothing else: no cookie, no token, no form") {
    OutgoingRequest message{"POST", "south.test", "/u/sid/inbox"};
    message.fields = {
        {"Signature", "keyId"}, {"Cookie", "sign-in"}, {"Authorization", "Bearer x"}, {"X-Forwarded-For", "192.0.2.1"}};
    message.body = "{\"words\": \"\\u00fc\"}";
    OutgoingRequest const form{"POST", "south.test", "/sign-in"}, other{"DELETE", "south.test", "/inbox"};
    OutgoingRequest const document{"GET", "south.test", "/u/sid?x=1"};
    auto const read = mailbox::read_page(
        mailbox::page_of({{1'780'000'000'000'001, message}, {2, form}, {3, other}, {4, document}, {0, document}}),
        "south.test"
    );
    REQUIRE(read);
    REQUIRE(read->size() == 2);
    CHECK(read->front().number == 1'780'000'000'000'001);
    CHECK(read->front().request.body == message.body);
    REQUIRE(read->front().request.fields.size() == 1);
    CHECK(read->front().request.fields.front().name == "Signature");
    CHECK(read->back().request.target == "/u/sid?x=1");
    CHECK(mailbox::read_page("{}", "south.test").error().reason() == Reason::malformed);
}

TEST_CASE("an answer that does not fit, or is no text, arrives as one that could not be had") {
    mailbox::Answered answered;
    answered.number = 9;
    answered.response.status = 200;
    answered.response.fields = {{"Content-Type", "application/activity+json"}, {"Set-Cookie", "x"}};
    SUBCASE("whole") {
        answered.response.body = "{\"id\": \"https://south.test/u/sid\"}";
    }
    SUBCASE("too large") {
        answered.response.body = std::string(std::size_t{1} << 20, 'x');
    }
    SUBCASE("no text") {
        answered.response.body = "\xff\xfe";
    }
    bool const fits = answered.response.body.starts_with('{');
    auto const read = mailbox::read_answer(mailbox::answer_of(answered));
    REQUIRE(read);
    CHECK(read->number == 9);
    CHECK(read->response.status == (fits ? 200U : 502U));
    CHECK(read->response.body == (fits ? answered.response.body : ""));
    CHECK(read->response.fields.size() == (fits ? 1U : 0U));
}

TEST_CASE_FIXTURE(Front, "what is fetched comes in by this node's own door, which judges it") {
    static_cast<void>(add_person("ada"));
    OutgoingRequest document{"GET", "north.test", "/u/ada"};
    document.fields.push_back({"Accept", std::string{activity_type}});
    CHECK(village.run(server::activitypub::answer_fetched(app, document)).status == 200);
    OutgoingRequest message{"POST", "north.test", "/inbox"};
    message.fields.push_back({"Content-Type", std::string{activity_type}});
    message.body = R"({"id":"https://south.test/1","type":"Follow","actor":"https://south.test/u/sid"})";
    CHECK(village.run(server::activitypub::answer_fetched(app, message)).status == 401);
    OutgoingRequest const unknown{"BREW", "north.test", "/"};
    CHECK(village.run(server::activitypub::answer_fetched(app, unknown)).status == 405);
}
