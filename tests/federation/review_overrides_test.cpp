// A community's own rule for its gate, and its facilitators' word where there is a conflict of interest: the same on
// every node.
#include "federation/logged.hpp"
#include "federation/reviews/conflicts.hpp"
#include "federation/served/documents.hpp"
#include "storage/names.hpp"
#include "tests/federation/peer.hpp"
#include "tests/federation/reviewers.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::federation::reviews;
using namespace collegium::tests;
using storage::Handle;

namespace {

// sam wrote with ada lately, and says so in a review of hers. ben facilitates the club, beside ada.
struct Conflict : Reviewers {
    Conflict() {
        auto joint = whole_guide("Written together");
        joint.contributors = {{iri_of(sam), federation::guides::Voice::practitioner}};
        publish(ada, joint);
        appoint(ben);
        appoint(wim);
        auto words = written_by(sam, ReviewTrack::peer);
        words = south.node.store.read([&](auto const& tx, auto const& tables) {
            return with_findings(tx, tables, words, iri_of(sam), south.node.clock.now());
        });
        static_cast<void>(review(sam, words).value());
        static_cast<void>(review(wim, written_by(wim, ReviewTrack::expert)).value());
    }

    void appoint(Person const& person) {
        auto const act = composer_of(ada).add(author_of(ada), iri_of(person), federation::Collection::moderators, club);
        static_cast<void>(send(ada, act).value());
    }

    federation::timeline::PostView review_seen_by(Person const& reader) const {
        for (auto const& each : reviews_at(reader))
            if (each.post.author.iri == iri_of(sam)) return each.post;
        return {};
    }

    federation::Composed overriding(Person const& facilitator, std::string const& reason = "They wrote one line.") {
        return review_composer(facilitator)
            .override_conflict(author_of(facilitator), review_seen_by(facilitator), reason);
    }

    // What is said of the review that was flagged, as this person reads it.
    std::optional<OverrideView> word_at(Person const& reader) const {
        for (auto const& each : reviews_at(reader))
            if (each.post.author.iri == iri_of(sam)) return each.overridden;
        return std::nullopt;
    }

    bool is_reviewed_everywhere() const {
        return gate_at(north).reviewed && gate_at(south).reviewed && gate_at(west).reviewed;
    }

    bool is_reviewed_anywhere() const {
        return gate_at(north).reviewed || gate_at(south).reviewed || gate_at(west).reviewed;
    }
};

}  // namespace

TEST_CASE_FIXTURE(Conflict, "a facilitator lets a flagged review count, with a reason that every node shows") {
    CHECK_FALSE(is_reviewed_anywhere());
    CHECK(send(ben, overriding(ben)));
    CHECK(is_reviewed_everywhere());
    for (auto const& reader : {ada, sam, wim}) {
        auto const word = word_at(reader);
        REQUIRE(word);
        CHECK(word->by.iri == iri_of(ben));
        CHECK(word->reason == "They wrote one line.");
        CHECK(gate_at(*reader.school) == GateResult{1, 1, 2, 0, 0, true});
    }
    check_all_histories();
}

TEST_CASE_FIXTURE(Conflict, "what is taken back counts nowhere any more") {
    auto const act = overriding(ben);
    CHECK(send(ben, act));
    CHECK(send(ben, composer_of(ben).undo(author_of(ben), act.activity)));
    CHECK_FALSE(is_reviewed_anywhere());
    CHECK_FALSE(word_at(wim));
    check_all_histories();
}

TEST_CASE_FIXTURE(Conflict, "a facilitator of another school decides, too, as soon as the community has passed it on") {
    CHECK(send(wim, overriding(wim)));
    CHECK(is_reviewed_everywhere());
    CHECK(word_at(ada)->by.iri == iri_of(wim));
    check_all_histories();
}

TEST_CASE_FIXTURE(
    Conflict, "neither the guide's author nor the reviewer nor a stranger decides, nor anybody without a reason"
) {
    auto const refused = [&](Person const& person, std::string const& reason = "It is fine.") {
        auto const done = send(person, overriding(person, reason));
        return done ? Reason::duplicate : done.error().reason();
    };
    CHECK(refused(ada) == Reason::not_allowed);  // a facilitator, but of her own guide
    CHECK(refused(sam) == Reason::not_allowed);
    CHECK(refused(ben, " ") == Reason::malformed);
    CHECK_FALSE(is_reviewed_anywhere());
}

TEST_CASE_FIXTURE(Reviewers, "a community's own rule is the same on every node that has its document") {
    CHECK(review(wim, written_by(wim, ReviewTrack::expert)));
    for (auto* const school : {&north, &south, &west}) CHECK_FALSE(gate_at(*school).reviewed);

    storage::Store::Change<Handle> const change = [&](auto& tx, auto& tables) -> Result<Handle> {
        auto const community = storage::find_handle(tx, tables, club).value();
        CHECK_FALSE(set_rules(tx, tables, community, {0, 0, 1}));
        CHECK(set_rules(tx, tables, community, {0, 1, 1}));
        return community;
    };
    auto const community = north.node.store.write_now(change).value();
    CHECK(gate_at(north).reviewed);
    CHECK_FALSE(gate_at(west).reviewed);

    auto const document = north.node.store.read([&](auto const& tx, auto const& tables) {
        auto const shown = federation::documents::presentation_of(tx, tables, community);
        return federation::documents::actor_object(club, tables.actors.get(tx, community).value(), shown);
    });
    auto const speaker = federation::author_of(north.node, community).value();
    auto const update = federation::composer_of(north.node).update_profile(speaker, document);
    CHECK(federation::perform_now(north.node, update));
    village.settle();
    for (auto* const school : {&north, &south, &west}) CHECK(gate_at(*school) == GateResult{0, 1, 1, 0, 0, true});
    check_all_histories();
}
