// Indexed thing: what the index of words keeps of a published thing.
#pragma once

#include "federation/messages/activity.hpp"
#include "storage/tables.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace collegium::server::search {

struct IndexedThing {
    storage::Handle handle{};
    storage::Handle author{};
    storage::Handle community{};
    storage::ObjectKind kind{};
    storage::Audience audience{};
    bool accepted = false;              // a question with an accepted answer, or that answer
    std::optional<bool> answered;       // of a question: whether somebody answered it
    bool reviewed = false;              // a guide whose newest version is reviewed
    std::string phase;                  // of a question; may be empty
    std::vector<std::string> subjects;  // of a question, at most one, or of a signpost
    std::string strength;               // of a guide's evidence: "scheme:grade"; may be empty
    std::string language;
    std::vector<std::string> tags;  // lower case, without '#'
    std::string title;
    std::string words;  // plain text, at most 100 kB
};

// Activities that were read already, by their places in the log.
using Said = std::map<storage::Seq, federation::Activity const*>;

// As everybody may know it who may see it: answers for fewer people make no question an answered one. Nothing if there
// is no such thing, if nobody may see it any more, or if its author does not let others search for it.
std::optional<IndexedThing> indexed_thing(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle handle, Said const& said = {}
);

}  // namespace collegium::server::search
