// Reading instruments: questions that pages ask of the views. What is not meant for a reader is as if it did not exist.
#pragma once

#include "federation/instruments/instrument.hpp"
#include "federation/timeline.hpp"

namespace collegium::federation::instruments {

// An instrument as one of its versions has it.
struct InstrumentView {
    timeline::PostView post;
    Instrument instrument;
    std::string version;
    bool current = false;  // its author's newest
};

// Nothing if there is no such instrument, if it is not meant for this reader, or if it was taken away. version: its
// name; empty: the newest.
std::optional<InstrumentView> find_instrument(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    storage::Handle thing,
    std::string_view version = {},
    timeline::Viewer const& viewer = {}
);

// All that this node knows, newest first, those before `before`, at most `most`.
std::vector<InstrumentView> all_instruments(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    storage::LocalId before,
    std::size_t most,
    timeline::Viewer const& viewer = {}
);

// Every version that this node has the words of, newest first.
std::vector<InstrumentView> versions_of(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle thing, timeline::Viewer const& viewer = {}
);

// The words of a version by itself, whoever may read them: for rules.
std::optional<Instrument> words_of_version(
    storage::ReadTx const& tx, storage::Tables const& tables, std::string_view iri, std::string_view version
);

}  // namespace collegium::federation::instruments
