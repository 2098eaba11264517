// Composing: what authors of tools for measuring do, put into words of the wire.
#pragma once

#include "federation/instruments/reading.hpp"
#include "federation/messages/compose.hpp"

namespace collegium::federation::instruments {

// instrument: without problems_of. community: IRI.
struct InstrumentDraft {
    std::string community;
    Instrument instrument;
    storage::Audience audience = storage::Audience::everyone;
};

class InstrumentComposer {
public:
    InstrumentComposer(std::string origin, Clock const& clock, storage::IdSource& ids)
        : origin_{std::move(origin)}, clock_{clock}, ids_{ids} {}

    Composed publish(Author const& author, InstrumentDraft const& draft) const;

    // A version of its own, for whom the tool is.
    Composed revise(Author const& author, Instrument const& changed, InstrumentView const& current) const;

private:
    Composed put_into_words(
        Author const& author,
        std::string_view type,
        InstrumentDraft const& draft,
        Publication const& published,
        storage::LocalId number
    ) const;

    std::string origin_;
    Clock const& clock_;
    storage::IdSource& ids_;
};

}  // namespace collegium::federation::instruments
