// Pen names: a guide's author is of south.test, its community lives at north.test, whose facilitator asks people of
// west.test and east.test.
#pragma once

#include "federation/logged.hpp"
#include "federation/reviews/handing_in.hpp"
#include "federation/reviews/pen_publishing.hpp"
#include "storage/names.hpp"
#include "tests/federation/peer.hpp"
#include "tests/federation/reviewers.hpp"
#include "tests/printing.hpp"

namespace collegium::tests {

struct PenNames {
    PenNames() {
        for (auto const& person : {sam, wim, wes, eva}) follow(village, person, club);
        federation::guides::GuideComposer const composer{"https://south.test", south.node.clock, south.node.ids};
        guide =
            done(sam, composer.publish(author_of(sam), {club, whole_guide(), storage::Audience::everyone})).object_id();
    }

    // read(tx, tables, handle of the guide)
    template <class Read>
    auto reading(School const& school, Read read) const {
        return school.node.store.read([&](auto const& tx, auto const& tables) {
            return read(tx, tables, storage::find_handle(tx, tables, guide).value_or(storage::Handle{0}));
        });
    }

    // Does it and lets everybody hear of it.
    federation::Activity done(Person const& person, federation::Composed const& composed) {
        static_cast<void>(perform(person, composed).value());
        village.settle();
        return composed.activity;
    }

    federation::reviews::ReviewComposer composer(Person const& person) const {
        auto const& node = person.school->node;
        return {node.settings.origin(), node.clock, node.ids};
    }

    // IRI of the Offer.
    std::string ask(
        Person const& asker,
        Person const& reviewer,
        federation::reviews::ReviewTrack track = federation::reviews::ReviewTrack::peer
    ) {
        federation::reviews::ReviewRequest request;
        request.guide = guide;
        request.version = version;
        request.target = iri_of(reviewer);
        request.track = track;
        if (asker.school != reviewer.school) meet(village, *asker.school, request.target);
        return done(asker, composer(asker).ask(author_of(asker), request)).id().text();
    }

    federation::reviews::Review words(
        std::string const& request,
        std::string const& pen_name,
        federation::reviews::ReviewTrack track = federation::reviews::ReviewTrack::peer
    ) {
        auto review = whole_review(guide, version, track);
        review.request = request;
        review.pen_name = federation::reviews::PenName{pen_name, "", {}};
        return review;
    }

    Result<storage::Seq> hand_in(Person const& person, federation::reviews::Review const& review) {
        auto const entered = perform(person, composer(person).hand_in(author_of(person), review, club));
        village.settle();
        return entered;
    }

    // What the rounds of the community's school do.
    void tend() {
        village.run(tended(north.node));
        village.settle();
    }

    void review_as(
        Person const& person,
        std::string const& pen_name,
        federation::reviews::ReviewTrack track = federation::reviews::ReviewTrack::peer
    ) {
        CHECK(hand_in(person, words(ask(ada, person, track), pen_name, track)));
        tend();
    }

    void review_openly(Person const& person, federation::reviews::ReviewTrack track) {
        auto const post = reading(*person.school, [&](auto const& tx, auto const& tables, storage::Handle handle) {
            return federation::timeline::find_post(tx, tables, handle).value();
        });
        auto const review = whole_review(guide, version, track);
        done(person, composer(person).publish(author_of(person), review, post));
    }

    std::optional<federation::reviews::HandInView> handed_in(Person const& person) const {
        return person.school->node.store.read([&](auto const& tx, auto const& tables) {
            auto all = federation::reviews::handed_in_by(tx, tables, person.handle);
            return all.empty() ? std::nullopt : std::optional{std::move(all.front())};
        });
    }

    void take_back(Person const& person) {
        auto const offer = person.school->node.store.read([&](auto const& tx, auto const& tables) {
            return federation::logged_activity(tx, tables, handed_in(person).value().record.seq).value();
        });
        done(person, composer_of(person).undo(author_of(person), offer));
    }

    std::vector<federation::reviews::ReviewView> reviews_at(School const& school) const {
        return reading(school, [](auto const& tx, auto const& tables, storage::Handle handle) {
            return federation::reviews::reviews_of(tx, tables, handle);
        });
    }

    federation::reviews::GateResult gate_at(School const& school) const {
        auto const digest = federation::guides::digest_of(version).value();
        return reading(school, [&](auto const& tx, auto const& tables, storage::Handle handle) {
            return federation::reviews::gate_of(tx, tables, handle, digest);
        });
    }

    // sam names somebody who wrote the guide with him.
    void add_contributor(Person const& person) {
        auto joint = whole_guide();
        joint.contributors = {{iri_of(person), federation::guides::Voice::practitioner}};
        auto const current = reading(south, [](auto const& tx, auto const& tables, storage::Handle handle) {
            return federation::guides::find_guide(tx, tables, handle).value();
        });
        federation::guides::GuideComposer const composer_there{"https://south.test", south.node.clock, south.node.ids};
        village.pass(std::chrono::seconds{2});
        done(sam, composer_there.revise(author_of(sam), {club, joint, storage::Audience::everyone}, current));
    }

    void check_all_histories() {
        for (auto* const school : {&north, &south, &west, &east}) school->check_history();
    }

    Village village{{"north.test", "south.test", "west.test", "east.test"}};
    School& north = village["north.test"];
    School& south = village["south.test"];
    School& west = village["west.test"];
    School& east = village["east.test"];
    Person ada = north.enrol("ada"), nia = north.enrol("nia"), sam = south.enrol("sam"), sue = south.enrol("sue"),
           wim = west.enrol("wim"), wes = west.enrol("wes"), eva = east.enrol("eva");
    std::string club = north.found("club", "ada");
    std::string guide;
    std::string version = federation::guides::version_of(whole_guide());

private:
    static boost::asio::awaitable<bool> tended(federation::Node const& node) {
        co_await federation::reviews::tend_hand_ins(node);
        co_return true;
    }
};

// Duplicate: it was not refused.
inline Reason why_refused(Result<storage::Seq> const& result) {
    return result ? Reason::duplicate : result.error().reason();
}

}  // namespace collegium::tests
