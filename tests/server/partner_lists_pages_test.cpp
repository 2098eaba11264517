// The pages of partner lists: facilitators of a network keep its list, and operators elsewhere read it.
#include "federation/partner_lists/publishing.hpp"
#include "federation/partner_lists/pulling.hpp"
#include "storage/names.hpp"
#include "tests/federation/operators.hpp"
#include "tests/federation/running.hpp"
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace partner_lists = federation::partner_lists;

using storage::ListedState;
using storage::PartnerState;

namespace {

// North has a network of its own, and south has one whose list north's operator reads.
struct Lists : Front {
    Lists() {
        storage::CommunityRecord terms;
        terms.kind = storage::CommunityKind::network;
        describe(north, net, terms);
        describe(south, far_net, terms);
    }

    void say_at_south(std::string const& host, std::optional<storage::OwnEntryRecord> const& entry) {
        auto const network = south.node.store.read([&](auto const& tx, auto const& tables) {
            return storage::find_handle(tx, tables, far_net).value();
        });
        REQUIRE(south.node.store.write_now(partner_lists::saying(south.node, network, sue.handle, host, entry)));
    }

    Person cora_herself = add_person("cora"), ben_himself = add_person("ben");
    Person olga_herself = add_person("olga", storage::Roles::of(storage::Role::operator_));
    Person sue = south.enrol("sue");
    std::string net = north.found("net", "cora"), far_net = south.found("far_net", "sue");
    Browser cora = Browser::of(*this, "cora"), ben = Browser::of(*this, "ben"), olga = Browser::of(*this, "olga");
    Operator operator_{village, north};
};

constexpr char const* own_page = "/c/net/partners";
constexpr char const* lists_page = "/operator/partner-lists";
Fields const follow{{"action", "follow"}, {"network", "far_net@south.test"}};

Fields decision(std::string const& action) {
    return {{"action", action}, {"list", "https://south.test/c/far_net/partners"}, {"host", "west.test"}};
}

}  // namespace

TEST_CASE_FIXTURE(Lists, "facilitators say something of an institution, everybody reads it, programs read it signed") {
    CHECK(get_activity(own_page).status() == 404);
    CHECK(shows(get("/c/net"), "href=\"/c/net/partners\""));
    CHECK(shows(get_activity("/c/net"), "\"col:partnerList\":\"https://north.test/c/net/partners\""));
    Fields const said{
        {"action", "say"}, {"host", "west.test"}, {"state", "blocked"}, {"reason", "Sends advertisements"}};
    CHECK(ben.submit(own_page, said).status() == 403);
    CHECK(cora.submit(own_page, said).status() == 303);

    for (auto const& page : {get(own_page), ben.get(own_page)}) {
        CHECK(shows(page, "<h2>west.test</h2>"));
        CHECK(shows(page, "Sends advertisements"));
        CHECK_FALSE(shows(page, "<form method=\"post\" action=\"/c/net/partners\""));
    }
    auto const list = document_of(get_activity(own_page));
    auto const proven = partner_lists::prove_list(
        list.root(),
        "https://north.test/c/net",
        crypto::text_of(spare_keys(2).ed25519.public_key().raw()),
        village.clock.now()
    );
    REQUIRE(proven);
    CHECK(
        proven->entries ==
        std::vector<partner_lists::Entry>{{"west.test", ListedState::blocked, "Sends advertisements"}}
    );

    CHECK(cora.submit(own_page, {{"action", "take_back"}, {"host", "west.test"}}).status() == 303);
    CHECK(shows(get(own_page), "The list is empty."));
    CHECK(get("/c/nowhere/partners").status() == 404);
}

TEST_CASE_FIXTURE(
    Lists, "what a network said of institutions is for its facilitators alone once it is not for everyone"
) {
    Fields const said{{"action", "say"}, {"host", "west.test"}, {"state", "blocked"}, {"reason", "Quarrels"}};
    REQUIRE(cora.submit(own_page, said).status() == 303);
    storage::CommunityRecord narrow;
    narrow.kind = storage::CommunityKind::network;
    narrow.audience = storage::Audience::community;
    describe(north, net, narrow);

    CHECK(get_activity(own_page).status() == 404);
    for (auto const& page : {get(own_page), ben.get(own_page)}) {
        CHECK(page.status() == 200);
        CHECK_FALSE(shows(page, "west.test"));
        CHECK_FALSE(shows(page, "Quarrels"));
        CHECK_FALSE(shows(page, "The list is empty."));
        CHECK_FALSE(shows(page, "Everyone can read it."));
        CHECK(shows(page, "given to nobody"));
    }
    auto const facilitators = cora.get(own_page);
    CHECK(shows(facilitators, "<h2>west.test</h2>"));
    CHECK_FALSE(shows(facilitators, "Take it back"));
}

