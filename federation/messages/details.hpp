// Details: what a published thing has beside its words: whom and what it names, pictures, a warning.
#pragma once

#include "federation/messages/drafts.hpp"
#include "federation/messages/json.hpp"

#include <string>
#include <vector>

namespace collegium::federation {

struct Details {
    std::string url;       // its page for people; empty: none that can be trusted
    std::string leads_to;  // of a signpost: the address elsewhere that it points at
    std::string summary;   // what to know before reading: plain text
    bool sensitive = false;
    std::vector<Mentioned> mentions;    // at most 50
    std::vector<std::string> tags;      // names without '#', at most 50
    std::vector<Attached> attachments;  // with https addresses, at most 16
};

// Of an object. Reads what is there; what is of a wrong shape is passed over.
Details details_of(JsonValue const& object);

}  // namespace collegium::federation
