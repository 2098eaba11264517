#include "server/feeds/atom.hpp"

#include "server/xml_writer.hpp"

#include <algorithm>

namespace collegium::server::feeds {

namespace {

constexpr std::size_t longest_content = 64 * 1024;  // bytes: the rest is read on the page

Instant newest(Feed const& feed) {
    Instant last{};
    for (auto const& each : feed.entries) last = std::max(last, each.updated);
    return last;
}

void link(XmlWriter& xml, std::string_view relation, std::string_view type, std::string_view address) {
    xml.open("link").attribute("rel", relation).attribute("type", type).attribute("href", address).close();
}

void add(XmlWriter& xml, Entry const& entry) {
    xml.open("entry");
    if (!entry.language.empty()) xml.attribute("xml:lang", entry.language);
    xml.leaf("id", entry.id).leaf("title", entry.title.empty() ? entry.id : entry.title);
    xml.leaf("updated", to_rfc3339(entry.updated)).leaf("published", to_rfc3339(entry.published));
    link(xml, "alternate", "text/html", entry.id);
    if (!entry.author.empty()) xml.open("author").leaf("name", entry.author).close();
    if (entry.html.size() <= longest_content)
        xml.open("content").attribute("type", "html").text(entry.html).close();
    else
        xml.leaf("summary", "This is too long for a feed. Read it on its page.");
    xml.close();
}

}  // namespace

std::string atom_text(Feed const& feed) {
    XmlWriter xml;
    xml.open("feed").attribute("xmlns", "http://www.w3.org/2005/Atom");
    xml.leaf("id", feed.id).leaf("title", feed.title).leaf("updated", to_rfc3339(newest(feed)));
    xml.open("author").leaf("name", feed.author).close();
    link(xml, "self", "application/atom+xml", feed.id);
    link(xml, "alternate", "text/html", feed.page);
    for (auto const& each : feed.entries) add(xml, each);
    xml.close();
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + std::move(xml).done() + "\n";
}

Response answer(Feed const& feed) {
    Response response{200, "application/atom+xml; charset=utf-8", atom_text(feed)};
    response.with("Last-Modified", to_http_date(newest(feed))).with("Cache-Control", "no-cache");
    return response;
}

}  // namespace collegium::server::feeds
