#include "federation/fetching/collection.hpp"

#include <set>

namespace collegium::federation {

namespace asio = boost::asio;

namespace {

constexpr std::size_t most_pages = 50;
constexpr rapidjson::SizeType most_on_a_page = 500;

void add_items(JsonValue const& page, std::vector<JsonValue const*>& items) {
    for (auto const* const name : {"orderedItems", "items"}) {
        auto const* const list = member(page, name);
        if (list == nullptr) continue;
        if (!list->IsArray()) {
            items.push_back(list);
            continue;
        }
        for (rapidjson::SizeType i = 0; i < std::min(list->Size(), most_on_a_page); ++i) items.push_back(&(*list)[i]);
    }
}

// A first page that stands in the collection is part of it.
JsonValue const* embedded_page(JsonValue const& document) {
    auto const* const first = member(document, "first");
    return first != nullptr && first->IsObject() ? first : nullptr;
}

std::vector<JsonValue const*> items_of(JsonValue const& document) {
    std::vector<JsonValue const*> items;
    add_items(document, items);
    if (auto const* const page = embedded_page(document)) add_items(*page, items);
    return items;
}

Result<Iri> page_after(JsonValue const& document) {
    if (auto const* const page = embedded_page(document)) return Iri::parse(reference_member(*page, "next"));
    auto const first = reference_member(document, "first");
    // Pages name the first one too: theirs is the next.
    bool const is_page = member(document, "partOf") != nullptr;
    return Iri::parse(first.empty() || is_page ? reference_member(document, "next") : first);
}

}  // namespace

asio::awaitable<Result<void>> read_collection(Node const& node, Iri collection, VisitPage visit, FetchBudget& budget) {
    std::set<std::string> seen;
    for (Result<Iri> next = collection; next && next->same_origin(collection);) {
        if (!seen.insert(next->text()).second || seen.size() > most_pages) break;
        auto const page = co_await fetch_document(node, *next, budget);
        if (!page && seen.size() == 1) co_return page.error();
        if (!page) break;
        auto const items = items_of(page->root());
        if (!items.empty() && !visit(*page, items)) break;
        next = page_after(page->root());
    }
    co_return Result<void>{};
}

}  // namespace collegium::federation
