// Reviewers: reviews that tests write, and a guide at three schools that is reviewed.
#pragma once

#include "federation/reviews/compose_review.hpp"
#include "federation/reviews/reading.hpp"
#include "federation/reviews/requests.hpp"
#include "tests/federation/library.hpp"

namespace collegium::tests {

// Every question answered with a reason, nothing to declare; it recommends the version.
federation::reviews::Review whole_review(
    std::string const& guide, std::string const& version, federation::reviews::ReviewTrack track
);

// A guide of ada's, of north.test, that people of south.test and west.test review.
struct Reviewers : Library {
    Reviewers();

    federation::reviews::ReviewComposer review_composer(Person const& person) const;

    // Of the version that this person reads now.
    federation::reviews::Review written_by(Person const& person, federation::reviews::ReviewTrack track) const;

    // Does it and lets everybody hear of it. The composed review, or why not.
    Result<storage::Seq> send(Person const& person, federation::Composed const& composed);
    Result<storage::Seq> review(Person const& person, federation::reviews::Review const& words);

    // IRI of the Offer; words: target, track and what else there is.
    federation::reviews::ReviewRequest request_to(std::string const& target) const;
    std::string ask(Person const& asker, federation::reviews::ReviewRequest const& request);

    std::vector<federation::reviews::ReviewView> reviews_at(Person const& reader) const;
    federation::reviews::GateResult gate_at(School const& school) const;  // of the version that is newest at north.test
    std::string reviewed_at(School const& school) const;
    std::optional<federation::reviews::RequestView> request_at(Person const& reader, std::string const& offer) const;
    std::vector<federation::reviews::RequestView> queue(Person const& member) const;

    void check_all_histories();

    std::string guide;
};

}  // namespace collegium::tests
