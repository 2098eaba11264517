// Adopters: adoptions and tools for measuring that tests write, and a guide at three schools that is adopted.
#pragma once

#include "federation/adoption/compose_adoption.hpp"
#include "federation/adoption/reading.hpp"
#include "federation/instruments/compose_instrument.hpp"
#include "tests/federation/library.hpp"

namespace collegium::tests {

federation::instruments::Instrument whole_instrument(std::string const& title = "Fractions quiz");

// Context and changes said, nothing measured yet.
federation::adoption::Adoption whole_adoption(std::string const& guide, std::string const& version);

federation::adoption::Measure whole_measure(
    std::string const& instrument, std::string const& version, std::string const& value, std::string const& taken
);

// The same with a baseline of 10 and this follow-up.
federation::adoption::Adoption followed_up(
    federation::adoption::Adoption adoption,
    federation::adoption::Measure const& follow_up,
    federation::adoption::Outcome outcome
);

// A guide and a tool for measuring of ada's, of north.test, which schools adopt and use.
struct Adopters : Library {
    Adopters();

    // The school itself, which is nobody's person.
    Person itself(School& school) const;

    federation::adoption::AdoptionComposer adoption_composer(School const& school) const;
    federation::instruments::InstrumentComposer instrument_composer(Person const& person) const;

    // Each lets everybody hear of it.
    Result<storage::Seq> send(Person const& who, federation::Composed const& composed);
    Result<storage::Seq> adopt(School& school, federation::adoption::Adoption const& words);
    Result<storage::Seq> say_anew(School& school, federation::adoption::Adoption const& words);  // of its only adoption
    std::string publish_instrument(Person const& author, federation::instruments::Instrument const& words);
    Result<storage::Seq> revise_instrument(Person const& author, federation::instruments::Instrument const& words);

    federation::adoption::Adoption words() const;  // about the version that is newest at ada's
    federation::adoption::Measure measured(std::string const& value, std::string const& taken) const;
    std::vector<federation::adoption::AdoptionView> adoptions_at(School const& school) const;
    federation::adoption::RollUp roll_up_at(School const& school) const;
    std::optional<federation::instruments::InstrumentView> instrument_at(
        Person const& reader, std::string const& version = ""
    ) const;

    void check_all_histories();

    std::string guide;
    std::string instrument;
};

}  // namespace collegium::tests
