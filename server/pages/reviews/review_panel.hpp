// Review panel: on the page of a guide, whether the version that is shown is reviewed, by what rule, and what reviewers
// say.
#pragma once

#include "server/pages/reviews/looking.hpp"

namespace collegium::server::pages {

struct ReviewLine {
    reviews::ReviewView view;
    std::uint64_t revision = 0;  // of the version that it is of; 0: its words are not kept here
    bool is_of_newest = false;
    std::string overall;                  // HTML
    std::vector<std::string> rationales;  // HTML, one for each of its ratings
    std::vector<std::string> replies;     // HTML, one for each of its replies
};

struct ReviewsLook {
    ReviewsLook() = default;

    std::vector<ReviewLine> lines;
    reviews::GateRules rules;
    reviews::GateResult gate;             // of the version that is shown
    std::string reviewed_version;         // the newest that is reviewed; empty: none
    std::uint64_t reviewed_revision = 0;  // 0: its words are not kept here
    storage::Handle member{};             // who reads; 0: a guest
    bool is_author = false;
    bool facilitates = false;
    bool is_colleague = false;  // of an author's institution
};

// All but the HTML.
ReviewsLook look_at_reviews(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    guides::GuideView const& guide,
    timeline::Viewer const& viewer
);

// It takes some milliseconds: run it on the workers, outside of a transaction.
void put_into_html(ReviewsLook& look);

// At REVIEWS the panel, at REVIEWED or NOT_REVIEWED the mark.
void show_reviews(Values& page, guides::GuideView const& guide, ReviewsLook const& look);

}  // namespace collegium::server::pages
