// Timeline words: what a Create or Update says, as readers see it.
#pragma once

#include "federation/messages/details.hpp"
#include "federation/messages/object.hpp"
#include "storage/tables.hpp"

namespace collegium::federation::timeline {

struct Words {
    Object object;
    Details details;
};

// What somebody said at this place of the log. Of a thing whose parts we know, the text follows from its parts. Nothing
// if the words were erased, or if they are no object.
std::optional<Words> words_of(storage::ReadTx const& tx, storage::Tables const& tables, storage::Seq seq);

// The same of the object of a Create or Update that was read already.
std::optional<Words> words_in(JsonValue const& value);

}  // namespace collegium::federation::timeline
