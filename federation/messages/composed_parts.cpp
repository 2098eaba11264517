#include "federation/messages/composed_parts.hpp"

#include <array>

namespace collegium::federation {

namespace {

// The names of languages in themselves; others go by their code.
std::string_view language_name(std::string_view code) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> names{
        {{"en", "English"},
         {"de", "Deutsch"},
         {"fr", "Français"},
         {"es", "Español"},
         {"ar", "العربية"},
         {"uk", "Українська"}}};
    for (auto const& [known, name] : names)
        if (known == code) return name;
    return code;
}

}  // namespace

std::string digits(storage::LocalId number) {
    return std::to_string(static_cast<std::uint64_t>(number));
}

void add_words(JsonText& object, std::string_view html, std::string_view source, std::string_view language) {
    object.text("content", html)
        .text("mediaType", "text/html")
        .raw("source", JsonText::object().text("content", source).text("mediaType", "text/markdown").done())
        .raw("contentMap", JsonText::object().text(language, html).done())
        .raw("language", JsonText::object().text("identifier", language).text("name", language_name(language)).done());
}

void add_place(
    JsonText& object, Addressees const& addressees, Publication const& published, Surroundings const& surroundings
) {
    object.texts("to", addressees.to)
        .texts("cc", addressees.cc)
        .text_unless_empty("audience", addressees.community)
        .text("url", surroundings.leads_to.empty() ? published.iri : surroundings.leads_to)
        .raw("attachment", surroundings.attachments)
        .boolean("sensitive", surroundings.sensitive)
        .text_unless_empty("context", surroundings.context)
        .text("replies", published.iri + "/replies")
        .text("published", to_rfc3339(published.at));
    if (published.edited) object.text("updated", to_rfc3339(*published.edited));
}

std::string attached_item(Attached const& attached) {
    auto item = JsonText::object();
    item.text("type", "Document").text("mediaType", attached.media_type).text("url", attached.url);
    item.text_unless_empty("name", attached.description).text_unless_empty("blurhash", attached.blurhash);
    if (attached.width != 0 && attached.height != 0)
        item.number("width", attached.width).number("height", attached.height);
    return item.done();
}

std::string mention_tag(Mentioned const& person) {
    return JsonText::object().text("type", "Mention").text("href", person.iri).text("name", person.address).done();
}

}  // namespace collegium::federation
