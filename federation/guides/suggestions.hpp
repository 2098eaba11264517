// Suggestions: changes of guides that others would make, and what became of them. The author of a guide answers; the
// suggestion, and the answer, are for the two of them.
#pragma once

#include "federation/guides/suggestion.hpp"
#include "federation/rules.hpp"
#include "federation/timeline.hpp"

namespace collegium::federation::guides {

constexpr std::size_t most_open = 20;  // changes of one guide by one person, until its author answers

// It waits for an answer.
bool is_open(storage::SuggestionState state) noexcept;

// Somebody offers a Patch. Refuses unconcerned if it is of nothing that is known, or not for somebody here, or if its
// suggester may not read the guide; not_allowed for the guide's own author and for whom the community has shut out;
// too_many (for others' people not_allowed) beyond most_open; what suggestion_in refuses, and malformed for a base that
// this guide never had. Who is a pupil was asked before (entering.hpp).
Result<void> suggest(rules::Context const& context);

// An answer to an Offer, whether it is known or not, is not one to a Follow.
bool is_about_suggestion(rules::Context const& context);

// The author of the guide has seen a suggestion, has merged it, or has declined it. Whatever their order: what was
// merged stays merged, and what was declined is not merely seen. Refuses foreign for anybody else, and unconcerned if
// nothing changes.
Result<void> answer_suggestion(rules::Context const& context, storage::SuggestionState state);

// Its suggester takes this Offer back: nobody sees it any more, unless an answer was on its way. Refuses unconcerned if
// it is not kept, was answered, or was taken back.
Result<void> withdraw_suggestion(rules::Context const& context, Activity const& offer);

struct SuggestionView {
    storage::Handle offer{};
    std::string iri;  // of the Offer
    storage::Handle guide{};
    timeline::ActorView by;
    Suggestion change;
    storage::SuggestionState state{};
    Instant received{};
    std::string answer;       // why it was declined: plain text, as its author wrote it
    std::string merged_into;  // the version that has it; empty if none was named
};

// "sent", "seen", "merged", "declined", "withdrawn".
std::string_view name_of(storage::SuggestionState state) noexcept;

// Open ones first, of these and of the others the newest first, at most 200: for the guide's author all of them, for
// anybody else their own. What was taken back, and what people suggested who are gone or
// whose consent was taken back, is in no list.
std::vector<SuggestionView> suggestions_for(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle guide, timeline::Viewer const& viewer
);

// Those that somebody here has made, and those that wait for an answer of theirs: in the same order, at most 200.
std::vector<SuggestionView> suggested_by(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle member
);
std::vector<SuggestionView> waiting_for(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle author
);

// Where in the log the Offers of somebody stand that wait for an answer, whether anybody is shown them or not.
std::vector<storage::Seq> open_suggestions_of(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle member
);

// Nothing unless the viewer is its suggester or the author of the guide.
std::optional<SuggestionView> find_suggestion(
    storage::ReadTx const& tx, storage::Tables const& tables, std::string_view offer, timeline::Viewer const& viewer
);

}  // namespace collegium::federation::guides
