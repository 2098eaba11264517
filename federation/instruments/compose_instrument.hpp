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
        : acts_{std::move(origin), clock, ids} {}

    Composed publish(Author const& author, InstrumentDraft const& draft) const;

    // A version of its own, for whom the tool is.
    Composed revise(Author const& author, Instrument const& changed, InstrumentView const& current) const;

private:
    Composer acts_;
};

}  // namespace collegium::federation::instruments
