#include "server/pages/subjects/news_rows.hpp"

#include "federation/collections/collection.hpp"

namespace collegium::server::pages {

void show_news(Values& page, federation::subjects::News const& news, bool with_source) {
    auto values = page.include("NEWS", "news_rows");
    for (auto const& [post, by] : news.lines) {
        auto line = values.repeat("THING");
        line.text("PATH", post_path(post));
        line.text("LANG", post.language);
        line.text("TITLE", post.title().empty() ? kind_name(post.kind) : std::string_view{post.title()});
        line.words("KIND", kind_name(post.kind));
        if (with_source) {
            auto source = line.repeat("FROM");
            source.text("SOURCE_PATH", offer_path(by));
            source.text("SOURCE", by.display);
            source.text("SOURCE_HOST", by.host);
        }
        show_byline(line, post);
    }
    if (news.lines.empty()) values.show("NOTHING");
    if (news.rest)
        values.repeat("OLDER").text("ADDRESS", "?before=" + std::to_string(static_cast<std::uint64_t>(*news.rest)));
}

std::string offer_path(timeline::ActorView const& offer) {
    bool const is_list = offer.local && federation::collections::is_list_name(offer.name);
    return is_list ? federation::collections::list_iri("", offer.name) : offer_form_path(offer);
}

std::string offer_form_path(timeline::ActorView const& offer) {
    return "/subjects/" + offer.name + (offer.local ? "" : "@" + offer.host);
}

}  // namespace collegium::server::pages
