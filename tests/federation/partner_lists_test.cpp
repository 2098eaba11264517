// Partner lists: what a network says of institutions reaches operators elsewhere as drafts, what it takes back is
// obeyed as they chose, and what they decided by hand stays.
#include "crypto/object_proof.hpp"
#include "federation/messages/json_text.hpp"
#include "tests/federation/list_readers.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

namespace {

// A list that our own program would not sign.
std::string over_full(partner_lists::PartnerList const& list, crypto::Ed25519PrivateKey const& key) {
    auto items = federation::JsonText::list();
    for (auto const& each : list.entries)
        items.raw_item(federation::JsonText::object()
                           .text("type", "col:ListedPartner")
                           .text("col:host", each.host)
                           .text("col:state", partner_lists::name_of(each.state))
                           .done());
    auto text = federation::JsonText::object()
                    .text("id", partner_lists::list_iri(list.network))
                    .text("type", "OrderedCollection")
                    .text("attributedTo", list.network)
                    .text("updated", to_rfc3339(list.updated))
                    .raw("orderedItems", items.done())
                    .done();
    auto const plain = federation::Json::read_object(text).value();
    auto const proof =
        crypto::make_proof(plain.root(), partner_lists::key_id_of(list.network), to_rfc3339(list.updated), key);
    text.pop_back();
    return text + ",\"proof\":" + proof + "}";
}

}  // namespace

TEST_CASE_FIXTURE(ListReaders, "what a list says is a draft with its reason, and the operator takes or declines it") {
    say("south.test", ListedState::allowed, "Has signed the charter");
    say("west.test", ListedState::blocked, "Sends advertisements");
    auto const followed = follow({}, "net@uni.test");
    REQUIRE(followed);
    CHECK(followed->added == 2);
    CHECK(drafts() == Drafts{"south.test allowed", "west.test blocked"});
    CHECK(lists().front().drafts.front().record.reason == "Has signed the charter");
    CHECK_FALSE(olga.state_of("south.test"));
    CHECK_FALSE(olga.state_of("west.test"));

    REQUIRE(decide("south.test", true));
    olga.tend();
    CHECK(sam.state_of("school.test") == PartnerState::introduced);
    sam.decide(Decision::agree, "school.test");
    sam.tend();
    CHECK(olga.state_of("south.test") == PartnerState::agreed);
    REQUIRE(decide("west.test", false));
    CHECK_FALSE(olga.state_of("west.test"));
    CHECK(drafts().empty());
    CHECK(decide("west.test", true).error().reason() == Reason::not_found);

    an_hour_later();  // the same list once more is no news
    CHECK(drafts().empty());
    say("west.test", ListedState::limited, "Better now");
    an_hour_later();
    CHECK(drafts() == Drafts{"west.test limited"});
    take_back("west.test");  // nobody acted on it
    an_hour_later();
    CHECK(drafts().empty());
}

TEST_CASE_FIXTURE(ListReaders, "what the list takes back is a draft, and taking it undoes what came from the list") {
    say("south.test", ListedState::allowed);
    REQUIRE(follow({}));
    REQUIRE(decide("south.test", true));
    take_back("south.test");
    an_hour_later();
    CHECK(drafts() == Drafts{"south.test withdrawn"});
    CHECK(olga.state_of("south.test") == PartnerState::asked);

    SUBCASE("it is undone") {
        REQUIRE(decide("south.test", true));
        CHECK_FALSE(olga.state_of("south.test"));
    }
    SUBCASE("the operator keeps it, as their own") {
        REQUIRE(decide("south.test", false));
        CHECK(olga.state_of("south.test") == PartnerState::asked);
        REQUIRE(follow({true, true, true}));
        say("south.test", ListedState::blocked);
        an_hour_later();
        CHECK(olga.state_of("south.test") == PartnerState::asked);
        CHECK(drafts() == Drafts{"south.test blocked"});
    }
    SUBCASE("the list says it again before the operator looked") {
        say("south.test", ListedState::allowed);
        an_hour_later();
        CHECK(drafts().empty());
        CHECK(olga.state_of("south.test") == PartnerState::asked);
    }
}

TEST_CASE_FIXTURE(ListReaders, "blocks and what is taken back are obeyed by themselves where the operator chose that") {
    say("south.test", ListedState::allowed);
    say("west.test", ListedState::blocked, "Sends advertisements");
    auto const followed = follow({true, true, true});
    REQUIRE(followed);
    CHECK(followed->applied == 2);
    CHECK(drafts().empty());
    CHECK(olga.state_of("south.test") == PartnerState::asked);
    CHECK(olga.state_of("west.test") == PartnerState::declined);
    CHECK(olga.reason_of("west.test").find("Sends advertisements") != std::string::npos);

    olga.tend();
    sam.decide(Decision::agree, "school.test");
    sam.tend();
    say("south.test", ListedState::blocked);
    an_hour_later();
    CHECK(olga.state_of("south.test") == PartnerState::paused);  // never more than what can be undone
    take_back("south.test");
    take_back("west.test");
    an_hour_later();
    CHECK(olga.state_of("south.test") == PartnerState::agreed);
    CHECK_FALSE(olga.state_of("west.test"));
    CHECK(drafts().empty());
}

