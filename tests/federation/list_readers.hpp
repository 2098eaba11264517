// A network whose partner list the operator of a school reads, for tests of what becomes of that.
#pragma once

#include "federation/partner_lists/publishing.hpp"
#include "federation/partner_lists/pulling.hpp"
#include "storage/names.hpp"
#include "tests/federation/operators.hpp"
#include "tests/federation/people.hpp"
#include "tests/federation/running.hpp"
#include "tests/federation/school_server.hpp"
#include "tests/printing.hpp"

namespace collegium::tests {

namespace partner_lists = federation::partner_lists;

inline boost::asio::awaitable<int> tend_lists(federation::Node const& node) {
    co_await partner_lists::tend_partner_lists(node);
    co_return 0;
}

// A network at the university, whose list the operator of a school reads. South and west are in it or not.
struct ListReaders {
    using Decision = federation::Decision;
    using ByItself = partner_lists::ByItself;
    using PartnerList = partner_lists::PartnerList;
    using Taken = partner_lists::Taken;
    using ListedState = storage::ListedState;
    using PartnerState = storage::PartnerState;

    ListReaders() {
        school.partner_with("uni.test");
        uni.partner_with("school.test");
        network(uni, net);
        network(uni, other_net);
    }

    static void network(School& at, std::string const& community) {
        storage::CommunityRecord terms;
        terms.kind = storage::CommunityKind::network;
        describe(at, community, terms);
    }

    storage::Handle handle_of(std::string const& iri) const {
        return uni.node.store.read([&](auto const& tx, auto const& tables) {
            return storage::find_handle(tx, tables, iri).value();
        });
    }

    Result<storage::Nothing> say_as(
        Person const& person,
        std::string const& host,
        std::optional<storage::OwnEntryRecord> const& entry,
        std::string const& list = "https://uni.test/c/net"
    ) {
        return uni.node.store.write_now(partner_lists::saying(uni.node, handle_of(list), person.handle, host, entry));
    }

    void say(std::string const& host, ListedState state, std::string const& reason = "") {
        REQUIRE(say_as(cora, host, storage::OwnEntryRecord{state, reason, {}}));
    }

    void take_back(std::string const& host) { REQUIRE(say_as(cora, host, std::nullopt)); }

    Result<Taken> follow(ByItself by_itself, std::string const& address = "https://uni.test/c/net") {
        return village.run(partner_lists::follow_list(school.node, address, by_itself));
    }

    // An hour later the node reads every list again.
    void an_hour_later() {
        village.pass(std::chrono::hours{1});
        village.run(tend_lists(school.node));
    }

    std::vector<partner_lists::FollowedList> lists() const {
        return school.node.store.read([](auto const& tx, auto const& tables) {
            return partner_lists::followed_lists(tx, tables, 100);
        });
    }

    // "south.test allowed", "west.test withdrawn"
    std::vector<std::string> drafts() const {
        std::vector<std::string> all;
        for (auto const& list : lists())
            for (auto const& each : list.drafts)
                all.push_back(
                    each.host + " " +
                    (each.record.withdrawn ? "withdrawn" : std::string{partner_lists::name_of(each.record.state)})
                );
        return all;
    }

    Result<void> decide(std::string const& host, bool takes) {
        storage::Store::Change<storage::Nothing> const change = [&](storage::WriteTx& tx, storage::Tables& tables
                                                                ) -> Result<storage::Nothing> {
            auto const list = storage::hash_of("https://uni.test/c/net/partners");
            auto const done = partner_lists::decide_entry(school.node, tx, tables, list, host, takes);
            if (!done) return done.error();
            return storage::Nothing{};
        };
        auto const done = school.node.store.write_now(change);
        return done ? Result<void>{} : done.error();
    }

    // What stands at the list's address from now on.
    void give_instead(std::string json) {
        village.scripted["uni.test"] = [this, json = std::move(json)](federation::OutgoingRequest const& request) {
            bool const is_list = request.target == "/c/net/partners";
            return is_list ? document("application/activity+json", json) : answer_get(uni, request);
        };
    }

    PartnerList list_of(std::vector<partner_lists::Entry> entries) const {
        return {"https://uni.test/c/net", "net", village.clock.now(), std::move(entries)};
    }

    using Drafts = std::vector<std::string>;

    Village village{{"uni.test", "school.test", "south.test", "west.test"}, Village::Ties::strangers};
    School& uni = village["uni.test"];
    School& school = village["school.test"];
    School& south = village["south.test"];
    Person cora = uni.enrol("cora"), ben = uni.enrol("ben");
    std::string net = uni.found("net", "cora"), other_net = uni.found("other", "cora");
    Operator olga{village, school}, sam{village, south};
};

}  // namespace collegium::tests
