#include "federation/messages/details.hpp"

#include "federation/content/plain_text.hpp"
#include "storage/iri.hpp"

namespace collegium::federation {

namespace {

constexpr std::size_t most_names = 50;
constexpr std::size_t most_attachments = 16;
constexpr std::size_t longest_summary = 1000;      // characters
constexpr std::size_t longest_description = 1500;  // characters
constexpr std::uint64_t most_pixels = 100'000;     // of a side

// Each item of a member that is a list, or the one value that it is.
template <class Visit>
void each_item(JsonValue const& object, std::string_view name, Visit visit) {
    auto const* const value = member(object, name);
    if (value == nullptr) return;
    if (!value->IsArray()) return visit(*value);
    for (auto const& item : value->GetArray()) visit(item);
}

void add_tag(Details& details, JsonValue const& tag) {
    auto const type = type_of(tag);
    auto name = text_member(tag, "name");
    if (type == "Mention" && details.mentions.size() < most_names) {
        auto const href = Iri::parse(text_member(tag, "href"));
        if (href) details.mentions.push_back({href->text(), std::string{name}});
    }
    if (type != "Hashtag" || details.tags.size() == most_names) return;
    if (name.starts_with('#')) name.remove_prefix(1);
    if (!name.empty() && name.size() <= 200) details.tags.emplace_back(name);
}

std::uint64_t pixels(JsonValue const& attachment, std::string_view name) {
    auto const* const value = member(attachment, name);
    return value != nullptr && value->IsUint64() && value->GetUint64() <= most_pixels ? value->GetUint64() : 0;
}

// "url" is a text, a Link, or a list of Links: the first one counts.
std::string https_url(JsonValue const& object) {
    auto const* value = member(object, "url");
    if (value != nullptr && value->IsArray() && !value->Empty()) value = &(*value)[0];
    if (value == nullptr) return {};
    auto const iri = Iri::parse(value->IsObject() ? text_member(*value, "href") : text_of(*value));
    return iri ? iri->text() : std::string{};
}

// Some say only "Image".
std::string media_type_of(JsonValue const& attachment) {
    auto const type = text_member(attachment, "mediaType");
    if (!type.empty()) return std::string{type};
    return type_of(attachment) == "Image" ? "image/*" : "";
}

void add_attachment(Details& details, JsonValue const& attachment) {
    auto url = https_url(attachment);
    if (url.empty() || details.attachments.size() == most_attachments) return;
    auto const text = [&](std::string_view name) { return std::string{text_member(attachment, name)}; };
    details.attachments.push_back(
        {std::move(url),
         media_type_of(attachment),
         content::cut_characters(text("name"), longest_description),
         pixels(attachment, "width"),
         pixels(attachment, "height"),
         text("blurhash")}
    );
}

}  // namespace

Details details_of(JsonValue const& object) {
    Details details;
    details.url = https_url(object);
    details.summary = content::cut_characters(content::plain_text(text_member(object, "summary")), longest_summary);
    auto const* const sensitive = member(object, "sensitive");
    details.sensitive = sensitive != nullptr && sensitive->IsBool() && sensitive->GetBool();
    each_item(object, "tag", [&](JsonValue const& tag) { add_tag(details, tag); });
    each_item(object, "attachment", [&](JsonValue const& each) { add_attachment(details, each); });
    return details;
}

}  // namespace collegium::federation
