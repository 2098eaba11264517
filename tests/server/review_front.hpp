// Review front: a school whose members ask for reviews and write them on its pages, beside a school whose people do the
// same.
#pragma once

#include "federation/reviews/compose_review.hpp"
#include "federation/reviews/requests.hpp"
#include "server/followers/log_follower.hpp"
#include "server/notifications/news_list.hpp"
#include "server/notifications/notifier.hpp"
#include "tests/federation/library.hpp"
#include "tests/server/guide_front.hpp"

namespace collegium::tests {

// The form of a whole review: every question answered with a reason, all statements made.
Fields review_form(federation::reviews::ReviewTrack track);

// sam and tess are of south.test. ada runs the club at north.test, ben and cora are members there.
struct ReviewFront : GuideFront {
    ReviewFront();

    // A guide of sam's in the club: its IRI, and its path at north.test.
    std::string publish_by_sam(federation::guides::Guide const& guide);
    std::string path_at_north(std::string const& iri) const;
    void revise_by_sam(std::string const& guide, federation::guides::Guide const& words);
    std::optional<federation::guides::GuideView> at_south(std::string const& guide) const;

    // sam asks for a review of his guide: IRI of the Offer.
    std::string ask_by_sam(std::string const& guide, std::string const& target, std::string const& due = "");

    // sam reviews a guide of north.test.
    void review_by_sam(std::string const& guide, federation::reviews::ReviewTrack track);

    // What somebody of south.test sees of a request, and what they are asked.
    federation::reviews::RequestView request_at_south(Person const& person, std::string const& offer) const;
    std::vector<federation::reviews::RequestView> queue_at_south(Person const& person) const;

    // The IRI of the Offer to whose page an answer leads.
    static std::string offer_in(server::Response const& response);

    federation::reviews::ReviewComposer review_composer(Person const& person) const;

    // What a member of north.test was told, newest first, once the news are written down.
    std::vector<storage::News> news_of(Person const& person);

    Person sam = south.enrol("sam"), tess = south.enrol("tess");
    server::notifications::Notifier notifier{north.node.store, north.node.ids, live};
    server::LogFollower follower{north.node, notifier};
};

}  // namespace collegium::tests