TEST_CASE_FIXTURE(Lists, "what cannot be signed is refused, and what was typed is kept") {
    auto const refused =
        cora.submit(own_page, {{"action", "say"}, {"host", "not a host"}, {"state", "limited"}, {"reason", "Why not"}});
    CHECK(refused.status() == 422);
    CHECK(shows(refused, "Write the domain of an institution"));
    CHECK(shows(refused, "value=\"not a host\""));
    CHECK(shows(refused, "value=\"Why not\""));
    CHECK(shows(refused, "<option value=\"limited\" selected>"));
    CHECK(cora.submit(own_page, {{"action", "say"}, {"host", "west.test"}, {"state", "good"}}).status() == 422);
}

TEST_CASE_FIXTURE(Lists, "an operator subscribes, sees what is new with its reason, and takes it or not") {
    say_at_south("west.test", storage::OwnEntryRecord{ListedState::allowed, "Has signed the charter", {}});
    for (auto* const other : {&cora, &ben}) CHECK(other->get(lists_page).status() == 404);
    CHECK(ben.submit(lists_page, follow).status() == 404);
    CHECK(olga.submit(lists_page, follow).field("location") == "/operator/partner-lists?saved=1");

    auto const page = olga.get(lists_page);
    CHECK(shows(page, "https://south.test/c/far_net/partners"));
    CHECK(shows(page, "Its signature holds."));
    CHECK(shows(page, "<h3>west.test</h3>"));
    CHECK(shows(page, "Has signed the charter"));
    CHECK_FALSE(operator_.state_of("west.test"));

    CHECK(olga.submit(lists_page, decision("take")).status() == 303);
    CHECK(operator_.state_of("west.test") == PartnerState::asked);
    CHECK(shows(olga.get(lists_page), "Nothing waits for you."));
    CHECK(olga.submit(lists_page, decision("take")).status() == 422);
    CHECK(olga.submit(lists_page, decision("dance")).status() == 404);

    say_at_south("west.test", std::nullopt);
    village.clock.pass(std::chrono::minutes{6});
    CHECK(olga.submit(lists_page, decision("look")).status() == 303);
    CHECK(shows(olga.get(lists_page), "taken back by the list"));
    CHECK(olga.submit(lists_page, decision("take")).status() == 303);
    CHECK_FALSE(operator_.state_of("west.test"));
    CHECK(olga.submit(lists_page, decision("drop")).status() == 303);
    CHECK(shows(olga.get(lists_page), "You read no list."));
}

TEST_CASE_FIXTURE(Lists, "what cannot be read says why, and the address stays in the form") {
    auto const nowhere =
        olga.submit(lists_page, {{"action", "follow"}, {"network", "https://west.test/c/net"}, {"blocked", "1"}});
    CHECK(nowhere.status() == 422);
    CHECK(shows(nowhere, "agree with that one first"));
    CHECK(shows(nowhere, "value=\"https://west.test/c/net\""));
    CHECK(shows(nowhere, "name=\"blocked\" value=\"1\" checked"));
    CHECK(olga.submit(lists_page, follow).status() == 422);  // there is no list yet

    say_at_south("west.test", storage::OwnEntryRecord{ListedState::allowed, "", {}});
    REQUIRE(olga.submit(lists_page, follow).status() == 303);
    auto const soon = olga.submit(lists_page, decision("look"));
    CHECK(soon.status() == 422);
    CHECK(shows(soon, "wait five minutes"));
    CHECK(
        olga.submit(
                lists_page, {{"action", "choose"}, {"list", "https://south.test/c/far_net/partners"}, {"blocked", "1"}}
        ).status() == 303
    );
    CHECK(shows(olga.get(lists_page), "name=\"blocked\" value=\"1\" checked"));
}
