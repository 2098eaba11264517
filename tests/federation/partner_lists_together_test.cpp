// Partner lists: several of them that speak of one institution, and one that is long.
#include "tests/federation/list_readers.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

TEST_CASE_FIXTURE(ListReaders, "what one list takes back stays where another list still says it") {
    auto const other = std::string{"https://uni.test/c/other"};
    say("west.test", ListedState::blocked);
    REQUIRE(say_as(cora, "west.test", storage::OwnEntryRecord{ListedState::blocked, "", {}}, other));
    REQUIRE(follow({true, true, true}));
    REQUIRE(follow({}, other));
    storage::Store::Change<storage::Nothing> const take = [&](auto& tx, auto& tables) -> Result<storage::Nothing> {
        auto const id = storage::hash_of(other + "/partners");
        REQUIRE(partner_lists::decide_entry(school.node, tx, tables, id, "west.test", true));
        return storage::Nothing{};
    };
    REQUIRE(school.node.store.write_now(take));

    take_back("west.test");
    an_hour_later();
    CHECK(olga.state_of("west.test") == PartnerState::declined);
    REQUIRE(say_as(cora, "west.test", std::nullopt, other));
    an_hour_later();
    REQUIRE(lists().size() == 2);
    CHECK(drafts() == Drafts{"west.test withdrawn"});
}

TEST_CASE_FIXTURE(ListReaders, "a block that two lists say by themselves stays until both have taken it back") {
    auto const other = std::string{"https://uni.test/c/other"};
    auto const say_at_other = [&](std::optional<storage::OwnEntryRecord> const& entry) {
        REQUIRE(say_as(cora, "west.test", entry, other));
    };
    storage::OwnEntryRecord const blocked{ListedState::blocked, "", {}};

    SUBCASE("both say so from the beginning") {
        say("west.test", ListedState::blocked);
        say_at_other(blocked);
        REQUIRE(follow({true, true, true}));
        REQUIRE(follow({true, true, true}, other));
        take_back("west.test");
    }
    SUBCASE("the other list allowed it first") {
        say("west.test", ListedState::allowed);
        say_at_other(blocked);
        REQUIRE(follow({true, true, true}));
        CHECK(olga.state_of("west.test") == PartnerState::asked);
        REQUIRE(follow({true, true, true}, other));
        CHECK(olga.state_of("west.test") == PartnerState::declined);
        CHECK(drafts() == Drafts{"west.test allowed"});
        an_hour_later();  // nor does the first one win because it is read once more
        CHECK(olga.state_of("west.test") == PartnerState::declined);
        take_back("west.test");
    }
    SUBCASE("one of them allows it later") {
        say("west.test", ListedState::blocked);
        say_at_other(blocked);
        REQUIRE(follow({true, true, true}));
        REQUIRE(follow({true, true, true}, other));
        say("west.test", ListedState::allowed);
        an_hour_later();
        CHECK(olga.state_of("west.test") == PartnerState::declined);
        CHECK(drafts() == Drafts{"west.test allowed"});
        take_back("west.test");
    }
    an_hour_later();
    CHECK(olga.state_of("west.test") == PartnerState::declined);
    CHECK(drafts().empty());
    say_at_other(std::nullopt);
    an_hour_later();
    CHECK_FALSE(olga.state_of("west.test"));
    CHECK(drafts().empty());
}

TEST_CASE_FIXTURE(ListReaders, "what a list allowed holds again when another list's block is taken back") {
    auto const other = std::string{"https://uni.test/c/other"};
    say("west.test", ListedState::allowed);
    REQUIRE(say_as(cora, "west.test", storage::OwnEntryRecord{ListedState::blocked, "", {}}, other));
    REQUIRE(follow({true, true, true}));
    REQUIRE(follow({true, true, true}, other));
    REQUIRE(olga.state_of("west.test") == PartnerState::declined);
    REQUIRE(say_as(cora, "west.test", std::nullopt, other));
    an_hour_later();
    CHECK(olga.state_of("west.test") == PartnerState::asked);
    CHECK(drafts().empty());
    take_back("west.test");  // it is the first list's again
    an_hour_later();
    CHECK_FALSE(olga.state_of("west.test"));
}

TEST_CASE_FIXTURE(ListReaders, "a long list happens by itself over several rounds, and what keeps away comes first") {
    say("south.test", ListedState::allowed);
    REQUIRE(follow({true, true, true}));
    village.pass(2h);
    auto list = list_of({{"south.test", ListedState::allowed, ""}});
    for (std::size_t i = 0; i < partner_lists::most_by_themselves + 20; ++i)
        list.entries.push_back({"h" + std::to_string(i) + ".test", ListedState::allowed, ""});
    list.entries.push_back({"west.test", ListedState::blocked, ""});
    give_instead(partner_lists::sign_list(list, spare_keys(2).ed25519).value());
    village.run(tend_lists(school.node));
    CHECK(olga.state_of("west.test") == PartnerState::declined);
    CHECK(drafts().size() == 21);
    an_hour_later();
    CHECK(drafts().empty());
    CHECK(olga.state_of("h0.test") == PartnerState::asked);
    CHECK(olga.state_of("h119.test") == PartnerState::asked);
}
