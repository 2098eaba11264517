// Draft page: the form in which a guide is written.
#pragma once

#include "federation/guides/drafts.hpp"
#include "server/pages/guides/guide_fields.hpp"

namespace collegium::server::pages {

// What a page says beside what was typed.
struct DraftNotes {
    FieldProblems problems;
    std::string why;                          // why it was not taken; empty: it was, or has not been sent
    std::vector<guides::Conflict> conflicts;  // with what the guide has become meanwhile
    bool saved = false;
};

// number 0: a draft that has not been kept yet, which is sent to the address of this page.
Response draft_page(
    App const& app, Call const& call, guides::KeptDraft const& kept, DraftNotes const& notes, unsigned status
);

// The draft with what the form says.
guides::KeptDraft draft_typed(App const& app, Call const& call, guides::KeptDraft before);

// The states that a guide can be published in, coming from this one.
std::vector<guides::GuideState> next_states(guides::GuideState from);

// In what state the guide is that a draft replaces; `draft` for a new one.
guides::GuideState standing_state(App const& app, Call const& call, guides::KeptDraft const& kept);

}  // namespace collegium::server::pages
