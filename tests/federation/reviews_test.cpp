// Reviews among three schools: pinned, flagged, answered, and the same gate on every node.
#include "federation/community/holding.hpp"
#include "federation/reviews/conflicts.hpp"
#include "storage/names.hpp"
#include "tests/federation/reviewers.hpp"
#include "tests/federation/running.hpp"
#include "tests/printing.hpp"

#include <algorithm>

using namespace collegium;
using namespace collegium::federation::reviews;
using namespace collegium::tests;

namespace {

// The Create of a review as other software might send it. parts: what add_review writes.
std::string foreign_review(OtherServer& server, std::string const& by, std::string const& club, Review const& words) {
    auto object = federation::JsonText::object();
    object.text("id", server.fresh("note"))
        .text("type", "Note")
        .text("attributedTo", by)
        .text("inReplyTo", words.guide)
        .text("content", "<p>words</p>")
        .texts("to", {"https://www.w3.org/ns/activitystreams#Public", club})
        .text("published", "2026-09-01T10:00:00Z");
    add_review(object, words);
    return federation::JsonText::object()
        .text("id", server.fresh("act"))
        .text("type", "Create")
        .text("actor", by)
        .texts("to", {"https://www.w3.org/ns/activitystreams#Public", club})
        .raw("object", object.done())
        .done();
}

struct Foreign : Reviewers {
    Foreign() { north.partner_with("east.test"); }

    Review by_eve() const { return written_by(ada, ReviewTrack::peer); }
    Result<storage::Seq> send_foreign(Review const& words) {
        auto done = east.send(north, eve, foreign_review(east, eve, club, words));
        village.settle();
        return done;
    }

    OtherServer east{village, "east.test"};
    std::string eve = east.person("eve");
};

}  // namespace

TEST_CASE_FIXTURE(Reviewers, "a peer and an expert of two schools review a version, and all nodes call it reviewed") {
    CHECK(review(sam, written_by(sam, ReviewTrack::peer)));
    for (auto* const school : {&north, &south, &west}) CHECK_FALSE(gate_at(*school).reviewed);
    CHECK(review(wim, written_by(wim, ReviewTrack::expert)));
    for (auto* const school : {&north, &south, &west}) {
        CHECK(gate_at(*school) == GateResult{1, 1, 2, 0, 0, true});
        CHECK(reviewed_at(*school) == at(ada, guide)->version);
    }
    auto const seen = reviews_at(ada);
    REQUIRE(seen.size() == 2);
    CHECK(std::ranges::all_of(seen, [](ReviewView const& each) { return each.flags == 0; }));
    CHECK(seen[0].review.version == at(ada, guide)->version);
    check_all_histories();
}

TEST_CASE_FIXTURE(Reviewers, "a review stays with its version when the guide moves on, and a second round follows") {
    auto first = written_by(sam, ReviewTrack::peer);
    first.verdict = ReviewVerdict::major;
    CHECK(review(sam, first));
    CHECK(review(wim, written_by(wim, ReviewTrack::expert)));
    CHECK_FALSE(gate_at(north).reviewed);

    CHECK(revise(ada, guide, whole_guide("A better title")));
    CHECK(gate_at(north) == GateResult{});
    for (auto const track : {ReviewTrack::peer, ReviewTrack::expert}) {
        auto const& person = track == ReviewTrack::peer ? sam : wim;
        auto second = written_by(person, track);
        second.round = 2;
        CHECK(review(person, second));
    }
    for (auto* const school : {&north, &south, &west}) CHECK(gate_at(*school).reviewed);
    CHECK(reviews_at(wim).size() == 4);

    CHECK(revise(ada, guide, whole_guide("The best title")));  // later versions say which one was reviewed
    CHECK(reviewed_at(west) == versions(west, guide).at(1).version);
    check_all_histories();
}

TEST_CASE_FIXTURE(
    Reviewers, "at home a colleague's review is refused, and so is one without reasons or of no version"
) {
    auto const refused = review(ben, written_by(ben, ReviewTrack::peer));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().reason() == Reason::not_allowed);

    auto words = written_by(sam, ReviewTrack::peer);
    words.ratings[0].rationale.clear();
    CHECK(review(sam, words).error().reason() == Reason::malformed);

    words = written_by(sam, ReviewTrack::peer);
    words.version = federation::guides::version_of(whole_guide("Never published"));
    CHECK(review(sam, words).error().reason() == Reason::malformed);

    auto const fields = south.node.store.read([&](auto const& tx, auto const& tables) {
        std::vector<std::string> named;
        for (auto const& each : problems_here(tx, tables, words, iri_of(ben), south.node.clock.now()))
            named.push_back(each.field);
        return named;
    });
    CHECK(fields == std::vector<std::string>{"version", "reviewer"});
    CHECK(reviews_at(ada).empty());
}

TEST_CASE_FIXTURE(Foreign, "a partner's review is kept with its flags, and opens no gate") {
    auto words = by_eve();
    words.ratings[0].rationale.clear();
    CHECK(send_foreign(words));
    words = by_eve();
    words.interests = {};
    CHECK(send_foreign(words));
    words = by_eve();
    words.version = federation::guides::version_of(whole_guide("Never published"));
    CHECK(send_foreign(words));

    auto const seen = reviews_at(ada);
    REQUIRE(seen.size() == 3);
    std::uint64_t flags = 0;
    for (auto const& each : seen) {
        CHECK(each.flags != 0);
        flags |= each.flags;
    }
    CHECK(flags == (bit(Flag::unfounded) | bit(Flag::undeclared) | bit(Flag::unknown_version)));
    CHECK(gate_at(north).peers == 0);
    north.check_history();
}

