// Composing: what those who organise events, and those who come, do, put into words of the wire.
#pragma once

#include "federation/events/event.hpp"
#include "federation/messages/compose.hpp"

namespace collegium::federation::events {

struct EventDraft {
    std::string community;  // IRI
    std::string title;
    std::string source;  // Markdown
    std::string language = "en";
    storage::Audience audience = storage::Audience::everyone;
    Event event;  // without problems_of

    bool operator==(EventDraft const&) const = default;
};

class EventComposer {
public:
    EventComposer(std::string origin, Clock const& clock, storage::IdSource& ids)
        : origin_{std::move(origin)}, clock_{clock}, ids_{ids} {}

    Composed publish(Author const& author, EventDraft const& draft) const;

    // The same event with other words, or cancelled: one change more than in the draft's event, which is the standing
    // one as it is changed. guests: who hears of it beside those for whom it is, without the others being told
    // (guests_abroad).
    Composed revise(
        Author const& author,
        EventDraft const& draft,
        Edited const& standing,
        std::vector<std::string> const& guests = {}
    ) const;

    // To the organiser. IRIs.
    Composed join(Author const& author, std::string_view event, std::string_view organiser) const;
    Composed leave(Author const& author, std::string_view event, std::string_view organiser) const;

private:
    Composed put_into_words(
        Author const& author,
        std::string_view type,
        EventDraft const& draft,
        Publication const& published,
        storage::LocalId number
    ) const;
    Composed about(Author const& author, std::string_view type, std::string_view event, std::string_view organiser)
        const;
    JsonText act(Author const& author, std::string_view type, Addressees const& addressees) const;

    std::string origin_;
    Clock const& clock_;
    storage::IdSource& ids_;
};

}  // namespace collegium::federation::events
