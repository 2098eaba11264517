// Delivery as operators see it: what waits, what was refused and why, and how it is put back.
#include "federation/delivery/delivery_state.hpp"
#include "federation/delivery/receipts.hpp"
#include "federation/messages/hidden_recipients.hpp"
#include "storage/names.hpp"
#include "tests/federation/far_host.hpp"
#include "tests/printing.hpp"

#include <algorithm>

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;
using federation::DeliveryState;
using federation::HostDelivery;
using federation::OutgoingRequest;
using federation::RefusedDelivery;
using storage::Handle;
using storage::Seq;

namespace {

struct Delivering {
    Village village{{"north.test"}};
    School& north = village["north.test"];
    std::string club = north.found("club", "");
    Person ada = north.enrol("ada");
    FarHost east{village, north, "east.test"};
    FarHost west{village, north, "west.test"};

    Delivering() {
        east.follow(club, "eve");
        west.follow(club, "wim");
    }

    Handle host(std::string const& name) const {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            return storage::find_handle(tx, tables, "https://" + name).value();
        });
    }

    std::vector<HostDelivery> states_of(std::string const& question) const {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            auto const object = tables.objects.get(tx, storage::find_handle(tx, tables, question).value()).value();
            return federation::deliveries_of(tx, tables, object);
        });
    }

    HostDelivery state_at(std::string const& question, std::string const& name) const {
        auto const states = states_of(question);
        auto const found = std::ranges::find(states, host(name), &HostDelivery::host);
        REQUIRE(found != states.end());
        return *found;
    }

    std::vector<RefusedDelivery> refused_by(std::string const& name) const {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            return federation::refused_by(tx, tables, host(name), 100);
        });
    }
};

}  // namespace

TEST_CASE_FIXTURE(
    Delivering, "one can see which host has a question, which does not answer, and which will not take it"
) {
    FarHost south{village, north, "south.test"};
    south.follow(club, "sue");
    west.answer = [](auto const&) { return status(503); };
    south.answer = [](auto const&) {
        auto answer = status(422);
        answer.body = "we do not take \x1b[31m<b>that</b>\xff\n" + std::string(500, 'x');
        return answer;
    };

    auto const question = ada.ask(club, "Who has it?");
    village.settle();

    CHECK(state_at(question, "east.test").state == DeliveryState::delivered);
    auto const waiting = state_at(question, "west.test");
    CHECK(waiting.state == DeliveryState::waiting);
    CHECK(waiting.reason == "HTTP 503");
    CHECK(waiting.at > village.clock.now());
    auto const refused = state_at(question, "south.test");
    CHECK(refused.state == DeliveryState::refused);
    CHECK(refused.status == 422);
    CHECK(refused.reason.starts_with("HTTP 422: we do not take [31m<b>that</b> xxx"));
    CHECK(refused.reason.size() < 220);
    CHECK(states_of(question).size() == 3);
}

TEST_CASE_FIXTURE(Delivering, "what a host refused is kept with the reason, and goes out again when it is put back") {
    west.answer = [](auto const&) { return status(403); };
    auto const question = ada.ask(club, "Once more");
    village.settle();
    auto const refused = refused_by("west.test");
    auto const at_first = west.count("Once more");
    REQUIRE(refused.size() == 2);  // the act and its announcement by id
    REQUIRE(at_first == 1);
    CHECK(refused.front().entry > refused.back().entry);
    CHECK(refused.back().receipt.status == 403);

    west.answer = nullptr;
    village.pass(24h * 30);
    village.settle();
    CHECK(west.count("Once more") == at_first);

    SUBCASE("one") {
        storage::Store::Change<storage::Nothing> const change = [&](storage::WriteTx& tx, storage::Tables& tables
                                                                ) -> Result<storage::Nothing> {
            auto const queued = federation::queue_again(tx, tables, {host("west.test"), refused.back().entry});
            CHECK(queued);
            CHECK_FALSE(federation::queue_again(tx, tables, {host("west.test"), refused.back().entry}));
            return storage::Nothing{};
        };
        REQUIRE(north.node.store.write_now(change));
        CHECK(refused_by("west.test").size() == 1);
    }
    SUBCASE("all") {
        storage::Store::Change<std::size_t> const change = [&](storage::WriteTx& tx, storage::Tables& tables) {
            return Result<std::size_t>{federation::queue_all_again(tx, tables, host("west.test"))};
        };
        CHECK(north.node.store.write_now(change).value() == 2);
        CHECK(refused_by("west.test").empty());
    }
    north.delivery.ring(host("west.test"));
    village.settle();
    CHECK(west.count("Once more") == at_first + 1);
    CHECK(north.waiting() == 0);
    static_cast<void>(question);
}

TEST_CASE_FIXTURE(Delivering, "a message that is refused six times over for want of a key is kept for the operator") {
    west.answer = [](auto const&) { return status(401); };
    static_cast<void>(ada.ask(club, "Who are you?"));
    village.settle();
    constexpr unsigned knocks = 2;  // of one try: in both forms of signature
    CHECK(west.count("Who are you?") == knocks);

    for (auto const wait : {2min, 6min, 17min, 68min, 27 * 60min}) {
        CHECK(refused_by("west.test").empty());
        village.pass(wait);
        village.settle();
    }

    CHECK(west.count("Who are you?") == 6 * knocks);
    CHECK(refused_by("west.test").size() == 1);
    for (unsigned i = 0; i < 6; ++i) {
        village.pass(48h);
        village.settle();
    }
    CHECK(west.count("Who are you?") == 6 * knocks);
    CHECK(north.waiting() == 0);
}

TEST_CASE_FIXTURE(Delivering, "a community has a message of each author under way, and one at a time of the same") {
    std::map<Handle, unsigned> orders;
    auto const bob = north.enrol("bob");
    west.answer = [](auto const&) { return status(503); };
    for (auto const* const person : {"ada", "bob"})
        for (auto const* const title : {"One", "Two"})
            static_cast<void>((person == std::string{"ada"} ? ada : bob).ask(club, title));
    village.settle();

    north.node.store.read([&](auto const& tx, auto const& tables) {
        tables.deliveries.each(tx, [&](storage::EntryKey const&, storage::DeliveryRow const& row) {
            ++orders[row.order];
            CHECK(row.sender == storage::find_handle(tx, tables, club).value());
            return true;
        });
    });

    CHECK(orders == std::map<Handle, unsigned>{{ada.handle, 4}, {bob.handle, 4}});  // each act, and each id
}

TEST_CASE("only bto and bcc are taken out of what goes out, wherever they are") {
    CHECK(federation::without_hidden_recipients(R"({ "a":1, "to":["b"] })") == R"({ "a":1, "to":["b"] })");
    CHECK(federation::without_hidden_recipients(R"({"say":"\"bto\" is a word"})") == R"({"say":"\"bto\" is a word"})");
    CHECK(
        federation::without_hidden_recipients(R"({"bto":"x","object":{"a":[{"bcc":["y"],"b":2}],"\u0062to":1}})") ==
        R"({"object":{"a":[{"b":2}]}})"
    );
}
