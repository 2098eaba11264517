#include "federation/served/nodeinfo.hpp"

#include "federation/messages/json_text.hpp"
#include "federation/messages/vocabulary.hpp"

namespace collegium::federation::documents {

std::string nodeinfo_links(std::string_view origin) {
    auto const link = [&](std::string_view rel, std::string_view path) {
        return JsonText::object().text("rel", rel).text("href", std::string{origin} + std::string{path}).done();
    };
    auto links = JsonText::list();
    links.raw_item(link("http://nodeinfo.diaspora.software/ns/schema/2.0", "/nodeinfo/2.0"));
    links.raw_item(link("http://nodeinfo.diaspora.software/ns/schema/2.1", "/nodeinfo/2.1"));
    links.raw_item(link("https://www.w3.org/ns/activitystreams#Application", "/"));
    return JsonText::object().raw("links", links.done()).done();
}

std::string nodeinfo(storage::ReadTx const& tx, storage::Tables const& tables, std::string_view version) {
    auto software = JsonText::object();
    software.text("name", "collegium").text("version", vocabulary::software_version);
    auto const users = JsonText::object().number("total", tables.accounts.size(tx)).done();
    return JsonText::object()
        .text("version", version)
        .raw("software", software.done())
        .raw("protocols", R"(["activitypub"])")
        .raw("services", R"({"inbound":[],"outbound":[]})")
        .boolean("openRegistrations", false)
        .raw("usage", JsonText::object().raw("users", users).done())
        .raw("metadata", R"({"upstream":{"name":"mastodon"}})")  // whose API it speaks: clients look for that name
        .done();
}

}  // namespace collegium::federation::documents
