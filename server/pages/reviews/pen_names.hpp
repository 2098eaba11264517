// Pen names on pages: whether a reviewer may use one and who would know theirs, and what they handed in under one.
#pragma once

#include "federation/reviews/handing_in.hpp"
#include "server/pages/guides/guide_fields.hpp"
#include "server/pages/reviews/looking.hpp"

namespace collegium::server::pages {

struct PenNameLook {
    PenNameLook() = default;

    std::optional<reviews::HandInView> standing;  // what this member handed in of this version
    std::string former;                           // their pen name for this guide; empty: none yet
    std::string why_not;                          // words for people; empty: they may use one
};

// reviewer: IRI of the member who reads; review: what they are about to write, with the request that it answers.
PenNameLook look_at_pen_name(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    reviews::Review const& review,
    std::string const& reviewer,
    Instant at
);

// Whether the form, or what was handed in before, says that the review goes under a pen name; and under which.
std::optional<reviews::PenName> pen_name_typed(Form const& form, PenNameLook const& look);

// What is wrong with it beside the field "pen_name": the name, whatever forbids one, and words of the review that name
// the reviewer or their school. me: the member.
FieldProblems pen_name_problems(
    languages::Language const& language,
    reviews::Review const& review,
    PenNameLook const& look,
    timeline::ActorView const& me
);

// At the part IDENTITY: the choice with who will know, or why there is none. request: nothing if it was taken back
// while the review was written; chosen: a pen name.
void show_identity(
    Values& form,
    PenNameLook const& look,
    std::optional<reviews::RequestView> const& request,
    guides::GuideView const& guide,
    std::optional<reviews::PenName> const& chosen,
    FieldProblems const& problems
);

// What a member handed in, as the page of their reviews lists it.
struct HandInLine {
    reviews::HandInView view;
    std::string title;   // of the guide; empty if it is gone
    std::string change;  // where the review is changed; empty likewise
    std::string keeper;  // host that publishes it
};

std::vector<HandInLine> hand_in_lines(
    storage::ReadTx const& tx, storage::Tables const& tables, timeline::Viewer const& viewer
);

// At HAND_IN_ROWS: nothing where there are none.
void show_hand_ins(Values& page, std::vector<HandInLine> const& lines);

}  // namespace collegium::server::pages
