// Composing: what authors of guides, and those who would change them, do, put into words of the wire.
#pragma once

#include "federation/guides/reading.hpp"
#include "federation/guides/suggestion.hpp"
#include "federation/messages/compose.hpp"

namespace collegium::federation::guides {

struct GuideDraft {
    std::string community;  // IRI
    Guide guide;            // without problems_of
    storage::Audience audience = storage::Audience::everyone;
};

// A suggestion that is answered, and who made it. IRIs.
struct Answered {
    std::string offer;
    std::string suggester;
};

class GuideComposer {
public:
    GuideComposer(std::string origin, Clock const& clock, storage::IdSource& ids)
        : origin_{std::move(origin)}, clock_{clock}, ids_{ids} {}

    // Its first version, tidied.
    Composed publish(Author const& author, GuideDraft const& draft) const;

    // What comes after `current` (succeeding): a version of its own if the words differ, else a new state of the same.
    Composed revise(Author const& author, GuideDraft const& draft, GuideView const& current) const;

    // To the author of the guide. base: the version that was changed; proposed: what became of it; reason: plain text,
    // which nobody cuts: beyond longest_reason the act is refused when it comes in.
    Composed suggest(Author const& author, GuideView const& base, Guide const& proposed, std::string const& reason)
        const;

    // What the author of the guide makes of it, told to its suggester.
    Composed note_seen(Author const& author, Answered const& suggestion) const;
    Composed note_merged(Author const& author, Answered const& suggestion, std::string_view version) const;
    Composed decline(Author const& author, Answered const& suggestion, std::string_view reason) const;

private:
    Composed put_into_words(
        Author const& author,
        std::string_view type,
        GuideDraft const& draft,
        Publication const& published,
        storage::LocalId number
    ) const;
    JsonText act(Author const& author, std::string_view type, std::string const& id, Addressees const& addressees)
        const;
    std::string act_id(std::string_view type) const;

    std::string origin_;
    Clock const& clock_;
    storage::IdSource& ids_;
};

}  // namespace collegium::federation::guides
