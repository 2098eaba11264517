// Polls: a school whose members ask and vote by programs.
#pragma once

#include "federation/apply.hpp"
#include "server/polls/poll_round.hpp"
#include "tests/federation/people.hpp"
#include "tests/printing.hpp"
#include "tests/server/statuses.hpp"

namespace collegium::tests {

struct Polls : Statuses {
    // The first of several values of a name counts.
    Fields wish(Fields more = {}) const {
        Fields fields{
            {"status", "Which day?"},
            {"poll[options][]", "Monday"},
            {"poll[options][]", "Tuesday"},
            {"poll[expires_in]", "3600"}};
        fields.insert(fields.begin(), more.begin(), more.end());
        return fields;
    }

    std::string ask(ApiClient& who, Fields more = {}) {
        auto const posted = who.post("/api/v1/statuses", wish(std::move(more)));
        REQUIRE(posted.status() == 200);
        settle();
        return status_member(posted, "id");
    }

    server::Response vote(ApiClient& who, std::string const& id, std::vector<std::string> const& choices) {
        Fields fields;
        for (auto const& each : choices) fields.emplace_back("choices[]", each);
        auto response = who.post("/api/v1/polls/" + id + "/votes", fields);
        settle();
        return response;
    }

    // "2,1 of 3": the votes for each option, and how many voted.
    std::string counts(ApiClient& who, std::string const& id) {
        auto const json = json_of(who.get("/api/v1/polls/" + id));
        std::string all;
        for (auto const& option : json.root()["options"].GetArray())
            all += (all.empty() ? "" : ",") + value_of(option, "votes_count");
        return all + " of " + value_of(json.root(), "voters_count");
    }

    std::string member(ApiClient& who, std::string const& id, std::string_view name) {
        return value_of(json_of(who.get("/api/v1/polls/" + id)).root(), name);
    }

    std::string iri_at(std::string const& id) { return status_member(as_ada.get("/api/v1/statuses/" + id), "uri"); }

    static boost::asio::awaitable<bool> done(boost::asio::awaitable<void> work) {
        co_await std::move(work);
        co_return true;
    }

    void tend() {
        village.run(done(server::polls::tend_polls(app)));
        settle();
    }

    std::size_t told(ApiClient& who) { return json_of(who.get("/api/v1/notifications?types[]=poll")).root().Size(); }

    void rebuild() {
        storage::Store::Change<std::uint64_t> const change = [](storage::WriteTx& tx, storage::Tables& tables) {
            return federation::rebuild(tx, tables, "https://north.test");
        };
        static_cast<void>(north.node.store.write_now(change).value());
    }

    void make_pupil(std::string const& name) {
        storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
            auto record = tables.accounts.get(tx, name).value();
            record.pupil = true;
            tables.accounts.put(tx, name, record);
            agree_for(tx, tables, record.actor);
            return 0;
        };
        static_cast<void>(north.node.store.write_now(change).value());
    }
};

}  // namespace collegium::tests