TEST_CASE_FIXTURE(ListReaders, "what the operator decided by hand wins over every list") {
    olga.put("west.test", PartnerState::agreed);
    olga.put("south.test", PartnerState::removed);
    say("west.test", ListedState::blocked);
    say("south.test", ListedState::allowed);
    REQUIRE(follow({true, true, true}));
    CHECK(olga.state_of("west.test") == PartnerState::agreed);
    CHECK(olga.state_of("south.test") == PartnerState::removed);
    CHECK(drafts() == Drafts{"south.test allowed", "west.test blocked"});
    CHECK(lists().front().drafts.back().by_hand);

    REQUIRE(decide("west.test", true));  // they may still take it
    CHECK(olga.state_of("west.test") == PartnerState::paused);
    olga.decide(Decision::resume, "west.test");
    take_back("west.test");
    an_hour_later();
    CHECK(olga.state_of("west.test") == PartnerState::agreed);
    CHECK(drafts() == Drafts{"south.test allowed"});
}

TEST_CASE_FIXTURE(ListReaders, "a list that is forged, too large or older is refused, says so, and changes nothing") {
    say("south.test", ListedState::allowed);
    REQUIRE(follow({true, true, true}));
    auto const good =
        school.node.store.read([](auto const& tx, auto const& tables) { return tables.list_drafts.size(tx); });
    village.pass(2h);
    auto const& right_key = spare_keys(2).ed25519;
    auto words = partner_lists::sign_list(list_of({{"west.test", ListedState::blocked, "Old"}}), right_key).value();

    std::string problem;
    SUBCASE("a word was changed after it was signed") {
        words.replace(words.find("\"Old\""), 5, "\"New\"");
        problem = "signature of the list does not hold";
    }
    SUBCASE("it is signed with another key") {
        words =
            partner_lists::sign_list(list_of({{"west.test", ListedState::blocked, ""}}), spare_keys(0).ed25519).value();
        problem = "does not hold with the key that you subscribed to";
    }
    SUBCASE("it has no signature") {
        words.replace(words.find("\"proof\":"), 8, "\"other\":");
        problem = "no signature";
    }
    SUBCASE("it has more entries than a list may have") {
        auto list = list_of({});
        for (unsigned i = 0; i < partner_lists::most_entries; ++i)
            list.entries.push_back({"h" + std::to_string(i) + ".test", ListedState::allowed, ""});
        auto const full = partner_lists::sign_list(list, right_key);
        REQUIRE(full);
        list.entries.push_back({"one-more.test", ListedState::allowed, ""});
        CHECK(partner_lists::sign_list(list, right_key).error().reason() == Reason::too_large);
        words = over_full(list, right_key);
        problem = "more than 5,000 entries";
    }
    SUBCASE("it is older than the one that is here") {
        auto list = list_of({});
        list.updated -= 24h;
        words = partner_lists::sign_list(list, right_key).value();
        problem = "older than the list that we have";
    }
    SUBCASE("it is of another network") {
        auto list = list_of({});
        list.network = "https://uni.test/c/other";
        words = partner_lists::sign_list(list, right_key).value();
        problem = "";  // its id is of another place
    }
    give_instead(words);
    village.run(tend_lists(school.node));

    INFO(lists().front().record.problem);
    CHECK_FALSE(lists().front().record.problem.empty());
    CHECK(lists().front().record.problem.find(problem) != std::string::npos);
    CHECK_FALSE(olga.state_of("west.test"));
    CHECK(olga.state_of("south.test") == PartnerState::asked);
    CHECK(drafts().empty());
    CHECK(good == school.node.store.read([](auto const& tx, auto const& tables) {
        return tables.list_drafts.size(tx);
    }));

    village.scripted.clear();
    an_hour_later();
    CHECK(lists().front().record.problem.empty());
}

TEST_CASE_FIXTURE(ListReaders, "only partners' networks are read, and not more often than is good") {
    CHECK(follow({}, "https://south.test/c/net").error().reason() == Reason::not_partner);
    CHECK(follow({}, "uni").has_error());
    CHECK(follow({}, iri_of(ben)).error().reason() == Reason::wrong_type);
    CHECK(follow({}).error().reason() == Reason::not_found);  // it has published nothing
    CHECK(lists().empty());

    say("south.test", ListedState::allowed);
    REQUIRE(follow({}));
    auto const id = storage::hash_of("https://uni.test/c/net/partners");
    auto const before = school.network.requests;
    CHECK(village.run(partner_lists::pull_list(school.node, id)).error().reason() == Reason::too_many);
    CHECK(school.network.requests == before);
    village.pass(6min);
    CHECK(village.run(partner_lists::pull_list(school.node, id)));
    CHECK(school.network.requests == before + 1);
}

TEST_CASE_FIXTURE(ListReaders, "facilitators of a network keep its list, and nobody else") {
    storage::OwnEntryRecord const entry{ListedState::allowed, "", {}};
    CHECK(say_as(ben, "south.test", entry).error().reason() == Reason::not_allowed);
    CHECK(say_as(cora, "no host", entry).error().reason() == Reason::malformed);
    CHECK(say_as(cora, "uni.test", entry).error().reason() == Reason::malformed);
    CHECK(say_as(cora, "south.test", storage::OwnEntryRecord{ListedState::allowed, "two\nlines", {}}).has_error());
    CHECK(say_as(cora, "south.test", std::nullopt).error().reason() == Reason::unconcerned);
    auto const club = uni.found("club", "cora");
    CHECK(say_as(cora, "south.test", entry, club).error().reason() == Reason::foreign);

    REQUIRE(say_as(cora, "south.test", entry));
    storage::CommunityRecord narrow;
    narrow.kind = storage::CommunityKind::network;
    narrow.audience = storage::Audience::community;
    describe(uni, net, narrow);
    CHECK(say_as(cora, "west.test", entry).error().reason() == Reason::not_allowed);
    CHECK(follow({}).error().reason() == Reason::not_found);
}
