// The form in which tools for measuring are written.
#pragma once

#include "federation/instruments/compose_instrument.hpp"
#include "server/pages/adoption/looking.hpp"

namespace collegium::server::pages {

// `before` with the fields that the form has.
instruments::Instrument instrument_typed(Form const& form, instruments::Instrument before);

struct InstrumentFormView {
    std::string action;  // where it is sent
    std::string heading;
    FieldProblems problems;
    std::string why;  // it was not taken; empty: it has not been tried
};

Response instrument_form(
    App const& app,
    Call const& call,
    instruments::Instrument const& words,
    InstrumentFormView const& view,
    unsigned status
);

}  // namespace collegium::server::pages
