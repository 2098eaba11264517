// Guide look: all that the page of a guide shows, read and put into HTML in one go. It takes some milliseconds for a
// long guide: run it on the workers.
#pragma once

#include "federation/guides/origins.hpp"
#include "server/pages/guides/looking.hpp"
#include "server/pages/reviews/review_panel.hpp"
#include "server/pages/subject_comments.hpp"

namespace collegium::server::pages {

// What a guide was made from.
struct SourceLine {
    ThingLine thing;
    guides::Freshness freshness{};
};

struct ContributorLine {
    PersonLine person;
    guides::Voice voice{};
};

struct GuideLook {
    guides::GuideView guide;
    std::array<std::string, guides::section_count> words;  // HTML, by Section
    std::string rationale;                                 // HTML
    PersonLine rater;
    std::vector<ContributorLine> contributors;
    std::optional<SourceLine> adapted_from;
    std::optional<SourceLine> translation_of;
    std::vector<ThingLine> questions;
    std::vector<guides::Offshoot> made;
    std::vector<std::optional<Instant>> dead;  // of its references: since when they lead nowhere
    std::optional<SubjectComments> comments;
    std::string_view licence_problem;  // empty: it may be what it is
    ReviewsLook reviews;
};

// version: its name; empty: the newest. Nothing if there is no such guide or version for this reader.
std::optional<GuideLook> look_at_guide(
    storage::Store const& store, storage::Handle guide, std::string_view version, timeline::Viewer const& viewer
);

}  // namespace collegium::server::pages
