// Ten thousand deliveries with something wrong about them. Each gets its status, and none leaves anything behind.
#include "crypto/digest.hpp"
#include "server/http/session.hpp"
#include "tests/federation/east.hpp"
#include "tests/http/support.hpp"
#include "tests/printing.hpp"
#include "tests/server/faults.hpp"
#include "tests/server/front.hpp"

#include <set>

using namespace collegium;
using namespace collegium::tests;
using storage::TableKind;

namespace {

constexpr std::size_t bad_ones = 10'000;
constexpr std::size_t good_ones_every = 100;

// What a node may learn of a host even from a message that it turns down: that it lives, and how it signs.
std::set<std::string> const learnt{"lanes", "habits"};

struct BadPost : Front {
    BadPost() {
        auto const ada = add_person("ada");
        known.community = "https://north.test" + found("club", "ada");
        north.partner_with("east.test");
        ada.follow(known.community);
        known.others = ada.ask(known.community, "Of ada");
        settle();
        known.others_follow = first_activity();
        known.follow = "https://east.test/activities/100";
        known.question = "https://east.test/post/101";
        send_good(100);
        send_good(101);
    }

    std::string first_activity() {
        return north.node.store.read([](auto const& tx, auto const& tables) {
            auto const json = federation::Json::read_object(tables.flesh.get(tx, storage::Seq{1}).value()).value();
            return std::string{federation::text_member(json.root(), "id")};
        });
    }

    DraftMessage draft(std::uint64_t number) {
        DraftMessage draft{east.keys.rsa};
        draft.date = to_http_date(village.clock.now());
        draft.created = std::chrono::floor<std::chrono::seconds>(village.clock.now()).time_since_epoch().count();
        draft.target = dice.pick({"/inbox", "/u/ada/inbox", "/c/club/inbox"});
        if (dice.one_in(2)) draft.dialect = Dialect::rfc9421;
        if (draft.dialect == Dialect::rfc9421 && dice.one_in(2)) {
            draft.key = east.keys.ed25519;
            draft.key_id = "https://east.test/u/eve#ed25519-key";
        }
        number % 3 == 1   ? make_follow(draft, known, number)
        : number % 3 == 2 ? make_question(draft, known, number)
                          : make_answer(draft, known, number);
        return draft;
    }

    // Through the session, so that the status is the one that goes out on the wire.
    unsigned send(std::string bytes) {
        ScriptedWire wire{std::move(bytes)};
        village.run(converse_over(wire));
        auto const& line = wire.received;
        return line.starts_with("HTTP/1.1 ") ? static_cast<unsigned>(std::stoul(line.substr(9, 3))) : 0;
    }

    boost::asio::awaitable<bool> converse_over(ScriptedWire& wire) {
        co_await server::converse(wire, handler, limits, village.clock, draining);
        co_return true;
    }

    void send_good(std::uint64_t number) {
        auto const entries = north.entries();
        CHECK(send(bytes_of(draft(number))) == 202);
        CHECK(north.entries() > entries);
        settle();
    }

    // One line for each table, over all its bytes.
    std::string contents() const {
        return north.node.store.read([](auto const& tx, auto const& tables) {
            std::string lines;
            storage::Tables::visit_all(tables, [&](auto const& table) {
                if (learnt.contains(table.name())) return;
                std::string all;
                storage::Cursor cursor{tx, table.raw()};
                for (bool more = cursor.first(); more; more = cursor.next()) {
                    storage::append_value(all, cursor.key());
                    storage::append_value(all, cursor.value());
                }
                auto const digest = crypto::to_hex(crypto::sha256(crypto::bytes_of(all)));
                lines += std::string{table.name()} + " " + digest + "\n";
            });
            return lines;
        });
    }

    std::uint64_t const seed = number_or("COLLEGIUM_SEED", 20'261'125);
    Dice dice{seed};
    East east{village};
    Known known;
    server::Handler const handler = [this](server::Request request) { return dispatch(app, std::move(request)); };
    server::SessionLimits const limits{};
    std::atomic<bool> const draining = false;
};

}  // namespace

TEST_CASE_FIXTURE(BadPost, "each of 10,000 bad activities gets its status and leaves no trace") {
    auto const faults = all_faults();
    CHECK(faults.size() > 100);
    CAPTURE(seed);
    auto before = contents();
    std::map<std::string, unsigned> sent;
    for (std::size_t i = 0; i < bad_ones; ++i) {
        if (i % good_ones_every == 0) {
            CHECK(contents() == before);
            send_good(1'000 + i);
            before = contents();
        }
        // Or strange keys would be a flood, which is another test's matter.
        north.node.keys.requests().was_right("east.test", federation::KeyRequests::most_of_host);
        auto const& fault = faults[i % faults.size()];
        auto message = draft(100'000 + i);
        fault.put_into(dice, message, known);
        auto const bytes = bytes_of(message);
        INFO(fault.name, " (", i, "): ", bytes.substr(0, 1500));
        CHECK(send(bytes) == fault.status);
        ++sent[fault.name];
    }
    CHECK(contents() == before);
    CHECK(sent.size() == faults.size());
}

TEST_CASE_FIXTURE(BadPost, "what is not at fault among all that is taken") {
    for (std::uint64_t number = 1'000; number < 1'300; ++number) send_good(number);
}
