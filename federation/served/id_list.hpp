// Id list: a collection of ids, served whole or in pages.
#pragma once

#include "config/result.hpp"
#include "federation/messages/json_text.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace collegium::federation::documents {

struct IdList {
    std::string iri;
    std::string kept_by;  // may be empty
    std::vector<std::string> names;
    std::string title{};  // that people read; may be empty
};

// The beginning of a document that stands alone: its context, its id and its type.
JsonText collection_document(std::string_view id, std::string_view type);

// Pages count from 1.
std::string page_iri(IdList const& list, std::size_t page);

// Up to 500 ids are in the collection itself (page 0); of more there are pages from 1 on. Refuses not_found for a page
// that is not there.
Result<std::string> serve(IdList const& list, std::size_t page);

}  // namespace collegium::federation::documents
