// Collections: lists that other nodes keep, read page by page. Their pages and items are counted, never trusted to end.
#pragma once

#include "federation/fetching/fetch.hpp"

#include <functional>
#include <vector>

namespace collegium::federation {

// Reads a collection from its own origin: its items, then `first` and every `next`. visit(page, items) is called for
// each page that has items, with the document that it stands in, and says whether to go on. A page that was seen, lies
// elsewhere or cannot be read ends it. Refuses only what fetch_document refuses for the collection itself.
using VisitPage = std::function<bool(Fetched const& page, std::vector<JsonValue const*> const& items)>;
boost::asio::awaitable<Result<void>> read_collection(
    Node const& node, Iri collection, VisitPage visit, FetchBudget& budget
);

}  // namespace collegium::federation
