// Search, across schools: reviewed guides are found as such, and what comes from elsewhere as its author wants.
#include "server/followers/log_follower.hpp"
#include "server/search/indexer.hpp"
#include "server/search/search_desk.hpp"
#include "storage/names.hpp"
#include "tests/federation/reviewers.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::tests;
using federation::reviews::ReviewTrack;
using server::search::Filters;
using server::search::Indexer;
using server::search::SearchDesk;
using server::search::WordIndex;

namespace {

struct Reading : Reviewers {
    void follow_log() {
        Indexer indexer{north.node.store, index};
        server::LogFollower const follower{north.node, indexer};
        while (village.run(follower.step())) {
        }
    }

    std::size_t found(std::string const& query, Filters const& filters = {}) {
        auto const viewer = federation::community::Viewer::of_member(ada.handle);
        return desk.search(query, filters, viewer, 20, 0).posts.size();
    }

    void set_consent(std::string const& person, storage::SearchConsent consent) {
        storage::Store::Change<int> const change = [&](auto& tx, auto& tables) -> Result<int> {
            auto const handle = storage::find_handle(tx, tables, person).value();
            auto record = tables.actors.get(tx, handle).value();
            record.search_consent = consent;
            tables.actors.put(tx, handle, record);
            return 0;
        };
        static_cast<void>(north.node.store.write_now(change).value());
    }

    TempDir words_folder;
    WordIndex index{words_folder.path() / "words", {"en"}};
    SearchDesk desk{north.node.store, index};
};

}  // namespace

TEST_CASE_FIXTURE(Reading, "a guide is found as a reviewed one when its gate is met, and no longer with new words") {
    Filters reviewed;
    reviewed.reviewed = true;
    follow_log();
    REQUIRE(found("retrieval", reviewed) == 0);

    static_cast<void>(review(sam, written_by(sam, ReviewTrack::peer)).value());
    static_cast<void>(review(wim, written_by(wim, ReviewTrack::expert)).value());
    follow_log();
    CHECK(found("retrieval", reviewed) == 1);

    auto words = at(ada, guide).value().guide;
    words.sections.front() += "\n\nOne more line.";
    village.clock.pass(std::chrono::minutes{1});
    static_cast<void>(revise(ada, guide, words).value());
    follow_log();
    CHECK(found("retrieval", reviewed) == 0);
    CHECK(found("retrieval") > 0);
}

TEST_CASE_FIXTURE(
    Reading, "what somebody elsewhere writes is found if they let others search, and not if they say nothing"
) {
    static_cast<void>(sam.ask(club, "Where is the canary?"));
    village.settle();
    auto const sams = iri_of(sam);
    SUBCASE("a member of another school lets others search unless they refuse") {
        follow_log();
        CHECK(found("canary") == 1);
        set_consent(sams, storage::SearchConsent::refused);
        CHECK(found("canary") == 0);
    }
    SUBCASE("software that says nothing has not asked its people") {
        set_consent(sams, storage::SearchConsent::unsaid);
        follow_log();
        CHECK(found("canary") == 0);
        CHECK(index.find("canary", {}, 10, 0).empty());
    }
}
