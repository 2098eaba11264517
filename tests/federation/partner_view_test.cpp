// What an operator can read about an exchange, and what a partner card says.
#include "federation/partners/partner_view.hpp"

#include "federation/partners/partner_care.hpp"
#include "tests/federation/operators.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

using federation::Card;
using federation::Decision;
using federation::Holiday;
using storage::PartnerState;

namespace {

struct ViewFixture {
    Village village{{"north.test", "south.test"}, Village::Ties::strangers};
    School& north = village["north.test"];
    School& south = village["south.test"];
    Operator nora{village, north}, sam{village, south};

    federation::PartnerView view() { return federation::find_partner(north.node, "south.test").value(); }

    void look_at_cards() { static_cast<void>(village.run(look(north.node))); }
    static boost::asio::awaitable<int> look(federation::Node const& node) {
        co_await federation::refresh_oldest_card(node);
        co_return 0;
    }
};

Settings named(std::string const& domain) {
    Settings settings;
    settings.node.domain = domain;
    settings.node.name = "A \"school\"";
    return settings;
}

}  // namespace

TEST_CASE_FIXTURE(ViewFixture, "messages, bytes and errors of each partner are counted") {
    nora.befriend(sam);
    auto const before = view().traffic;
    auto const ada = north.enrol("ada");
    auto const club = south.found("club");
    federation::FetchBudget budget;
    REQUIRE(village.run(federation::resolve_actor(north.node, Iri::parse(club).value(), budget)));
    ada.follow(club);
    village.settle();

    auto const after = view().traffic;

    CHECK(after.messages_in == before.messages_in + 1);  // the Accept
    CHECK(after.bytes_in > before.bytes_in + 500);
    CHECK(after.requests_out >= before.requests_out + 2);
    CHECK(after.bytes_out > before.bytes_out + 300);
    CHECK(after.last_in == village.clock.now());
    CHECK(after.refused_in == 0);
}

TEST_CASE_FIXTURE(ViewFixture, "what was counted is written down and adds up") {
    nora.befriend(sam);
    auto const counted = view().traffic;
    north.traffic.flush(north.node.store);
    north.traffic.flush(north.node.store);

    CHECK(view().traffic == counted);
    auto const written =
        north.node.store.read([](auto const& tx, auto const& tables) { return tables.traffic.get(tx, "south.test"); });
    CHECK(written.value() == counted);
    north.traffic.received("south.test", 10, village.clock.now());
    CHECK(view().traffic.messages_in == counted.messages_in + 1);
}

TEST_CASE("a clock that is wrong is noticed by the Date of answers") {
    federation::Traffic traffic;
    Instant const now{100h};

    traffic.answered("a.test", 1, now, now + 7min);
    traffic.answered("b.test", 1, now, now - 9s);
    traffic.answered("c.test", 1, now, std::nullopt);

    CHECK(traffic.with_recent("a.test", {}).clock_ahead == 420);
    CHECK(traffic.with_recent("b.test", {}).clock_behind == 9);
    CHECK(traffic.with_recent("c.test", {}).last_out == now);
}

TEST_CASE("invented hosts do not fill the memory") {
    federation::Traffic traffic;
    for (int number = 0; number < 20'000; ++number) traffic.sent("h" + std::to_string(number), 1);

    CHECK(traffic.with_recent("h9999", {}).requests_out == 1);
    CHECK(traffic.with_recent("h10001", {}).requests_out == 0);
}

TEST_CASE("invented hosts give nobody a new budget of the day, and those of yesterday take no place") {
    federation::Traffic traffic;
    Instant const today{100h}, tomorrow{130h};
    auto const invent = [&](Instant when) {
        for (int number = 0; number < 10'000; ++number) traffic.received("h" + std::to_string(number), 1, when);
    };
    traffic.received("a.test", 5, today);
    invent(today);
    CHECK(traffic.taken_today("a.test", today) == 5);
    traffic.received("b.test", 7, tomorrow);
    traffic.fetched_for("b.test", 9, tomorrow);
    CHECK(traffic.taken_today("b.test", tomorrow) == 16);
}

TEST_CASE_FIXTURE(ViewFixture, "a card that changed is noticed, with what changed") {
    nora.befriend(sam);
    look_at_cards();
    CHECK(view().changes.empty());
    village.clock.pass(24h * 8);
    south.settings.card.safeguarding_name = "Sara Lind";
    south.settings.node.name = "South Academy";

    look_at_cards();

    auto const changes = view().changes;
    REQUIRE(changes.size() == 2);
    CHECK(changes[0].what == "Name");
    CHECK(changes[0].before == "south.test");
    CHECK(changes[0].now == "South Academy");
    CHECK(changes[1].what == "Safeguarding lead");
    CHECK(changes[1].before.empty());
    CHECK(federation::name_of(view()) == "South Academy");

    // Once a week: not at every look.
    auto const requests = north.network.requests;
    look_at_cards();
    CHECK(north.network.requests == requests);
}

TEST_CASE("a card says what the settings say, and reads as it was written") {
    auto settings = named("a.test");
    settings.card.kind = "secondary school";
    settings.card.operator_name = "Omar";
    settings.card.languages = "en, ar";
    auto const bytes = federation::card_document(settings, Holiday{"2026-12-19", "2027-01-07", "Happy \"new\" year"});

    auto const card = federation::read_card(bytes, "a.test").value();

    CHECK(card.name == "A \"school\"");
    CHECK(card.kind == "secondary school");
    CHECK(card.operator_name == "Omar");
    CHECK(card.languages == "en, ar");
    CHECK(card.software.starts_with("collegium "));
    CHECK(card.capabilities == "RFC-9421: HTTP Message Signatures");
    CHECK(card.holiday->to == "2027-01-07");
    CHECK(federation::changes_between(card, card).empty());
}

TEST_CASE("a card of somebody else, of another kind or of great size is none") {
    auto const good = federation::card_document(named("a.test"), std::nullopt);

    CHECK(federation::read_card(good, "b.test").error().reason() == Reason::foreign);
    CHECK(federation::read_card("{}", "a.test").error().reason() == Reason::malformed);
    CHECK(federation::read_card("[]", "a.test").error().reason() == Reason::malformed);
    CHECK(federation::read_card(good + std::string(40'000, ' '), "a.test").error().reason() == Reason::too_large);
    auto wrong = good;
    wrong.replace(wrong.find("\"network\""), 9, "[1,2,3,4]");
    CHECK(federation::read_card(wrong, "a.test").value().mode.empty());
}

TEST_CASE("a holiday has two dates in their order") {
    CHECK(federation::check_holiday({"2026-12-19", "2027-01-07", ""}));
    CHECK(federation::check_holiday({"2026-12-19", "2026-12-19", ""}));
    CHECK_FALSE(federation::check_holiday({"2027-01-07", "2026-12-19", ""}));
    CHECK_FALSE(federation::check_holiday({"2026-13-19", "2027-01-07", ""}));
    CHECK_FALSE(federation::check_holiday({"19.12.2026", "2027-01-07", ""}));
    CHECK_FALSE(federation::check_holiday({"", "", ""}));
}