TEST_CASE_FIXTURE(Foreign, "a review by a contributor's colleague is flagged where it comes from a partner") {
    CHECK(send_foreign(by_eve()));
    CHECK(gate_at(north).peers == 1);
    auto named = whole_guide();
    named.contributors = {{"https://east.test/u/cora", federation::guides::Voice::academic}};
    CHECK(revise(ada, guide, named));  // the same version: who wrote it is no part of its words
    CHECK(reviews_at(ada).at(0).flags == bit(Flag::same_institution));
    CHECK(gate_at(north) == GateResult{0, 0, 0, 0, 1, false});
}

TEST_CASE_FIXTURE(Reviewers, "who wrote with an author lately says so, and the review is flagged on every node") {
    auto joint = whole_guide("Written together");
    joint.contributors = {{iri_of(sam), federation::guides::Voice::practitioner}};
    publish(ada, joint);
    auto words = written_by(sam, ReviewTrack::peer);
    CHECK(review(sam, words).error().reason() == Reason::not_allowed);

    words = south.node.store.read([&](auto const& tx, auto const& tables) {
        return with_findings(tx, tables, words, iri_of(sam), south.node.clock.now());
    });
    CHECK(words.interests.co_author);
    CHECK(review(sam, words));
    for (auto const& person : {ada, sam, wim}) {
        auto const seen = reviews_at(person);
        REQUIRE(seen.size() == 1);
        CHECK(seen[0].flags == bit(Flag::co_author));
        CHECK(seen[0].wrote_together);
        CHECK(gate_at(*person.school).set_aside == 1);
    }
}

TEST_CASE_FIXTURE(Reviewers, "a reviewer takes a review back, and the gate closes everywhere") {
    CHECK(review(sam, written_by(sam, ReviewTrack::peer)));
    CHECK(review(wim, written_by(wim, ReviewTrack::expert)));
    auto const mine = reviews_at(sam);
    auto const found =
        std::ranges::find(mine, ReviewTrack::peer, [](ReviewView const& each) { return each.review.track; });
    REQUIRE(found != mine.end());
    CHECK(sam.erase(found->post.iri));
    village.settle();
    for (auto* const school : {&north, &south, &west}) CHECK_FALSE(gate_at(*school).reviewed);
    CHECK(reviews_at(wim).size() == 1);
    check_all_histories();
}

TEST_CASE_FIXTURE(Reviewers, "a reviewer changes a review, but never the version that it is of") {
    CHECK(review(sam, written_by(sam, ReviewTrack::peer)));
    auto const standing = reviews_at(sam).at(0);
    federation::Edited const edited{standing.post.iri, standing.post.published, standing.post.updated};
    auto changed = standing.review;
    changed.verdict = ReviewVerdict::reject;
    auto const post = at(sam, guide)->post;
    CHECK(send(sam, review_composer(sam).revise(author_of(sam), changed, post, edited)));
    CHECK(reviews_at(wim).at(0).review.verdict == ReviewVerdict::reject);
    CHECK(gate_at(west).objections == 1);

    CHECK(revise(ada, guide, whole_guide("A better title")));
    changed.version = at(sam, guide)->version;
    auto const moved = send(sam, review_composer(sam).revise(author_of(sam), changed, post, edited));
    REQUIRE_FALSE(moved);
    CHECK(moved.error().reason() == Reason::not_allowed);
    check_all_histories();
}

TEST_CASE_FIXTURE(Reviewers, "the author replies to a review, and readers see it there") {
    CHECK(review(sam, written_by(sam, ReviewTrack::peer)));
    auto const standing = reviews_at(ada).at(0).post;
    federation::NoteDraft reply;
    reply.source = "Thank you: version 2 says it.";
    reply.parent = standing.iri;
    reply.parent_author = standing.author.iri;
    reply.community = club;
    reply.kind = "comment";
    CHECK(send(ada, composer_of(ada).note(author_of(ada), reply)));
    for (auto const& person : {ada, sam, wim}) {
        auto const seen = reviews_at(person);
        REQUIRE(seen.size() == 1);
        CHECK(seen[0].replies.size() == 1);
    }
}

TEST_CASE_FIXTURE(Reviewers, "the gates of 1,000 guides are computed from the views within a second") {
    CHECK(review(sam, written_by(sam, ReviewTrack::peer)));
    CHECK(review(wim, written_by(wim, ReviewTrack::expert)));
    auto const version = federation::guides::digest_of(at(ada, guide).value().version).value();
    auto const began = std::chrono::steady_clock::now();
    CHECK(west.node.store.read([&](auto const& tx, auto const& tables) {
        auto const handle = storage::find_handle(tx, tables, guide).value();
        unsigned reviewed = 0;
        for (unsigned i = 0; i < 1000; ++i) reviewed += gate_of(tx, tables, handle, version).reviewed ? 1u : 0u;
        return reviewed;
    }) == 1000);
    CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds{10});  // with sanitizers, beside other work
}

TEST_CASE_FIXTURE(Reviewers, "a review that waits for a facilitator counts for nobody yet") {
    storage::CommunityRecord terms;
    terms.holds = true;
    describe(north, club, terms);
    CHECK(review(sam, written_by(sam, ReviewTrack::peer)));
    CHECK(gate_at(north).peers == 0);
    auto const waiting = north.node.store.read([&](auto const& tx, auto const& tables) {
        auto const community = storage::find_handle(tx, tables, club).value();
        auto const held = federation::community::held_in(tx, tables, community, 10);
        return storage::iri_of(tx, tables, held.at(0));
    });
    REQUIRE(send(ada, composer_of(ada).approve(author_of(ada), waiting, club)));
    CHECK(gate_at(north).peers == 1);
}
