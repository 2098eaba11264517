// Composing: what a council says of a guide, put into words of the wire. It takes a statement back by deleting it
// (Composer::delete_object).
#pragma once

#include "federation/messages/compose.hpp"
#include "federation/timeline.hpp"

namespace collegium::federation::statements {

struct StatementDraft {
    std::string words;  // Markdown
    std::string language = "en";
};

class StatementComposer {
public:
    StatementComposer(std::string origin, Clock const& clock, storage::IdSource& ids)
        : origin_{std::move(origin)}, clock_{clock}, ids_{ids} {}

    // Below the guide and for whom the guide is, told to its author. Nobody else than the council is named. council: a
    // community of this node.
    Composed say(Author const& council, StatementDraft const& draft, timeline::PostView const& guide) const;

private:
    std::string origin_;
    Clock const& clock_;
    storage::IdSource& ids_;
};

}  // namespace collegium::federation::statements
