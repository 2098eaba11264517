#include "federation/messages/thing_link.hpp"

#include "federation/content/plain_text.hpp"
#include "federation/messages/json_text.hpp"
#include "storage/iri.hpp"

namespace collegium::federation {

namespace {

constexpr std::size_t most_links = 10;
constexpr std::size_t longest_name = 200;  // characters

// "related" is a registered relation, the other one is ours.
constexpr std::string_view related = "related";
constexpr std::string_view duplicate = "col:duplicate";

void add_link(std::vector<ThingLink>& links, JsonValue const& tag) {
    auto const rel = text_member(tag, "rel");
    if (type_of(tag) != "Link" || links.size() == most_links || (rel != related && rel != duplicate)) return;
    auto const href = Iri::parse(text_member(tag, "href"));
    if (!href) return;
    auto name = content::cut_characters(text_member(tag, "name"), longest_name);
    links.push_back({rel == related ? Relation::related : Relation::duplicate, href->text(), std::move(name)});
}

}  // namespace

std::vector<ThingLink> links_of(JsonValue const& object) {
    std::vector<ThingLink> links;
    auto const* const tags = member(object, "tag");
    if (tags == nullptr) return links;
    if (!tags->IsArray())
        add_link(links, *tags);
    else
        for (auto const& tag : tags->GetArray()) add_link(links, tag);
    return links;
}

std::string link_tag(ThingLink const& link) {
    return JsonText::object()
        .text("type", "Link")
        .text("rel", link.relation == Relation::related ? related : duplicate)
        .text("href", link.href)
        .text_unless_empty("name", link.name)
        .done();
}

std::string_view name_of(Relation relation) noexcept {
    return relation == Relation::related ? "related" : "duplicate";
}

}  // namespace collegium::federation
