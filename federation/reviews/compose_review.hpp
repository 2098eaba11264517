// Composing: what those who ask for reviews, and reviewers, do, put into words of the wire. An author replies to a
// review with a comment below it (Composer::note).
#pragma once

#include "federation/messages/compose.hpp"
#include "federation/reviews/hand_in.hpp"
#include "federation/reviews/request.hpp"
#include "federation/timeline.hpp"

namespace collegium::federation::reviews {

// What is said to a request.
struct RequestReply {
    storage::RequestAnswer answer{};
    std::string offer;                   // IRI
    std::string asker;                   // IRI, told directly
    std::string reason;                  // plain text, may be empty
    std::string from;                    // "2026-11-01": when they will find the time; may be empty
    std::vector<std::string> suggested;  // IRIs: whom to ask instead
};

// A review that was handed in to be published under a pen name, and who did it. IRIs.
struct HandedIn {
    std::string offer;
    std::string reviewer;
};

class ReviewComposer {
public:
    ReviewComposer(std::string origin, Clock const& clock, storage::IdSource& ids)
        : origin_{std::move(origin)}, clock_{clock}, ids_{ids} {}

    // To the one who is asked. request: without problems_of.
    Composed ask(Author const& author, ReviewRequest const& request) const;
    Composed answer(Author const& author, RequestReply const& reply) const;

    // Below the guide and for whom the guide is; review: without problems_here, and with_findings.
    Composed publish(Author const& author, Review const& review, timeline::PostView const& guide) const;
    Composed revise(Author const& author, Review const& review, timeline::PostView const& guide, Edited const& standing)
        const;

    // To the guide's community alone, whose node publishes it. community: IRI; review: as for publish, with a pen name
    // and a request, and without what check_pen_name refuses.
    Composed hand_in(Author const& author, Review const& review, std::string_view community) const;

    // What the community answers, to the reviewer alone. review: IRI; reason: plain text.
    Composed note_published(Author const& community, HandedIn const& handed_in, std::string_view review) const;
    Composed turn_down(Author const& community, HandedIn const& handed_in, std::string_view reason) const;

    // A facilitator lets a review count although there is a conflict of interest, for whom the review is. reason: plain
    // text for everybody; not empty.
    Composed override_conflict(Author const& author, timeline::PostView const& review, std::string_view reason) const;

private:
    Composed put_into_words(
        Author const& author,
        std::string_view type,
        Review const& review,
        timeline::PostView const& guide,
        Publication const& published,
        storage::LocalId number
    ) const;
    JsonText act(Author const& author, std::string_view type, std::string_view folder, Addressees const& wanted) const;

    std::string origin_;
    Clock const& clock_;
    storage::IdSource& ids_;
};

}  // namespace collegium::federation::reviews
