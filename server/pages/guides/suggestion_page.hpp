// Suggestion page: a change that somebody suggests, as its suggester and the author of the guide see it.
#pragma once

#include "federation/guides/differences.hpp"
#include "federation/guides/suggestions.hpp"
#include "server/pages/guides/guide_fields.hpp"

namespace collegium::server::pages {

struct SuggestionLook {
    SuggestionLook() = default;

    guides::SuggestionView suggestion;
    guides::GuideView current;                 // the guide of today
    std::vector<guides::ChangedPart> changes;  // of the version that was changed
    guides::Merged merged;                     // into the guide of today
    bool is_author = false;                    // the member who looks wrote the guide

    bool may_answer() const { return is_author && guides::is_open(suggestion.state); }
};

// Nothing unless the viewer made it or wrote the guide. It compares texts: run it on the workers.
std::optional<SuggestionLook> look_at_suggestion(
    storage::Store const& store, std::string const& offer, timeline::Viewer const& viewer
);

// The same, on the workers. offer: IRI.
boost::asio::awaitable<std::optional<SuggestionLook>> fetch_suggestion(
    App const& app, Call const& call, std::string const& offer
);

struct AnswerNotes {
    std::string why;              // the answer was not taken; empty: none was given
    std::string decline_problem;  // beside the reason of declining
};

// With what the form says, where it was sent.
Response suggestion_page(
    App const& app, Call const& call, SuggestionLook const& look, AnswerNotes const& notes, unsigned status
);

}  // namespace collegium::server::pages
