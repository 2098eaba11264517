// Erasures on the pages of operators: who was erased, and which institutions have confirmed it.
#pragma once

#include "server/pages/page.hpp"

#include <map>

namespace collegium::federation::erasure {
struct Erasure;
}

namespace collegium::server::pages {

// All erasures of this node, by person.
std::map<storage::Handle, federation::erasure::Erasure> erasures_by_person(App const& app);

// "2 of 3 institutions have confirmed it": CONFIRMED of `values`, where anybody was asked.
void show_confirmed(Values& values, federation::erasure::Erasure const& erasure);

// Each institution that was asked and what became of it, or why nobody was: the part ERASED of `values`.
void show_erasure(Values& values, federation::erasure::Erasure const& erasure, bool pupil);

}  // namespace collegium::server::pages
