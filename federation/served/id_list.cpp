#include "federation/served/id_list.hpp"

#include "federation/messages/vocabulary.hpp"

#include <algorithm>

namespace collegium::federation::documents {

namespace {

constexpr std::size_t ids_on_a_page = 500;

JsonText part_of(IdList const& list, std::size_t begin) {
    auto items = JsonText::list();
    auto const end = std::min(begin + ids_on_a_page, list.names.size());
    for (auto i = begin; i < end; ++i) items.item(list.names[i]);
    return items;
}

std::string whole(IdList const& list) {
    auto text = collection_document(list.iri, "OrderedCollection");
    text.text_unless_empty("name", list.title)
        .text_unless_empty("attributedTo", list.kept_by)
        .number("totalItems", list.names.size());
    if (list.names.size() <= ids_on_a_page) return text.raw("orderedItems", part_of(list, 0).done()).done();
    return text.text("first", page_iri(list, 1)).done();
}

}  // namespace

JsonText collection_document(std::string_view id, std::string_view type) {
    auto text = JsonText::object();
    text.text("@context", vocabulary::activity_streams).text("id", id).text("type", type);
    return text;
}

std::string page_iri(IdList const& list, std::size_t page) {
    return list.iri + "?page=" + std::to_string(page);
}

Result<std::string> serve(IdList const& list, std::size_t page) {
    if (page == 0) return whole(list);
    // Also the first page of an empty list is a page.
    auto const pages = std::max<std::size_t>((list.names.size() + ids_on_a_page - 1) / ids_on_a_page, 1);
    if (page > pages) return Refusal{Reason::not_found, "no such page"};
    auto text = collection_document(page_iri(list, page), "OrderedCollectionPage");
    text.text("partOf", list.iri).raw("orderedItems", part_of(list, (page - 1) * ids_on_a_page).done());
    if (page < pages) text.text("next", page_iri(list, page + 1));
    return text.done();
}

}  // namespace collegium::federation::documents
